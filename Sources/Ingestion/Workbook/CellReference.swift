/// Reads where a cell is: `B5` is column 1 (counted from 0), row 5.
enum CellReference {
    /// The bounds of a sheet in Excel.
    static let rows = 1_048_576
    static let columns = 16_384

    /// The column that the letters of a reference name; nil when there is none or when it is beyond the sheet.
    static func column(_ reference: UnsafeRawBufferPointer) -> Int? {
        var number = 0
        for byte in reference {
            let letter = byte & 0xDF
            guard (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(letter) else {
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
                break
            }
            number = number * 26 + Int(letter - UInt8(ascii: "A")) + 1
            guard number <= columns else { return nil }
        }
        return number > 0 ? number - 1 : nil
    }

    /// A whole number that isn't larger than `maximum`; nil for everything else.
    static func number(_ text: UnsafeRawBufferPointer, maximum: Int) -> Int? {
        guard !text.isEmpty else { return nil }
        var number = 0
        for byte in text {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            number = number * 10 + Int(byte - UInt8(ascii: "0"))
            guard number <= maximum else { return nil }
        }
        return number
    }
}
