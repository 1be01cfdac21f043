extension TraceContext: CustomStringConvertible {
    /// Reads a `traceparent` (W3C Trace Context Level 2, section 3.2); nil for one that must be ignored.
    ///
    /// A later version is read by its first 55 characters, as the specification asks; version `ff` is forbidden. Upper
    /// case is not hexadecimal there.
    public init?(_ traceparent: String) {
        let bytes = Array(traceparent.utf8.prefix(56))
        let dash = UInt8(ascii: "-")
        guard bytes.count >= 55, bytes[2] == dash, bytes[35] == dash, bytes[52] == dash,
            let version = Self.number(bytes[0..<2]), version != 0xFF, bytes.count == 55 || version > 0,
            bytes.count == 55 || bytes[55] == dash,
            let high = Self.number(bytes[3..<19]), let low = Self.number(bytes[19..<35]),
            let traceID = TraceID(high: high, low: low),
            let span = Self.number(bytes[36..<52]), let spanID = SpanID(span),
            let flags = Self.number(bytes[53..<55])
        else { return nil }
        self.init(traceID: traceID, spanID: spanID, isSampled: flags & 1 == 1, isRandom: flags & 2 == 2)
    }

    /// Reads the `traceparent` of a request by all its fields of that name; more than one is as good as none.
    public init?(traceparents: [String]) {
        guard traceparents.count == 1, let only = traceparents.first else { return nil }
        self.init(only)
    }

    /// The context as a `traceparent` of version 00. A `traceresponse` has the same form.
    public var description: String {
        let flags = (isSampled ? 1 : 0) | (isRandom ? 2 : 0)
        return "00-\(traceID)-\(spanID)-0\(flags)"
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> UInt64? {
        var number: UInt64 = 0
        for digit in digits {
            let value: UInt8
            switch digit {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = digit - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): value = digit - UInt8(ascii: "a") + 10
            default: return nil
            }
            number = number << 4 | UInt64(value)
        }
        return number
    }

    fileprivate static func text(_ bits: UInt64) -> String {
        let digits = String(bits, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}

extension TraceContext.TraceID: CustomStringConvertible {
    /// 32 hexadecimal digits in lower case.
    public var description: String { TraceContext.text(high) + TraceContext.text(low) }
}

extension TraceContext.SpanID: CustomStringConvertible {
    /// 16 hexadecimal digits in lower case.
    public var description: String { TraceContext.text(bits) }
}
