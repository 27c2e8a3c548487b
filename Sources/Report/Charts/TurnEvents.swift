import Celery
import Charts

/// The turns of the workers' lives as the charts mark them: those that fall together have one mark.
struct TurnEvents {
    let turns: [WorkerTurn]
    let span: Charts.TimeSpan
    /// What says it in another language; English without.
    var notation: Notation?

    /// A chart has room for so many marks.
    private static let most: Int64 = 24

    /// In order of time.
    ///
    /// A worker that says good-bye and soon comes up again was restarted. Who leaves for good and who falls silent is
    /// told apart.
    var events: [ChartEvent] {
        var groups: [(time: Int64, kinds: [WorkerTurn.Kind: Set<WorkerName>])] = []
        for turn in turns where span.contains(turn.time.microseconds) {
            let time = turn.time.microseconds
            if groups.isEmpty || time - groups[groups.count - 1].time > span.duration / Self.most {
                groups.append((time, [:]))
            }
            groups[groups.count - 1].kinds[turn.kind, default: []].insert(turn.worker)
        }
        return groups.map { ChartEvent(time: $0.time, label: label($0.kinds)) }
    }

    private func label(_ kinds: [WorkerTurn.Kind: Set<WorkerName>]) -> String {
        let restarted = kinds[.restart] ?? []
        let left = (kinds[.goodbye] ?? []).subtracting(restarted)
        let words: [(String, Set<WorkerName>)] = [
            ("lost", kinds[.silence] ?? []), ("left", left), ("restarted", restarted),
            ("reconnected", kinds[.reconnection] ?? []),
        ]
        return words.filter { !$1.isEmpty }.map { word, workers in
            let name = workers.count == 1 ? workers.first.map { Excerpt.cell($0.description, limit: 40) } : nil
            let who: Phrase = name.map { "\(quote: $0)" } ?? "\(workers.count) workers"
            let phrase: Phrase = "\(who) \(words: word)"
            return (notation?.words(phrase) ?? phrase).text
        }.joined(separator: ", ")
    }
}
