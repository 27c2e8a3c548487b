/// A page, compiled for the records it is rendered with; rendering can't fail.
package struct Template<Model: TemplateRecord>: Sendable {
    /// What is run.
    let program: Program

    /// Whether a word stands in the template's own text, or in that of what it includes; it is given in small letters.
    package func holds(_ word: String) -> Bool {
        let (text, wanted) = (program.literals.map { (65...90).contains($0) ? $0 + 32 : $0 }, Array(word.utf8))
        return text.indices.contains { text[$0] == wanted.first && text[$0...].starts(with: wanted) }
    }

    /// Renders the page, in UTF-8.
    package func render(_ model: Model) -> [UInt8] {
        var renderer = Renderer(root: .model(ModelSource(one: model)))
        renderer.run(program)
        return renderer.bytes()
    }

    /// Renders the page, in UTF-8, and hands it on stretch by stretch, so that it is never held whole.
    package func render(_ model: Model, to reader: (UnsafeBufferPointer<UInt8>) -> Void) {
        withoutActuallyEscaping(reader) { reader in
            var renderer = Renderer(root: .model(ModelSource(one: model)), reader: reader)
            renderer.run(program)
            renderer.finish()
        }
    }
}
