import Celery

/// A histogram as it is stored; version 1.
enum HistogramCode {
    private static let version: UInt8 = 1

    static func encode(_ histogram: Histogram) -> [UInt8] {
        guard histogram != Histogram() else { return [] }
        var writer = ByteWriter()
        writer.byte(version)
        writer.signed(Int64(histogram.zeros))
        writer.signed(Int64(histogram.millionths))
        writer.count(histogram.buckets.count)
        var last = 0
        for (bucket, hits) in histogram.buckets.sorted(by: { $0.key < $1.key }) {
            writer.signed(Int64(bucket - last))
            writer.signed(Int64(hits))
            last = bucket
        }
        return writer.bytes
    }

    static func decode(_ bytes: [UInt8]) throws(StoredFlaw) -> Histogram {
        if bytes.isEmpty { return Histogram() }
        var reader = ByteReader(bytes)
        guard try reader.byte() == version else { throw StoredFlaw() }
        let zeros = Int(try reader.signed())
        let millionths = Int(try reader.signed())
        var buckets: [Int: Int] = [:]
        var last = 0
        for _ in 0..<(try reader.count()) {
            last &+= Int(try reader.signed())
            buckets[last] = Int(try reader.signed())
        }
        return Histogram(buckets: buckets, zeros: zeros, millionths: millionths)
    }
}
