extension JSONMap: JSONWritable where Value: JSONWritable {
    /// Writes the members in their order.
    public func write(to writer: inout JSONWriter) {
        writer.write(self) { writer, value in value.write(to: &writer) }
    }
}
