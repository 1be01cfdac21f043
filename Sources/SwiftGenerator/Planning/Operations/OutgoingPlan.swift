/// A request that the service sends by itself: a webhook, or a callback that an earlier request asked for.
struct OutgoingPlan {
    enum Kind: Equatable {
        case webhook
        case callback
    }

    var kind: Kind
    var operation: OperationPlan
    /// The requests that tell its URL; none for a webhook.
    var origins: [CallbackOriginPlan]
}

/// How the URL of a callback follows from the request that asked for it, and from its answer.
struct CallbackOriginPlan {
    /// What of the messages the URL is made of.
    struct Uses: Equatable {
        var answer = false
        var requestURL = false
    }

    /// The operation that the request is of.
    var operation: OperationPlan
    /// The key of the callback.
    var template: String
    /// Its pieces, as `ExpressionPart`s.
    var parts: [String]
    var uses: Uses
}
