/// What all generated files have in common.
struct SourceStyle {
    /// What they name as their source, such as `openapi.yaml`.
    var source: String
    /// How far their declarations can be seen.
    var access = GeneratorOptions.Access.public
}
