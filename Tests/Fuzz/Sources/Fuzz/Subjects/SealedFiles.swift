@testable import Sealing

/// Files of a sealed site, and files of passwords.
enum SealedFiles {
    private static let key = SiteKey(Array(repeating: 7, count: 32))

    static func check(_ bytes: UnsafeBufferPointer<UInt8>) {
        let copy = Array(bytes)
        if let file = try? KeyFile(parsing: copy, path: "key.js") {
            precondition(file.bytes == copy, "of each file there is one way to write it")
        }
        if let users = try? SealUser.parse(copy) {
            precondition(!users.isEmpty && users.allSatisfy { !$0.name.isEmpty && !$0.password.isEmpty })
        }
        if let decoded = Base64.decode(bytes) { precondition(Base64.encode(decoded) == copy) }
        _ = try? SealedIndex(parsing: copy)
        // Nobody seals anything by this key: whatever opens was made up.
        let isOpen = (try? SealedFile.open(bytes, path: "a", by: key) { _ in }) != nil
        precondition(!isOpen)
        // What is sealed here opens, in pieces of any length.
        var (sealed, opened) = ([UInt8](), [UInt8]())
        let length = 1 + Int(bytes.first ?? 0)
        SealedFile.seal(path: "a", by: key, inPiecesOf: length, { $0(bytes) }, to: { sealed += $0 })
        let again: Void? = try? sealed.withUnsafeBufferPointer { sealed throws(SealError) in
            try SealedFile.open(sealed, path: "a", by: key) { opened += $0 }
        }
        precondition(again != nil && opened == copy)
    }
}
