extension JSONReader {
    /// Steps into an object, or records that the value is none and passes over it.
    public mutating func beginObject() throws(JSONSyntaxError) -> Bool {
        guard try peek() == UInt8(ascii: "{") else {
            let _: Never? = try mismatch("object")
            return false
        }
        try openContainer()
        return true
    }

    /// Reads the next name and its colon, or the end of the object.
    ///
    /// - Returns: The name, after which the value must be read or skipped; nil when the object has ended.
    public mutating func nextName() throws(JSONSyntaxError) -> String? {
        skipWhitespace()
        guard let byte = current else { throw failure("an object is not closed") }
        if byte == UInt8(ascii: "}") {
            closeContainer()
            return nil
        }
        try separator(byte)
        guard try peek() == UInt8(ascii: "\"") else { throw failure("a name must be a string") }
        let name = try stringToken()
        skipWhitespace()
        guard current == UInt8(ascii: ":") else { throw failure("a colon is missing after a name") }
        position += 1
        return name
    }

    /// Reads an array whose elements are read by a closure.
    ///
    /// - Parameters:
    ///   - minimumCount: The least count of elements.
    ///   - maximumCount: The greatest count of elements.
    ///   - element: Reads one element.
    /// - Returns: The elements, or nil when a violation was recorded.
    public mutating func readArray<Element>(
        minimumCount: Int = 0, maximumCount: Int = .max,
        element: (inout JSONReader) throws(JSONSyntaxError) -> Element?
    ) throws(JSONSyntaxError) -> [Element]? {
        guard try peek() == UInt8(ascii: "[") else { return try mismatch("array") }
        try openContainer()
        var elements: [Element] = []
        var count = 0
        while try nextElement() {
            if count < maximumCount {
                enter(count)
                if let value = try element(&self) { elements.append(value) }
                leave()
            } else {
                try skipValue()
            }
            count += 1
        }
        guard count >= minimumCount else {
            record("minItems", "has fewer than \(minimumCount) elements")
            return nil
        }
        guard count <= maximumCount else {
            record("maxItems", "has more than \(maximumCount) elements")
            return nil
        }
        return elements.count == count ? elements : nil
    }

    /// Reads an object whose names are data.
    ///
    /// - Parameters:
    ///   - minimumCount: The least count of members.
    ///   - maximumCount: The greatest count of members.
    ///   - value: Reads one member's value.
    /// - Returns: The members in the order of the text, or nil when a violation was recorded.
    public mutating func readMap<Value>(
        minimumCount: Int = 0, maximumCount: Int = .max,
        value: (inout JSONReader) throws(JSONSyntaxError) -> Value?
    ) throws(JSONSyntaxError) -> JSONMap<Value>? {
        guard try beginObject() else { return nil }
        var map = JSONMap<Value>()
        var isComplete = true
        while let name = try nextName() {
            enter(name)
            if map[name] != nil { recordDuplicate() }
            checkNul(name)
            if let member = try value(&self) { map[name] = member } else { isComplete = false }
            leave()
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

    mutating func nextElement() throws(JSONSyntaxError) -> Bool {
        skipWhitespace()
        guard let byte = current else { throw failure("an array is not closed") }
        if byte == UInt8(ascii: "]") {
            closeContainer()
            return false
        }
        try separator(byte)
        return true
    }

    mutating func openContainer() throws(JSONSyntaxError) {
        guard depth < Self.maximumDepth else {
            throw failure("the text is nested deeper than \(Self.maximumDepth) levels")
        }
        depth += 1
        position += 1
        isBeforeFirstMember = true
    }

    private mutating func closeContainer() {
        depth -= 1
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
