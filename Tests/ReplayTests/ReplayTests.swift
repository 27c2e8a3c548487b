import TestSupport
import Testing

@testable import Replay

struct ReplayTests {
    private func workload(_ slots: Int, _ jobs: [(time: Double, passes: [Workload.Pass])]) -> Workload {
        var workload = Workload(capacities: [.init(since: 0, slots: slots)])
        for job in jobs { workload.add(at: job.time, job.passes) }
        return workload
    }

    private func pass(_ service: Double, delay: Double = 0, rank: Int = 0, isMeasured: Bool = true) -> Workload.Pass {
        Workload.Pass(service: service, delay: delay, rank: rank, isMeasured: isMeasured)
    }

    @Test func takesInTheOrderOfComing() {
        let outcome = Replay.run(workload(1, [(0, [pass(10)]), (1, [pass(1)]), (2, [pass(1)])]))
        #expect(outcome.waits == [0, 9, 9])
        #expect((outcome.longest, outcome.longestAt, outcome.emptyAt) == (2, 2, 11))
    }

    @Test func takesJobsAsTheyCameInWhateverOrderTheyStand() {
        let jobs: [(Double, [Workload.Pass])] = [(2, [pass(1)]), (0, [pass(10)]), (1, [pass(5)])]
        #expect(Replay.run(workload(1, jobs)).waits == [0, 9, 13])
    }

    @Test func takesTheLowerRankFirst() {
        let jobs: [(Double, [Workload.Pass])] = [
            (0, [pass(10)]), (1, [pass(1, rank: 1)]), (2, [pass(1, rank: 1)]), (3, [pass(1, rank: 0)]),
        ]
        #expect(Replay.run(workload(1, jobs)).waits == [0, 7, 9 + 1, 9 + 1])
    }

    @Test func freesASlotBeforeItLooksWhoWaits() {
        let outcome = Replay.run(workload(1, [(0, [pass(1)]), (1, [pass(1)]), (2, [pass(1)])]))
        #expect(outcome.waits == [0, 0, 0])
        #expect((outcome.longest, outcome.longestAt, outcome.emptyAt) == (0, nil, nil))
    }

    @Test func triesAgainAfterTheEndOfTheFirstAttempt() {
        let jobs = [(0.0, [pass(4), pass(2, delay: 3), pass(1, delay: 1)]), (5.0, [pass(10)])]
        // The first attempt ends at 4 and comes again at 7, when the other job has the slot until 15.
        #expect(Replay.run(workload(1, jobs)).waits == [0, 0, 0, 8])
        #expect(Replay.run(workload(2, jobs)).waits == [0, 0, 0, 0])
    }

    @Test func waitsForWhatIsDueLater() {
        #expect(Replay.run(workload(1, [(0, [pass(1, delay: 5)]), (5, [pass(1)])])).waits == [0, 1])
    }

    @Test func breaksNothingOffWhereSlotsGo() {
        var work = workload(2, [(0, [pass(10)]), (0, [pass(10)]), (1, [pass(1)]), (2, [pass(1)])])
        work.capacities += [.init(since: 5, slots: 1), .init(since: 20, slots: 3)]
        #expect(Replay.run(work).waits == [0, 0, 9, 9])
        work.capacities[1] = .init(since: 5, slots: 0)
        #expect(Replay.run(work).waits == [0, 0, 18, 19])
    }

    @Test func saysHowManyAreNeverBegun() {
        var work = workload(0, [(0, [pass(1)]), (3, [pass(1), pass(1)])])
        var outcome = Replay.run(work)
        #expect((outcome.unbegun, outcome.longest, outcome.waits) == (2, 2, []))
        #expect((outcome.wait(0.5), outcome.emptyAt) == (nil, nil))
        work.capacities = []
        outcome = Replay.run(work)
        #expect(outcome.unbegun == 2)
        #expect(Replay.run(Workload(capacities: [])).unbegun == 0)
    }

    @Test func ranksThoseThatAreNeverBegunLast() {
        var work = workload(1, (0..<10).map { (Double($0), [pass(1)]) })
        work.capacities.append(.init(since: 6.5, slots: 0))
        let outcome = Replay.run(work)
        #expect((outcome.waits.count, outcome.unbegun) == (7, 3))
        #expect((outcome.wait(0.5), outcome.wait(0.7)) == (0, 0), "the fifth and the seventh of ten were begun")
        #expect((outcome.wait(0.71), outcome.wait(0.95), outcome.wait(1)) == (nil, nil, nil))
        #expect(ReplayOutcome(observing: [(0, 1), (0, 2), (0, nil)]).wait(0.6) == 2)
        #expect(ReplayOutcome(observing: [(0, 1), (0, 2), (0, nil)]).wait(0.7) == nil)
    }

    @Test func ranksOnlyWhatIsAskedForAmongThoseThatAreNeverBegun() {
        let jobs = [(0.0, [pass(1)]), (2.0, [pass(1, isMeasured: false)]), (3.0, [pass(1, isMeasured: false)])]
        var work = workload(1, jobs)
        work.capacities.append(.init(since: 1.5, slots: 0))
        let outcome = Replay.run(work)
        #expect((outcome.unbegun, outcome.wait(1)) == (0, 0))
    }

    @Test func tellsTheLongestQueueOfEachStep() {
        var work = workload(1, [(-3, [pass(1)]), (0, [pass(10)]), (1, [pass(1)]), (2, [pass(1)]), (20, [pass(2)])])
        work.steps = .init(length: 4, count: 5)
        let outcome = Replay.run(work)
        #expect(outcome.peaks == [2, 2, 2, 0, 0], "one waits until 2, two until 11, one until 12")
        let stays: [(came: Double, begun: Double?)] = [(0, 4), (8, 8), (9, nil)]
        #expect(ReplayOutcome(observing: stays, steps: work.steps).peaks == [1, 0, 1, 1, 1])
        #expect(ReplayOutcome(observing: stays).peaks == [])
    }

    @Test func handsEachOverInItsTime() {
        var work = workload(1, [(0, [pass(10)]), (1, [pass(1)]), (20, [pass(1)])])
        work.handover = 0.5
        // The first occupies the slot until 10.5, the second until 12.
        #expect(Replay.run(work).waits == [0.5, 0.5, 10])
    }

    @Test func beginsWithWhatGoesOnAlready() {
        var work = workload(2, [(-4, [pass(1)]), (0, [pass(1)])])
        work.running = [3, 8]
        let outcome = Replay.run(work)
        #expect(outcome.waits == [4, 7])
        #expect((outcome.longest, outcome.longestAt, outcome.emptyAt) == (2, 0, 4))
    }

    @Test func countsOnlyWhatIsAskedFor() {
        let jobs = [(0.0, [pass(5, isMeasured: false)]), (1.0, [pass(1, isMeasured: false)]), (2.0, [pass(1)])]
        let outcome = Replay.run(workload(1, jobs))
        #expect((outcome.waits, outcome.longest) == ([4], 1))
    }

    @Test func givesNearestRanks() {
        let outcome = ReplayOutcome(observing: (1...20).map { (0, Double($0)) })
        #expect(outcome.wait(0.5) == 10 && outcome.wait(0.95) == 19 && outcome.wait(1) == 20 && outcome.wait(0) == 1)
    }

    @Test func observesWhatItWouldReplay() {
        let jobs: [(Double, [Workload.Pass])] = [(0, [pass(10)]), (1, [pass(1)]), (2, [pass(1)])]
        #expect(ReplayOutcome(observing: [(2, 11), (0, 0), (1, 10)]).waits == Replay.run(workload(1, jobs)).waits)
        let outcome = ReplayOutcome(observing: [(2, 11), (0, 0), (1, 10), (4, nil)])
        #expect((outcome.longest, outcome.longestAt, outcome.emptyAt, outcome.unbegun) == (3, 4, nil, 1))
    }

    /// Kiefer's and Wolfowitz's recursion says of every job in turn how long it waits, by the times at which slots are
    /// free.
    @Test(arguments: [1, 2, 7, 40])
    func waitsAsTheRecursionSays(slots: Int) {
        var random = SeededGenerator(seed: UInt64(slots))
        var work = Workload(capacities: [.init(since: 0, slots: slots)])
        var free = Array(repeating: 0.0, count: slots)
        var (time, waits) = (0.0, [Double]())
        for _ in 0..<2_000 {
            time += Double.random(in: 0..<2, using: &random) / Double(slots)
            let service = Double.random(in: 0..<2, using: &random)
            work.add(at: time, [.init(service: service)])
            let next = free.indices.min { free[$0] < free[$1] } ?? 0
            waits.append(max(0, free[next] - time))
            free[next] = max(time, free[next]) + service
        }
        let outcome = Replay.run(work)
        #expect(outcome.waits == waits.sorted())
        #expect(outcome == Replay.run(work), "the same work has the same outcome")
    }
}
