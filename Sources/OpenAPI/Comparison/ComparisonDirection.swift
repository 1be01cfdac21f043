/// Where a schema is used, which decides what its changes mean.
enum ComparisonDirection: Hashable {
    /// From client to server.
    case request
    /// From server to client.
    case response

    /// What a change does to the set of values that are allowed.
    enum Effect {
        /// Some values are not allowed any more.
        case narrows
        /// Some values are new.
        case widens
        /// Both, or who knows.
        case changes
        /// Values are the same; receivers that rely on more may notice.
        case shifts
        /// A value may have more than its receiver knows, which receivers pass over.
        case extends
    }

    /// What an effect means: whoever sends what the other does not know breaks it.
    func impact(_ effect: Effect) -> (clients: Change.Impact, servers: Change.Impact) {
        switch (effect, self) {
        case (.narrows, .request): (.breaking, .safe)
        case (.narrows, .response): (.safe, .breaking)
        case (.widens, .request): (.safe, .breaking)
        case (.widens, .response): (.breaking, .safe)
        case (.changes, _): (.breaking, .breaking)
        case (.shifts, _): (.dangerous, .dangerous)
        case (.extends, .request): (.safe, .dangerous)
        case (.extends, .response): (.safe, .safe)
        }
    }
}
