extension Schema {
    /// The least number, included.
    public var minimum: Bound? { numbers?.minimum }
    /// The greatest number, included.
    public var maximum: Bound? { numbers?.maximum }
    /// The bound below every number.
    public var exclusiveMinimum: Bound? { numbers?.exclusiveMinimum }
    /// The bound above every number.
    public var exclusiveMaximum: Bound? { numbers?.exclusiveMaximum }
    /// What every number is a multiple of.
    public var multipleOf: Bound? { numbers?.multipleOf }
    /// The least length in Unicode scalars.
    public var minLength: Int? { strings?.minLength }
    /// The greatest length in Unicode scalars.
    public var maxLength: Int? { strings?.maxLength }
    /// An ECMA 262 regular expression that matches somewhere in the string.
    public var pattern: String? { strings?.pattern }
    /// What every element must be that `prefixItems` does not reach.
    public var items: Schema? { arrays?.items }
    /// What the first elements must be, one by one.
    public var prefixItems: [Schema] { arrays?.prefixItems ?? [] }
    /// What some elements must be.
    public var contains: Schema? { arrays?.contains }
    /// The least count of these elements; 1 when nothing is said.
    public var minContains: Int? { arrays?.minContains }
    /// The greatest count of these elements.
    public var maxContains: Int? { arrays?.maxContains }
    /// The least count of elements.
    public var minItems: Int? { arrays?.minItems }
    /// The greatest count of elements.
    public var maxItems: Int? { arrays?.maxItems }
    /// Whether no two elements may be equal.
    public var uniqueItems: Bool { arrays?.uniqueItems ?? false }
    /// What elements must be that nothing else speaks of.
    public var unevaluatedItems: Schema? { holds("unevaluatedItems") ? arrays?.unevaluatedItems : nil }
    /// The named properties, in the order of the document.
    public var properties: [Property] { objects?.properties ?? [] }
    /// The names that must be present.
    public var required: [String] { objects?.required ?? [] }
    /// What other properties may be.
    public var additionalProperties: AdditionalProperties { objects?.additionalProperties ?? .unspecified }
    /// What properties must be whose names match an expression.
    public var patternProperties: [Property] { objects?.patternProperties ?? [] }
    /// What every name must be.
    public var propertyNames: Schema? { objects?.propertyNames }
    /// The least count of properties.
    public var minProperties: Int? { objects?.minProperties }
    /// The greatest count of properties.
    public var maxProperties: Int? { objects?.maxProperties }
    /// The names that must be present where another is.
    public var dependentRequired: [(name: String, required: [String])] { objects?.dependentRequired ?? [] }
    /// What the object must be where a property is present.
    public var dependentSchemas: [Property] { objects?.dependentSchemas ?? [] }
    /// What properties must be that nothing else speaks of.
    public var unevaluatedProperties: Schema? {
        holds("unevaluatedProperties") ? objects?.unevaluatedProperties : nil
    }

    /// Whether a keyword has not been taken away from a schema that was made of another.
    private func holds(_ keyword: String) -> Bool { derivedKeywords?.contains(keyword) ?? true }

    /// The schemas that must all hold.
    public var allOf: [Schema] { combinations?.allOf ?? [] }
    /// The schemas of which at least one must hold.
    public var anyOf: [Schema] { combinations?.anyOf ?? [] }
    /// The schemas of which exactly one must hold.
    public var oneOf: [Schema] { combinations?.oneOf ?? [] }
    /// The schema that must not hold.
    public var not: Schema? { combinations?.not }
    /// The schema that decides between the next two.
    public var ifSchema: Schema? { combinations?.ifSchema }
    /// What must hold when `if` does.
    public var thenSchema: Schema? { combinations?.thenSchema }
    /// What must hold when `if` does not.
    public var elseSchema: Schema? { combinations?.elseSchema }
    /// What tells the alternatives apart.
    public var discriminator: Discriminator? { combinations?.discriminator }
    /// What the schema says of every value itself, where `anyOf` has the schemas that build on it by `allOf` and are told
    /// apart by its discriminator; nil for every other schema.
    public var base: Schema? { combinations?.base }
    /// Schemas under `$defs`, in the order of the document.
    public var definitions: [Property] { rarities?.definitions ?? [] }
    /// The schema's own URI (`$id`).
    public var identifier: String? { rarities?.identifier }
    /// The URI of its dialect (`$schema`).
    public var dialect: String? { rarities?.dialect }
    /// A name for references (`$anchor`).
    public var anchor: String? { rarities?.anchor }
    /// A name for dynamic references (`$dynamicAnchor`).
    public var dynamicAnchor: String? { rarities?.dynamicAnchor }
    /// How bytes are written in the string.
    public var contentEncoding: String? { rarities?.contentEncoding }
    /// What the string holds.
    public var contentMediaType: String? { rarities?.contentMediaType }
    /// What the content must be once it is decoded.
    public var contentSchema: Schema? { rarities?.contentSchema }
    /// How the value is written in XML.
    public var xml: XML? { rarities?.xml }
    /// More documentation elsewhere.
    public var externalDocumentation: ExternalDocumentation? { rarities?.externalDocumentation }
}
