import CLibPQ
import Foundation

/// The hosts of a connection string, each of which is tried for its share of the time.
///
/// libpq tries them in turn by itself, but `PQconnectPoll` knows no time-out: it goes on to the next one only when the
/// one before refuses, and stays for ever with a host that is silent.
struct ConnectionHosts: Sendable, Equatable {
    /// Keywords and values that name one host; they replace what the connection string says.
    typealias Host = [String: String]

    /// In the order in which they are to be tried; one without any keyword where libpq shall go by the string alone.
    private(set) var hosts: [Host]

    /// The hosts of a connection string or URI of libpq's.
    ///
    /// It is left to libpq where it names fewer than two, leaves one out, makes no sense, or asks for `prefer-standby`,
    /// which goes through all hosts twice.
    init(url: String) {
        hosts = [[:]]
        let options = Self.options(of: url)
        guard options["target_session_attrs"] != "prefer-standby" else { return }
        let names = Self.list(options["host"])
        let addresses = Self.list(options["hostaddr"])
        let ports = Self.list(options["port"])
        let count = max(names.count, addresses.count)
        guard count > 1, [0, count].contains(names.count), [0, count].contains(addresses.count),
            [0, 1, count].contains(ports.count), !names.contains(""), !addresses.contains("")
        else { return }
        hosts = (0..<count).map { index in
            var host: Host = [:]
            if !names.isEmpty { host["host"] = names[index] }
            if !addresses.isEmpty { host["hostaddr"] = addresses[index] }
            if let port = ports.count == count ? ports[index] : ports.first {
                host["port"] = port.isEmpty ? Self.defaultPort : port
            }
            return host
        }
        if options["load_balance_hosts"] == "random" { hosts.shuffle() }
    }

    /// What libpq takes where a list of ports has none for a host, as in `postgresql://a,b/`.
    private static let defaultPort = "5432"

    private static func list(_ value: String?) -> [String] {
        guard let value, !value.isEmpty else { return [] }
        return value.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }

    /// What the string says; nothing where libpq can't read it, which it then says itself as it connects.
    private static func options(of url: String) -> [String: String] {
        guard let parsed = PQconninfoParse(url, nil) else { return [:] }
        defer { PQconninfoFree(parsed) }
        var options: [String: String] = [:]
        var next = parsed
        while let keyword = next.pointee.keyword {
            if let value = next.pointee.val { options[String(cString: keyword)] = String(cString: value) }
            next += 1
        }
        return options
    }
}
