/// The ways of writing that a file was proven to use; nil where nothing has been proven.
package struct ReadingChoices: Sendable, Equatable {
    package var dateOrder: DateOrder?
    package var decimalMark: DecimalMark?

    /// Makes choices; none by default.
    package init(dateOrder: DateOrder? = nil, decimalMark: DecimalMark? = nil) {
        self.dateOrder = dateOrder
        self.decimalMark = decimalMark
    }
}

/// Says that a value far down the file proved that the values above it were read the wrong way.
///
/// The file has to be read again from the start with these choices, which can't be overturned again.
package struct ReadAgain: Error, Sendable, Equatable {
    package let choices: ReadingChoices
}
