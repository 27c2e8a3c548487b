import Site
import Testing

struct FolderAddressTests {
    @Test(arguments: [
        ("/srv/all", "/srv/eu", "../eu/"), ("all", "eu", "../eu/"), ("all/", "./eu//", "../eu/"),
        ("/srv/all", "/srv/all/eu", "eu/"), ("/srv/a/all", "/data/eu", "../../../data/eu/"),
        ("../all", "eu", "../home/eu/"),
        ("all", "../eu", "../../eu/"), ("a", "a", ""), ("/x", "/", "../"),
        ("all", "a b/ü#?\"<", "../a%20b/%C3%BC%23%3F%22%3C/"),
        ("all", "javascript:alert(1)", "../javascript%3Aalert%281%29/"), ("/", "/srv", "srv/"),
    ])
    func leadsFromOneFolderToAnother(origin: String, target: String, address: String) {
        #expect(FolderAddress(from: origin, to: target, in: "/users/home").text == address)
    }
}
