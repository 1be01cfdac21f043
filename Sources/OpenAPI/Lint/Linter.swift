import YAML

/// Finds what is allowed in a document and still likely a mistake.
///
/// Every finding is a warning; what the parser has warned of is among them.
public struct Linter {
    let document: Document
    let collector = DiagnosticCollector()
    let validator: InstanceValidator
    /// The operations of paths and webhooks, and those of their callbacks.
    let operations: [Operation]
    private var visited: Set<Schema.ID> = []
    /// The schemas that have been visited, in that order.
    private var found: [Schema] = []
    /// The schemas that say their part of what another says as a whole.
    private(set) var parts: Set<Schema.ID> = []

    private init(_ document: Document) {
        self.document = document
        validator = InstanceValidator(document)
        var known: Set<SourceLocation> = []
        var operations: [Operation] = []
        var pending = (document.paths + document.webhooks).flatMap(\.operations)
        while !pending.isEmpty {
            operations += pending
            pending = pending.flatMap(\.callbacks).flatMap(\.items).flatMap(\.operations)
                .filter { known.insert($0.location).inserted }
        }
        self.operations = operations
    }

    /// Everything that is worth a look, in the order of the document.
    public static func warnings(_ document: Document) -> [Diagnostic] {
        var linter = Linter(document)
        linter.checkComponents()
        linter.checkPaths()
        linter.checkOperations()
        linter.checkTags()
        linter.checkHeaders()
        linter.checkLinks()
        linter.checkSecurity()
        linter.checkCredentials()
        linter.checkSchemas()
        return (document.warnings + linter.collector.diagnostics).sorted(by: Diagnostic.inOrder)
    }

    /// Everything that is wrong and everything that is worth a look, in the order of the document.
    ///
    /// That something is missing or not used cannot be told while a part of the document could not be read.
    public static func findings(_ reading: DocumentReading) -> [Diagnostic] {
        let warnings = Self.warnings(reading.document)
        guard reading.hasFailed else { return reading.joined(with: warnings) }
        let uncertain: Set<DiagnosticCode> = [
            .unusedComponent, .unusedSecurityScheme, .missingDescription, .missingOperationIdentifier,
            .unresolvedReference,
        ]
        return reading.joined(with: warnings.filter { !uncertain.contains($0.code) })
    }

    private mutating func checkComponents() {
        let used = UsedComponents(of: document, isLibrary: operations.isEmpty)
        for component in document.components
        where component.kind != "securitySchemes" && !used.contains(component) {
            collector.warning(
                .unusedComponent, "nothing refers to '#/components/\(component.kind)/\(component.name)'",
                at: component.location)
            if let content = component.content { check(content) }
        }
    }

    /// Holds the examples of a component that no operation uses against their schemas.
    private mutating func check(_ content: Document.Component.Content) {
        switch content {
        case .parameter(let parameter): check(parameter)
        case .requestBody(let body): body.content.forEach { check($0, .request) }
        case .response(let response): check(response)
        case .header(let header): check(header, .any)
        case .mediaType(let media): check(media, .any)
        case .operations(let operations): for operation in operations { check(operation) }
        }
    }

    private func checkSecurity() {
        // What holds for all operations is never asked where each has requirements of its own.
        let security = operations.isEmpty ? document.security : operations.flatMap(\.security)
        let used = Set(security.flatMap { $0.schemes.map(\.name) })
        for scheme in document.securitySchemes where !used.contains(scheme.name) {
            collector.warning(
                .unusedSecurityScheme, "no requirement names the security scheme '\(scheme.name)'",
                at: scheme.location)
        }
    }

    private func checkOperations() {
        let tags = Set(document.tags.map(\.name))
        for operation in operations {
            if operation.operationID == nil {
                collector.warning(
                    .missingOperationIdentifier,
                    "the operation has no 'operationId'; it is called '\(operation.identifier)'",
                    at: operation.location)
            }
            if operation.summary == nil && operation.description == nil {
                collector.warning(
                    .missingDescription, "the operation has neither 'summary' nor 'description'",
                    at: operation.location)
            }
            for (tag, location) in zip(operation.tags, operation.tagLocations)
            where !tags.isEmpty && !tags.contains(tag) {
                let near = Suggestion.nearest(to: tag, among: tags.sorted()).map { "; did you mean '\($0)'?" } ?? ""
                collector.warning(
                    .undeclaredTag, "the tag '\(tag)' is not declared under 'tags'\(near)", at: location)
            }
        }
    }

    private mutating func checkSchemas() {
        for operation in operations { check(operation) }
        for named in document.schemas { visit(named.schema) }
        for id in document.schemaTable.keys.sorted(by: { ($0.file, $0.node) < ($1.file, $1.node) }) {
            if let schema = document.schema(id) { visit(schema) }
        }
        for schema in found { check(schema) }
        checkRequiredNames(found)
        checkClosedParts(found)
    }

    private mutating func check(_ operation: Operation) {
        operation.parameters.forEach { check($0) }
        operation.requestBody?.content.forEach { check($0, .request) }
        operation.responses.forEach { check($0) }
    }

    private mutating func check(_ parameter: Parameter) {
        check(parameter.examples, parameter.schema, .request, .text(of: parameter.schema, in: document))
        checkNames(of: parameter.examples)
        parameter.content.forEach { check($0, .request) }
    }

    private mutating func check(_ response: Response) {
        response.content.forEach { check($0, .response) }
        for header in response.headers { check(header, .response) }
    }

    private mutating func check(_ media: MediaType, _ direction: MessageDirection) {
        check(media.examples, media.schema, direction, ExampleForm(ofMediaType: media.name))
        if MediaType.isJSON(media.name), let schema = media.schema { checkTexts(media.examples, schema, direction) }
        if let schema = media.itemSchema {
            visit(schema)
            for example in media.examples where media.schema == nil && !example.isRaw && !example.isInvalid {
                for (index, element) in (example.value?.elements.map { $0 } ?? []).enumerated() {
                    let violations = validator.validate(element, schema, in: direction, at: "/\(index)")
                    report(violations, "the example", .invalidExample, at: element.location)
                }
            }
        }
        checkNames(of: media.examples)
        for encoding in media.encodings + media.prefixEncodings + media.itemEncodings {
            for header in encoding.headers { check(header, direction) }
        }
    }

    private mutating func check(_ header: Header, _ direction: MessageDirection) {
        check(header.examples, header.schema, direction, .text(of: header.schema, in: document))
        checkNames(of: header.examples)
    }

    private func checkNames(of examples: [Example]) {
        guard let unnamed = examples.first(where: \.name.isEmpty), examples.count > 1 else { return }
        collector.warning(
            .unreachableExample, "'example' and 'examples' exclude each other; tools show one of them",
            at: unnamed.location)
    }

    private mutating func check(
        _ examples: [Example], _ schema: Schema?, _ direction: MessageDirection, _ form: ExampleForm
    ) {
        guard let schema else { return }
        visit(schema)
        for example in examples where !example.isRaw {
            guard let value = example.value, form.isHeld(value) else { continue }
            judge(example, by: validator.validate(value, schema, in: direction), at: value.location)
        }
    }

    /// Holds examples that are given as the JSON that is sent against the schema.
    private func checkTexts(_ examples: [Example], _ schema: Schema, _ direction: MessageDirection) {
        for example in examples where example.value == nil {
            guard let text = example.serializedValue else { continue }
            do throws(YAMLError) {
                let value = try YAMLLoader.loadJSON(Array(text.utf8), file: example.location.file)
                judge(example, by: validator.validate(value, schema, in: direction), at: example.location)
            } catch {
                guard !example.isInvalid else { continue }
                collector.warning(
                    .invalidExample, "the text of the example is not JSON: \(error.message)", at: example.location)
            }
        }
    }

    private func judge(
        _ example: Example, by violations: [InstanceValidator.Violation], at location: SourceLocation
    ) {
        if !example.isInvalid {
            report(violations, "the example", .invalidExample, at: location)
        } else if violations.isEmpty {
            collector.warning(
                .invalidExample, "the example is marked 'x-invalid' and fulfils its schema", at: location)
        }
    }

    private func report(
        _ violations: [InstanceValidator.Violation], _ what: String, _ code: DiagnosticCode, at location: SourceLocation
    ) {
        guard let first = violations.first else { return }
        let more = violations.count > 1 ? " (and \(violations.count - 1) more)" : ""
        collector.warning(code, "\(what) breaks its schema: \(first)\(more)", at: location)
    }

    /// Holds a schema's own examples and default against it, and those of the schemas in it.
    private mutating func visit(_ root: Schema) {
        var pending = [root]
        while let schema = pending.popLast() {
            guard visited.insert(schema.id).inserted else { continue }
            found.append(schema)
            let says = !schema.properties.isEmpty || !schema.allOf.isEmpty || schema.reference != nil
            for part in schema.allOf + (says ? schema.anyOf + schema.oneOf : []) {
                parts.formUnion([part.id, document.resolved(part)?.id].compactMap(\.self))
            }
            for example in schema.examples {
                report(
                    validator.validate(example, schema, in: .any), "the example", .invalidExample, at: example.location)
            }
            if let value = schema.defaultValue {
                report(
                    validator.validate(value, schema, in: .any), "the default", .invalidDefault, at: value.location)
            }
            pending += schema.parts
        }
    }
}
