import Brokers
import Dispatch
import Glibc
import Synchronization

/// The numbers of a host.
///
/// Looking for them blocks, however long: whoever waits gives up in time, and leaves the rest to a thread of its own.
enum HostNumbers {
    private typealias Outcome = Result<[String], BrokerError>

    /// Finds those of a name; a number is its own.
    static func of(
        _ host: String, name: String, until deadline: ContinuousClock.Instant
    ) async throws(BrokerError) -> [String] {
        let answer = Answer()
        let outcome: Outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                answer.wait(continuation)
                DispatchQueue.global().async { answer.give(find(host, name: name)) }
                let left = max(ContinuousClock.now.duration(to: deadline), .zero)
                DispatchQueue.global().asyncAfter(deadline: .now() + left / .seconds(1)) {
                    answer.give(.failure(.timedOut(broker: name)))
                }
            }
        } onCancel: {
            answer.give(.failure(.cancelled))
        }
        return try outcome.get()
    }

    private static func find(_ host: String, name: String) -> Outcome {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(host, nil, &hints, &found)
        guard code == 0 else {
            return .failure(.unreachable(broker: name, reason: String(cString: gai_strerror(code))))
        }
        defer { freeaddrinfo(found) }
        var numbers: [String] = []
        var next = found
        while let entry = next {
            var text = [CChar](repeating: 0, count: 1025)
            let length = socklen_t(text.count)
            if getnameinfo(entry.pointee.ai_addr, entry.pointee.ai_addrlen, &text, length, nil, 0, NI_NUMERICHOST) == 0
            {
                let number = String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
                if !numbers.contains(number) { numbers.append(number) }
            }
            next = entry.pointee.ai_next
        }
        return .success(numbers)
    }

    /// What is given first, to the one who waits.
    private final class Answer: Sendable {
        private enum State {
            case idle
            case waiting(CheckedContinuation<Outcome, Never>)
            case given(Outcome)
            case taken
        }

        private let state = Mutex(State.idle)

        func wait(_ continuation: CheckedContinuation<Outcome, Never>) {
            let given: Outcome? = state.withLock { state in
                if case .given(let outcome) = state {
                    state = .taken
                    return outcome
                }
                state = .waiting(continuation)
                return nil
            }
            if let given { continuation.resume(returning: given) }
        }

        func give(_ outcome: Outcome) {
            let waiting: CheckedContinuation<Outcome, Never>? = state.withLock { state in
                switch state {
                case .idle:
                    state = .given(outcome)
                    return nil
                case .waiting(let continuation):
                    state = .taken
                    return continuation
                case .given, .taken: return nil
                }
            }
            waiting?.resume(returning: outcome)
        }
    }
}
