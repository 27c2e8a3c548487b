extension String {
    /// Reads the UTF-8 of the text where it is; `withUTF8` would need a copy that can change.
    @inline(__always)
    func withBytes(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        if utf8.withContiguousStorageIfAvailable(body) == nil {
            // A string that Foundation made may have to be brought into one piece first.
            var copy = self
            copy.withUTF8(body)
        }
    }
}
