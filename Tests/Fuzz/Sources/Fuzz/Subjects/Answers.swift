import Celery

@testable import Decoding

/// What workers answer to remote control, in the envelopes of virtual transports and without.
enum Answers {
    private static let methods: [InspectionMethod] = [
        .ping, .stats, .active, .reserved, .scheduled, .registered, .conf, .revoked, .activeQueues,
    ]

    /// The first byte chooses the question.
    static func check(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let first = bytes.first else { return }
        let method = methods[Int(first) % methods.count]
        var decoder = ReplyDecoder()
        var workers: [WorkerName: WorkerInspection] = [:]
        var answer = Array(bytes.dropFirst())
        if let content = try? decoder.content(of: answer) { answer = Array(content.body) }
        do throws(DecodingFailure) {
            try decoder.merge(answer, to: method, into: &workers)
        } catch {
            precondition(!error.description.isEmpty && !error.description.contains("\n"))
        }
        var evidence = Evidence()
        let time = Instant(microseconds: 0)
        evidence.inspection = Inspection(asked: time, answered: time, workers: workers)
        var privacy = Privacy(isPublic: first > 127)
        privacy.clean(&evidence)
    }
}
