import Glibc

/// How a file is sealed: as a script that hands its bytes on, since from a folder a browser loads nothing else.
///
/// `herbariumSealed([`, a line for each text with a comma between them, `]);`. The first text is a head of 16 bytes by
/// chance, the others are pieces of the file, all in Base64. The file's key is HMAC-SHA-256 of the head and the path;
/// each piece is sealed by AES-256-GCM, its nonce 7 zeros, its number as 4 bytes, and a byte that is 1 for the last
/// (STREAM of Hoang, Reyhanitabar, Rogaway and Vizár, CRYPTO 2015), so that no piece can be left out, added or moved.
package enum SealedFile {
    /// How many bytes of a file are a piece of it; with their tag they fill whole digits.
    static let piece = 786_416
    static let headLength = 16
    private static let begin = Array("herbariumSealed([\n\"".utf8)
    private static let between = Array("\",\n\"".utf8)
    private static let end = Array("\"\n]);\n".utf8)

    /// Takes a stretch of bytes.
    package typealias Reader = (UnsafeBufferPointer<UInt8>) -> Void

    static func nonce(of number: Int, isLast: Bool) -> [UInt8] {
        let number = UInt32(number)
        return [0, 0, 0, 0, 0, 0, 0] + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
            + [isLast ? 1 : 0]
    }

    /// Seals what `content` hands on, and hands that on.
    package static func seal(
        path: String, by key: SiteKey, _ content: (Reader) -> Void, to reader: Reader
    ) {
        seal(path: path, by: key, inPiecesOf: piece, content, to: reader)
    }

    /// The same in pieces of another length, which opens as well.
    static func seal(
        path: String, by key: SiteKey, inPiecesOf length: Int, _ content: (Reader) -> Void, to reader: Reader
    ) {
        withoutActuallyEscaping(reader) { reader in
            var sealer = Sealer(path: path, key: key, length: length, reader: reader)
            content { sealer.take($0) }
            sealer.finish()
        }
    }

    /// Cuts what comes into pieces and hands them on.
    private struct Sealer: ~Copyable {
        private let cipher: AESGCM
        private let length: Int
        private let reader: Reader
        private var (waiting, number) = ([UInt8](), 0)

        init(path: String, key: SiteKey, length: Int, reader: @escaping Reader) {
            let head = RandomBytes.make(headLength)
            cipher = AESGCM(key: key.key(of: path, head: head))
            (self.length, self.reader) = (length, reader)
            send(begin)
            send(Base64.encode(head))
        }

        mutating func take(_ stretch: UnsafeBufferPointer<UInt8>) {
            var rest = stretch[...]
            // A piece goes once more has come, so that the last is known to be it.
            while waiting.count + rest.count > length {
                let part = rest.prefix(length - waiting.count)
                waiting.append(contentsOf: part)
                rest = rest[part.endIndex...]
                seal(isLast: false)
            }
            waiting.append(contentsOf: rest)
        }

        mutating func finish() {
            seal(isLast: true)
            send(end)
        }

        private mutating func seal(isLast: Bool) {
            let sealed = waiting.withUnsafeBufferPointer { cipher.seal($0, nonce: nonce(of: number, isLast: isLast)) }
            send(between)
            send(Base64.encode(sealed))
            number += 1
            waiting.removeAll(keepingCapacity: true)
        }

        private func send(_ bytes: [UInt8]) { bytes.withUnsafeBufferPointer(reader) }
    }

    /// Opens a whole file, and hands its pieces on, each once it is known to be what was sealed.
    ///
    /// - Throws: `.changed` where any byte isn't as it was sealed for this path by this key.
    package static func open(
        _ file: UnsafeBufferPointer<UInt8>, path: String, by key: SiteKey, to reader: Reader
    ) throws(SealError) {
        guard file.count >= begin.count + end.count, file.starts(with: begin),
            file[(file.count - end.count)...].elementsEqual(end)
        else { throw .changed(path) }
        let texts = texts(of: UnsafeBufferPointer(rebasing: file[begin.count..<(file.count - end.count)]))
        guard texts.count > 1, let head = Base64.decode(texts[0]), head.count == headLength else {
            throw .changed(path)
        }
        let cipher = AESGCM(key: key.key(of: path, head: head))
        for (number, text) in texts.dropFirst().enumerated() {
            let nonce = nonce(of: number, isLast: number == texts.count - 2)
            guard let sealed = Base64.decode(text),
                let plain = sealed.withUnsafeBufferPointer({ cipher.open($0, nonce: nonce) })
            else { throw .changed(path) }
            plain.withUnsafeBufferPointer(reader)
        }
    }

    private static func texts(of file: UnsafeBufferPointer<UInt8>) -> [UnsafeBufferPointer<UInt8>] {
        var (texts, start, index) = ([UnsafeBufferPointer<UInt8>](), 0, 0)
        while let found = quote(in: file, from: index) {
            index = found + 1
            guard file[found...].starts(with: between) else { continue }
            texts.append(UnsafeBufferPointer(rebasing: file[start..<found]))
            start = found + between.count
            index = start
        }
        return texts + [UnsafeBufferPointer(rebasing: file[start...])]
    }

    private static func quote(in file: UnsafeBufferPointer<UInt8>, from index: Int) -> Int? {
        guard index < file.count, let base = file.baseAddress,
            let found = memchr(base + index, Int32(between[0]), file.count - index)
        else { return nil }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }
}
