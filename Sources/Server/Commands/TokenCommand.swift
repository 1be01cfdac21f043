import ArgumentParser
import Foundation

/// Makes a token for development; in production an identity provider does.
struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: "Print a token signed with JWT_SECRET, for development.")

    @Option(help: "The user's UUID; by default a new one.")
    var user: String?

    @Option(help: "How long the token is valid, in seconds.")
    var expiresIn = 86_400

    func run() async throws {
        var mistakes = ConfigurationMistakes()
        let tokens = TokenConfiguration.load(SettingReader(), mistakes: &mistakes)
        try mistakes.exitIfAny()
        guard let tokens, case .secret(let secret) = tokens.keys else {
            throw ValidationError("Set JWT_SECRET: tokens of a JWKS are made by its owner.")
        }
        guard let user = user.map({ UUID(uuidString: $0) }) ?? UUID() else {
            throw ValidationError("--user takes a UUID.")
        }
        guard (1...31_536_000).contains(expiresIn) else {
            throw ValidationError("--expires-in takes 1 to 31536000 seconds.")
        }
        let issuer = TokenIssuer(secret: secret, issuer: tokens.issuer, audience: tokens.audience)
        print(issuer.token(for: user, at: Date(), expiresIn: TimeInterval(expiresIn)))
    }
}
