import ContractRuntime
import FoundationEssentials
import Testing

/// What an answer links to can be asked at once.
@Suite struct ClientLinkTests {
    @Test func linkMakesTheNextInputOfTheAnswerAndItsRequest() async throws {
        try await ThingsServer.call { client in
            let input = Chapter.Input(book: "a b/c", number: 1)
            let output = try await client.chapter(input)
            let next = try #require(try output.next(for: input))
            #expect(next.book == "a b/c" && next.number == 2 && next.page == 1)
            #expect(next.mark?.uuidString == "5F0C6D0E-8A4B-4A52-9A57-2F1F6D0F4C11")
            guard case .ok(let chapter, _, _) = try await client.chapter(next) else {
                Issue.record("there is no next chapter")
                return
            }
            #expect(chapter.title == "a b/c 2 1")
        }
    }

    @Test func linkHandsOnABodyAndTextsOfSeveralPieces() async throws {
        try await ThingsServer.call { client in
            let input = Chapter.Input(book: "x", number: 3)
            let note = try #require(try await client.chapter(input).note(for: input))
            #expect(note.book == "x-200" && note.number == 3 && note.body?.text == "x")
            let echo = try await client.addNote(note)
            #expect(echo == .ok("x-200 3 x"))
        }
    }

    @Test func linkOfConstantsTakesTheRestAsArguments() async throws {
        try await ThingsServer.call { client in
            let output = try await client.chapter(Chapter.Input(book: "x", number: 3))
            let mark = UUID()
            let first = try #require(try output.first(mark: mark))
            #expect(first == Chapter.Input(book: "fixed", number: 1, mark: mark, page: 2))
        }
    }

    @Test func argumentsOfAnyNameStayApartFromWhatTheAnswerTells() throws {
        let output = Chapter.Output.other(status: ResponseStatus(nearest: 503))
        let report = try output.report(for: Chapter.Input(book: "x", number: 1), status: "open", input: "mine")
        #expect(report == AddNote.Input(status: "open", input: "mine", book: "x", number: 503))
    }

    @Test func otherAnswersHaveNoLink() async throws {
        try await ThingsServer.call { client in
            let input = Chapter.Input(book: "x", number: 9)
            let output = try await client.chapter(input)
            #expect(try output.next(for: input) == nil && output.note(for: input) == nil && output.first() == nil)
        }
    }

    @Test func whatTheAnswerDoesNotHaveIsNamed() async throws {
        try await ThingsServer.call { client in
            let last = Chapter.Input(book: "bare", number: 8)
            let output = try await client.chapter(last)
            let next = await failure { try output.next(for: last) }
            guard case .missingValue("$response.header.x-next")? = next?.reason else {
                Issue.record("\(String(describing: next))")
                return
            }
            let note = await failure { try output.note(for: last) }
            guard case .missingValue("$response.body#/notes/0/id")? = note?.reason else {
                Issue.record("\(String(describing: note))")
                return
            }
        }
    }

    @Test func whatTheOperationDoesNotTakeIsRefused() throws {
        let output = Chapter.Output.ok(.init(title: "t", notes: [.init(id: 0)]), xID: UUID())
        let input = Chapter.Input(book: "x", number: 1)
        #expect {
            try output.note(for: input)
        } throws: { error in
            guard case .unusableLink("note", let violations)? = (error as? ClientError)?.reason else { return false }
            return violations.map(\.pointer) == ["/number"] && violations.map(\.reason) == ["minimum"]
        }
    }
}
