import Celery

/// A histogram as it is stored; version 2. Version 1 had no largest values.
enum HistogramCode {
    private static let version: UInt8 = 2

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
        writer.double(histogram.peaks.floor)
        writer.count(histogram.peaks.values.count)
        for peak in histogram.peaks.values {
            writer.double(peak.value)
            writer.signed(Int64(peak.count))
        }
        return writer.bytes
    }

    static func decode(_ bytes: [UInt8]) throws(StoredFlaw) -> Histogram {
        if bytes.isEmpty { return Histogram() }
        var reader = ByteReader(bytes)
        let written = try reader.byte()
        guard (1...version).contains(written) else { throw StoredFlaw() }
        let zeros = Int(try reader.signed())
        let millionths = Int(try reader.signed())
        var buckets: [Int: Int] = [:]
        var last = 0
        for _ in 0..<(try reader.count()) {
            last &+= Int(try reader.signed())
            buckets[last] = Int(try reader.signed())
        }
        let peaks = written == 1 ? nil : try peaks(&reader)
        return Histogram(buckets: buckets, zeros: zeros, millionths: millionths, peaks: peaks)
    }

    private static func peaks(_ reader: inout ByteReader) throws(StoredFlaw) -> Peaks {
        let floor = try reader.double()
        var values: [Peaks.Peak] = []
        for _ in 0..<(try reader.count()) {
            let value = try reader.double()
            values.append(Peaks.Peak(value, count: Int(try reader.signed())))
        }
        return Peaks(values: values, floor: floor)
    }
}
