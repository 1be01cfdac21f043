import ContractRuntime

/// What is beside the usual in parameters, bodies and events.
extension ThingsHandlers {
    func mixedQueries(
        _ input: MixedQueries.Input, context: AuthenticatedContext<String?>
    ) async throws -> MixedQueries.Output {
        .ok(Echo.text(input))
    }

    func exploded(_ input: Exploded.Input, context: OperationContext) async throws -> Exploded.Output {
        .ok(Echo.text(input))
    }

    func share(_ input: Share.Input, context: OperationContext) async throws -> Share.Output {
        .ok(Echo.text(input))
    }

    func spreadForms(_ input: SpreadForms.Input, context: OperationContext) async throws -> SpreadForms.Output {
        .ok(Echo.text(input.body))
    }

    func addFigure(_ input: AddFigure.Input, context: OperationContext) async throws -> AddFigure.Output {
        switch input.body {
        case .circle(let circle): .ok("circle \(Echo.json(circle))")
        case .square(let square): .ok("square \(Echo.json(square))")
        }
    }

    /// Answers what it read, with an identifier of its own and in words what was there.
    func addMemo(_ input: AddMemo.Input, context: OperationContext) async throws -> AddMemo.Output {
        var memo = input.body
        let since =
            switch memo.since {
            case nil: "absent"
            case .null?: "null"
            case .value(let date)?: date.formatted
            }
        memo.told = "id \(memo.id.map(String.init) ?? "absent"), secret \(memo.secret ?? "absent"), since \(since)"
        memo.id = 7
        return .ok(memo)
    }

    func feed(_ input: Feed.Input, context: OperationContext) async throws -> Feed.Output {
        .ok(BodyStream([.init(id: "1", data: Point(x: 1)), .init(event: "tick"), .init(retry: 50)]))
    }

    func secureWholeQuery(
        _ input: SecureWholeQuery.Input, context: AuthenticatedContext<String>
    ) async throws -> SecureWholeQuery.Output {
        .ok(Echo.text(input))
    }
}
