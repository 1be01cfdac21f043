/// Finds which types are in a circle with each other: the strongly connected components of a graph (Tarjan, "Depth-First
/// Search and Linear Graph Algorithms", 1972), without recursion, for chains of types may be long.
struct CycleSearch {
    let edges: [String: [String]]
    /// The number of the circle that each type is in; nothing for those in none.
    private(set) var circles: [String: Int] = [:]
    private var numbers: [String: Int] = [:]
    private var lowest: [String: Int] = [:]
    private var open: [String] = []
    private var isOpen: Set<String> = []

    init(edges: [String: [String]]) {
        self.edges = edges
    }

    mutating func run() {
        for start in edges.keys where numbers[start] == nil { visit(start) }
    }

    private mutating func visit(_ start: String) {
        var path: [(name: String, next: Int)] = [(start, 0)]
        enter(start)
        while let (name, next) = path.last {
            let targets = edges[name] ?? []
            guard next < targets.count else {
                path.removeLast()
                close(name)
                if let outer = path.last?.name { lower(outer, to: lowest[name]) }
                continue
            }
            path[path.count - 1].next += 1
            let target = targets[next]
            if numbers[target] == nil {
                enter(target)
                path.append((target, 0))
            } else if isOpen.contains(target) {
                lower(name, to: numbers[target])
            }
        }
    }

    private mutating func enter(_ name: String) {
        (numbers[name], lowest[name]) = (numbers.count, numbers.count)
        open.append(name)
        isOpen.insert(name)
    }

    private mutating func lower(_ name: String, to number: Int?) {
        guard let number, let current = lowest[name], number < current else { return }
        lowest[name] = number
    }

    /// Takes a type, and those that were met after it, for a circle once nothing leads further back.
    private mutating func close(_ name: String) {
        guard let number = numbers[name], lowest[name] == number else { return }
        var members: [String] = []
        while let last = open.popLast() {
            isOpen.remove(last)
            members.append(last)
            if last == name { break }
        }
        guard members.count > 1 || edges[name]?.contains(name) == true else { return }
        for member in members { circles[member] = number }
    }
}
