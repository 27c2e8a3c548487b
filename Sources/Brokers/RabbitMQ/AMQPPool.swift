import CRabbitMQ

/// The memory that librabbitmq's decoder fills and its encoder reads; what it handed out lasts as long as it.
final class AMQPPool {
    private let pool: UnsafeMutablePointer<amqp_pool_t>

    init() {
        pool = .allocate(capacity: 1)
        pool.initialize(to: amqp_pool_t())
        init_amqp_pool(pool, 4096)
    }

    deinit {
        empty_amqp_pool(pool)
        pool.deallocate()
    }

    /// Takes back all that was handed out.
    func recycle() { recycle_amqp_pool(pool) }

    /// A copy of a text.
    func text(_ text: String) -> amqp_bytes_t { bytes(Array(text.utf8)) }

    /// A copy of bytes.
    func bytes(_ source: [UInt8]) -> amqp_bytes_t {
        guard !source.isEmpty, let memory = amqp_pool_alloc(pool, source.count) else { return amqp_bytes_t() }
        UnsafeMutableRawBufferPointer(start: memory, count: source.count).copyBytes(from: source)
        return amqp_bytes_t(len: source.count, bytes: memory)
    }

    /// A table, in the order given.
    func table(_ fields: [(name: String, value: AMQPValue)]) -> amqp_table_t {
        let size = fields.count * MemoryLayout<amqp_table_entry_t>.stride
        guard !fields.isEmpty, let memory = amqp_pool_alloc(pool, size) else { return amqp_table_t() }
        let entries = memory.bindMemory(to: amqp_table_entry_t.self, capacity: fields.count)
        for (index, field) in fields.enumerated() {
            (entries + index).initialize(to: amqp_table_entry_t(key: text(field.name), value: value(field.value)))
        }
        return amqp_table_t(num_entries: Int32(fields.count), entries: entries)
    }

    private func value(_ value: AMQPValue) -> amqp_field_value_t {
        var field = amqp_field_value_t()
        switch value {
        case .flag(let flag):
            field.kind = UInt8(AMQP_FIELD_KIND_BOOLEAN.rawValue)
            field.value.boolean = flag ? 1 : 0
        case .integer(let number):
            field.kind = UInt8(AMQP_FIELD_KIND_I64.rawValue)
            field.value.i64 = Int64(number)
        case .number(let number):
            field.kind = UInt8(AMQP_FIELD_KIND_F64.rawValue)
            field.value.f64 = number
        case .text(let text):
            field.kind = UInt8(AMQP_FIELD_KIND_UTF8.rawValue)
            field.value.bytes = self.text(text)
        case .table(let fields):
            field.kind = UInt8(AMQP_FIELD_KIND_TABLE.rawValue)
            field.value.table = table(fields)
        }
        return field
    }

    /// Decodes the arguments of a method, or the properties of a message, by one of librabbitmq's two functions for it;
    /// `nil` where they can't be read.
    func decode<Fields>(
        _ bytes: ArraySlice<UInt8>, as type: Fields.Type,
        by decode: (UnsafeMutablePointer<amqp_pool_t>, amqp_bytes_t, inout UnsafeMutableRawPointer?) -> Int32
    ) -> Fields? {
        var decoded: UnsafeMutableRawPointer?
        // A copy in the pool, since what is decoded points into it.
        guard decode(pool, self.bytes(Array(bytes)), &decoded) == AMQP_STATUS_OK.rawValue else { return nil }
        return decoded?.assumingMemoryBound(to: type).pointee
    }
}

/// A value of one of AMQP's tables, of the kinds that we send.
enum AMQPValue: Sendable {
    case flag(Bool)
    case integer(Int)
    case number(Double)
    case text(String)
    case table([(name: String, value: AMQPValue)])
}

extension amqp_bytes_t {
    /// A copy.
    var array: [UInt8] { Array(UnsafeRawBufferPointer(start: bytes, count: len)) }

    /// A copy as text; what isn't UTF-8 becomes U+FFFD.
    var string: String { String(decoding: UnsafeRawBufferPointer(start: bytes, count: len), as: UTF8.self) }
}

extension amqp_table_t {
    /// The text of that name.
    subscript(name: String) -> String? {
        for index in 0..<Int(num_entries) where entries[index].key.string == name {
            let value = entries[index].value
            guard [AMQP_FIELD_KIND_UTF8, AMQP_FIELD_KIND_BYTES].contains(where: { $0.rawValue == value.kind }) else {
                return nil
            }
            return value.value.bytes.string
        }
        return nil
    }
}
