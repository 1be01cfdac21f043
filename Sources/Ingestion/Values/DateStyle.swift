/// How a file writes its dates, as far as that matters for reading them; the greater needs the more deciding.
enum DateStyle: Int, Comparable, Sendable {
    /// Every date begins with the year.
    case iso
    /// Some dates have the month's name, and none only numbers with the year last.
    case monthName
    /// Some dates are numbers with the year last, so that day and month have to be told apart.
    case numeric

    /// The style of one date.
    init(_ date: DateText) {
        switch date {
        case .yearFirst: self = .iso
        case .named: self = .monthName
        case .numeric, .short: self = .numeric
        }
    }

    /// What the details of an ingestion call it.
    var name: String {
        switch self {
        case .iso: "iso"
        case .monthName: "month_name"
        case .numeric: "numeric"
        }
    }

    static func < (left: DateStyle, right: DateStyle) -> Bool { left.rawValue < right.rawValue }
}
