public import Foundation

/// A value for one `$n` of a statement, in the type that the statement's cast names.
public enum Parameter: Sendable {
    /// SQL NULL, for a parameter of any type.
    case null
    /// `uuid`.
    case uuid(UUID)
    /// `text` or `varchar`; also for `$n::text::jsonb` and `$n::text::numeric`.
    case text(String)
    /// `int8`.
    case int8(Int64)
    /// `int4`.
    case int4(Int32)
    /// `bool`.
    case bool(Bool)
    /// `timestamptz`, rounded to the microsecond.
    case timestamp(Date)
    /// `interval`, to the microsecond and without days or months.
    case interval(Duration)
    /// `date`.
    case date(CalendarDate)
    /// `numeric`.
    case numeric(DecimalAmount)
    /// `text[]`.
    case textArray([String])

    /// The identifier's `uuid`, or NULL.
    public static func id<Entity>(_ identifier: Identifier<Entity>?) -> Parameter {
        identifier.map { .uuid($0.rawValue) } ?? .null
    }

    /// The text, or NULL.
    public static func optional(_ text: String?) -> Parameter {
        text.map { .text($0) } ?? .null
    }

    /// The number, or NULL.
    public static func optional(_ number: Int64?) -> Parameter {
        number.map { .int8($0) } ?? .null
    }
}
