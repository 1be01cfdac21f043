/// One scenario of an operation: what to send, in which state, and what must come of it.
struct ScenarioPlan {
    var operation: String
    var name: String
    var method: String
    var path: String
    var query: [(name: String, value: String)]
    var headers: [(name: String, value: String)]
    var contentType: String?
    var body: String?
    var paddingBytes: Int
    var credential: String
    var state: String?
    var effects: [String]
    var status: Int
    var responseMediaType: String?
    var responseBody: String?
}
