// Reads and writes the same bytes with generated code and with Foundation, and prints nanoseconds for each.

import ContractRuntime
import Foundation

struct PlainPayload: Codable {
    var items: [PlainRecord]
}

struct PlainRecord: Codable {
    enum Kind: String, Codable {
        case first, second, third
    }

    struct Nested: Codable {
        var x: Int64
        var y: Int64
    }

    var id: Int64
    var name: String
    var amount: Double
    var isActive: Bool
    var kind: Kind
    var note: String?
    var tags: [String]
    var nested: Nested
}

func best(_ rounds: Int, _ work: () throws -> Void) rethrows -> Double {
    let clock = ContinuousClock()
    var least = Double.infinity
    for _ in 0..<rounds {
        let taken = try clock.measure(work)
        let (seconds, attoseconds) = taken.components
        least = min(least, Double(seconds) * 1e9 + Double(attoseconds) / 1e9)
    }
    return least
}

func record(_ number: Int64) -> PlainRecord {
    let kind: PlainRecord.Kind = number % 3 == 0 ? .third : .first
    let note: String? = number % 4 == 0 ? "A note of some length, as people write them" : nil
    let nested = PlainRecord.Nested(x: number, y: -number)
    return PlainRecord(
        id: number, name: "Record number \(number)", amount: Double(number) * 1.25, isActive: number % 2 == 0,
        kind: kind,
        note: note, tags: ["alpha", "beta", "gamma"], nested: nested)
}

let records: [PlainRecord] = (1...2_000).map(record)
let data = try JSONEncoder().encode(PlainPayload(items: records))
let bytes = [UInt8](data)
let payload = try Payload.read(jsonBytes: bytes)
let plain = try JSONDecoder().decode(PlainPayload.self, from: data)
var checksum = 0
let decode = try best(30) { checksum &+= try Payload.read(jsonBytes: bytes).items.count }
let foundationDecode = try best(30) { checksum &+= try JSONDecoder().decode(PlainPayload.self, from: data).items.count }
let encode = best(30) { checksum &+= payload.jsonBytes.count }
let foundationEncode = try best(30) { checksum &+= try JSONEncoder().encode(plain).count }

func allocations(_ work: () throws -> Void) rethrows -> Int {
    let before = allocation_count()
    try work()
    return allocation_count() - before
}

/// What a value needs by itself: a string of more than 15 bytes and an array of anything one allocation each.
let own = records.reduce(1) { sum, record in
    sum + ([record.name, record.note ?? ""] + record.tags).count { $0.utf8.count > 15 } + (record.tags.isEmpty ? 0 : 1)
}
let readAllocations = try allocations { checksum &+= try Payload.read(jsonBytes: bytes).items.count }
let writeAllocations = allocations { checksum &+= payload.jsonBytes.count }
precondition(checksum > 0)
print("\(bytes.count) \(decode) \(foundationDecode) \(encode) \(foundationEncode)", terminator: " ")
print("\(own) \(readAllocations) \(writeAllocations)")
