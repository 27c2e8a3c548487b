import CCrypto

/// AES-256 in Galois/Counter Mode with a tag of 16 bytes and a nonce of 12 (NIST SP 800-38D), by OpenSSL.
package struct AESGCM: ~Copyable {
    /// How many bytes the tag has, which follows what is sealed.
    package static let tagLength = 16
    /// How many bytes a nonce has.
    package static let nonceLength = 12

    private let context: OpaquePointer
    private let key: [UInt8]

    /// Takes a key of 32 bytes.
    package init(key: [UInt8]) {
        precondition(key.count == 32, "a key of AES-256 has 32 bytes")
        guard let context = EVP_CIPHER_CTX_new() else { preconditionFailure("no memory for a cipher") }
        self.context = context
        self.key = key
    }

    deinit { EVP_CIPHER_CTX_free(context) }

    /// The sealed bytes with their tag behind them; never the same nonce twice with one key.
    package func seal(
        _ plain: UnsafeBufferPointer<UInt8>, nonce: [UInt8], authenticating known: [UInt8] = []
    ) -> [UInt8] {
        precondition(nonce.count == Self.nonceLength, "a nonce has 12 bytes")
        return [UInt8](unsafeUninitializedCapacity: plain.count + Self.tagLength) { sealed, count in
            var (length, isFine) = (Int32(0), true)
            isFine = EVP_EncryptInit_ex(context, EVP_aes_256_gcm(), nil, key, nonce) == 1 && isFine
            isFine = EVP_EncryptUpdate(context, nil, &length, known, Int32(known.count)) == 1 && isFine
            isFine =
                EVP_EncryptUpdate(context, sealed.baseAddress, &length, plain.baseAddress, Int32(plain.count)) == 1
                && isFine
            isFine = EVP_EncryptFinal_ex(context, sealed.baseAddress?.advanced(by: plain.count), &length) == 1 && isFine
            isFine =
                EVP_CIPHER_CTX_ctrl(
                    context, EVP_CTRL_AEAD_GET_TAG, Int32(Self.tagLength),
                    sealed.baseAddress?.advanced(by: plain.count)) == 1 && isFine
            // Nothing of this can fail but for want of memory, and nothing may go out that isn't sealed.
            precondition(isFine, "OpenSSL cannot encrypt")
            count = plain.count + Self.tagLength
        }
    }

    /// What was sealed; `nil` where anything of it has been changed, or it was sealed with another key or nonce.
    package func open(
        _ sealed: UnsafeBufferPointer<UInt8>, nonce: [UInt8], authenticating known: [UInt8] = []
    ) -> [UInt8]? {
        precondition(nonce.count == Self.nonceLength, "a nonce has 12 bytes")
        let size = sealed.count - Self.tagLength
        guard size >= 0, size <= Int(Int32.max) else { return nil }
        var tag = Array(sealed[size...])
        var isWhole = false
        let plain = [UInt8](unsafeUninitializedCapacity: max(1, size)) { plain, count in
            var length: Int32 = 0
            isWhole =
                EVP_DecryptInit_ex(context, EVP_aes_256_gcm(), nil, key, nonce) == 1
                && EVP_DecryptUpdate(context, nil, &length, known, Int32(known.count)) == 1
                && EVP_DecryptUpdate(context, plain.baseAddress, &length, sealed.baseAddress, Int32(size)) == 1
                && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, Int32(Self.tagLength), &tag) == 1
                && EVP_DecryptFinal_ex(context, plain.baseAddress?.advanced(by: size), &length) == 1
            count = isWhole ? size : 0
        }
        return isWhole ? plain : nil
    }
}
