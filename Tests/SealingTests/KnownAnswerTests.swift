import Testing

@testable import Sealing

/// The published vectors of what we build on.
struct KnownAnswerTests {
    /// RFC 7914, section 11.
    @Test(arguments: [
        (
            "passwd", "salt", 1,
            """
            55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc\
            49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783
            """
        ),
        (
            "Password", "NaCl", 80_000,
            """
            4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56\
            a1d425a1225833549adb841b51c9b3176a272bdebba1d078478f62b397f33c8d
            """
        ),
    ])
    func derivesKeys(password: String, salt: String, rounds: Int, key: String) throws {
        let derived = Digests.pbkdf2(Array(password.utf8), salt: Array(salt.utf8), rounds: rounds, length: 64)
        #expect(derived == bytes(key))
        #expect(Digests.pbkdf2(Array(password.utf8), salt: Array(salt.utf8), rounds: rounds) == Array(derived[..<32]))
    }

    /// RFC 4231, sections 4.2, 4.3 and 4.7, and FIPS 180-4's "abc".
    @Test func digests() {
        #expect(
            Digests.hmac(Array("Hi There".utf8), key: Array(repeating: 0x0B, count: 20))
                == bytes("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"))
        #expect(
            Digests.hmac(Array("what do ya want for nothing?".utf8), key: Array("Jefe".utf8))
                == bytes("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"))
        #expect(
            Digests.hmac(
                Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
                key: Array(repeating: 0xAA, count: 131))
                == bytes("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"))
        #expect(
            Digests.sha256(Array("abc".utf8))
                == bytes("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"))
    }

    private struct Vector {
        let key, nonce, plain, known, sealed, tag: String
    }

    /// McGrew's and Viega's "The Galois/Counter Mode of Operation", test cases 13 to 16, which NIST's validation has too.
    private static let vectors = [
        Vector(
            key: String(repeating: "00", count: 32), nonce: String(repeating: "00", count: 12), plain: "", known: "",
            sealed: "", tag: "530f8afbc74536b9a963b4f1c4cb738b"),
        Vector(
            key: String(repeating: "00", count: 32), nonce: String(repeating: "00", count: 12),
            plain: String(repeating: "00", count: 16), known: "", sealed: "cea7403d4d606b6e074ec5d3baf39d18",
            tag: "d0d1c8a799996bf0265b98b5d48ab919"),
        Vector(
            key: long, nonce: "cafebabefacedbaddecaf888", plain: text, known: "", sealed: sealedText,
            tag: "b094dac5d93471bdec1a502270e3cc6c"),
        Vector(
            key: long, nonce: "cafebabefacedbaddecaf888", plain: String(text.prefix(120)),
            known: "feedfacedeadbeeffeedfacedeadbeefabaddad2", sealed: String(sealedText.prefix(120)),
            tag: "76fc6ece0f4e1768cddf8853bb2d551b"),
    ]
    private static let long = String(repeating: "feffe9928665731c6d6a8f9467308308", count: 2)
    private static let text = """
        d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72\
        1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255
        """
    private static let sealedText = """
        522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa\
        8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015ad
        """

    @Test(arguments: vectors.indices)
    func sealsAndOpens(index: Int) {
        let vector = Self.vectors[index]
        let cipher = AESGCM(key: bytes(vector.key))
        let (nonce, known, expected) = (bytes(vector.nonce), bytes(vector.known), bytes(vector.sealed + vector.tag))
        let sealed = bytes(vector.plain).withUnsafeBufferPointer {
            cipher.seal($0, nonce: nonce, authenticating: known)
        }
        #expect(sealed == expected)
        func open(_ sealed: [UInt8], _ nonce: [UInt8], _ known: [UInt8]) -> [UInt8]? {
            sealed.withUnsafeBufferPointer { cipher.open($0, nonce: nonce, authenticating: known) }
        }
        #expect(open(expected, nonce, known) == bytes(vector.plain))
        for place in expected.indices {
            var changed = expected
            changed[place] ^= 1
            #expect(open(changed, nonce, known) == nil)
        }
        #expect(open(expected, nonce, known + [0]) == nil)
        #expect(open(Array(expected.dropLast()), nonce, known) == nil && open([], nonce, known) == nil)
        #expect(open(expected, nonce.map { $0 ^ 1 }, known) == nil)
    }

    private func bytes(_ digits: String) -> [UInt8] {
        let digits = Array(digits)
        return stride(from: 0, to: digits.count, by: 2).compactMap { UInt8(String(digits[$0...($0 + 1)]), radix: 16) }
    }
}
