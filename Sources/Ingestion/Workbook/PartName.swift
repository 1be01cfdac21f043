/// Names of parts within a package (ECMA-376 part 2, 6.2.2 and 6.5.4), without the slash in front.
enum PartName {
    /// The part in which the relationships of `part` are.
    static func relationships(of part: String) -> String {
        var segments = part.split(separator: "/")
        let name = segments.popLast() ?? ""
        return (segments + ["_rels", "\(name).rels"]).joined(separator: "/")
    }

    /// The part that `target` names when `source` says it; nil when that leads out of the package.
    static func resolve(_ target: String, from source: String) -> String? {
        var segments = target.hasPrefix("/") ? [] : Array(source.split(separator: "/").dropLast())
        for segment in target.split(separator: "/") where segment != "." {
            if segment != ".." {
                segments.append(segment)
            } else if segments.popLast() == nil {
                return nil
            }
        }
        return segments.isEmpty ? nil : segments.joined(separator: "/")
    }
}
