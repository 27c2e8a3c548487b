/// A sentence of ours, or a part of one, which knows which of it are our words and which are somebody else's.
///
/// It is written as a string with labels, and what has none must be words or a number of ours, so that a stranger's
/// text can't pass for them:
///
///     let phrase: Phrase = "queue \(name: "mail") has \(3) messages"
///     phrase.text            // queue 'mail' has 3 messages
///
/// Pages escape each part as what it is, and a site for strangers leaves out parts, without anybody taking text apart.
package struct Phrase: Sendable, Equatable {
    /// A stretch of a phrase.
    package enum Part: Sendable, Equatable {
        /// Words of ours, with the spaces around them.
        case words(String)
        /// A name from the cluster: of a worker, a queue, a task type; quoted in text.
        case name(String)
        /// Where something is, which tells of hosts: an address or a path; quoted in text.
        case place(String)
        /// A time, which pages show in their own zone.
        case time(Instant)
        /// What somebody else said: a server, the system, a file.
        case quote(String)
        /// A sentence of ours with all that is in it, from a file that doesn't part it.
        case unparted(String)
    }

    /// The stretches, in order; no two of words follow each other.
    package private(set) var parts: [Part] = []

    /// Says nothing.
    package init() {}

    /// Is made of stretches.
    package init(_ parts: [Part]) { for part in parts { append(part) } }

    /// As plain text, names and places in quotes.
    package var text: String {
        parts.map { part in
            switch part {
            case .words(let words): words
            case .name(let name), .place(let name): "'\(name)'"
            case .time(let time): time.iso8601(digits: 0)
            case .quote(let text), .unparted(let text): text
            }
        }.joined()
    }

    /// The same for strangers: without what tells of hosts, and without what others said, which may do so.
    package var forStrangers: Phrase {
        Phrase(
            parts.map { part in
                switch part {
                case .words, .name, .time, .unparted: part
                case .place: .name(Redactor.mark)
                case .quote: .words("the reason is left out")
                }
            })
    }

    private mutating func append(_ part: Part) {
        switch (parts.last, part) {
        case (_, .words("")): return
        case (.words(let before)?, .words(let more)): parts[parts.count - 1] = .words(before + more)
        default: parts.append(part)
        }
    }

    /// One after the other.
    package static func + (one: Phrase, other: Phrase) -> Phrase { Phrase(one.parts + other.parts) }

    /// Adds another one.
    package static func += (one: inout Phrase, other: Phrase) { one = one + other }
}

extension Sequence<Phrase> {
    /// All of them, with words between.
    package func joined(separator: Phrase) -> Phrase {
        var joined = Phrase()
        for (index, phrase) in enumerated() { joined += index == 0 ? phrase : separator + phrase }
        return joined
    }
}

extension Phrase: ExpressibleByStringInterpolation {
    /// Words alone.
    package init(stringLiteral words: String) { self.init([.words(words)]) }

    /// Words with something between them.
    package init(stringInterpolation interpolation: Interpolation) { self = interpolation.phrase }

    /// What may stand between words.
    package struct Interpolation: StringInterpolationProtocol {
        fileprivate var phrase = Phrase()

        /// Begins with nothing.
        package init(literalCapacity: Int, interpolationCount: Int) {}

        /// Words.
        package mutating func appendLiteral(_ words: String) { phrase.append(.words(words)) }

        /// Another phrase.
        package mutating func appendInterpolation(_ other: Phrase) { phrase += other }

        /// What can be told in a phrase.
        package mutating func appendInterpolation(_ other: some Phrased) { phrase += other.phrase }

        /// A number as it is.
        package mutating func appendInterpolation(_ number: Int) { phrase.append(.words(String(number))) }

        /// Words that are put together from ours alone.
        package mutating func appendInterpolation(words: String) { phrase.append(.words(words)) }

        /// A name from the cluster.
        package mutating func appendInterpolation(name: some CustomStringConvertible) {
            phrase.append(.name(name.description))
        }

        /// A time.
        package mutating func appendInterpolation(time: Instant) { phrase.append(.time(time)) }

        /// An address or a path.
        package mutating func appendInterpolation(place: some CustomStringConvertible) {
            phrase.append(.place(place.description))
        }

        /// What somebody else said.
        package mutating func appendInterpolation(quote text: some CustomStringConvertible) {
            phrase.append(.quote(text.description))
        }
    }
}

extension Phrase: CustomStringConvertible {
    /// As plain text.
    package var description: String { text }
}

/// What can be told in a phrase.
package protocol Phrased {
    /// What it says.
    var phrase: Phrase { get }
}

extension Phrase {
    /// What an error says; of one that knows no parts, all of it may be somebody else's words.
    package init(_ error: any Error) {
        self = (error as? any Phrased)?.phrase ?? "\(quote: "\(error)")"
    }
}
