import ContractHummingbird
import Hummingbird
import NotesContract

/// Serves the contract on http://127.0.0.1:8080.
@main
enum Notes {
    static func main() async throws {
        try await Application(router: router(), configuration: .init(address: .hostname("127.0.0.1", port: 8080)))
            .runService()
    }

    static func router() -> Router<BasicRequestContext> {
        let router = Router()
        router.add(middleware: ProblemMiddleware())
        ContractRoutes<BasicRequestContext>(NotesHandlers().routes(authenticator: NamesAsTokens())) { _ in nil }
            .register(on: router)
        return router
    }
}
