import Celery
import Testing

@testable import Configuration

struct ListTests {
    @Test func takesSpacesFromAroundItems() throws {
        #expect(try CommaList(parsing: "a, b c ,d").items == ["a", "b c", "d"])
    }

    @Test(arguments: ["a,", ",a", "a,,b", "a, ,b", ","])
    func refusesEmptyItems(text: String) {
        #expect(throws: CommandError.badValue(text, .emptyItem)) { try CommaList(parsing: text) }
    }

    @Test func refusesAnEmptyList() {
        #expect(throws: CommandError.badValue("", .empty)) { try CommaList(parsing: "") }
    }

    @Test func readsColumnsOfTasksInAnyOrder() throws {
        let columns = try OmittedColumns(parsing: "traceback,args,args")
        #expect(columns.columns == [.args, .traceback])
        #expect(columns.description == "args,traceback")
    }

    @Test(arguments: ["argz", "ARGS", "uuid"])
    func refusesOtherColumns(text: String) {
        #expect(throws: CommandError.badValue(text, .notOneOf(["args", "kwargs", "result", "traceback"]))) {
            try OmittedColumns(parsing: "args,\(text)")
        }
    }

    @Test func sortsPrioritySteps() throws {
        #expect(try PrioritySteps(parsing: "9,0, 3,6,3").steps == [0, 3, 6, 9])
    }

    @Test(arguments: ["0,x", "-1", "256", "0,3.5", "99999999999999999999"])
    func refusesOtherPrioritySteps(text: String) {
        #expect(throws: CommandError.self) { try PrioritySteps(parsing: text) }
    }
}
