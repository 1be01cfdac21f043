/// Reads amounts as ledgers write them, exactly, and refuses everything that could be meant otherwise.
///
/// Point or comma as the decimal mark; point, comma, apostrophe, space and no-break spaces between thousands; a sign
/// before or after, the Unicode minus, or parentheses for a negative number; one currency sign or ISO 4217 code
/// before or after. No exponents, no words, no digits but 0 to 9.
enum AmountParser {
    static func parse(_ text: Span<UInt8>) throws(AmountProblem) -> AmountText {
        // A longer text is no amount: 39 digits fill an Int128, and each may have a mark of three bytes behind it.
        guard text.count <= 160 else { throw .notANumber }
        var scanner = AmountScanner()
        var amount = AmountText()
        var hasSign = false
        var hasCurrency = false
        var isParenthesised = false

        // Before the digits.
        prefix: while true {
            switch scanner.next(text) {
            case .end: throw hasSign || hasCurrency || isParenthesised ? .notANumber : .empty
            case .space: continue
            case .sign(let isMinus):
                guard !hasSign, !isParenthesised else { throw .conflictingSigns }
                hasSign = true
                amount.isNegative = isMinus
            case .openParenthesis:
                guard !hasSign else { throw .conflictingSigns }
                guard !isParenthesised else { throw .notANumber }
                isParenthesised = true
                amount.isNegative = true
            case .currency:
                guard !hasCurrency else { throw .notANumber }
                hasCurrency = true
            case .digit, .mark:
                scanner.stepBack()
                break prefix
            case .closeParenthesis: throw .unclosedParenthesis
            case .other: throw .notANumber
            }
        }
        readNumber(text, &scanner, into: &amount)
        guard amount.digitCount > 0 else { throw .notANumber }

        // Behind the digits.
        var isOpen = isParenthesised
        while true {
            switch scanner.next(text) {
            case .end:
                guard !isOpen else { throw .unclosedParenthesis }
                return amount
            case .space: continue
            case .sign(let isMinus):
                guard !hasSign, !isParenthesised else { throw .conflictingSigns }
                hasSign = true
                amount.isNegative = isMinus
            case .closeParenthesis:
                guard isOpen else { throw .unclosedParenthesis }
                isOpen = false
            case .currency:
                guard !hasCurrency else { throw .notANumber }
                hasCurrency = true
            case .openParenthesis, .digit, .mark, .other: throw .notANumber
            }
        }
    }

    /// Reads digits and the marks between them; a space belongs to the number only when a digit follows.
    private static func readNumber(
        _ text: Span<UInt8>, _ scanner: inout AmountScanner, into amount: inout AmountText
    ) {
        while true {
            switch scanner.next(text) {
            case .digit(let digit): amount.append(digit: digit)
            case .mark(let mark): amount.append(mark: mark)
            case .space where scanner.isBeforeDigit(text) && amount.digitCount > 0: amount.append(mark: .space)
            case .end: return
            default: return scanner.stepBack()
            }
        }
    }
}
