/// JSON texts one after another.
extension Document {
    /// What a line is: as `itemSchema` has it, or as the array whose elements the lines are (OpenAPI 3.2, section 4.14.3).
    /// Before 3.2 nothing described a line, and a schema that is no array was written for that.
    ///
    /// - Parameter media: What is of JSON texts one after another.
    public func lineSchema(of media: MediaType) -> Schema? {
        if let item = media.itemSchema { return item }
        guard let schema = media.schema, let target = resolved(schema), target.types == [.array],
            target.prefixItems.isEmpty, let items = target.items
        else { return media.schema }
        return items
    }
}
