/// The cases of the YAML Test Suite that the loader does not take as the suite would, each with its reason.
enum YAMLTestSuiteExceptions {
    private static let byReason: [(reason: String, names: [String])] = [
        (
            reason: "libyaml refuses it",
            names: [
                "2JQS", "2LFX", "2SXE", "4ABK", "4MUZ-01", "4MUZ-02", "58MP", "5MUD", "5T43", "6BCT",
                "6LVF", "6M2F", "7Z25", "8XYN", "96NN-00", "96NN-01", "9SA2", "A2M4", "BEC7", "CFD4",
                "DBG4", "DK3J", "DK95-00", "DK95-03", "DK95-04", "FP8R", "FRK4", "HM87-00", "HWV9",
                "K3WX", "M7A3", "MUS6-05", "MUS6-06", "NHX8", "NJ66", "NKF9", "QT73", "R4YG", "S3PD",
                "SM9W-01", "UKK6-00", "UT92", "VJP3-01", "W4TN", "W5VH", "Y79Y-01", "Y79Y-10",
                "ZYU8-00", "ZYU8-01", "ZYU8-02", "ZYU8-03",
            ]
        ),
        (
            reason: "a document must be alone in its file, and not empty",
            names: [
                "35KP", "5TYM", "6WLZ", "6XDY", "6ZKB", "8G76", "98YD", "9DXL", "9KAX", "9WXW", "AVM7",
                "JHB9", "KSS4", "L383", "PUW8", "RZT7", "U9NS",
            ]
        ),
        (
            reason: "keys must be scalars, for JSON knows no others",
            names: [
                "4FJ6", "6BFJ", "6PBE", "9MMW", "KK5P", "LX3P", "M2N8-00", "M2N8-01", "M5DY", "Q9WF",
                "RZP5", "SBG9", "V9D5", "X38W", "XW4D",
            ]
        ),
        (
            reason: "libyaml accepts it",
            names: [
                "9C9N", "9JBA", "CVW2", "DK95-01", "G5U8", "MUS6-00", "QB6E", "S98Z", "SU5Z", "X4QW",
                "Y79Y-03", "YJV2",
            ]
        ),
        (
            reason: "libyaml reads it in another way",
            names: [
                "652Z", "HM87-01", "L24T-01", "UKK6-02", "Y2GN",
            ]
        ),
    ]

    static var names: Set<String> { Set(byReason.flatMap(\.names)) }

    static func reason(for name: String) -> String? {
        byReason.first { $0.names.contains(name) }?.reason
    }
}
