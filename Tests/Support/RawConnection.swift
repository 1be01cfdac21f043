import Foundation

/// A connection on a socket of its own, for what no HTTP client would send.
package final class RawConnection: Sendable {
    /// Why there is no connection.
    package struct Failure: Error {
        package let errorNumber: Int32
    }

    private let descriptor: Int32
    private let remotePort: Int

    package init(port: Int) throws {
        remotePort = port
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw Failure(errorNumber: errno) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else {
            let failure = Failure(errorNumber: errno)
            close(descriptor)
            throw failure
        }
    }

    deinit { close(descriptor) }

    /// From now on behaves as a machine that has lost its power or its cable: the kernel drops whatever arrives for this
    /// socket (a BPF program that accepts nothing, see socket(7)), so that the other end gets no byte, acknowledgement, end
    /// or reset any more. What was sent before may still be repeated until the other end has it.
    package func vanish() throws {
        /// `struct sock_filter` and `struct sock_fprog` of linux/filter.h.
        struct Instruction {
            var code: UInt16
            var jumpIfTrue: UInt8 = 0
            var jumpIfFalse: UInt8 = 0
            var operand: UInt32
        }
        struct Program {
            var count: UInt16
            var instructions: UnsafeMutablePointer<Instruction>
        }
        // BPF_RET | BPF_K: return the operand, which is how many bytes of a packet are accepted.
        var dropEverything = Instruction(code: 0x06, operand: 0)
        let status = withUnsafeMutablePointer(to: &dropEverything) { instruction in
            var program = Program(count: 1, instructions: instruction)
            return setsockopt(
                descriptor, SOL_SOCKET, SO_ATTACH_FILTER, &program, socklen_t(MemoryLayout<Program>.size))
        }
        guard status == 0 else { throw Failure(errorNumber: errno) }
    }

    /// Whether the other end, on this machine, still takes the connection for open; the kernel's table says so
    /// (proc(5), /proc/net/tcp).
    package func isHeldOpen() throws -> Bool {
        let pair = "\(hexadecimal(remotePort)) \(hexadecimal(localPort)) 01"
        // The kernel writes the table in pieces, and reading a file into a string stops after the first one.
        let table = try FileHandle(forReadingFrom: URL(filePath: "/proc/net/tcp")).readToEnd() ?? Data()
        return String(decoding: table, as: UTF8.self).contains(pair)
    }

    private func hexadecimal(_ port: Int) -> String { "0100007F:" + String(format: "%04X", port) }

    private var localPort: Int {
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) }
        }
        return status == 0 ? Int(in_port_t(bigEndian: address.sin_port)) : 0
    }

    /// Sends bytes; false when the connection is gone.
    @discardableResult package func send(_ bytes: [UInt8]) -> Bool {
        Foundation.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
    }

    /// Sends a text; false when the connection is gone.
    @discardableResult package func send(_ text: String) -> Bool { send(Array(text.utf8)) }

    /// What is there to read, without waiting; nil when the other end has closed.
    package func read() -> String? {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
        if count < 0, errno == EAGAIN || errno == EWOULDBLOCK { return "" }
        return count > 0 ? String(decoding: buffer.prefix(count), as: UTF8.self) : nil
    }

    /// Everything that comes until the other end closes, or until `condition` holds, for at most `seconds`.
    ///
    /// - Returns: What has come, and whether the other end has closed.
    package func received(
        within seconds: Double = 10, until condition: (String) -> Bool = { _ in false }
    ) async throws -> (text: String, isClosed: Bool) {
        var text = ""
        let deadline = ContinuousClock.now + .seconds(seconds)
        while ContinuousClock.now < deadline {
            guard let part = read() else { return (text, true) }
            text += part
            if condition(text) { break }
            if part.isEmpty { try await Task.sleep(for: .milliseconds(10)) }
        }
        return (text, false)
    }

    /// Has this process open as many sockets as the operating system lets it, and returns their number.
    package static func raiseLimit() -> Int {
        var limit = rlimit()
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        guard getrlimit(resource, &limit) == 0 else { return 0 }
        limit.rlim_cur = limit.rlim_max
        _ = setrlimit(resource, &limit)
        return Int(clamping: limit.rlim_max)
    }
}
