/// A page, compiled for the records it is rendered with; rendering can't fail.
package struct Template<Model: TemplateRecord>: Sendable {
    /// What is run.
    let program: Program

    /// Renders the page, in UTF-8.
    package func render(_ model: Model) -> [UInt8] {
        var renderer = Renderer(root: .model(ModelSource(one: model)))
        renderer.run(program)
        return renderer.bytes()
    }
}
