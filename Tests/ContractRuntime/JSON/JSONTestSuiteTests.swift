import ContractRuntime
import Foundation
import Testing

/// The JSON Parsing Test Suite (see Fixtures/README.md) against the reader.
@Suite struct JSONTestSuiteTests {
    struct Vector: Sendable, CustomTestStringConvertible {
        var name: String
        var bytes: [UInt8]
        var testDescription: String { name }
    }

    enum Outcome: String {
        case accepted
        case violation
        case syntaxError
    }

    /// What the reader does where RFC 8259 leaves the choice: bytes must be UTF-8, numbers keep their text, lone
    /// surrogates are refused.
    static let decisions: [String: Outcome] = [
        "i_number_double_huge_neg_exp": .accepted,
        "i_number_huge_exp": .accepted,
        "i_number_neg_int_huge_exp": .accepted,
        "i_number_pos_double_huge_exp": .accepted,
        "i_number_real_neg_overflow": .accepted,
        "i_number_real_pos_overflow": .accepted,
        "i_number_real_underflow": .accepted,
        "i_number_too_big_neg_int": .accepted,
        "i_number_too_big_pos_int": .accepted,
        "i_number_very_big_negative_int": .accepted,
        "i_object_key_lone_2nd_surrogate": .syntaxError,
        "i_string_1st_surrogate_but_2nd_missing": .syntaxError,
        "i_string_1st_valid_surrogate_2nd_invalid": .syntaxError,
        "i_string_UTF-16LE_with_BOM": .syntaxError,
        "i_string_UTF-8_invalid_sequence": .syntaxError,
        "i_string_UTF8_surrogate_U+D800": .syntaxError,
        "i_string_incomplete_surrogate_and_escape_valid": .syntaxError,
        "i_string_incomplete_surrogate_pair": .syntaxError,
        "i_string_incomplete_surrogates_escape_valid": .syntaxError,
        "i_string_invalid_lonely_surrogate": .syntaxError,
        "i_string_invalid_surrogate": .syntaxError,
        "i_string_invalid_utf-8": .syntaxError,
        "i_string_inverted_surrogates_U+1D11E": .syntaxError,
        "i_string_iso_latin_1": .syntaxError,
        "i_string_lone_second_surrogate": .syntaxError,
        "i_string_lone_utf8_continuation_byte": .syntaxError,
        "i_string_not_in_unicode_range": .syntaxError,
        "i_string_overlong_sequence_2_bytes": .syntaxError,
        "i_string_overlong_sequence_6_bytes": .syntaxError,
        "i_string_overlong_sequence_6_bytes_null": .syntaxError,
        "i_string_truncated-utf-8": .syntaxError,
        "i_string_utf16BE_no_BOM": .syntaxError,
        "i_string_utf16LE_no_BOM": .syntaxError,
        "i_structure_500_nested_arrays": .syntaxError,
        "i_structure_UTF-8_BOM_empty_object": .syntaxError,
    ]

    /// Texts that are JSON and that this reader refuses as violations, by decision: names that stand twice, and U+0000.
    static let violations: Set = [
        "y_object_duplicated_key", "y_object_duplicated_key_and_value", "y_object_escaped_null_in_key",
        "y_string_null_escape",
    ]

    static func vectors() throws -> [Vector] {
        let url = try #require(Bundle.module.url(forResource: "Fixtures/JSONTestSuite", withExtension: "tsv"))
        return try String(contentsOf: url, encoding: .utf8).split(separator: "\n").map { line in
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            let unit = try #require(Data(base64Encoded: fields[1]))
            let tail = try #require(Data(base64Encoded: fields[3]))
            let count = try #require(Int(fields[2]))
            return Vector(name: fields[0], bytes: Array(repeatElement(unit, count: count).joined()) + tail)
        }
    }

    static func outcome(of bytes: [UInt8]) -> Outcome {
        do throws(JSONReadError) {
            _ = try JSONValue.read(jsonBytes: bytes)
            return .accepted
        } catch {
            return if case .syntax = error { .syntaxError } else { .violation }
        }
    }

    @Test func suiteIsWhole() throws {
        let names = try Self.vectors().map(\.name)
        #expect(names.filter { $0.hasPrefix("y_") }.count == 95)
        #expect(names.filter { $0.hasPrefix("n_") }.count == 188)
        #expect(Set(names.filter { $0.hasPrefix("i_") }) == Set(Self.decisions.keys))
    }

    @Test func everyValidTextIsAccepted() throws {
        for vector in try Self.vectors() where vector.name.hasPrefix("y_") {
            let expected = Self.violations.contains(vector.name) ? Outcome.violation : .accepted
            #expect(Self.outcome(of: vector.bytes) == expected, "\(vector.name)")
        }
    }

    @Test func everyInvalidTextIsRefused() throws {
        for vector in try Self.vectors() where vector.name.hasPrefix("n_") {
            #expect(Self.outcome(of: vector.bytes) == .syntaxError, "\(vector.name)")
        }
    }

    @Test func everyFreeTextIsDecided() throws {
        for vector in try Self.vectors() where vector.name.hasPrefix("i_") {
            #expect(Self.outcome(of: vector.bytes) == Self.decisions[vector.name], "\(vector.name)")
        }
    }

    @Test func skippingChecksTheSameSyntax() throws {
        for vector in try Self.vectors() {
            var reader = JSONReader(vector.bytes)
            let isJSON: Bool
            do {
                try reader.skipValue()
                try reader.finish()
                isJSON = true
            } catch {
                isJSON = false
            }
            #expect(isJSON == (Self.outcome(of: vector.bytes) != .syntaxError), "\(vector.name)")
        }
    }
}
