import Testing

@testable import Metadata

@Suite("Connection hosts")
struct ConnectionHostsTests {
    @Test(arguments: [
        "postgresql://user:secret@a:1,b:2/name", "host=a,b port=1,2 user=user password=secret dbname=name",
    ])
    func eachHostGoesWithItsPort(url: String) {
        #expect(ConnectionHosts(url: url).hosts == [["host": "a", "port": "1"], ["host": "b", "port": "2"]])
    }

    @Test func onePortIsForAllHostsAndAnAddressGoesWithItsName() {
        #expect(
            ConnectionHosts(url: "host=a,b hostaddr=10.0.0.1,10.0.0.2 port=5433").hosts == [
                ["host": "a", "hostaddr": "10.0.0.1", "port": "5433"],
                ["host": "b", "hostaddr": "10.0.0.2", "port": "5433"],
            ])
        #expect(ConnectionHosts(url: "host=a,b").hosts == [["host": "a"], ["host": "b"]])
        #expect(
            ConnectionHosts(url: "postgresql://[::1],b:6432/name").hosts == [
                ["host": "::1", "port": "5432"], ["host": "b", "port": "6432"],
            ])
    }

    @Test(arguments: [
        "postgresql://a/name", "dbname=name", "", "no sense", "host=a,b port=1,2,3", "host=a,,b",
        "host=a,b hostaddr=10.0.0.1",
        "host=a,b target_session_attrs=prefer-standby",
    ])
    func otherStringsAreLeftToLibpq(url: String) {
        #expect(ConnectionHosts(url: url).hosts == [[:]])
    }
}
