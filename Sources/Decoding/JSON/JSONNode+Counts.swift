extension JSONNode {
    /// Refuses numbers that nobody could have counted or measured: sums of them would not fit, whoever makes them.
    ///
    /// Goes over the tape word by word, which costs next to nothing beside the parsing.
    package func checkCounts() throws(DecodingFailure) {
        var key: JSONNode?
        var index = index
        let end = nextIndex
        while index < end {
            let node = at(index)
            switch node.tag {
            case Tag.string:
                if node.wideNumber != nil { throw .tooLarge(field: key?.string ?? "") }
                key = node
                index += 1
            case Tag.signed, Tag.unsigned, Tag.double:
                if !node.isBounded { throw .tooLarge(field: key?.string ?? "") }
                index += 2
            default: index += 1
            }
        }
    }
}
