import ContractRuntime

/// Forms whose parts are read as they arrive: the handlers tell what they have read, part by part.
extension ThingsHandlers {
    func addAlbum(_ input: AddAlbum.Input, context: OperationContext) async throws -> AddAlbum.Output {
        do {
            return try await read(input.body)
        } catch {
            onBrokenAlbum(error)
            throw error
        }
    }

    private func read(_ parts: BodyStream<AddAlbum.MultipartPart>) async throws -> AddAlbum.Output {
        var told: [String] = []
        var title = ""
        for try await part in parts {
            switch part {
            case .title(let text):
                title = text
                told.append("title=\(text)")
            case .place(let point): told.append("place=\(Echo.json(point))")
            case .tags(let tag): told.append("tag=\(tag)")
            case .sizes(let sizes): told.append("sizes=\(sizes)")
            case .picture(let file, let headers):
                let name = "picture=\(file.filename ?? "-"):\(file.mediaType ?? "-"):\(headers.xAngle ?? 0)"
                guard title != "skip" else {
                    told.append(name)
                    continue
                }
                var count = 0
                for try await piece in file.bytes {
                    count += piece.count
                    try await onPicture(piece.count)
                    if title == "stop" { return .ok("stopped") }
                }
                told.append("\(name):\(count)")
            case .attachments(let file, let headers):
                let bytes = try await file.collect(upTo: 100).bytes
                told.append("attachment=\(headers.caption):\(String(decoding: bytes, as: UTF8.self))")
            }
        }
        return .ok(told.joined(separator: " "))
    }

    func addParcel(_ input: AddParcel.Input, context: OperationContext) async throws -> AddParcel.Output {
        switch input.body {
        case nil: return .ok("nothing")
        case .json(let point)?: return .ok("json \(Echo.json(point))")
        case .multipart(let parts)?:
            var told: [String] = []
            for try await part in parts {
                switch part {
                case .other2(let number): told.append("\(number)")
                case .other(let file): told.append("\(file.name):\(try await file.collect(upTo: 1_000).bytes.count)")
                }
            }
            return .ok(told.joined(separator: " "))
        }
    }

    func versions(_ input: Versions.Input, context: OperationContext) async throws -> Versions.Output {
        let x =
            switch input.body {
            case .jsonVersion1(let number): number
            case .jsonVersion2(let point): Int64(point.x)
            }
        return .ok(
            input.accept == .jsonVersion1 ? .jsonVersion1(x) : .jsonVersion2(Point(x: x)), setCookie: "a=1\nb=2, 3")
    }

    func addCrate(_ input: AddCrate.Input, context: OperationContext) async throws -> AddCrate.Output {
        var told: [String] = []
        for try await part in input.body {
            told.append("\(part.name):\(try await part.collect(upTo: 1_000).bytes.count)")
        }
        return .ok(told.joined(separator: " "))
    }
}
