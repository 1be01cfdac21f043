extension WireValue {
    /// The object that the fields of a form stand for, in a body or as a whole query.
    ///
    /// Values between commas (style `form`, not exploded) are told apart by the commas that are not percent-encoded; where
    /// there is none such, by all, since browsers encode them.
    ///
    /// - Parameters:
    ///   - pairs: The fields, their values as they were sent.
    ///   - shape: Which JSON value the form stands for.
    ///   - reserved: The properties in which `+` is a plus and no space (OpenAPI 3.2, section 4.8.15.1.1).
    static func form(_ pairs: [QueryPair], as shape: ParameterShape, reserved: Set<String>) -> WireValue {
        let names = FormNames(shape)
        var value = WireValue.members([])
        for pair in pairs {
            let path = names.path(of: pair.name)
            let isReserved = path.first.map(reserved.contains) ?? false
            func decoded(_ text: some StringProtocol) -> String {
                PercentEncoding.decode(text.utf8, plusIsSpace: !isReserved)
            }
            if path.count == 1, case .delimited(",", let whole) = shape.object?.members[pair.name],
                pair.value.contains(",")
            {
                value.insert(.split(pair.value[...], at: ",", whole, isExploded: false) { decoded($0) }, at: path[...])
            } else {
                value.insert(.text(decoded(pair.value)), at: path[...])
            }
        }
        return value
    }
}
