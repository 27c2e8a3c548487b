import Glibc

extension String {
    /// The same place without links and dots; `nil`, with the reason in `errno`, where there is nothing.
    package var realPath: String? {
        guard let real = realpath(self, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }
}
