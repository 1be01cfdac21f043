/// Tells the currency signs and codes that may stand beside an amount from other words.
///
/// Only their presence is accepted: amounts are stored as they are, and a file is of one currency.
enum Currency {
    /// Whether a character can be part of a currency's code or sign.
    static func mayContain(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar == "$" || DateParser.isLetter(UInt8(truncatingIfNeeded: scalar.value)) }
        return scalar.properties.generalCategory == .currencySymbol || scalar.properties.isAlphabetic
    }

    /// Whether a word is a currency sign (any character of Unicode's category Sc), a code or a usual abbreviation.
    static func isKnown(_ word: String) -> Bool {
        let scalars = word.unicodeScalars
        if scalars.count == 1, scalars.first?.properties.generalCategory == .currencySymbol { return true }
        let upper = word.uppercased()
        return codes.contains(upper) || signs.contains(upper) || abbreviations.contains(upper)
    }

    /// Whether a word is one that is usually written with a full stop.
    static func isAbbreviation(_ word: String) -> Bool {
        abbreviations.contains(word.uppercased())
    }

    private static let signs: Set<String> = [
        "US$", "A$", "AU$", "C$", "CA$", "HK$", "MX$", "NT$", "NZ$", "R$", "S$", "ZŁ", "KČ", "FT", "LEI", "ЛВ", "РУБ",
    ]

    private static let abbreviations: Set<String> = ["RS", "KR", "FR", "SFR"]

    /// The active codes of ISO 4217, without those of precious metals and of testing.
    private static let codes = Set(
        """
        AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF \
        CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL \
        HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD \
        MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG \
        QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD \
        TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG
        """.split(separator: " ").map(String.init))
}
