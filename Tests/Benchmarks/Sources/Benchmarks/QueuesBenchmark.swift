/// Reports on a RabbitMQ with a few queues, and with 5,000 more.
enum QueuesBenchmark {
    private static let more = 5000

    /// Measures, and prints the medians of three.
    static func run() throws {
        let lab = try Lab(["--broker", "rabbitmq", "--scenario", "small", "--results", "none"])
        let few = try median(lab)
        try lab.tell("make-queues", ["count": more])
        let many = try median(lab)
        print(
            "A report of RabbitMQ, --listen 1s: \(LoadBenchmark.tenths(few)) s; with \(more) queues more "
                + "\(LoadBenchmark.tenths(many)) s.")
    }

    private static func median(_ lab: Lab) throws -> Double {
        let seconds = try (0..<3).map { _ in
            let folder = try TemporaryFolder()
            return try Program.run(
                try Program.variable("HERBARIUM"),
                [
                    "report", "--broker", try lab.address("broker"), "--management", try lab.address("management"),
                    "--listen", "1s", "--output", folder("site"), "--history", folder("history.sqlite"),
                ]
            ).seconds
        }
        return Stopwatch.median(of: seconds)
    }
}
