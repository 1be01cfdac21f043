/// Where a schema is used, which decides what its changes mean.
enum ComparisonDirection: Hashable {
    /// From client to server.
    case request
    /// From server to client.
    case response
    /// In no message that both versions have: types are made of it, and nothing else.
    case types

    /// What a change does to the set of values that are allowed.
    enum Effect {
        /// Some values are not allowed any more.
        case narrows
        /// Some values are new.
        case widens
        /// Some values are not allowed any more, and some may be new.
        case narrowsPerhaps
        /// Some values are new, and some may not be allowed any more.
        case widensPerhaps
        /// Both, or who knows.
        case changes
        /// Values are the same; receivers that rely on more may notice.
        case shifts
        /// A value may have more than its receiver knows, which receivers pass over.
        case extends
        /// A value must have more than its receiver knows, which receivers pass over.
        case demands
        /// A part that had to be there may be missing, and is passed over where it is not.
        case forgets
        /// Fewer values have a known meaning, of those that others may follow.
        case knowsLess
        /// More values have a known meaning, of those that others may follow.
        case knowsMore
        /// What nobody enforces.
        case annotates
    }

    /// What an effect means: whoever sends what the other does not know breaks it.
    func impact(_ effect: Effect) -> (clients: Change.Impact, servers: Change.Impact) {
        switch (effect, self) {
        case (.annotates, _), (.extends, .types): (.safe, .safe)
        case (_, .types): (.dangerous, .dangerous)
        case (.narrows, .request): (.breaking, .safe)
        case (.narrows, .response): (.safe, .breaking)
        case (.widens, .request): (.safe, .breaking)
        case (.widens, .response): (.breaking, .safe)
        case (.narrowsPerhaps, .request), (.widensPerhaps, .response): (.breaking, .dangerous)
        case (.narrowsPerhaps, .response), (.widensPerhaps, .request): (.dangerous, .breaking)
        case (.changes, _): (.breaking, .breaking)
        case (.shifts, _): (.dangerous, .dangerous)
        case (.extends, .request): (.safe, .dangerous)
        case (.extends, .response): (.safe, .safe)
        case (.demands, .request): (.breaking, .dangerous)
        case (.demands, .response): (.safe, .breaking)
        case (.forgets, .request): (.dangerous, .breaking)
        case (.forgets, .response): (.breaking, .dangerous)
        case (.knowsLess, .request), (.knowsMore, .response): (.dangerous, .safe)
        case (.knowsMore, .request), (.knowsLess, .response): (.safe, .dangerous)
        }
    }
}
