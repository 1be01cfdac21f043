/// A property of characters, as `\p{…}` names it (ECMA 262, section 22.2.1.9).
struct ScalarProperty: Sendable {
    private enum Kind: @unchecked Sendable {
        // Sendable by proof: a key path to a value is never changed, and neither is an expression that was compiled from
        // text alone and so holds no closure.
        case categories(Set<Unicode.GeneralCategory>)
        /// A property that the standard library tells by expressions alone, such as a script.
        case expression(Regex<AnyRegexOutput>)
    }

    /// The name between the braces.
    let name: String
    let isNegated: Bool
    private let kind: Kind

    /// Nil for a name that no property has.
    init?(_ name: String, isNegated: Bool) {
        self.name = name
        self.isNegated = isNegated
        let value =
            ["General_Category=", "gc="].first(where: name.hasPrefix).map { name.dropFirst($0.count) } ?? name[...]
        if let categories = Self.categories[String(value)] {
            kind = .categories(categories)
        } else if let regex = try? Regex("\\p{\(name)}") {
            kind = .expression(regex.matchingSemantics(.unicodeScalar))
        } else {
            return nil
        }
    }

    func holds(of scalar: Unicode.Scalar) -> Bool {
        switch kind {
        case .categories(let categories): categories.contains(scalar.properties.generalCategory) != isNegated
        case .expression(let regex): ((try? regex.wholeMatch(in: String(scalar))) ?? nil != nil) != isNegated
        }
    }

    /// The general categories and their groups, by their short and long names (Unicode Standard Annex 44, section 5.7.1).
    private static let categories: [String: Set<Unicode.GeneralCategory>] = {
        let single: [(String, String, Unicode.GeneralCategory)] = [
            ("Lu", "Uppercase_Letter", .uppercaseLetter), ("Ll", "Lowercase_Letter", .lowercaseLetter),
            ("Lt", "Titlecase_Letter", .titlecaseLetter), ("Lm", "Modifier_Letter", .modifierLetter),
            ("Lo", "Other_Letter", .otherLetter), ("Mn", "Nonspacing_Mark", .nonspacingMark),
            ("Mc", "Spacing_Mark", .spacingMark), ("Me", "Enclosing_Mark", .enclosingMark),
            ("Nd", "Decimal_Number", .decimalNumber), ("Nl", "Letter_Number", .letterNumber),
            ("No", "Other_Number", .otherNumber), ("Pc", "Connector_Punctuation", .connectorPunctuation),
            ("Pd", "Dash_Punctuation", .dashPunctuation), ("Ps", "Open_Punctuation", .openPunctuation),
            ("Pe", "Close_Punctuation", .closePunctuation), ("Pi", "Initial_Punctuation", .initialPunctuation),
            ("Pf", "Final_Punctuation", .finalPunctuation), ("Po", "Other_Punctuation", .otherPunctuation),
            ("Sm", "Math_Symbol", .mathSymbol), ("Sc", "Currency_Symbol", .currencySymbol),
            ("Sk", "Modifier_Symbol", .modifierSymbol), ("So", "Other_Symbol", .otherSymbol),
            ("Zs", "Space_Separator", .spaceSeparator), ("Zl", "Line_Separator", .lineSeparator),
            ("Zp", "Paragraph_Separator", .paragraphSeparator), ("Cc", "Control", .control), ("Cf", "Format", .format),
            ("Cs", "Surrogate", .surrogate), ("Co", "Private_Use", .privateUse), ("Cn", "Unassigned", .unassigned),
        ]
        let groups = [
            "L": "Letter", "M": "Mark", "N": "Number", "P": "Punctuation", "S": "Symbol", "Z": "Separator",
            "C": "Other",
        ]
        var result: [String: Set<Unicode.GeneralCategory>] = [:]
        for (short, long, category) in single {
            result[short] = [category]
            result[long] = [category]
            let group = String(short.prefix(1))
            result[group, default: []].insert(category)
            if let name = groups[group] { result[name, default: []].insert(category) }
        }
        result["LC"] = [.uppercaseLetter, .lowercaseLetter, .titlecaseLetter]
        result["Cased_Letter"] = result["LC"]
        return result
    }()
}
