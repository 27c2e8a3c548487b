/// Where an output really is, once links are followed, and the names beside it that are the publisher's.
struct OutputPlace: Equatable {
    /// The folder around the output, absolute and without links; it exists.
    let parent: String
    /// The name of the output in it.
    let name: String

    /// The output, absolute.
    var path: String { stem + name }
    /// The lock of the output.
    var lockPath: String { beside("lock") }

    /// A name for what isn't the output yet, or no longer: six random characters.
    func temporaryPath() -> String {
        let letters = Array("abcdefghijklmnopqrstuvwxyz0123456789")
        return beside(String((0..<6).map { _ in letters[Int.random(in: letters.indices)] }))
    }

    /// What a killed run has left beside the output: told by its name, and only to be asked with the lock in hand.
    func leftovers() -> [String] {
        let prefix = ".\(name)\(reservedPrefix)"
        return (rawNames(in: parent.utf8CString.map { $0 }) ?? [])
            .map { String(decoding: $0.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self) }
            .filter { $0.hasPrefix(prefix) && $0.utf8.count == prefix.utf8.count + 6 }
            .map { stem + $0 }
    }

    private var stem: String { parent == "/" ? "/" : parent + "/" }

    private func beside(_ suffix: String) -> String {
        "\(stem).\(name)\(reservedPrefix)\(suffix)"
    }
}
