import ContractRuntime

/// A form of parts is the same wherever it is split on its way, and is refused or taken alike.
public enum MultipartProperty {
    /// What the forms are sent with.
    public static let contentType = "multipart/form-data; boundary=b"

    /// What does not hold for these bytes; nil where all does.
    ///
    /// The first byte tells how many bytes arrive at once, the others are the form.
    public static func violation(_ bytes: [UInt8]) -> String? {
        guard let size = bytes.first, size > 0 else { return nil }
        let form = Array(bytes.dropFirst())
        let whole = parts([form])
        guard parts(pieces(of: form, size: Int(size))) == whole else { return "split it has other parts" }
        return parts(pieces(of: form, size: 1)) == whole ? nil : "byte by byte it has other parts"
    }

    private static func pieces(of bytes: [UInt8], size: Int) -> [[UInt8]] {
        stride(from: 0, to: bytes.count, by: size).map { Array(bytes[$0..<min($0 + size, bytes.count)]) }
    }

    /// The parts; nil for a form that is refused.
    private static func parts(_ pieces: [[UInt8]]) -> [BodyPart]? {
        guard var machine = try? MultipartStateMachine(contentType: contentType) else { return nil }
        var rest = pieces[...]
        var parts: [BodyPart] = []
        while true {
            switch try? machine.next() {
            case nil: return nil
            case .needsBytes:
                if let piece = rest.popFirst() { machine.append(piece) } else { machine.finish() }
            case .part(let part): parts.append(part)
            case .bytes(let bytes):
                guard !parts.isEmpty else { return nil }
                parts[parts.count - 1].bytes += bytes
            case .partEnd: break
            case .end: return parts
            }
        }
    }
}
