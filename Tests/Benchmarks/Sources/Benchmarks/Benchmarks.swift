/// Runs the benchmarks that are named on the command line, or all.
@main
struct Benchmarks {
    private static let all: [(name: String, run: @Sendable () throws -> Void)] = [
        ("templates", TemplateBenchmark.run), ("chart", ChartBenchmark.run), ("monitor", MonitorBenchmark.run),
        ("render", RenderBenchmark.run), ("import", ImportBenchmark.run), ("record", RecordBenchmark.run),
        ("load", LoadBenchmark.run), ("queues", QueuesBenchmark.run), ("history", HistoryBenchmark.run),
        ("workers", WorkersBenchmark.run), ("seal", SealBenchmark.run), ("day", DayBenchmark.run),
        ("replay", ReplayBenchmark.run), ("timeline", TimelineBenchmark.run), ("postgres", PostgresBenchmark.run),
    ]

    static func main() throws {
        try Surroundings.tell()
        let wanted = CommandLine.arguments.dropFirst()
        for benchmark in all where wanted.isEmpty || wanted.contains(benchmark.name) {
            try benchmark.run()
        }
    }
}
