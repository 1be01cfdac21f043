import OpenAPI
import Testing
import YAML

/// Everything that the model carries beyond what the first generator read.
@Suite struct ModelParsingTests {
    @Test func keywordsOfJSONSchemaAreCarried() throws {
        let text = """
            components:
              schemas:
                A:
                  $id: https://x.example/a
                  $anchor: here
                  $dynamicAnchor: node
                  $schema: https://json-schema.org/draft/2020-12/schema
                  $comment: Said to nobody.
                  $defs: {b: {type: string}}
                  type: [object, array, string, 'null']
                  prefixItems: [{type: string}, true]
                  contains: {const: 1}
                  minContains: 2
                  maxContains: 3
                  unevaluatedItems: false
                  patternProperties: {'^a': {type: integer}}
                  propertyNames: {maxLength: 3}
                  dependentRequired: {a: [b, c]}
                  dependentSchemas: {a: {minProperties: 2}}
                  unevaluatedProperties: {type: string}
                  not: {type: integer}
                  if: {required: [a]}
                  then: {required: [b]}
                  else: {required: [c]}
                  contentEncoding: base64
                  contentMediaType: application/json
                  contentSchema: {type: object}
                  readOnly: true
                  writeOnly: true
                  examples: [1, 2]
                  xml: {name: a, prefix: p, attribute: true}
                  externalDocs: {url: 'https://x.example'}
                  oneOf: [{$ref: '#/$defs/b'}]
                  discriminator: {propertyName: kind, mapping: {b: B, c: '#/$defs/b'}}
                B: {$dynamicRef: 'https://x.example/a#node'}
            """
        let schema = try #require(parse(text).schema(named: "A"))
        #expect(schema.types == [.object, .array, .string] && schema.isNullable)
        #expect(schema.prefixItems.map(\.always) == [nil, true])
        #expect(schema.minContains == 2 && schema.maxContains == 3 && schema.contains?.constant != nil)
        #expect(schema.unevaluatedItems?.always == false && schema.unevaluatedProperties?.types == [.string])
        #expect(schema.patternProperties.map(\.name) == ["^a"] && schema.propertyNames?.maxLength == 3)
        #expect(schema.dependentRequired.map(\.required) == [["b", "c"]])
        #expect(schema.dependentSchemas.first?.schema.minProperties == 2)
        #expect(schema.not?.types == [.integer] && schema.ifSchema?.required == ["a"])
        #expect(schema.thenSchema?.required == ["b"] && schema.elseSchema?.required == ["c"])
        #expect(schema.contentEncoding == "base64" && schema.contentSchema?.types == [.object])
        #expect(schema.isReadOnly && schema.isWriteOnly && schema.examples.count == 2)
        #expect(schema.xml?.isAttribute == true && schema.externalDocumentation?.url == "https://x.example")
        #expect(schema.identifier == "https://x.example/a" && schema.anchor == "here")
        #expect(schema.definitions.map(\.name) == ["b"] && schema.dynamicAnchor == "node")
        #expect(schema.discriminator?.mapping.map(\.schema.name) == ["B", nil])
        #expect(schema.keywords.count == 31)
    }

    @Test func securitySchemesHaveTheirKinds() throws {
        let document = try parse(
            """
            components:
              securitySchemes:
                key: {type: apiKey, name: K, in: cookie}
                basic: {type: http, scheme: Basic}
                oauth:
                  type: oauth2
                  flows:
                    authorizationCode: {authorizationUrl: /a, tokenUrl: /t, scopes: {read: Reads., write: Writes.}}
                    clientCredentials: {tokenUrl: /t, refreshUrl: /r, scopes: {}}
                open: {type: openIdConnect, openIdConnectUrl: /o}
                mutual: {type: mutualTLS}
            security: [{oauth: [read], key: []}, {}]
            """)
        let kinds = document.securitySchemes.map(\.kind)
        guard case .apiKey("K", .cookie) = kinds[0], case .http("basic", nil) = kinds[1],
            case .oauth2(let flows, nil) = kinds[2], case .openIDConnect("/o") = kinds[3], case .mutualTLS = kinds[4]
        else {
            Issue.record("\(kinds)")
            return
        }
        #expect(flows.map(\.kind) == [.authorizationCode, .clientCredentials])
        #expect(flows[0].scopes.map(\.name) == ["read", "write"] && flows[1].refreshURL == "/r")
        #expect(document.security.map { $0.schemes.map(\.name) } == [["oauth", "key"], []])
    }

    @Test func parametersHaveTheDefaultsOfTheirPlace() throws {
        let operation = try #require(
            parse(
                """
                paths:
                  /a/{p}:
                    get:
                      parameters:
                        - {name: p, in: path, required: true, style: matrix, explode: true, schema: {}}
                        - {name: q, in: query, schema: {}}
                        - {name: d, in: query, style: deepObject, allowReserved: true, schema: {}}
                        - {name: h, in: header, content: {application/json: {schema: {type: array}}}}
                        - {name: c, in: cookie, schema: {}}
                """
            ).operations.first)
        #expect(operation.parameters.map(\.style) == [.matrix, .form, .deepObject, .simple, .form])
        #expect(operation.parameters.map(\.isExploded) == [true, true, true, false, true])
        #expect(
            operation.parameters[3].schema == nil && operation.parameters[3].content.first?.schema?.types == [.array])
        #expect(operation.responses.isEmpty && operation.operationID == nil)
        #expect(operation.identifier == "get_a_p")
    }

    @Test func responsesLinksCallbacksAndWebhooksAreCarried() throws {
        let document = try parse(
            """
            paths:
              /a:
                post:
                  operationId: a
                  requestBody:
                    content:
                      multipart/form-data:
                        schema: {type: object}
                        encoding: {file: {contentType: image/png, headers: {X: {schema: {}}}, explode: true}}
                      Text/*: {}
                  callbacks:
                    done: {'{$request.body#/url}': {post: {operationId: done, responses: {default: {description: x}}}}}
                  responses:
                    4XX: {description: x}
                    default: {description: y, links: {next: {operationId: a, parameters: {id: $response.body#/id}}}}
            webhooks:
              made: {post: {operationId: made, responses: {'200': {description: x}}}}
            tags: [{name: t, description: T.}]
            servers: [{url: 'https://{r}.x/', variables: {r: {default: eu, enum: [eu, us]}}}]
            """)
        let operation = try #require(document.operations.first)
        #expect(operation.responses.map(\.key) == [.range(4), .default])
        #expect(operation.responses[1].links.first?.target == .identifier("a"))
        #expect(operation.requestBody?.content.map(\.name) == ["multipart/form-data", "text/*"])
        #expect(operation.requestBody?.content.first?.encodings.first?.headers.map(\.name) == ["X"])
        #expect(operation.callbacks.first?.items.first?.operations.first?.identifier == "done")
        #expect(document.webhooks.first?.operations.first?.path == "made")
        #expect(document.servers.first?.variables.first?.values == ["eu", "us"])
        #expect(document.tags.map(\.name) == ["t"])
    }

    @Test func whatThreeTwoAddsIsCarried() throws {
        let document = try parse(
            """
            $self: https://x.example/api.yaml
            tags: [{name: t, summary: T, parent: p, kind: nav}, {name: p}]
            paths:
              /a:
                query: {operationId: q, responses: {'200': {summary: Only this.}}}
                additionalOperations:
                  LINK: {operationId: l, parameters: [{name: w, in: querystring, content: {text/plain: {}}}]}
                get:
                  operationId: g
                  responses:
                    '200': {content: {application/jsonl: {$ref: '#/components/mediaTypes/lines'}}}
            components:
              mediaTypes: {lines: {itemSchema: {type: string}, itemEncoding: {contentType: text/plain}}}
              schemas:
                A: {type: object, properties: {a: {$ref: 'https://x.example/api.yaml#/components/schemas/B'}}}
                B: {type: string}
            """, version: "3.2.0")
        #expect(document.operations.map(\.method) == ["query", "LINK", "get"])
        #expect(document.operations[1].parameters.first?.place == .querystring)
        let media = try #require(document.operations[2].responses.first?.content.first)
        #expect(media.itemSchema?.types == [.string] && media.name == "application/jsonl")
        #expect(document.tags.first?.parent == "p" && document.tags.first?.kind == "nav")
        #expect(document.schema(named: "A")?.properties.first?.schema.reference?.name == "B")
    }

    @Test func operationsWithoutANameGetOneOfTheirOwn() throws {
        let document = try parse(
            """
            paths:
              /a/{b}: {get: {parameters: [{name: b, in: path, required: true, schema: {}}]}}
              /a-b: {get: {}}
              /: {delete: {operationId: delete}}
            """)
        #expect(document.operations.map(\.identifier) == ["get_a_b", "get_a_b_2", "delete"])
    }
}
