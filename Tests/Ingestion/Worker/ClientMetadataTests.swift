import Testing

@testable import Ingestion

@Suite("Client metadata")
struct ClientMetadataTests {
    @Test func columnsAreRead() {
        let metadata = ClientMetadata(json: #"{"columns": ["date", "amount"], "row_count": 7, "file_hash": "x"}"#)
        #expect(metadata.columns == ["date", "amount"])
    }

    @Test(arguments: [
        nil, "", "x", "[]", "{}", #"{"columns": null}"#, #"{"columns": "date"}"#, #"{"columns": [1, 2]}"#,
    ])
    func anythingElseNamesNoColumns(json: String?) {
        #expect(ClientMetadata(json: json).columns.isEmpty)
    }

    @Test func sheetIsReadWithOrWithoutColumns() {
        #expect(ClientMetadata(json: #"{"sheet": "März"}"#).sheet == "März")
        #expect(ClientMetadata(json: #"{"sheet": "a", "columns": ["date"]}"#).columns == ["date"])
        for json in [nil, "x", "{}", #"{"sheet": 1}"#, #"{"sheet": ""}"#, #"{"columns": ["date"]}"#] {
            #expect(ClientMetadata(json: json).sheet == nil)
        }
    }

    @Test func declaredHashIsComparedInOneForm() {
        let hash = String(repeating: "ab", count: 32)
        for text in [hash, hash.uppercased(), "sha256:" + hash, " SHA256:\(hash.uppercased())\n"] {
            #expect(DeclaredHash(text)?.hexadecimal == hash)
        }
        #expect(DeclaredHash(nil) == nil)
        #expect(DeclaredHash(" ") == nil)
    }
}
