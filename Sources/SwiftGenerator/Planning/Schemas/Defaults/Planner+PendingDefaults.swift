import OpenAPI
import YAML

extension Planner {
    /// Fills in the defaults of all properties, now that everything is declared.
    func withDefaults(_ plans: [SchemaPlan]) -> [SchemaPlan] {
        let endless = EndlessDefaults(of: declared)
        return plans.map { withDefaults($0, endless) }
    }

    private func withDefaults(_ plan: SchemaPlan, _ endless: EndlessDefaults) -> SchemaPlan {
        switch plan {
        case .enumeration: return plan
        case .union(var union):
            union.nested = union.nested.map { withDefaults($0, endless) }
            return .union(union)
        case .structure(var structure):
            for index in structure.properties.indices {
                guard let pending = structure.properties[index].pendingDefault else { continue }
                let type = structure.properties[index].type
                guard !endless.contains(structure.properties[index], of: structure) else {
                    collector.warning(
                        .invalidDefault,
                        "the default is left out, for what it leaves out has the same default, without end",
                        at: pending.node.location)
                    continue
                }
                let isNull = pending.node.scalar?.value == .null
                structure.properties[index].defaultLiteral =
                    isNull && structure.properties[index].isNullable
                    ? "nil" : literal(pending.node, of: pending.schema, for: type)
            }
            structure.nested = structure.nested.map { withDefaults($0, endless) }
            return .structure(structure)
        }
    }

    /// Fills in the defaults of parameters, of headers of answers and of the parts of forms, now that everything is declared.
    func withDefaults(_ operation: OperationPlan) -> OperationPlan {
        var operation = operation
        for index in operation.parameters.indices {
            guard let pending = operation.parameters[index].pendingDefault else { continue }
            operation.parameters[index].defaultLiteral = literal(
                pending.node, of: pending.schema, for: operation.parameters[index].type)
        }
        for index in operation.responses.indices {
            for header in operation.responses[index].headers.indices {
                let plan = operation.responses[index].headers[header]
                guard let pending = plan.pendingDefault else { continue }
                operation.responses[index].headers[header].defaultLiteral = literal(
                    pending.node, of: pending.schema, for: plan.type)
            }
        }
        for index in operation.body?.contents.indices ?? 0..<0 {
            guard case .multipart(let form)? = operation.body?.contents[index].kind else { continue }
            operation.body?.contents[index].kind = .multipart(withDefaults(form))
        }
        return operation
    }

    private func withDefaults(_ form: MultipartPlan) -> MultipartPlan {
        var form = form
        for index in form.parts.indices {
            guard let pending = form.parts[index].pendingDefault, case .value(let type, _) = form.parts[index].kind
            else { continue }
            form.parts[index].defaultLiteral = literal(pending.node, of: pending.schema, for: type)
        }
        return form
    }

    /// Remembers what has been declared, so that defaults find it.
    mutating func noteDeclared(_ plans: [SchemaPlan], in scope: [String] = []) {
        for plan in plans {
            let name = plan.fullName(in: scope + [""])
            declared[name] = plan
            switch plan {
            case .enumeration: break
            case .structure(let structure): noteDeclared(structure.nested, in: structure.path)
            case .union(let union): noteDeclared(union.nested, in: union.path)
            }
        }
    }
}
