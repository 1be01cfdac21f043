/// Whether 01/02/2024 is the first of February or the second of January.
package enum DateOrder: String, Sendable, Hashable {
    case dayFirst = "day_first"
    case monthFirst = "month_first"
}
