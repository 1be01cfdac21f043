import Testing
import TracePropagation
import Tracing

@Suite struct TraceContextTests {
    private static let sample = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"

    @Test func readsAndWritesTheExampleOfTheSpecification() throws {
        let context = try #require(TraceContext(Self.sample))
        #expect(context.traceID.description == "0af7651916cd43dd8448eb211c80319c")
        #expect(context.spanID.description == "b7ad6b7169203331")
        #expect(context.isSampled && !context.isRandom)
        #expect(context.description == Self.sample)
    }

    @Test(arguments: [
        "", "00", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-",
        " 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01 ",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-extra",
        "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319-cb7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0g",
        "0g-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00_0af7651916cd43dd8448eb211c80319c_b7ad6b7169203331_01",
        "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01.what",
    ])
    func ignoresWhatIsNoTraceparent(_ text: String) {
        #expect(TraceContext(text) == nil)
    }

    @Test(arguments: [
        "cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-what-the-future-will-be-like",
    ])
    func readsALaterVersionByItsBeginning(_ text: String) {
        #expect(TraceContext(text)?.description == Self.sample)
    }

    @Test func keepsOnlyTheFlagsThatItKnows() {
        #expect(
            TraceContext("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-ff")?.description
                == "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-03")
    }

    @Test func takesSeveralFieldsForNone() {
        #expect(TraceContext(traceparents: [Self.sample, Self.sample]) == nil)
        #expect(TraceContext(traceparents: []) == nil)
        #expect(TraceContext(traceparents: [Self.sample])?.description == Self.sample)
    }

    @Test func aChildStaysInItsTraceWithAnotherSpan() throws {
        let parent = try #require(TraceContext(Self.sample))
        let child = parent.child()
        #expect(child.traceID == parent.traceID && child.spanID != parent.spanID && child.isSampled)
        #expect(TraceContext(child.description) == child)
    }

    @Test func aRootIsRandomAndNeverZero() {
        struct Zeros: RandomNumberGenerator { mutating func next() -> UInt64 { 0 } }
        var zeros = Zeros()
        let root = TraceContext.root(isSampled: false, using: &zeros)
        #expect(root.isRandom && !root.isSampled)
        #expect(TraceContext(root.description) == root)
        #expect(TraceContext.root(isSampled: true).traceID != TraceContext.root(isSampled: true).traceID)
    }

    @Test func travelsIntoTheTasksThatATaskStarts() async throws {
        let trace = try #require(TraceContext(Self.sample))
        let context = ServiceContext.work(of: "7f", in: trace)
        let seen = await ServiceContext.withValue(context) {
            await withTaskGroup(of: ServiceContext?.self) { group in
                group.addTask { ServiceContext.current }
                return await group.next() ?? nil
            }
        }
        #expect(seen?.traceContext == trace)
        #expect(seen?.requestID == "7f")
    }
}
