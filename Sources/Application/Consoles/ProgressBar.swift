/// How far something is, drawn as text: `[########------------] 40 %`.
struct ProgressBar: CustomStringConvertible {
    /// How far, from 0 to 1.
    let share: Double

    private static let width = 20

    /// The bar.
    var description: String {
        let share = min(1, max(0, share))
        let done = Int(share * Double(Self.width))
        let bar = String(repeating: "#", count: done) + String(repeating: "-", count: Self.width - done)
        return "[\(bar)] \(Int(share * 100)) %"
    }
}
