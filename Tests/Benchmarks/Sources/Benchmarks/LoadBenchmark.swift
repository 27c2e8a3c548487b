/// Reports on a Redis with 200 workers that send events and answer remote control, 500 queues, 100,000 waiting messages
/// and three million keys of others.
enum LoadBenchmark {
    private static let listen = 5.0

    /// Measures, and prints what a report took beyond its listening, and how long it held the server up at most.
    static func run() throws {
        let lab = try Lab(["--scenario", "empty", "--results", "none"])
        try lab.tell("stock", ["queues": 500, "messages": 100_000])
        try lab.tell("fill", ["keys": 3_000_000])
        try lab.tell("crowd", ["workers": 200])
        print(
            "A report of 200 workers, 500 queues, 100,000 messages and 3,000,000 other keys, --listen \(Int(listen))s:")
        let table = Table(widths: [6, 12, 16, 10, 16])
        table.row("Run", "Seconds", "Beyond listening", "Memory", "Longest command")
        for number in 1...3 {
            let folder = try TemporaryFolder()
            try lab.tell("slow-log")
            let cost = try Program.run(
                try Program.variable("HERBARIUM"),
                [
                    "report", "--broker", try lab.address("broker"), "--listen", "\(Int(listen))s", "--output",
                    folder("site"), "--history", folder("history.sqlite"),
                ])
            table.row(
                "\(number)", tenths(cost.seconds) + " s", tenths(cost.seconds - listen) + " s",
                "\(cost.bytes / 1_000_000) MB", try longestCommand(in: lab))
        }
    }

    /// What the server took longest for since it was asked last, of what took more than a millisecond.
    private static func longestCommand(in lab: Lab) throws -> String {
        let entries = try lab.tell("slow-log")["entries"] as? [[Any]] ?? []
        guard let microseconds = entries.first?.first as? Int else { return "under 1 ms" }
        return tenths(Double(microseconds) / 1000) + " ms"
    }

    /// A number with one digit behind the point.
    static func tenths(_ number: Double) -> String {
        let tenths = Int((number * 10).rounded())
        return "\(tenths / 10).\(tenths.magnitude % 10)"
    }
}
