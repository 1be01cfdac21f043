/// The plainest reader of the same dialect, one character at a time, to compare the fast one with.
enum ReferenceParser {
    /// Answers nil when a quote is never closed.
    static func parse(_ bytes: [UInt8], separator: UInt8) -> [ReadRow]? {
        var rows: [ReadRow] = []
        var fields: [[UInt8]] = []
        var field: [UInt8] = []
        var rowLine: Int64 = 1
        var line: Int64 = 1
        var index = 0
        var wasQuoted = false

        func endRow() {
            if !fields.isEmpty || !field.isEmpty || wasQuoted {
                fields.append(field)
                rows.append(ReadRow(rowLine, fields.map { String(decoding: $0, as: UTF8.self) }))
            }
            fields = []
            field = []
            wasQuoted = false
            rowLine = line
        }

        while index < bytes.count {
            let byte = bytes[index]
            if byte == 0x22, field.isEmpty, !wasQuoted {
                wasQuoted = true
                index += 1
                while true {
                    guard index < bytes.count else { return nil }
                    if bytes[index] == 0x22 {
                        if index + 1 < bytes.count, bytes[index + 1] == 0x22 {
                            field.append(0x22)
                            index += 2
                            continue
                        }
                        index += 1
                        break
                    }
                    if bytes[index] == 0x0A
                        || (bytes[index] == 0x0D && (index + 1 == bytes.count || bytes[index + 1] != 0x0A))
                    {
                        line += 1
                    }
                    field.append(bytes[index])
                    index += 1
                }
            } else if byte == separator {
                fields.append(field)
                field = []
                wasQuoted = false
                index += 1
            } else if byte == 0x0A || byte == 0x0D {
                index += byte == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A ? 2 : 1
                line += 1
                endRow()
            } else {
                field.append(byte)
                index += 1
            }
        }
        endRow()
        return rows
    }
}
