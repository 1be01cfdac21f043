import Testing

@testable import OpenAPI

@Suite struct PointerNameTests {
    @Test(arguments: [
        ("a.yaml#/components/schemas/Order", "Order"),
        ("a.yaml#/components/schemas/Order/properties/lines/items", "Order lines Item"),
        ("a.yaml#/components/schemas/Order/properties/items", "Order items"),
        ("a.yaml#/components/schemas/Order/additionalProperties", "Order Value"),
        ("a.yaml#/components/schemas/Union/oneOf/1", "Union 2"),
        ("a.yaml#/components/schemas/Tree/$defs/node", "node"),
        ("a.yaml#/components/schemas/Tree/$defs/node/not", "node not"),
        ("a.yaml#/components/parameters/Sort/schema", "Sort"),
        ("a.yaml#/components/responses/NotFound/content/application~1json/schema", "NotFound"),
        ("a.yaml#/components/requestBodies/New/content/application~1json/schema/properties/a", "New a"),
        ("a.yaml#/paths/~1pets~1{id}/get/responses/200/content/application~1json/schema", "get /pets/{id} 200"),
        ("a.yaml#/paths/~1pets/post/requestBody/content/application~1json/schema", "post /pets Body"),
        ("a.yaml#/paths/~1pets/parameters/0/schema", "/pets Parameter 1"),
        ("folder/pet.yaml#", "pet"), ("folder/pet.schema.yaml#", "pet"), ("user/index.yaml#", "user"),
        ("index.yaml#", "index"), ("folder/pet.yaml#/Pet", "Pet"), ("folder/pet.yaml#/models/Pet", "Pet"),
        ("folder/pet.yaml#/properties/owner", "pet owner"), ("a.yaml#/components/schemas/A/allOf", "A"),
        ("common.yaml#/parameters/Sort", "Sort"),
        ("#/components/pathItems/Foo/get/responses/200/content/a/schema", "Foo get 200"),
        ("paths/pets.yaml#/get/responses/200/content/a/schema", "pets get 200"),
        ("#/components/callbacks/Done/{$request.body%23~1url}/post/requestBody/content/a/schema", "Done post Body"),
        ("#/paths/~1a/post/callbacks/Done/{$request.body}/post/requestBody/content/a/schema", "post /a Done post Body"),
        ("#/components/pathItems/Foo/additionalOperations/COPY/requestBody/content/a/schema", "Foo COPY Body"),
        ("a.yaml#/components/schemas", "schemas"),
    ])
    func aThingIsCalledAfterTheLastNameAndTheWayFromThere(_ pointer: String, _ expected: String) {
        #expect(PointerName.words(pointer) == expected)
    }
}
