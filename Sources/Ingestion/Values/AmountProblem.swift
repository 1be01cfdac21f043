import Metadata

/// Says why a text isn't an amount; the raw value completes the sentence 'amount "…" …'.
enum AmountProblem: String, Error, Sendable {
    case empty = "is empty"
    case notANumber = "isn't a number"
    case conflictingSigns = "has more than one sign"
    case unclosedParenthesis = "has an unmatched parenthesis"
    case otherDecimalMark = "isn't written with the decimal mark of the file"
    case wrongGrouping = "has digits that aren't grouped in thousands"
    case tooManyDecimals = "has more than 8 decimals"
    case tooLarge = "is too large"

    /// The reason that is stored with a row that has this problem.
    var reason: RejectionReason {
        switch self {
        case .empty: .missingAmount
        case .notANumber, .conflictingSigns, .unclosedParenthesis: .invalidAmount
        case .otherDecimalMark: .otherDecimalMark
        case .wrongGrouping: .wrongGrouping
        case .tooManyDecimals: .tooManyDecimals
        case .tooLarge: .amountTooLarge
        }
    }
}
