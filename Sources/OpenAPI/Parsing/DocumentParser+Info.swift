import YAML

extension DocumentParser {
    func info(_ node: YAMLNode) -> Info {
        var result = Info(title: "", version: "", extensions: [:])
        var title: String?
        var apiVersion: String?
        let isObject = read(node, .info) { word, entry in
            switch word {
            case .title: title = string(entry)
            case .version: apiVersion = string(entry, isTolerant: true)
            case .summary: result.summary = string(entry)
            case .description: result.description = string(entry)
            case .termsOfService: result.termsOfService = string(entry)
            case .contact: result.contact = contact(entry.value)
            case .license: result.license = license(entry.value)
            default: return false
            }
            return true
        }
        guard isObject else { return result }
        requireText(title, "title", of: .info, node)
        requireText(apiVersion, "version", of: .info, node)
        result.title = title ?? ""
        result.version = apiVersion ?? ""
        result.extensions = extensions(node)
        return result
    }

    private func contact(_ node: YAMLNode) -> Contact {
        var result = Contact(extensions: [:])
        let isObject = read(node, .contact) { word, entry in
            switch word {
            case .name: result.name = string(entry)
            case .url: result.url = string(entry)
            case .email: result.email = string(entry)
            default: return false
            }
            return true
        }
        if isObject { result.extensions = extensions(node) }
        return result
    }

    private func license(_ node: YAMLNode) -> License {
        var result = License(name: "", extensions: [:])
        var name: String?
        let isObject = read(node, .license) { word, entry in
            switch word {
            case .name: name = string(entry)
            case .identifier: result.identifier = string(entry)
            case .url: result.url = string(entry)
            default: return false
            }
            return true
        }
        guard isObject else { return result }
        requireText(name, "name", of: .license, node)
        result.name = name ?? ""
        result.extensions = extensions(node)
        return result
    }

    func tag(_ node: YAMLNode) -> Tag? {
        var result = Tag(name: "", location: node.location, extensions: [:])
        var name: String?
        let isObject = read(node, .tag) { word, entry in
            switch word {
            case .name: name = string(entry)
            case .summary: result.summary = string(entry)
            case .description: result.description = string(entry)
            case .externalDocs: result.externalDocumentation = externalDocumentation(entry.value)
            case .parent: result.parent = string(entry)
            case .kind: result.kind = string(entry)
            default: return false
            }
            return true
        }
        guard isObject else { return nil }
        require(name, "name", of: .tag, node)
        result.name = name ?? ""
        result.extensions = extensions(node)
        return name == nil ? nil : result
    }

    func externalDocumentation(_ node: YAMLNode) -> ExternalDocumentation? {
        var url: String?
        var result = ExternalDocumentation(url: "", extensions: [:])
        let isObject = read(node, .externalDocs) { word, entry in
            switch word {
            case .url: url = string(entry)
            case .description: result.description = string(entry)
            default: return false
            }
            return true
        }
        guard isObject else { return nil }
        requireText(url, "url", of: .externalDocs, node)
        result.url = url ?? ""
        result.extensions = extensions(node)
        return result
    }
}
