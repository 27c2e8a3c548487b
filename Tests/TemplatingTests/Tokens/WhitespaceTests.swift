import Templating
import Testing

struct WhitespaceTests {
    @Test(arguments: [
        // A tag alone takes its line away, whatever the line end, and at both ends of the file.
        ("a\n  {{#title}}  \nb\n\t{{/title}}\nc", "a\nb\nc"), ("{{#title}}\r\nb\r\n{{/title}}\r\nc", "b\r\nc"),
        ("{{! x }}", ""), ("a\n {{! x\n y }} \nb", "a\nb"), ("a\n{{=<% %>=}}\nb", "a\nb"),
        ("{{^title}}\n{{/title}}\na", "a"),
        // Anything else on the line keeps it.
        (" {{title}}\n", " Workers\n"), ("  {{#title}}b{{/title}}\n", "  b\n"), (" x {{! y }}\n", " x \n"),
        ("  {{#title}}{{/title}}\n", "  \n"), ("{{! a }} {{! b }}\n", " \n"),
        ("{{#title}} \n {{.}}{{/title}} \n", " Workers \n"),
        ("\n\n{{#title}}\n\n{{/title}}\n\n", "\n\n\n\n"),
    ])
    func takesLinesOfLoneTagsOut(template: String, page: String) throws {
        #expect(try render(template) == page)
    }

    @Test(arguments: [
        ("  {{>p}}\nz", "1\n{{title}}\n3", "  1\n  a\nb\n  3z"), ("  {{>p}}\n", "\n1\n", "  \n  1\n"),
        ("x {{>p}}\n", "1\n2\n", "x 1\n2\n\n"), ("\t{{>p}}\n", " {{>q}}\n|\n", "\t <\n\t >\n\t|\n"),
        (" {{>p}}\n", "{{#title}}\n1\n{{/title}}\n{{>q}}!\n", " 1\n <\n>\n!\n"), ("{{>p}}\r\nz", "1\r\n2", "1\r\n2z"),
    ])
    func indentsTheLinesOfALonePartial(page: String, partial: String, output: String) throws {
        let library = TemplateLibrary(["page.html": page, "p.html": partial, "q.html": "<\n>\n"])
        #expect(try library.render("page.html", Sample(title: "a\nb")) == output)
    }
}
