import Metadata

/// What an amount field says, before it is known which of point and comma is the file's decimal mark.
///
/// The digits are kept as one whole number, with what is needed to judge every way of placing the decimal mark.
struct AmountText: Equatable, Sendable {
    /// The most digits behind the decimal mark that an amount may have; more is no money.
    static let maximumScale = 8

    /// Stands between two digits.
    enum Mark: Sendable {
        case point
        case comma
        case apostrophe
        case space
    }

    var isNegative = false
    private(set) var digits: Int128 = 0
    private(set) var digitCount = 0

    private var overflowed = false
    private var markCount = 0
    private var points = 0
    private var commas = 0
    private var lastMark: Mark?
    /// The one kind of mark that stands before the last mark; nil when there is none.
    private var earlierMark: Mark?
    private var earlierMarksDiffer = false
    /// Lengths of the first group, of the group that the last mark closed, and of the group behind the last mark.
    private var firstGroup = 0
    private var closedGroup = 0
    private var openGroup = 0
    private var innerGroupsFit = true

    @inline(__always)
    mutating func append(digit: UInt8) {
        digitCount += 1
        openGroup += 1
        if digitCount <= 18 {
            // Eighteen digits fit a machine word.
            digits = Int128(truncatingIfNeeded: Int64(truncatingIfNeeded: digits) &* 10 &+ Int64(digit))
            return
        }
        let (product, first) = digits.multipliedReportingOverflow(by: 10)
        let (sum, second) = product.addingReportingOverflow(Int128(digit))
        digits = sum
        overflowed = overflowed || first || second
    }

    mutating func append(mark: Mark) {
        if markCount == 0 {
            firstGroup = openGroup
        } else {
            innerGroupsFit = innerGroupsFit && (2...3).contains(openGroup)
            if markCount > 1, earlierMark != lastMark { earlierMarksDiffer = true }
            earlierMark = lastMark
        }
        closedGroup = openGroup
        openGroup = 0
        markCount += 1
        lastMark = mark
        if mark == .point { points += 1 }
        if mark == .comma { commas += 1 }
    }

    /// The decimal mark that this text proves; nil when it has no mark or reads both ways, as `1,234` does.
    var evidence: DecimalMark? {
        let asPoint = (try? value(decimalMark: .point)) != nil
        let asComma = (try? value(decimalMark: .comma)) != nil
        guard points + commas > 0, asPoint != asComma else { return nil }
        return asPoint ? .point : .comma
    }

    /// The number that the text means with that decimal mark.
    func value(decimalMark: DecimalMark) throws(AmountProblem) -> DecimalAmount {
        let decimal: Mark = decimalMark == .point ? .point : .comma
        let decimalCount = decimalMark == .point ? points : commas
        let hasDecimals = decimalCount == 1 && lastMark == decimal
        guard decimalCount == 0 || hasDecimals else { throw .otherDecimalMark }
        guard !overflowed else { throw .tooLarge }
        try checkGroups(hasDecimals: hasDecimals)

        var unscaled = digits
        var scale = hasDecimals ? openGroup : 0
        while scale > Self.maximumScale, unscaled % 10 == 0 {
            unscaled /= 10
            scale -= 1
        }
        guard scale <= Self.maximumScale,
            let value = DecimalAmount(unscaled: isNegative ? -unscaled : unscaled, scale: scale)
        else { throw .tooManyDecimals }
        return value
    }

    /// Thousands: one to three digits, then groups of three; inner groups of two are how India writes lakhs.
    private func checkGroups(hasDecimals: Bool) throws(AmountProblem) {
        let groupMarks = hasDecimals ? markCount - 1 : markCount
        guard groupMarks > 0 else { return }
        let lastWhole = hasDecimals ? closedGroup : openGroup
        let isUniform = !earlierMarksDiffer && (hasDecimals || earlierMark == nil || earlierMark == lastMark)
        let fits = isUniform && (1...3).contains(firstGroup) && lastWhole == 3 && innerGroupsFit
        // A single point or comma that can't group thousands is a decimal mark: "1,5", "0,123", ",5".
        if !hasDecimals, groupMarks == 1, lastMark == .point || lastMark == .comma, !fits || digits < 1000 {
            throw .otherDecimalMark
        }
        guard fits, hasDecimals || digits >= 1000 else { throw .wrongGrouping }
    }
}
