import Celery

/// Texts by number, each of them once; 0 stands for what isn't known.
struct TextTable: Sendable {
    /// The texts, from number 1 on.
    private(set) var texts: [String] = []
    private var numbers: [ExactText: Int] = [:]

    /// The number of a text as a page would show it.
    mutating func number(of text: String?) -> Int {
        guard let text else { return 0 }
        if let known = numbers[text.exact] { return known }
        texts.append(Excerpt.shown(text))
        numbers[text.exact] = texts.count
        return texts.count
    }
}
