/// A function of an operation's output that makes the input of the operation which a link leads to.
struct LinkPlan {
    /// What the document calls it.
    var name: String
    var functionName: String
    var documentation: [String]
    /// The answer that has it.
    var response: ResponsePlan
    /// The operation that it leads to.
    var target: OperationPlan
    /// What it hands on, by the numbers of the target's parameters: a `LinkSource` each.
    var parameters: [Int: String]
    /// What it hands on as the body, a `LinkSource`, with how that is read.
    var body: (source: String, type: PlannedType)?
    /// What of the messages that is made of.
    var uses: Uses

    struct Uses {
        var request = false
        var body = false
        /// The names of header fields in lower case.
        var headers: Set<String> = []
    }
}
