/// One event of `text/event-stream` (HTML Living Standard, section 9.2).
public struct ServerSentEvent: Hashable, Sendable {
    /// What happened; a browser takes `message` for none. Line breaks in it are left out.
    public var event: String?
    /// What the event carries, of any number of lines.
    public var data: String
    /// What a client sends as `Last-Event-ID` when it comes back. Line breaks and U+0000 in it are left out.
    public var id: String?
    /// How long a client waits before it comes back, in milliseconds.
    public var retry: Int?
    /// Whether the value that it was made of holds a number that JSON cannot hold, so that it cannot be sent.
    private(set) var holdsNonFinite = false

    /// Makes an event.
    public init(event: String? = nil, data: String, id: String? = nil, retry: Int? = nil) {
        self.event = event
        self.data = data
        self.id = id
        self.retry = retry
    }

    /// Makes an event that carries a value as JSON. With a number that is not finite it breaks off the answer.
    public init(event: String? = nil, json: some JSONWritable, id: String? = nil, retry: Int? = nil) {
        var writer = JSONWriter(direction: .response)
        json.write(to: &writer)
        self.init(event: event, data: String(decoding: writer.bytes, as: UTF8.self), id: id, retry: retry)
        holdsNonFinite = writer.holdsNonFinite
    }

    /// Makes an event of the object that stands for it (OpenAPI 3.2, section 4.14.3.2).
    ///
    /// - Parameter object: JSON with `data`, `event`, `id` and `retry`; `data` that is no string is sent as JSON.
    /// - Throws: `JSONReadError` for anything but JSON.
    init(object: [UInt8]) throws(JSONReadError) {
        var members: [String: JSONValue] = [:]
        if case .object(let fields) = try JSONValue.read(jsonBytes: object) {
            for field in fields { members[field.key] = field.value }
        }
        func text(_ name: String) -> String? {
            switch members[name] {
            case nil: nil
            case .string(let text)?, .number(let text)?: text
            case .some(let value): String(decoding: value.jsonBytes(in: .response), as: UTF8.self)
            }
        }
        self.init(
            event: text("event"), data: text("data") ?? "", id: text("id"), retry: text("retry").flatMap { Int($0) })
    }

    /// The object that stands for the event, as JSON with `data` as text.
    var object: [UInt8] { object(data: .string(data)) }

    /// The same with the JSON that `data` holds, or without `data` that is empty; nil where it holds none, or a string.
    ///
    /// An event without `data` is never told (HTML Living Standard, section 9.2.6), so one whose schema needs none is sent
    /// with an empty one.
    var objectWithContent: [UInt8]? {
        guard !data.isEmpty else { return object(data: nil) }
        guard let content = try? JSONValue.read(jsonBytes: Array(data.utf8)) else { return nil }
        if case .string = content { return nil }
        return object(data: content)
    }

    private func object(data: JSONValue?) -> [UInt8] {
        var members: JSONMap<JSONValue> = [:]
        members["data"] = data
        members["event"] = event.map { .string($0) }
        members["id"] = id.map { .string($0) }
        members["retry"] = retry.map { .number(String($0)) }
        return JSONValue.object(members).jsonBytes
    }

    /// The event as it goes on the wire.
    public var bytes: [UInt8] {
        var text = ""
        if let event { text += "event: \(Self.oneLine(event))\n" }
        if let id { text += "id: \(Self.oneLine(id))\n" }
        if let retry, retry >= 0 { text += "retry: \(retry)\n" }
        let scalars = data.unicodeScalars
        var line = String.UnicodeScalarView()
        var previous: Unicode.Scalar?
        for scalar in scalars {
            if scalar == "\n" && previous == "\r" {
                previous = scalar
                continue
            }
            if scalar == "\n" || scalar == "\r" {
                text += "data: \(String(line))\n"
                line = String.UnicodeScalarView()
            } else {
                line.append(scalar)
            }
            previous = scalar
        }
        text += "data: \(String(line))\n\n"
        return Array(text.utf8)
    }

    private static func oneLine(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "\n" && $0 != "\r" && $0 != "\0" }))
    }
}
