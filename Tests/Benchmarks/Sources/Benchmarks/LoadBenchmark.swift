/// Reports on a Redis with 200 workers that send events and answer remote control, 500 queues, 100,000 waiting messages and
/// three million keys of others.
enum LoadBenchmark {
    private static let listen = 5.0

    /// Measures, and prints what a report took beyond its listening.
    static func run() throws {
        let lab = try Lab(["--scenario", "empty", "--results", "none"])
        try lab.tell("stock", ["queues": 500, "messages": 100_000])
        try lab.tell("fill", ["keys": 3_000_000])
        try lab.tell("crowd", ["workers": 200])
        print(
            "A report of 200 workers, 500 queues, 100,000 messages and 3,000,000 other keys, --listen \(Int(listen))s:")
        let table = Table(widths: [6, 12, 16, 10])
        table.row("Run", "Seconds", "Beyond listening", "Memory")
        for number in 1...3 {
            let folder = try TemporaryFolder()
            let cost = try Program.run(
                try Program.variable("HERBARIUM"),
                [
                    "report", "--broker", try lab.address("broker"), "--listen", "\(Int(listen))s", "--output",
                    folder("site"), "--history", folder("history.sqlite"),
                ])
            table.row(
                "\(number)", tenths(cost.seconds) + " s", tenths(cost.seconds - listen) + " s",
                "\(cost.bytes / 1_000_000) MB")
        }
    }

    /// A number with one digit behind the point.
    static func tenths(_ number: Double) -> String {
        let tenths = Int((number * 10).rounded())
        return "\(tenths / 10).\(tenths.magnitude % 10)"
    }
}
