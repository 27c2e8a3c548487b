import Celery

/// What leads messages of an exchange to a queue.
struct Binding: Hashable, Sendable {
    /// The exchange.
    var exchange: String
    /// The routing key; of a topic exchange with the wildcards `*` and `#`.
    var routingKey: String
    /// Whether the key has wildcards that count, since the exchange is a topic exchange.
    var isTopic: Bool
    /// The queue.
    var queue: String

    static func == (lhs: Binding, rhs: Binding) -> Bool {
        lhs.isTopic == rhs.isTopic && lhs.exchange.isSame(as: rhs.exchange) && lhs.queue.isSame(as: rhs.queue)
            && lhs.routingKey.isSame(as: rhs.routingKey)
    }

    /// Whether a message with that routing key takes this way.
    func leads(_ key: String) -> Bool {
        guard isTopic else { return key.isSame(as: routingKey) }
        let words = key.split(separator: ".", omittingEmptySubsequences: false)
        let pattern = routingKey.split(separator: ".", omittingEmptySubsequences: false)
        return Self.matches(words[...], pattern[...])
    }

    /// `*` is one word, `#` any number of them.
    private static func matches(_ words: ArraySlice<Substring>, _ pattern: ArraySlice<Substring>) -> Bool {
        // `starts[n]`: whether what is read of the pattern can end before the n-th word.
        var starts = Array(repeating: false, count: words.count + 1)
        starts[0] = true
        for part in pattern {
            var next = Array(repeating: false, count: words.count + 1)
            var anyBefore = false
            for index in 0...words.count {
                anyBefore = anyBefore || starts[index]
                if part == "#" {
                    next[index] = anyBefore
                } else if index > 0, starts[index - 1] {
                    next[index] = part == "*" || part == words[words.startIndex + index - 1]
                }
            }
            starts = next
        }
        return starts[words.count]
    }
}

extension Binding {
    /// Reads a member of the set in which kombu's Redis transport keeps an exchange's bindings: routing key, pattern
    /// and queue, joined by `separator`; `nil` where there are not three.
    ///
    /// A name may hold the separator itself: then the parts are taken to be a queue bound by its own name.
    init?(member: String, exchange: String, separator: String) {
        let parts = Self.parts(of: member, separator: separator)
        guard parts.count >= 3 else { return nil }
        let half = parts.count / 2
        if parts.count > 3, parts.count % 2 == 1, parts[..<half] == parts[(half + 1)...], parts[half].isEmpty {
            let name = parts[..<half].joined(separator: separator)
            self.init(exchange: exchange, routingKey: name, isTopic: false, queue: name)
        } else {
            let queue = parts[2...].joined(separator: separator)
            self.init(exchange: exchange, routingKey: parts[0], isTopic: !parts[1].isEmpty, queue: queue)
        }
    }
}

extension Binding {
    /// The parts that kombu reads of such a member; it stops where there are not three.
    static func parts(of member: String, separator: String) -> [String] {
        // By scalars: a separator of control characters may be part of a character, as Swift counts them.
        let (text, mark) = (Array(member.unicodeScalars), Array(separator.unicodeScalars))
        var parts: [String] = []
        var (start, position) = (0, 0)
        while position + mark.count <= text.count {
            if text[position..<position + mark.count].elementsEqual(mark) {
                parts.append(String(String.UnicodeScalarView(text[start..<position])))
                position += mark.count
                start = position
            } else {
                position += 1
            }
        }
        return parts + [String(String.UnicodeScalarView(text[start...]))]
    }
}
