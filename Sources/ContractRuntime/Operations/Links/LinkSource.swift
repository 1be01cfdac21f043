/// What a link hands on as a parameter or as the body.
public enum LinkSource: Sendable {
    /// A value of the contract itself, as JSON.
    case constant(String)
    /// Pieces; a single one keeps its type, several make a text.
    case parts([ExpressionPart])
}
