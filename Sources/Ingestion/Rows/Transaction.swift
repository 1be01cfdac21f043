package import Metadata

/// One transaction as a row of a file states it.
package struct Transaction: Sendable, Equatable {
    package let lineNumber: Int64
    package let date: CalendarDate
    package let amount: DecimalAmount
    package let description: String
}
