package import Celery
package import Configuration
import History

extension SecretsOptions {
    /// The same where a report is grouped: for strangers, the digest of a value stays, by a key that nobody is told. A
    /// history has one of its own, so that reports which rest on it have the same words.
    package func privacy(groupedBy path: GroupPath?, history: HistoryFile?) -> Privacy {
        var privacy = privacy
        guard isPublic, let path else { return privacy }
        // Where there is none, or it can't be written, words are of this run alone.
        let kept = history.flatMap { try? $0.open().secret() }
        privacy.mask = GroupMask(
            path: path, digest: KeyedDigest(key: kept ?? (.random(in: 0 ... .max), .random(in: 0 ... .max))))
        return privacy
    }
}
