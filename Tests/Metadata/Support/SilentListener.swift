import Glibc

/// A port whose connections the kernel accepts and nobody ever answers.
final class SilentListener: Sendable {
    struct Failure: Error {
        let errno: CInt
    }

    let port: UInt16
    private let descriptor: CInt

    init() throws {
        descriptor = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listener = descriptor
        let outcome = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                guard bind(listener, address, length) == 0, listen(listener, 16) == 0 else { return CInt(-1) }
                return getsockname(listener, address, &length)
            }
        }
        guard outcome == 0 else {
            let failure = Failure(errno: Glibc.errno)
            close(descriptor)
            throw failure
        }
        port = UInt16(bigEndian: address.sin_port)
    }

    deinit { close(descriptor) }
}
