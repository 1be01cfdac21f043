import YAML

/// What the whole document is called.
extension DocumentComparison {
    /// A client, the protocols of a server and an authenticator are called after the title.
    mutating func compareTitles() {
        guard Self.name(old.title) != Self.name(new.title) else { return }
        let locations = [old, new].map { $0.root["info"]?["title"]?.location ?? $0.root.location }
        add(
            .generatedCodeChanged, clients: .dangerous, servers: .dangerous,
            "the title is '\(new.title)' and was '\(old.title)', and so are types called that are made of it",
            at: "info", old: locations[0], new: locations[1])
    }

    /// What names are made of: signs between words are left out, and words have a capital.
    private static func name(_ title: String) -> String {
        title.split { !$0.isLetter && !$0.isNumber }.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }
}
