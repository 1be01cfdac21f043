import ContractRuntime
import Foundation
import NotesContract

/// What the contract leaves to us: three functions, and who a token belongs to.
actor NotesHandlers: NotesAPI {
    typealias Principal = String

    private var notes: [Note] = []

    func listNotes(_ input: ListNotes.Input, context: OperationContext) -> ListNotes.Output {
        .ok(NoteList(notes: Array(notes.prefix(Int(clamping: input.limit)))))
    }

    func addNote(_ input: AddNote.Input, context: AuthenticatedContext<String>) -> AddNote.Output {
        let note = Note(
            id: UUID(), writer: context.principal, text: input.body.text, labels: input.body.labels ?? [],
            writtenAt: Date())
        notes.append(note)
        return .created(note)
    }

    func getNote(_ input: GetNote.Input, context: OperationContext) -> GetNote.Output {
        guard let note = notes.first(where: { $0.id == input.id }) else {
            return .notFound(Problem(title: "There is no such note", status: 404, code: "note_not_found"))
        }
        return .ok(note)
    }
}

/// Takes every token for the name of its sender; a service that means it checks a signature here.
struct NamesAsTokens: NotesAuthenticator {
    func token(_ token: BearerToken) -> String? { token.text }
}
