import ContractRuntime
import FoundationEssentials
import OpenAPI
import Testing

/// The formats that examples and defaults are held to are those that generated code enforces.
@Suite struct FormatAgreementTests {
    private static let types: [String: any StringFormat.Type] = [
        "uuid": UUID.self, "date-time": Date.self, "date": FullDate.self, "time": FullTime.self,
        "duration": CalendarDuration.self, "email": EmailAddress.self, "hostname": Hostname.self,
        "ipv4": IPv4Address.self, "ipv6": IPv6Address.self, "uri": URI.self, "uri-reference": URIReference.self,
        "byte": Base64Bytes.self, "base64url": Base64URLBytes.self, "decimal": DecimalNumber.self,
        "password": SecretString.self,
    ]

    private static let texts = [
        "", " ", "a", "A", "-", "a.b", "a b", "a@b", "a@b.c", "a.@b", ".a@b", "\"a b\"@c", "\"a\\\"\"@c", "\"a\"b\"@c",
        "a@[1.2.3.4]", "a@[IPv6:::1]", "a@[x]", "a@-b", "a@b@c", "ä@b.c", "-a-", "a-b", "xn--a-0ga", "ä.de", "a..b",
        "a.",
        String(repeating: "a", count: 63), String(repeating: "a", count: 64),
        "a@" + String(repeating: "b.", count: 126),
        "1.2.3.4", "1.2.3", "1.2.3.256", "01.2.3.4", "1.2.3.4.5", "1.2.3.+4", "0.0.0.0", "1.2.3.0000", "1..2.3",
        "::", ":::", "::1", "1::", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7", "1::2:3:4:5:6:7:8", "1::3:4:5:6:7:8",
        "::1.2.3.4",
        "1.2.3.4::", "1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:7:1.2.3.4", "::g", "::12345", "1:::2", "::1::", "::+1", ":1",
        "1:",
        "a:", "a:b", "//x", "not a uri", "http://a/%zz", "http://a/%41", "http://[::1]:80/", "http://[::1",
        "http://a[b]/",
        "a#b#c", "a:b#c", "a:b#c#d", "1a:b", "http://a/ü", "a:{b}", "?q", "#", "urn:a:b", "http://u[@[::1]/",
        "http://[]/",
        "http://[v1.a]:", "/a/b", "a^b",
        "P", "PT", "P1Y", "P1Y2M", "P1Y2D", "P1W", "P1WT1H", "P1DT", "P1DT1H", "PT1H2M3S", "PT1H3S", "PT1.5S",
        "P1234567890Y",
        "P1M1Y", "1Y", "p1y", "P1D1W",
        "YQ==", "YQ=", "YQ", "YR==", "YWI=", "YWJ=", "YWJj", "a===", "====", "+/+/", "-_-_", "-_", "+/", "YWI", "YQ===",
        "Y Q=",
        "1", "-1", "+1", "01", "1.0", "1.", ".5", "1e5", "1e+5", "1E-5", "1e", "1e100000", "1e100001", "1e1.5", "abc",
        "0x1",
        "2020-01-01", "2020-02-30", "2020-02-29", "1900-02-29", "2020-13-01", "20-01-01", "2020-1-01", "٢020-01-01",
        "12:00:00", "12:00:00Z", "12:00:00z", "24:00:00Z", "12:60:00Z", "23:59:60Z", "12:00:60Z", "00:59:60+01:00",
        "12:00:00.Z", "12:00:00.123456789Z", "12:00:00.1234567891Z", "12:00:00+01", "12:00:00-01:60", "12:00:00+24:00",
        "2020-01-01T00:00:00Z", "2020-01-01 00:00:00Z", "2020-01-01t00:00:00z", "2020-01-01_00:00:00Z",
        "2016-12-31T23:59:60Z", "2020-01-01T00:00:60Z", "2020-01-01T00:00:00", "2020-01-01T00:00:00.123+02:00",
        "2020-01-01T",
        "00000000-0000-0000-0000-000000000000", "00000000-0000-0000-0000-00000000000",
        "0000000000000000-0000-0000-000000000000",
        "ABCDEF01-2345-6789-abcd-ef0123456789", "gggggggg-0000-0000-0000-000000000000",
    ]

    @Test func everyEnforcedFormatIsCompared() {
        #expect(Set(Self.types.keys) == EnforcedFormats.ofStrings)
    }

    @Test(arguments: EnforcedFormats.ofStrings.sorted()) func textsAreHeldToAFormatAsTheRuntimeReadsIt(_ format: String)
        throws
    {
        let type = try #require(Self.types[format])
        for text in Self.texts {
            let isRead = type.init(formatted: text) != nil
            #expect(ValueRules.standard.isOfFormat(text, format) == isRead, "\(text)")
        }
    }
}
