extension JSONReader {
    /// Steps into an object, or records that the value is none and passes over it.
    @inlinable public mutating func beginObject() throws(JSONSyntaxError) -> Bool {
        guard try peek() == UInt8(ascii: "{") else {
            try mismatch("object")
            return false
        }
        try openContainer()
        return true
    }

    /// Reads the next name and its colon, or the end of the object.
    ///
    /// - Returns: The name, after which the value must be read or skipped; nil when the object has ended.
    public mutating func nextName() throws(JSONSyntaxError) -> String? {
        guard let token = try nextNameToken() else { return nil }
        return try decode(token)
    }

    /// Reads the next name and its colon, or the end of the object, and finds the name among those of the contract.
    ///
    /// A name that stands twice is recorded.
    ///
    /// - Parameters:
    ///   - names: The names that the contract has for the object.
    ///   - members: Which of them have been read.
    /// - Returns: The name's number, or `JSONMemberNames.unknown` for any other name, which `memberName` tells; after
    ///   either the value must be read or skipped. Nil when the object has ended.
    @inlinable public mutating func nextMember(
        of names: JSONMemberNames, in members: inout MemberSet
    ) throws(JSONSyntaxError) -> Int? {
        guard let token = try nextNameToken() else { return nil }
        let number =
            token.hasEscapes ? names.number(of: try decode(token)) : number(of: token, among: names, members.next)
        if number == JSONMemberNames.unknown {
            try validate(token)
            members.countOther()
        } else if !members.insert(number) {
            recordDuplicate()
        }
        return number
    }

    /// The name of the member at hand, which `nextMember` has read.
    public var memberName: String {
        guard case .name(let start, let end) = path.last else { return "" }
        let hasEscapes = bytes[start..<end].contains(UInt8(ascii: "\\"))
        return text(JSONStringToken(start: start, end: end, hasEscapes: hasEscapes, isASCII: false))
    }

    /// Records every required member that has not been read.
    @inlinable public mutating func checkMembers(_ members: MemberSet, of names: JSONMemberNames) {
        if !members.containsAll(of: names) { recordMissingMembers(members, of: names) }
    }

    /// Records that a member is missing that must be present in one direction alone (`readOnly`, `writeOnly`).
    public mutating func checkMember(
        _ number: Int, in members: MemberSet, of names: JSONMemberNames, when direction: JSONDirection
    ) {
        if self.direction == direction, !members.contains(number) { recordMissing(names[number]) }
    }

    /// Passes over a member that has no meaning in the direction at hand.
    ///
    /// OpenAPI and JSON Schema let such a member be ignored or refused; it is ignored, for clients often send back what
    /// they were sent.
    ///
    /// - Returns: Whether the value was passed over.
    public mutating func skips(in direction: JSONDirection) throws(JSONSyntaxError) -> Bool {
        guard self.direction == direction else { return false }
        try skipValue()
        return true
    }

    @usableFromInline mutating func recordMissingMembers(_ members: MemberSet, of names: JSONMemberNames) {
        for number in names.required where !members.contains(number) { recordMissing(names[number]) }
    }

    /// Reads an array whose elements are read by a closure.
    ///
    /// - Parameters:
    ///   - minimumCount: The least count of elements.
    ///   - maximumCount: The greatest count of elements.
    ///   - element: Reads one element.
    /// - Returns: The elements, or nil when a violation was recorded.
    @inlinable public mutating func readArray<Element>(
        minimumCount: Int = 0, maximumCount: Int = .max,
        element: (inout JSONReader) throws(JSONSyntaxError) -> Element?
    ) throws(JSONSyntaxError) -> [Element]? {
        guard try peek() == UInt8(ascii: "[") else {
            try mismatch("array")
            return nil
        }
        try openContainer()
        let level = path.count - 1
        var elements: [Element] = []
        var count = 0
        while try nextElement() {
            if count < maximumCount {
                path[level] = .index(count)
                if let value = try element(&self) {
                    // Most arrays are short, and growing one by one they are allocated three times.
                    if elements.isEmpty, MemoryLayout<Element>.stride <= 64 {
                        elements.reserveCapacity(min(maximumCount, 4))
                    }
                    elements.append(value)
                }
            } else {
                try skipValue()
            }
            count += 1
        }
        if count < minimumCount || count > maximumCount {
            recordElementCount(count, minimum: minimumCount, maximum: maximumCount)
            return nil
        }
        return elements.count == count ? elements : nil
    }

    /// Reads an array in which no element stands twice, as `readArray` does.
    ///
    /// Values may be read alike and be others as JSON, as objects with members that nothing reads are, or times in other
    /// time zones; what counts is the JSON (JSON Schema 2020-12, section 4.2.2).
    @inlinable public mutating func readUniqueArray<Element: Hashable>(
        minimumCount: Int = 0, maximumCount: Int = .max,
        element: (inout JSONReader) throws(JSONSyntaxError) -> Element?
    ) throws(JSONSyntaxError) -> [Element]? {
        skipWhitespace()
        let start = position
        let elements = try readArray(minimumCount: minimumCount, maximumCount: maximumCount, element: element)
        guard let elements, Set(elements).count < elements.count, holdsTwins(from: start) else { return elements }
        record("uniqueItems", "holds an element twice")
        return nil
    }

    /// Whether two elements of the array that stands between a position and this one are equal.
    @usableFromInline func holdsTwins(from start: Int) -> Bool {
        guard case .array(let elements) = try? JSONValue.read(jsonBytes: Array(bytes[start..<position])) else {
            return true
        }
        return JSONValue.haveTwins(elements)
    }

    /// Reads an array of strings in which none stands twice; strings are compared by their code points.
    @inlinable public mutating func readUniqueArray(
        minimumCount: Int = 0, maximumCount: Int = .max,
        element: (inout JSONReader) throws(JSONSyntaxError) -> String?
    ) throws(JSONSyntaxError) -> [String]? {
        let elements = try readArray(minimumCount: minimumCount, maximumCount: maximumCount, element: element)
        guard let elements, Set(elements.lazy.map(ExactString.init)).count < elements.count else { return elements }
        record("uniqueItems", "holds an element twice")
        return nil
    }

    /// Records the members that another member needs beside it and that have not been read (`dependentRequired`).
    public mutating func checkDependency(
        of member: Int, on needed: [Int], in members: MemberSet, of names: JSONMemberNames
    ) {
        guard members.contains(member) else { return }
        for number in needed where !members.contains(number) { recordMissing(names[number]) }
    }

    @usableFromInline mutating func recordElementCount(_ count: Int, minimum: Int, maximum: Int) {
        if count < minimum { record("minItems", "has fewer than \(minimum) elements") }
        if count > maximum { record("maxItems", "has more than \(maximum) elements") }
    }

    /// Reads an object whose names are data.
    ///
    /// - Parameters:
    ///   - minimumCount: The least count of members.
    ///   - maximumCount: The greatest count of members.
    ///   - value: Reads one member's value.
    /// - Returns: The members in the order of the text, or nil when a violation was recorded.
    @inlinable public mutating func readMap<Value>(
        minimumCount: Int = 0, maximumCount: Int = .max,
        value: (inout JSONReader) throws(JSONSyntaxError) -> Value?
    ) throws(JSONSyntaxError) -> JSONMap<Value>? {
        guard try beginObject() else { return nil }
        var map = JSONMap<Value>()
        var isComplete = true
        while let name = try nextName() {
            if map[name] != nil { recordDuplicate() }
            checkNul(name)
            if let member = try value(&self) { map[name] = member } else { isComplete = false }
        }
        guard checkMemberCount(map.count, minimum: minimumCount, maximum: maximumCount), isComplete else { return nil }
        return map
    }

    /// Checks how many members an object has, and records a violation.
    public mutating func checkMemberCount(_ count: Int, minimum: Int = 0, maximum: Int = .max) -> Bool {
        if count < minimum { record("minProperties", "has fewer than \(minimum) members") }
        if count > maximum { record("maxProperties", "has more than \(maximum) members") }
        return count >= minimum && count <= maximum
    }

    /// Records that a name stands twice in its object.
    public mutating func recordDuplicate() {
        record("duplicate", "stands twice")
    }

    /// Records that a member is none that the contract allows, and passes over it.
    public mutating func refuseMember() throws(JSONSyntaxError) {
        record("additionalProperties", "is not a member that the contract knows")
        try skipValue()
    }

    // MARK: Structure

    @usableFromInline mutating func nextElement() throws(JSONSyntaxError) -> Bool {
        skipWhitespace()
        guard let byte = current else { throw failure("an array is not closed") }
        if byte == UInt8(ascii: "]") {
            closeContainer()
            return false
        }
        try separator(byte)
        return true
    }

    /// Reads the next name's token and its colon, and notes where the reader stands.
    @usableFromInline mutating func nextNameToken() throws(JSONSyntaxError) -> JSONStringToken? {
        skipWhitespace()
        guard let byte = current else { throw failure("an object is not closed") }
        if byte == UInt8(ascii: "}") {
            closeContainer()
            return nil
        }
        try separator(byte)
        guard try peek() == UInt8(ascii: "\"") else { throw failure("a name must be a string") }
        let token = try stringToken()
        skipWhitespace()
        guard current == UInt8(ascii: ":") else { throw failure("a colon is missing after a name") }
        position += 1
        path[path.count - 1] = .name(from: token.start, to: token.end)
        return token
    }

    @usableFromInline mutating func openContainer() throws(JSONSyntaxError) {
        guard path.count < Self.maximumDepth else {
            throw failure("the text is nested deeper than \(Self.maximumDepth) levels")
        }
        path.append(.start)
        position += 1
        isBeforeFirstMember = true
    }

    private mutating func closeContainer() {
        _ = path.popLast()
        position += 1
        isBeforeFirstMember = false
    }

    private mutating func separator(_ byte: UInt8) throws(JSONSyntaxError) {
        if isBeforeFirstMember {
            isBeforeFirstMember = false
            return
        }
        guard byte == UInt8(ascii: ",") else { throw failure("a comma is missing") }
        position += 1
        let next = try peek()
        if next == UInt8(ascii: "}") || next == UInt8(ascii: "]") { throw failure("a comma stands before the end") }
    }
}
