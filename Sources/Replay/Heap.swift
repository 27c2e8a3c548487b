/// A binary heap: takes elements in any order, and gives the least of them first.
struct Heap<Element: Comparable> {
    private var elements: [Element] = []

    var first: Element? { elements.first }

    mutating func insert(_ element: Element) {
        elements.append(element)
        var child = elements.count - 1
        elements.withUnsafeMutableBufferPointer { elements in
            while child > 0 {
                let parent = (child - 1) / 2
                guard element < elements[parent] else { break }
                elements[child] = elements[parent]
                child = parent
            }
            elements[child] = element
        }
    }

    mutating func popFirst() -> Element? {
        guard let last = elements.popLast() else { return nil }
        guard let first = elements.first else { return last }
        elements.withUnsafeMutableBufferPointer { elements in
            var parent = 0
            while 2 * parent + 1 < elements.count {
                var child = 2 * parent + 1
                if child + 1 < elements.count, elements[child + 1] < elements[child] { child += 1 }
                guard elements[child] < last else { break }
                elements[parent] = elements[child]
                parent = child
            }
            elements[parent] = last
        }
        return first
    }
}
