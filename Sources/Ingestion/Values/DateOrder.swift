/// Whether 01/02/2024 is the first of February or the second of January, and whether 24-01-02 begins with its year.
package enum DateOrder: String, Sendable, Hashable {
    case dayFirst = "day_first"
    case monthFirst = "month_first"
    /// Only of hyphens and three pairs of digits; a year of four digits says itself that it is one.
    case yearFirst = "year_first"

    /// What the message of a row in another order calls the part that comes first.
    var firstPart: String {
        switch self {
        case .dayFirst: "day"
        case .monthFirst: "month"
        case .yearFirst: "year"
        }
    }
}
