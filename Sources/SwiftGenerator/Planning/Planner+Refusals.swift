import OpenAPI

/// What the model carries and nothing is generated for yet, each refused at its place.
extension Planner {
    func refuseWhatIsNotPlanned() {
        for webhook in document.webhooks {
            collector.error("'webhooks' of the document is not supported yet", at: webhook.location)
        }
        refuseVariables(document.servers)
        for operation in document.operations {
            refuseVariables(operation.servers)
            refusePartialSegments(operation)
            for callback in operation.callbacks {
                collector.error("'callbacks' of an operation is not supported yet", at: callback.location)
            }
            operation.parameters.forEach(refuse)
            for media in operation.requestBody?.content ?? [] { refuse(media) }
            for response in operation.responses {
                for link in response.links {
                    collector.error("'links' of a response is not supported yet", at: link.location)
                }
                for media in response.content { refuse(media) }
                for header in response.headers where header.schema == nil {
                    collector.error("'content' of a header is not supported yet", at: header.location)
                }
                for header in response.headers where header.isExploded {
                    collector.error("'explode' of a header is not supported yet", at: header.location)
                }
            }
        }
    }

    private func refuse(_ parameter: Parameter) {
        for (name, isPresent) in [
            ("allowReserved", parameter.allowsReserved), ("allowEmptyValue", parameter.allowsEmptyValue),
            ("content", !parameter.content.isEmpty),
        ] where isPresent {
            collector.error("'\(name)' of a parameter is not supported yet", at: parameter.location)
        }
        if parameter.isExploded != (parameter.style == .form) {
            collector.error("'explode' of a parameter is not supported yet", at: parameter.location)
        }
    }

    private func refuse(_ media: MediaType) {
        for (name, isPresent) in [
            ("encoding", !media.encodings.isEmpty), ("itemSchema", media.itemSchema != nil),
            ("prefixEncoding", !media.prefixEncodings.isEmpty), ("itemEncoding", !media.itemEncodings.isEmpty),
        ] where isPresent {
            collector.error("'\(name)' of a media type is not supported yet", at: media.location)
        }
    }

    private func refuseVariables(_ servers: [Server]) {
        for server in servers {
            guard let location = server.location else { continue }
            if !server.variables.isEmpty {
                collector.error("'variables' of a server is not supported yet", at: location)
            }
            if !server.url.hasPrefix("/"), !server.url.contains("://"), !server.url.hasPrefix("{") {
                collector.error(
                    "the URL of a server must begin with '/' or a scheme, not '\(server.url)'", at: location)
            }
        }
    }

    private func refusePartialSegments(_ operation: Operation) {
        for part in operation.path.split(separator: "/") where part.contains("{") {
            let inside = part.dropFirst().dropLast()
            guard !part.hasPrefix("{") || !part.hasSuffix("}") || inside.contains("{") || inside.contains("}") else {
                continue
            }
            collector.error("a path parameter must fill its whole segment: '\(part)'", at: operation.location)
        }
    }
}
