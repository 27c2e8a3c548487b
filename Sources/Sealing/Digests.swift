import CCrypto

/// What is made of bytes so that nobody gets back from it to them, by OpenSSL.
package enum Digests {
    /// SHA-256 (FIPS 180-4): 32 bytes.
    package static func sha256(_ bytes: [UInt8]) -> [UInt8] {
        var (digest, length) = ([UInt8](repeating: 0, count: 32), UInt32(0))
        let isFine = EVP_Digest(bytes, bytes.count, &digest, &length, EVP_sha256(), nil) == 1
        precondition(isFine && length == 32, "OpenSSL cannot digest")
        return digest
    }

    /// HMAC-SHA-256 (RFC 2104): 32 bytes.
    package static func hmac(_ message: [UInt8], key: [UInt8]) -> [UInt8] {
        var (digest, length) = ([UInt8](repeating: 0, count: 32), UInt32(0))
        let isFine = HMAC(EVP_sha256(), key, Int32(key.count), message, message.count, &digest, &length) != nil
        precondition(isFine && length == 32, "OpenSSL cannot digest")
        return digest
    }

    /// PBKDF2-HMAC-SHA-256 (RFC 8018): so many bytes of a password.
    package static func pbkdf2(_ password: [UInt8], salt: [UInt8], rounds: Int, length: Int = 32) -> [UInt8] {
        precondition((1...Int(Int32.max)).contains(rounds), "rounds are a number that OpenSSL takes")
        var key = [UInt8](repeating: 0, count: length)
        let isFine = password.withUnsafeBufferPointer { password in
            password.withMemoryRebound(to: CChar.self) { password in
                PKCS5_PBKDF2_HMAC(
                    password.baseAddress, Int32(password.count), salt, Int32(salt.count), Int32(rounds), EVP_sha256(),
                    Int32(length), &key) == 1
            }
        }
        precondition(isFine, "OpenSSL cannot derive a key")
        return key
    }
}

/// Bytes that nobody can foresee, by OpenSSL's generator.
package enum RandomBytes {
    /// So many.
    package static func make(_ count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        // Without them nothing could be sealed, and nothing may go out that isn't.
        precondition(RAND_bytes(&bytes, Int32(count)) == 1, "the system has no random bytes")
        return bytes
    }
}
