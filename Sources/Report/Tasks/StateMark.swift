package import Templating

/// A state as it is shown: a word and a shape, the colour last.
package struct StateMark: TemplateRecord, Equatable {
    /// A word of ours or of Celery's; `nil` for an application's own.
    let word: String?
    /// An application's own word for a state of its own.
    let ownWord: String?
    /// `disc`, `ring`, `up`, `diamond`, `square`, `bar`, `cross`: tells it without colour.
    let shape: Shape
    /// `good`, `bad`, `warn`, `busy` or `idle`.
    let tone: String

    /// The shapes, as letters of the sheet.
    enum Shape: String, Sendable { case disc, ring, up, diamond, square, bar, cross }

    /// What templates may name.
    package static let fields: [Field<StateMark>] = [
        .text("word", "the state's word", \.word),
        .code("own_word", "the state's word, where it is one of the application's own", \.ownWord),
        .text("tone", "good, bad, warn, busy or idle", \.tone),
        .text("shape", "disc, ring, up, diamond, square, bar or cross", \.shape.rawValue),
        .text("key", "tone and shape as classes; nothing for the usual, good and disc", \.key),
        .truth("is_disc", "shape: a filled disc") { $0.shape == .disc },
        .truth("is_ring", "shape: a ring") { $0.shape == .ring },
        .truth("is_up", "shape: a triangle that points up") { $0.shape == .up },
        .truth("is_diamond", "shape: a diamond") { $0.shape == .diamond },
        .truth("is_square", "shape: a square") { $0.shape == .square },
        .truth("is_bar", "shape: a bar") { $0.shape == .bar },
        .truth("is_cross", "shape: a cross") { $0.shape == .cross },
    ]

    init(_ word: String, _ shape: Shape, _ tone: String) {
        (self.word, ownWord, self.shape, self.tone) = (word, nil, shape, tone)
    }

    private init(own word: String) {
        (self.word, ownWord, shape, tone) = (nil, Excerpt.cell(word, limit: 60), .square, "idle")
    }

    /// Tone and shape as the style sheet's classes; a column of states takes those of a success for granted.
    var key: String? { tone == "good" && shape == .disc ? nil : "\(tone) \(shape.rawValue)" }

    /// The word, whoever's it is.
    var text: String { word ?? ownWord ?? "" }

    /// The mark of a task's state.
    init(task state: String) {
        switch state {
        case "SUCCESS": self.init(state, .disc, "good")
        case "FAILURE": self.init(state, .up, "bad")
        case "LOST": self.init(state, .cross, "bad")
        case "RETRY": self.init(state, .diamond, "warn")
        case "STARTED": self.init(state, .ring, "busy")
        case "RECEIVED", "PENDING": self.init(state, .ring, "idle")
        case "REVOKED", "REJECTED", "RETURNED": self.init(state, .bar, "idle")
        case "UNACCOUNTED": self.init(state, .square, "warn")
        default: self.init(own: state)
        }
    }
}
