import ContractRuntime
import Testing

/// Strings that are of a format, and strings that are not.
@Suite struct FormatTests {
    private func check<Value: StringFormat>(_ type: Value.Type, good: [String], bad: [String]) {
        for text in good { #expect(Value(formatted: text) != nil, "\(text)") }
        for text in bad { #expect(Value(formatted: text) == nil, "\(text)") }
    }

    @Test func timesHaveAnOffset() {
        check(
            FullTime.self, good: ["00:00:00Z", "23:59:60Z", "08:30:06.283185z", "15:59:60-08:00", "12:00:00+05:30"],
            bad: [
                "12:00:00", "24:00:00Z", "12:60:00Z", "22:59:60Z", "12:00:00+24:00", "1:00:00Z", "12:00:00.Z",
                "12:00:00 Z",
            ])
        let time = FullTime(formatted: "08:30:06.5-01:30")
        #expect(time?.hour == 8 && time?.fraction == 0.5 && time?.offsetMinutes == -90)
    }

    @Test func durationsFollowTheirGrammar() {
        check(
            CalendarDuration.self,
            good: ["P4Y", "P1Y2M3D", "PT36H", "P1DT12H", "P4W", "PT0S", "P2MT5M", "PT1H2M3S", "P1M1D"],
            bad: [
                "P", "PT", "P1", "4Y", "P1YT", "P1Y2D", "PT1H2S", "P1D2M", "P1W2D", "P1S", "PT1D", "P-1D", "P1.5D",
                "P１Y",
            ])
        let duration = CalendarDuration(formatted: "P1Y2M3DT4H5M6S")
        #expect(duration?.years == 1 && duration?.months == 2 && duration?.seconds == 6)
        #expect(CalendarDuration(formatted: "P7W")?.weeks == 7)
    }

    @Test func mailboxesAreLimited() {
        check(
            EmailAddress.self,
            good: [
                "joe.bloggs@example.com", "te~st@example.com", "\"joe bloggs\"@example.com", "a@[127.0.0.1]",
                "a@[IPv6:::1]",
            ],
            bad: [
                "2962", ".a@example.com", "a.@example.com", "a..b@example.com", "a@", "@b", "a b@example.com", "a@-b",
                "a@[127.0.0.300]", "\"a@b", "ä@example.com", String(repeating: "a", count: 65) + "@example.com",
            ])
    }

    @Test func hostsHaveLabels() {
        let label = String(repeating: "a", count: 63)
        check(
            Hostname.self, good: ["a", "www.example.com", "1host", "a-b", label],
            bad: [
                "", ".", "a.", "-a", "a-", "a_b", "a..b", label + "a", "ä",
                Array(repeating: label, count: 4).joined(separator: "."),
            ])
    }

    @Test func addressesHaveTheirParts() {
        check(
            IPv4Address.self, good: ["192.168.0.1", "0.0.0.0"],
            bad: ["1.2.3", "1.2.3.4.5", "256.0.0.0", "01.2.3.4", "1.2.3.+4", "１.2.3.4"])
        check(
            IPv6Address.self,
            good: ["::", "::1", "1::", "12:34::ab", "1:2:3:4:5:6:7:8", "::ffff:192.0.2.1", "1:2:3:4:5:6:1.2.3.4"],
            bad: [
                "", ":", ":1", "1:", ":::", "1::2::3", "12345::", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "::g",
                "1.2.3.4::",
                "::1.2.3.256", "fe80::1%eth0", "1:2:3:4::5:6:7:8",
            ])
        #expect(IPv6Address(formatted: "::ffff:192.0.2.1")?.bytes.suffix(6) == [0xFF, 0xFF, 192, 0, 2, 1])
    }

    @Test func base64IsCanonical() {
        check(
            Base64Bytes.self, good: ["", "Zg==", "Zm8=", "Zm9v", "+/+/"],
            bad: ["Zg", "Zg=", "Zh==", "Zm9v\n", "Z===", "-_-_", "===="])
        check(Base64URLBytes.self, good: ["", "Zg", "Zg==", "-_-_"], bad: ["Z", "Zh", "+/+/", "Zg="])
        for count in 0..<70 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37) }
            #expect(Base64Bytes(formatted: Base64Bytes(bytes).formatted)?.bytes == bytes)
            #expect(Base64URLBytes(formatted: Base64URLBytes(bytes).formatted)?.bytes == bytes)
        }
    }

    @Test func decimalsAreExact() throws {
        check(
            DecimalNumber.self, good: ["0", "-0.10", "1e3", "12.5E-2"],
            bad: ["", "+1", "01", ".5", "1.", "1e", "1e1000000", "NaN", "1,5"])
        let half = try #require(DecimalNumber(formatted: "0.50"))
        #expect(half == DecimalNumber(formatted: "5e-1") && half.formatted == "0.50")
        #expect(DecimalNumber(-3) < half && half < DecimalNumber(2) && !(half < half))
        #expect(DecimalNumber(formatted: "-0") == DecimalNumber(0))
        #expect(DecimalNumber(formatted: "100")?.isMultiple(of: DecimalNumber(formatted: "2.5") ?? half) == true)
        #expect(Set([half, DecimalNumber(formatted: "0.5")]).count == 1)
    }

    @Test(arguments: [
        (150, -2, "1.50"), (-5, -3, "-0.005"), (0, -1, "0.0"), (7, 0, "7"), (7, 3, "7e3"), (-7, -100, "-7e-100"),
        (Int64.min, -19, "-0.9223372036854775808"), (1, Int.max, "1e100000"), (1, Int.min, "1e-100000"),
    ])
    func decimalsAreMadeOfDigitsAndAPowerOfTen(_ digits: Int64, _ exponent: Int, _ text: String) {
        let number = DecimalNumber(digits, exponent: exponent)
        #expect(number.formatted == text && number == DecimalNumber(formatted: text))
    }

    @Test func secretsAreShownNowhere() {
        let secret = SecretString(formatted: "hunter2")
        #expect("\(secret)" == "[redacted]" && String(reflecting: [secret]) == "[[redacted]]")
        #expect(Mirror(reflecting: secret).children.isEmpty)
    }
}
