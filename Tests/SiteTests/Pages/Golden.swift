import Foundation
import Testing

/// Compares `actual` with `Golden/<name>`; with `UPDATE_GOLDEN=1` it is rewritten, and the test fails.
func expectGolden(
    _ actual: [UInt8], _ name: String, filePath: String = #filePath, sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let url = URL(filePath: filePath).deletingLastPathComponent().appending(path: "Golden/\(name)")
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
        try Data(actual).write(to: url)
        Issue.record("recorded \(name)", sourceLocation: sourceLocation)
        return
    }
    let got = String(decoding: actual, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    let expected = try String(contentsOf: url, encoding: .utf8)
    let want = expected.split(separator: "\n", omittingEmptySubsequences: false)
    guard got != want else { return }
    let line = zip(got, want).enumerated().first { $1.0 != $1.1 }?.offset ?? min(got.count, want.count)
    Issue.record(
        """
        \(name):\(line + 1) differs
        - \(want.indices.contains(line) ? want[line] : "<end>")
        + \(got.indices.contains(line) ? got[line] : "<end>")
        """, sourceLocation: sourceLocation)
}
