import Foundation

/// How many files and sockets the operating system lets this process have open (RLIMIT_NOFILE).
enum FileDescriptorLimit {
    /// What is kept for the log, the database, the store and temporary files.
    static let reserve = 512

    /// Raises the soft limit to the hard one, and returns it; nil when it is not known.
    static func raise() -> Int? {
        var limit = rlimit()
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        guard getrlimit(resource, &limit) == 0 else { return nil }
        if limit.rlim_cur < limit.rlim_max {
            var raised = limit
            raised.rlim_cur = limit.rlim_max
            if setrlimit(resource, &raised) == 0 { limit = raised }
        }
        return Int(clamping: limit.rlim_cur)
    }

    /// How many connections can be taken of those that an operator allows.
    static func connections(allowed: Int, descriptors: Int?) -> Int {
        guard let descriptors else { return allowed }
        return max(1, min(allowed, descriptors - min(reserve, descriptors / 2)))
    }
}
