/// The key of one site, from which those of its files and their names come.
package struct SiteKey: Sendable, Equatable {
    /// 32 bytes.
    let bytes: [UInt8]
    private let content: [UInt8]
    private let names: [UInt8]
    private let marks: [UInt8]

    /// A new one, by chance.
    package init() { self.init(RandomBytes.make(32)) }

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        content = Digests.hmac(Array("herbarium.seal/1 content".utf8), key: bytes)
        names = Digests.hmac(Array("herbarium.seal/1 names".utf8), key: bytes)
        marks = Digests.hmac(Array("herbarium.seal/1 marks".utf8), key: bytes)
    }

    /// What a file is called, which tells nothing of its path to who hasn't the key: 32 digits.
    package func name(of path: String) -> String {
        Digests.hmac(Array(path.utf8), key: names).prefix(16).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }

    /// What tells that something that isn't sealed is as it was.
    func mark(_ bytes: [UInt8]) -> [UInt8] { Digests.hmac(bytes, key: marks) }

    /// The key of a file, each time that it is sealed another one; a file in another's place doesn't open.
    func key(of path: String, head: [UInt8]) -> [UInt8] { Digests.hmac(head + Array(path.utf8), key: content) }
}
