/// Attempts in the order in which they came to be known, of which those in a certain state are found without a look at
/// the others: of a message that goes in circles there are thousands, none of which may ever end.
struct AttemptList {
    /// A state that is looked for.
    enum State: Int, CaseIterable {
        /// No end is known.
        case open
        /// An end is known.
        case ended
        /// No end is known, and nothing proves it over.
        case current
        /// No end and no later receipt is known.
        case unfollowed
        /// It is open, and nothing proved that its worker holds it no longer.
        case undropped
        /// It is open, nothing happened to its worker, and it has not begun.
        case heldUnbegun
        /// It is open, nothing happened to its worker, and it has begun.
        case heldBegun
        /// Only an inspection told of it, and it has not begun.
        case foundWaiting
        /// It was begun, and nobody told of its receipt.
        case foundBegun
        /// It waits to be begun.
        case waiting
        /// It waits, and nothing was received since.
        case fresh
        /// It went back when its worker lost it.
        case released
        /// Its retry was received.
        case retried
        /// The same, and its beginning isn't known.
        case retriedUnbegun
        /// It is open and was begun.
        case begun
        /// It executes.
        case running
        /// It is over by proof, but for those that a restart or a retry ended.
        case over

        func holds(_ attempt: Attempt) -> Bool {
            switch self {
            case .open: attempt.isOpen
            case .ended: !attempt.isOpen
            case .current: attempt.isOpen && !attempt.isOver
            case .unfollowed: attempt.isOpen && attempt.succession == nil
            case .undropped: attempt.isOpen && attempt.dropped == nil
            case .heldUnbegun: attempt.isOpen && attempt.interruption == nil && attempt.started == nil
            case .heldBegun: attempt.isOpen && attempt.interruption == nil && attempt.started != nil
            case .foundWaiting:
                attempt.isOpen && attempt.received == nil && attempt.started == nil && attempt.customState == nil
            case .foundBegun: attempt.isOpen && attempt.received == nil && attempt.started != nil
            case .waiting: attempt.isWaiting
            case .fresh: attempt.isWaiting && attempt.succession == nil
            case .released: attempt.isReleased
            case .retried: attempt.isRetried
            case .retriedUnbegun: attempt.isRetried && attempt.started == nil
            case .begun: attempt.isOpen && attempt.started != nil
            case .running: attempt.isRunning
            case .over: attempt.isOver && !attempt.isRestarted && !attempt.isRetried
            }
        }
    }

    /// The attempts.
    private(set) var all: [Attempt] = []
    /// The places of the attempts in each state; empty while there are so few that looking at all is quicker.
    private var places: [PlaceSet] = []
    /// Of each message that was received lately: the attempts that changed since it was last held against them.
    private var changed: [(message: MessageKey, places: PlaceSet)] = []
    /// How many times the state of an attempt was looked at.
    private(set) var looks = 0

    /// Up to so many attempts are looked at one by one.
    private static let few = 16
    /// So many messages are remembered.
    private static let messages = 8

    var count: Int { all.count }

    subscript(place: Int) -> Attempt {
        _read { yield all[place] }
        _modify {
            yield &all[place]
            file(place)
        }
    }

    mutating func append(_ attempt: Attempt) {
        all.append(attempt)
        if !places.isEmpty {
            file(all.count - 1)
        } else if all.count > Self.few {
            places = State.allCases.map { _ in PlaceSet() }
            for place in all.indices { file(place) }
        }
    }

    private mutating func file(_ place: Int) {
        guard !places.isEmpty else { return }
        looks += 1
        for state in State.allCases { places[state.rawValue].set(place, state.holds(all[place])) }
        for index in changed.indices { changed[index].places.set(place, true) }
    }

    mutating func first(_ state: State) -> Int? { next(state, from: 0) }

    mutating func last(_ state: State) -> Int? { last(state, before: all.count) }

    /// The last before a place.
    mutating func last(_ state: State, before end: Int) -> Int? {
        guard places.isEmpty else { return places[state.rawValue].previous(from: end - 1) }
        looks += end
        return all[..<end].lastIndex { state.holds($0) }
    }

    /// The first at a place or behind it.
    mutating func next(_ state: State, from start: Int) -> Int? {
        guard places.isEmpty else { return places[state.rawValue].next(from: start) }
        guard start < all.count else { return nil }
        looks += all.count - start
        return all[start...].firstIndex { state.holds($0) }
    }

    /// Shows every attempt in a state, each of which may be changed.
    mutating func each(_ state: State, _ body: (inout Attempt) -> Void) {
        var next = first(state)
        while let place = next {
            body(&self[place])
            next = self.next(state, from: place + 1)
        }
    }

    /// Asks of every attempt that no receipt followed whether a message does, but for those which it was held against
    /// before and which are as they were then: nothing else would come of it.
    mutating func follow(
        by message: @autoclosure () -> MessageKey, _ judge: (Attempt) -> Attempt.Succession?
    ) {
        let isMany = !places.isEmpty
        let message = isMany ? message() : nil
        let known = changed.firstIndex { $0.message == message }
        var next = known.map { changed[$0].places.first } ?? first(.unfollowed)
        while let place = next {
            looks += 1
            if let known { changed[known].places.set(place, false) }
            if State.unfollowed.holds(all[place]), let succession = judge(all[place]) {
                self[place].succession = succession
            }
            next = known.map { changed[$0].places.next(from: place + 1) } ?? self.next(.unfollowed, from: place + 1)
        }
        guard known == nil, isMany, let message else { return }
        if changed.count == Self.messages { changed.removeFirst() }
        changed.append((message, PlaceSet()))
    }
}
