public import YAML

/// An OpenAPI document (OpenAPI 3.1, section 4.8.1), its references to anything but schemas replaced.
public struct Document: Sendable {
    /// The version of the specification, such as `3.1.0`.
    public var version: String
    /// The API's name.
    public var title: String
    /// The version of the API.
    public var apiVersion: String
    /// Documentation in CommonMark.
    public var description: String?
    /// The URLs of the servers, in the order of the document; `/` when none is given.
    public var servers: [String]
    /// The operations, in the order of the document.
    public var operations: [Operation]
    /// The named schemas, in the order of the document.
    public var schemas: [NamedSchema]
    /// The named security schemes, in the order of the document.
    public var securitySchemes: [SecurityScheme]
    /// The vendor extensions of the document itself.
    public var extensions: [String: YAMLNode]
    /// The whole document as it was read.
    public var root: YAMLNode

    /// A schema under `#/components/schemas`.
    public struct NamedSchema: Sendable {
        /// Its key.
        public var name: String
        /// What it says.
        public var schema: Schema
    }

    /// The schema of a name.
    public func schema(named name: String) -> Schema? {
        schemas.first { $0.name == name }?.schema
    }
}
