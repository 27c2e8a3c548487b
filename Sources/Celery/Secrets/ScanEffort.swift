/// How many bytes may still be looked at to find where secrets end, in one text.
///
/// A value may be looked for within another, so that a text made for it (`token=[token=[…`) could be read over and
/// over. Real ones are read a few times at most; what needs more than that is taken out whole.
final class ScanEffort {
    /// So often a text may be read, a short one more often.
    private static let readings = 64
    private static let least = 65_536

    private var left: Int

    /// Is enough for a text of so many bytes.
    init(for count: Int) { left = count * Self.readings + Self.least }

    /// Whether more was looked at than any real text needs.
    var isSpent: Bool { left < 0 }

    /// Counts what was looked at.
    func spend(_ range: Range<Int>) { left -= range.count }
}
