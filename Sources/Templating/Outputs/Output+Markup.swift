extension Output {
    /// How many bytes of a text are escaped at a time.
    private static let piece = 4096
    /// How many bytes a piece can become: each up to six, and a word more than was asked for.
    private static let largestPiece = 6 * (piece + 2 * MarkupWord.size)

    /// Where a text stands in HTML or XML: between tags, or perhaps between quotation marks of either kind.
    enum MarkupPlace {
        case content, anywhere
    }

    /// Writes text into HTML or XML, as content or between quotation marks of either kind.
    ///
    /// Works on bytes, so that a combining mark behind a quotation mark can't hide it. Dropped is what XML
    /// 1.0 or HTML forbids: controls, and what is no character.
    mutating func append(markup text: String, in place: MarkupPlace = .anywhere) {
        text.withBytes { source in
            var position = 0
            while position < source.count {
                let end = min(position + Output.piece, source.count)
                write(upTo: Output.largestPiece) { target in
                    Output.escape(source, &position, upTo: end, in: place, into: target)
                }
            }
        }
    }

    /// Escapes text from `position` on, at least up to `end`, and gives how many bytes that made.
    @inline(__always)
    private static func escape(
        _ source: UnsafeBufferPointer<UInt8>, _ position: inout Int, upTo end: Int,
        in place: MarkupPlace, into start: UnsafeMutablePointer<UInt8>
    ) -> Int {
        var target = start
        while position < end {
            if source.count - position >= MarkupWord.size {
                let word = MarkupWord(source, at: position, in: place)
                word.copy(to: target)
                position += word.cleanBytes
                target += word.cleanBytes
                if word.cleanBytes == MarkupWord.size { continue }
            }
            let special = MarkupSpecial(source, at: position, in: place)
            position += special.length
            target = special.copy(source[position - 1], to: target)
        }
        return target - start
    }
}
