/// Declared records behind one name, which are asked for their values only while they are rendered.
package struct ModelSource: Sendable {
    /// The registers that a template wants filled whenever it enters a record, and from which fields.
    @usableFromInline typealias Plan = [Load]

    /// One value that a template wants of a record.
    @usableFromInline struct Load: Sendable {
        /// The index of the field; 0 for the element itself in a list of texts.
        @usableFromInline let field: Int
        /// Where the value goes.
        @usableFromInline let register: Int

        init(field: Int, register: Int) { (self.field, self.register) = (field, register) }
    }

    /// How many there are; 1 for a record that isn't in a list.
    @usableFromInline let count: Int

    /// Puts the wanted values of the record at an index into the registers.
    @usableFromInline let load: @Sendable (_ index: Int, _ plan: Plan, _ registers: inout [Value]) -> Void

    /// Wraps a single record.
    @inlinable init<R: TemplateRecord>(one model: R) {
        let fields = R.fields
        count = 1
        load = { _, plan, registers in Self.fill(&registers, plan, of: model, fields) }
    }

    /// Wraps a list of records.
    @inlinable init<R: TemplateRecord>(all models: [R]) {
        let fields = R.fields
        count = models.count
        // Taken out once: each copy of a record counts a reference for each of its texts.
        load = { index, plan, registers in Self.fill(&registers, plan, of: models[index], fields) }
    }

    @inlinable @inline(__always)
    static func fill<R: TemplateRecord>(
        _ registers: inout [Value], _ plan: Plan, of model: R, _ fields: [Field<R>]
    ) {
        fields.withUnsafeBufferPointer { fields in
            registers.withUnsafeMutableBufferPointer { registers in
                for load in plan { registers[load.register] = fields[load.field].value(model) }
            }
        }
    }

    /// Wraps a list of texts.
    @inlinable init(_ texts: [String], as value: @escaping @Sendable (String) -> Value) {
        count = texts.count
        load = { index, plan, registers in
            for load in plan {
                registers[load.register] = value(texts[index])
            }
        }
    }
}
