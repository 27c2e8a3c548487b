import Templating
import Testing

struct RecordTypeTests {
    @Test func listsEveryNameOnceWithWhatLeadsThere() {
        let outline = RecordType(Sample.self).outline()
        let lines = outline.map { ($0.path + [$0.declaration.name]).joined(separator: ".") }
        #expect(
            lines == [
                "title", "busy", "note", "chart", "best", "best.name", "best.processed", "best.label", "best.children",
                "rows", "rows.name", "rows.processed", "rows.label", "rows.children", "tags", "marks",
            ])
    }

    @Test func describesTypesInWords() {
        let types = RecordType(Sample.self).declarations.map(\.type.description)
        #expect(
            types == [
                "text", "yes or no", "ready-made HTML", "ready-made SVG", "record", "list of records", "list of texts",
                "list of texts from the cluster",
            ])
    }

    @Test func keepsMeanings() {
        #expect(RecordType(Row.self).declarations.first?.meaning == "the worker's name")
    }
}
