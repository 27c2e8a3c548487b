import Celery
package import Templating

/// What stands in a cell of figures; zero and the unknown are marked, so that they are faded and never look alike.
package struct Figure: TemplateRecord, Equatable {
    /// As it is shown.
    package let text: String
    /// `zero`, `unknown`, or nothing.
    let tone: String?
    /// By what it is sorted, where the text doesn't tell.
    let sort: String?
    /// Where the rows are that were counted, below the site's root.
    private(set) var href: String?

    /// What templates may name.
    package static let fields: [Field<Figure>] = [
        .text("text", "the figure as it is shown; — where it isn't known", \.text),
        .text("tone", "zero, unknown, or nothing", \.tone),
        .text("sort", "a number to sort by, where the text doesn't tell", \.sort),
        .text("href", "where the rows are that were counted, below the site's root", \.href),
    ]

    private init(_ text: String?, isZero: Bool = false, sort: String? = nil) {
        self.text = text ?? Wording.unknown
        tone = text == nil ? "unknown" : isZero ? "zero" : nil
        self.sort = sort
    }

    /// A count.
    init(count: Int?) {
        self.init(count.map { Wording.count($0) }, isZero: count == 0)
    }

    /// A count, with the place of what was counted; of none there is nothing to be seen.
    init(count: Int?, at href: @autoclosure () -> String?) {
        self.init(count: count)
        if let count, count > 0 { self.href = href() }
    }

    /// A duration in seconds.
    init(seconds: Double?) {
        self.init(seconds.map(Wording.duration), isZero: seconds == 0)
    }

    /// A part of a whole.
    init(share part: Int?, of whole: Int?) {
        guard let part, let whole, whole > 0 else {
            self.init(nil)
            return
        }
        self.init(Wording.share(Double(part), of: Double(whole)), isZero: part == 0)
    }

    /// A part of a whole.
    init(share part: Double, of whole: Double) {
        let text = whole > 0 ? Wording.share(part, of: whole) : nil
        self.init(text, isZero: part == 0)
    }

    /// How many come by the second.
    init(rate: Double?) { self.init(rate.map { "\(Wording.hundredths($0)) a second" }, isZero: rate == 0) }

    /// The host's load over 1, 5 and 15 minutes.
    init(load: [Double]?) {
        let text = load.map { $0.map(Wording.hundredths).joined(separator: " · ") }
        self.init(text.flatMap { $0.isEmpty ? nil : $0 })
    }

    /// Text of our own that is shown as a figure is.
    init(words: String?, isZero: Bool = false, sort: String? = nil) {
        self.init(words, isZero: isZero, sort: sort)
    }
}
