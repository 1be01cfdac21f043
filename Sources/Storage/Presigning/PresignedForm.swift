public import FoundationEssentials

/// A browser form (`multipart/form-data`) that anybody may post once they hold it, until it expires.
///
/// The fields are a secret of their holder: they must not be logged.
public struct PresignedForm: Sendable {
    /// Where the form is posted; its method is `POST`.
    public let url: String
    /// Every field in the order to send; the file comes last, in a field named `file`, and no other field is allowed.
    public let fields: [(name: String, value: String)]
    /// The moment from which the store refuses the form; a whole second.
    public let expiresAt: Date
}
