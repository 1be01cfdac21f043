/// The character between the whole and the fraction in a file's amounts.
package enum DecimalMark: String, Sendable, Hashable {
    case point
    case comma

    var other: DecimalMark { self == .point ? .comma : .point }
}
