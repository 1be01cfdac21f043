import Configuration

/// Reads settings by the names of their environment variables.
struct SettingReader {
    private let reader: ConfigReader

    /// Reads the process's environment.
    init() {
        reader = ConfigReader(provider: EnvironmentVariablesProvider())
    }

    /// Reads a given environment.
    init(environment: [String: String]) {
        reader = ConfigReader(provider: EnvironmentVariablesProvider(environmentVariables: environment))
    }

    /// The text of a setting; an empty one counts as absent.
    func text(_ name: String, isSecret: Bool = false) -> String? {
        let key = ConfigKey(name.lowercased().split(separator: "_").map(String.init))
        let value = reader.string(forKey: key, isSecret: isSecret)
        return value.flatMap { $0.isEmpty ? nil : $0 }
    }

    func text(_ name: String, default value: String) -> String {
        text(name) ?? value
    }

    func requiredText(_ name: String, isSecret: Bool = false, _ mistakes: inout ConfigurationMistakes) -> String {
        if let value = text(name, isSecret: isSecret) { return value }
        mistakes.add(name, "is needed and not set")
        return ""
    }

    func integer(
        _ name: String, default value: Int, in range: ClosedRange<Int>, _ mistakes: inout ConfigurationMistakes
    ) -> Int {
        optionalInteger(name, in: range, &mistakes) ?? value
    }

    func optionalInteger(_ name: String, in range: ClosedRange<Int>, _ mistakes: inout ConfigurationMistakes) -> Int? {
        guard let text = text(name) else { return nil }
        guard let number = Int(text), range.contains(number) else {
            mistakes.add(name, "must be a whole number from \(range.lowerBound) to \(range.upperBound)")
            return nil
        }
        return number
    }

    func flag(_ name: String, default value: Bool, _ mistakes: inout ConfigurationMistakes) -> Bool {
        guard let text = text(name)?.lowercased() else { return value }
        if ["true", "on", "yes", "1"].contains(text) { return true }
        if ["false", "off", "no", "0"].contains(text) { return false }
        mistakes.add(name, "must be on or off")
        return value
    }
}
