/// The connections in the order of their opening, to find one that can go when there are too many.
///
/// The search gives each connection that is in use a second chance behind the others (the CLOCK of page replacement), and
/// looks at few of them, so it takes the same short time however many there are.
struct ConnectionTable<Connection> {
    /// How many connections are looked at before the new one is turned away.
    private let patience = 64
    private let maximum: Int
    private var members: [Int: Connection] = [:]
    /// Numbers by age, with some that are gone already.
    private var order: [Int] = []
    private var first = 0
    private var lastNumber = 0

    /// - Parameter maximum: How many connections there may be, at least 1.
    init(maximum: Int) {
        self.maximum = max(1, maximum)
    }

    var count: Int { members.count }
    var all: some Collection<Connection> { members.values }

    /// Takes a connection in.
    ///
    /// - Returns: The number to remove it by, or nil when it finds no place; and the one that had to go for it.
    mutating func add(_ connection: Connection, isWaiting: (Connection) -> Bool) -> (number: Int?, victim: Connection?)
    {
        var victim: Connection?
        if members.count >= maximum {
            guard let found = removeVictim(isWaiting) else { return (nil, connection) }
            victim = found
        }
        lastNumber += 1
        members[lastNumber] = connection
        order.append(lastNumber)
        compact()
        return (lastNumber, victim)
    }

    mutating func remove(_ number: Int) {
        members[number] = nil
        compact()
    }

    private mutating func removeVictim(_ isWaiting: (Connection) -> Bool) -> Connection? {
        var looked = 0
        while looked < patience, first < order.count {
            let number = order[first]
            first += 1
            guard let candidate = members[number] else { continue }
            if isWaiting(candidate) { return members.removeValue(forKey: number) }
            order.append(number)
            looked += 1
        }
        return nil
    }

    /// Forgets the numbers of those that are gone, once there are more of them than of the others.
    private mutating func compact() {
        guard order.count > 2 * members.count + 1_024 else { return }
        order = order[first...].filter { members[$0] != nil }
        first = 0
    }
}
