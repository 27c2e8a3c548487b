/// How much cmark would make of the tables of a document.
///
/// It gives every row as many cells as the delimiter row has columns, whatever stands in it: of a megabyte it makes
/// hundreds of millions. Reading a row of a hundred thousand columns takes it half a minute.
enum MarkdownTables {
    private static let mostColumns = 1_000
    private static let mostMissing = 100_000

    /// Whether the columns of each, and the cells that rows lack, are few enough; a careful estimate.
    static func areBounded(in markdown: [UInt8]) -> Bool {
        var (columns, missing) = (0, 0)
        for line in markdown.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
            let pipes = line.count { $0 == UInt8(ascii: "|") }
            if isDelimiter(line) { columns = max(columns, pipes + 1) }
            missing += max(0, columns - pipes - 1)
            if columns > mostColumns || missing > mostMissing { return false }
        }
        return true
    }

    /// Whether a line may be a delimiter row, in a quotation or a list, too.
    private static func isDelimiter(_ line: ArraySlice<UInt8>) -> Bool {
        var hasDash = false
        for byte in line {
            switch byte {
            case UInt8(ascii: "-"): hasDash = true
            case UInt8(ascii: "|"), UInt8(ascii: ":"), UInt8(ascii: ">"), UInt8(ascii: "*"), UInt8(ascii: "+"),
                UInt8(ascii: "."), UInt8(ascii: ")"), 0x20, 0x09, 0x0B, 0x0C, UInt8(ascii: "0")...UInt8(ascii: "9"):
                continue
            default: return false
            }
        }
        return hasDash
    }
}
