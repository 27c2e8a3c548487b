/// Reads names as people do: without what can't be seen, and each letter as the one that it looks like.
///
/// After the idea of skeletons in Unicode's Technical Standard 39, for the letters that names of secrets have.
struct LookAlikes: Sendable {
    private typealias Name = (skeleton: [UInt32], name: String)

    private let names: [Name]
    /// The same by their first letters.
    private let initials: [UInt32: [Name]]
    private let words: [[UInt32]: String]

    /// Knows these names, of which the latter are whole ones.
    init(parts: [String], words: [String]) {
        names = parts.map { (Self.skeleton($0.unicodeScalars), $0) }.filter { !$0.0.isEmpty }
        initials = Dictionary(grouping: names) { $0.skeleton[0] }
        self.words = Dictionary(words.map { (Self.skeleton($0.unicodeScalars), $0) }) { $1 }
    }

    /// The name that a key holds; `nil` where it tells of nothing.
    func tellingName(_ key: Slice<UnsafeBufferPointer<UInt8>>) -> String? {
        let skeleton = Self.skeleton(Self.unescaped(key))
        if let word = words[skeleton] { return word }
        for (start, letter) in skeleton.enumerated() {
            guard let names = initials[letter] else { continue }
            for name in names where skeleton[start...].starts(with: name.skeleton) { return name.name }
        }
        return nil
    }

    /// Whether a key tells of a secret.
    func isTelling(_ key: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        let skeleton = Self.skeleton(Self.unescaped(key))
        return names.contains { $0.skeleton == skeleton }
    }

    /// Whether a key that was cut ends in what such a name begins with, by three letters at least.
    func beginsTelling(_ key: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        let skeleton = Self.skeleton(Self.unescaped(key))
        guard skeleton.count >= 3 else { return false }
        return names.contains { name in
            let longest = min(skeleton.count, name.skeleton.count)
            return longest >= 3
                && (3...longest).contains { skeleton.suffix($0).elementsEqual(name.skeleton.prefix($0)) }
        }
    }

    /// The characters of a key, those read that are written as `\xNN`, `\uNNNN` or `%NN`, however often they are
    /// escaped.
    private static func unescaped(_ key: Slice<UnsafeBufferPointer<UInt8>>) -> [Unicode.Scalar] {
        let scalars = Array(String(decoding: key, as: UTF8.self).unicodeScalars)
        var result: [Unicode.Scalar] = []
        var index = 0
        while index < scalars.count {
            let scalar = scalars[index]
            index += 1
            guard scalar == "\\" || scalar == "%" else {
                result.append(scalar)
                continue
            }
            while index < scalars.count, scalars[index] == "\\" { index += 1 }
            guard index < scalars.count else { break }
            let length =
                switch scalars[index] {
                case "x": 2
                case "u": 4
                case "U": 8
                default: 0
                }
            let digits = scalar == "%" ? scalars[index...].prefix(2) : scalars[(index + 1)...].prefix(length)
            guard !digits.isEmpty, let value = UInt32(String(String.UnicodeScalarView(digits)), radix: 16),
                let decoded = Unicode.Scalar(value)
            else { continue }
            result.append(decoded)
            index = digits.endIndex
        }
        return result
    }

    /// What is left of a name: letters and digits alone, each as plain as it looks.
    static func skeleton(_ scalars: some Sequence<Unicode.Scalar>) -> [UInt32] {
        scalars.compactMap { scalar in
            let value = scalar.value
            switch value {
            case 0x30...0x39, 0x61...0x7A: return value
            case 0x41...0x5A: return value + 32
            case 0..<0xC0: return nil
            case 0xFF10...0xFF5A: return skeleton([Unicode.Scalar(UInt8(value - 0xFEE0))]).first
            case 0x1D400...0x1D6A3: return 0x61 + (value - 0x1D400) % 26
            case 0x1D7CE...0x1D7FF: return 0x30 + (value - 0x1D7CE) % 10
            case 0x24B6...0x24E9: return 0x61 + (value - 0x24B6) % 26
            case 0x1F130...0x1F189: return 0x61 + (value - 0x1F130) % 32 % 26
            default: break
            }
            if isInvisible(value) { return nil }
            // A capital letter of a script that is read as it is.
            return plain[value]
                ?? scalar.properties.lowercaseMapping.unicodeScalars.first.map { plain[$0.value] ?? $0.value }
        }
    }

    /// Soft hyphens, joiners, marks of direction, variation selectors, tags and combining accents.
    private static func isInvisible(_ value: UInt32) -> Bool {
        switch value {
        case 0x300...0x36F, 0x61C, 0x115F...0x1160, 0x180B...0x180F, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x2000...0x2015,
            0x2028...0x202F,
            0x205F...0x206F, 0x20D0...0x20FF, 0x2212, 0x3000, 0x3164, 0xFE00...0xFE0F, 0xFE20...0xFE2F, 0xFEFF, 0xFFA0,
            0xE0000...0xE0FFF:
            true
        default: false
        }
    }

    /// Letters of other scripts, and with accents, by the plain letter that they look like.
    private static let plain: [UInt32: UInt32] = {
        let alike: [(Unicode.Scalar, String)] = [
            ("a", "ÀÁÂÃÄÅàáâãäåĀāĂăĄąǍǎǞǟȀȁȂȃȦȧạẠảẢấầẩẫậắằẳẵặɑαΑаАᴀӐӑӒӓ"), ("b", "ƀɓΒВЬьвƄʙ"),
            ("c", "ÇçĆćĈĉĊċČčϲсСⅽᴄƈ"),
            ("d", "ĎďĐđɗԁⅾᴅḍḋ"), ("e", "ÈÉÊËèéêëĒēĔĕĖėĘęĚěȄȅȆȇȨȩẹẸẻẽếềểễệεΕеЕёЁєЄᴇ℮"), ("f", "ƒꜰḟ"),
            ("g", "ĜĝĞğĠġĢģɡɢǧǦǵ"),
            ("h", "ĤĥĦħһНΗʜհ"), ("i", "ÌÍÎÏìíîïĨĩĪīĬĭĮįİıǏǐȈȉȊȋịỉɩιΙіІїЇⅰɪӀ"), ("j", "ĴĵјЈʝϳ"), ("k", "ĶķĸκΚкКᴋǩ"),
            ("l", "ĹĺĻļĽľĿŀŁłӏⅼʟ"),
            ("m", "ΜМмⅿᴍṁ"), ("n", "ÑñŃńŅņŇňŉΝηпոɴǹ"), ("o", "ÒÓÔÕÖØòóôõöøŌōŎŏŐőƠơǑǒȌȍȎȏȮȯọỏốồổỗộớờởỡợοΟоОօᴏσө"),
            ("p", "ρΡрРᴘṗƥ"),
            ("q", "ԛ"), ("r", "ŔŕŖŗŘřȐȑгʀṙ"), ("s", "ŚśŜŝŞşŠšșȘſѕЅꜱṡṣ"), ("t", "ŢţŤťŦŧțȚτΤтТᴛṫ"),
            ("u", "ÙÚÛÜùúûüŨũŪūŬŭŮůŰűŲųƯưǓǔụủυսᴜ"),
            ("v", "νѵᴠⅴ"), ("w", "Ŵŵԝωᴡẁẃẅ"), ("x", "хХχΧⅹ"), ("y", "ÝýÿŶŷŸуУΥγүʏ"), ("z", "ŹźŻżŽžΖᴢ"),
        ]
        var plain: [UInt32: UInt32] = [:]
        for (letter, others) in alike {
            for scalar in others.unicodeScalars { plain[scalar.value] = letter.value }
        }
        return plain
    }()
}
