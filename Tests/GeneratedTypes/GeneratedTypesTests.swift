import ContractRuntime
import Foundation
import Testing

/// The types that the generator writes for `schemas.yaml`, tried with good and with bad values.
@Suite struct GeneratedTypesTests {
    private func read<Value: JSONReadable>(_ type: Value.Type, _ text: String) throws -> Value {
        try Value.read(jsonBytes: Array(text.utf8))
    }

    /// What a value breaks, as `POINTER REASON`; empty when it breaks nothing.
    private func violations<Value: JSONReadable>(_ type: Value.Type, _ text: String) -> [String] {
        do throws(JSONReadError) {
            _ = try Value.read(jsonBytes: Array(text.utf8))
            return []
        } catch {
            guard case .violations(let violations) = error else { return ["\(error)"] }
            return violations.map { "\($0.pointer) \($0.reason)" }
        }
    }

    private func text(_ value: some JSONWritable) -> String { String(decoding: value.jsonBytes, as: UTF8.self) }

    @Test func aTypeMayLeadBackToItself() throws {
        let tree = #"{"name":"a","parent":{"name":"b"},"children":[{"name":"c"}],"labels":{"x":{"name":"d"}}}"#
        var node = try read(Node.self, tree)
        #expect(node.parent?.name == "b")
        #expect(text(node) == tree)
        let copy = node
        node.parent?.name = "e"
        #expect(copy.parent?.name == "b" && node != copy)
        #expect(
            violations(Node.self, #"{"name":"a","parent":{"parent":{}}}"#) == [
                "/parent/parent/name required", "/parent/name required",
            ])
    }

    @Test func allOfIsOneLevelOfProperties() throws {
        let flat = try read(Flat.self, #"{"id":1,"note":null,"name":"n","extra":0.3}"#)
        #expect(flat == Flat(id: 1, note: .null, name: "n", extra: 0.3))
        #expect(
            violations(Flat.self, #"{"id":0,"extra":0.25}"#) == ["/id minimum", "/extra multipleOf", "/name required"])
    }

    @Test func aDiscriminatorTells() throws {
        #expect(try read(Pet.self, #"{"lives":9,"kind":"cat"}"#) == .cat(Cat(kind: .cat, lives: 9)))
        #expect(try read(Pet.self, #"{"kind":"puppy","tricks":[]}"#) == .dog(Dog(kind: "puppy", tricks: [])))
        #expect(violations(Pet.self, #"{"kind":"cow"}"#) == [" discriminator"])
        #expect(violations(Pet.self, #"{"lives":9}"#) == [" discriminator"])
        #expect(violations(Pet.self, "7") == [" type"])
        #expect(violations(Pet.self, #"{"kind":"dog","tricks":["a","a"]}"#) == ["/tricks uniqueItems"])
    }

    @Test func theTypeOfTheValueTells() throws {
        #expect(try read(Amount.self, #""12""#) == .string("12"))
        #expect(try read(Amount.self, "12") == .integer(12))
        #expect(try read(Amount.self, "[1,2]") == .array([1, 2]))
        #expect(violations(Amount.self, #""x""#) == [" pattern"])
        #expect(violations(Amount.self, "true") == [" type"])
        #expect(text(Amount.array([3])) == "[3]")
    }

    @Test func exactlyOneAlternativeMatches() throws {
        guard case .byMail(let mail) = try read(Contact.self, #"{"mail":"a@b"}"#) else {
            Issue.record("another alternative was read")
            return
        }
        #expect(mail.mail == "a@b")
        #expect(violations(Contact.self, #"{"mail":"a@b","phone":"1"}"#) == [" oneOf"])
        #expect(violations(Contact.self, #"{"mail":"a"}"#) == ["/mail minLength"])
    }

    @Test func anyOfTakesTheFirstThatMatches() throws {
        #expect(try read(Loose.self, #""abc""#) == .short("abc"))
        #expect(try read(Loose.self, #""abcd""#) == .long("abcd"))
        #expect(violations(Loose.self, "1") == [" type"])
    }

    @Test func nullIsAValueWhereItIsAllowed() throws {
        let holder = try read(
            Holder.self, #"{"scalar":7,"pet":null,"holes":[1,null,3],"level":-3,"version":"1.0","grade":null}"#)
        #expect(holder.scalar == .value(.integer(7)))
        #expect(holder.pet == .null)
        #expect(try read(Holder.self, "{}").pet == nil)
        #expect(holder.holes == [1, nil, 3])
        #expect(holder.level == .minus3)
        #expect(holder.grade == nil)
        #expect(text(holder).contains(#""holes":[1,null,3]"#))
        #expect(
            violations(Holder.self, #"{"level":3,"version":"2","holes":["x"],"inline":[{}]}"#)
                == ["/level enum", "/version enum", "/holes/0 type", "/inline/0/x required"])
    }

    @Test func defaultsStandForWhatIsAbsent() throws {
        let holder = try read(Holder.self, "{}")
        #expect(holder.grade == 5)
        #expect(holder.tags == ["a", "b"])
        #expect(holder.since == FullDate(year: 2026, month: 1, day: 31))
    }

    @Test func propertiesOfOneDirectionAreDemandedInNone() throws {
        #expect(try read(Holder.self, "{}").secret == nil)
    }

    @Test func aMemberMayNeedAnother() {
        #expect(violations(Dependent.self, #"{"address":"a"}"#) == [])
        #expect(violations(Dependent.self, #"{"card":"1"}"#) == ["/address required"])
    }

    @Test func objectsWithoutPropertiesAreHeldToWhatIsSaid() throws {
        #expect(try read(Undescribed.self, #"{"anything":[1]}"#).anything == .array([.number("1")]))
        #expect(violations(Undescribed.self, "{}") == ["/anything required"])
        #expect(violations(Nothing.self, #"{"a":1}"#) == ["/a additionalProperties"])
        #expect(text(Nothing()) == "{}")
    }

    @Test func elementsWithoutANameGetOne() throws {
        let item = try read(ThingsItem.self, #"{"thing":[{"thing":[]}]}"#)
        #expect(item.thing.count == 1)
    }
}
