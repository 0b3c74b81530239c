import Timelines

/// The stories that the tests draw.
enum Stories {
    static let all: [Timeline] = [
        counting, cycle, selfReference, tree, doublyLinked, frames, hiddenHolders, longTexts, strangeTexts, longList,
        weak, rebinding, parts, functions,
    ]

    /// Row 5 of what the guide teaches: 1, 2, 4, then down again.
    static let counting: Timeline = {
        var story = Story("counting", title: "Counting up, counting down")
        let value = story.int(300, constant: true)
        story.bind("x", value)
        story.step("x = 300")
        story.bind("y", value)
        story.step("y = 300")
        let list = story.list([value, value])
        story.bind("z", list)
        story.step("z = [300, 300]")
        story.unbind("x")
        story.step("del x")
        story.bind("y", story.none())
        story.step("y = None")
        story.unbind("z")
        story.step("del z")
        return story.timeline
    }()

    /// Row 15: root, left, right.
    static let cycle: Timeline = {
        var story = Story("cycle", title: "A cycle keeps itself alive")
        let type = story.make("type", name: "Node")
        let initializer = story.make("function", name: "__init__")
        story.set(type, "__init__", initializer)
        story.bind("Node", type)
        let gc = story.make("module", name: "gc")
        story.bind("gc", gc)
        story.begin()
        let root = story.node("root", "next")
        let left = story.node("left", "next")
        let right = story.node("right", "next")
        story.bind("root", root)
        story.bind("left", left)
        story.bind("right", right)
        story.step("Three nodes, three names")
        story.set(root, "next", left)
        story.set(left, "next", right)
        story.step("Link them")
        story.set(right, "next", left)
        let labels = [Label(name: "L", object: left), Label(name: "R", object: right)]
        story.step("Close the cycle", focus: [left, right], labels: labels)
        story.unbind("root")
        story.unbind("left")
        story.unbind("right")
        story.step("Remove the names", labels: labels)
        story.collect()
        story.step("The collector finds the island", output: "2\n", labels: labels)
        return story.timeline
    }()

    static let selfReference: Timeline = {
        var story = Story("self", title: "An object that refers to itself")
        let list = story.list([])
        story.bind("me", list)
        story.step("me = []")
        story.append(list, to: list)
        story.step("me.append(me)")
        story.append(list, to: list)
        story.append(list, to: list)
        story.step("me += [me, me]")
        let node = story.node("loop", "next")
        story.set(node, "next", node)
        story.bind("node", node)
        story.append(node, to: list)
        story.step("another")
        story.unbind("me")
        story.step("del me")
        story.unbind("node")
        story.step("del node")
        story.collect()
        story.step("gc.collect()")
        return story.timeline
    }()

    static let tree: Timeline = {
        var story = Story("tree", title: "A tree falls")
        func tree(_ key: Int, _ left: ObjectID?, _ right: ObjectID?) -> ObjectID {
            let node = story.make("Tree")
            story.set(node, "key", story.int(key))
            story.set(node, "left", left ?? story.none())
            story.set(node, "right", right ?? story.none())
            return node
        }
        let left = tree(10, tree(20, nil, nil), tree(25, nil, nil))
        let root = tree(5, left, tree(15, tree(30, nil, nil), tree(35, nil, nil)))
        story.bind("tree", root)
        story.step("Build it")
        story.bind("branch", left)
        story.step("branch = tree.left")
        story.unbind("tree")
        story.step("del tree")
        story.unbind("branch")
        story.step("del branch")
        return story.timeline
    }()

    static let doublyLinked: Timeline = {
        var story = Story("doubly", title: "A doubly linked list")
        let nodes = [10, 20, 30, 40].map { value in
            let node = story.make("Node")
            story.set(node, "value", story.int(value))
            story.set(node, "prev", story.none())
            story.set(node, "next", story.none())
            return node
        }
        story.bind("head", nodes[0])
        story.bind("tail", nodes[3])
        story.bind("a", nodes[1])
        story.bind("b", nodes[2])
        story.step("Four nodes")
        for (left, right) in zip(nodes, nodes.dropFirst()) {
            story.set(left, "next", right)
            story.set(right, "prev", left)
        }
        story.step("Link them both ways")
        story.unbind("a")
        story.unbind("b")
        story.step("del a, b")
        story.unbind("head")
        story.unbind("tail")
        story.step("del head, tail")
        story.collect()
        story.step("gc.collect()")
        return story.timeline
    }()

    static let frames: Timeline = {
        var story = Story("frames", title: "A call has a frame of its own")
        let function = story.make("function", name: "print_word")
        story.bind("print_word", function)
        story.begin()
        let word = story.make("str", "'Seven'", constant: true)
        let words = story.list([])
        story.bind("words", words)
        story.step("words = []")
        let frame = story.enter("print_word")
        story.bind("word", word, in: frame)
        story.part("Inside: word = 'Seven'")
        story.append(word, to: words)
        story.bind("count", story.int(1), in: frame)
        story.part("Inside: words.append(word)")
        story.leave()
        story.step("print_word()", output: "Seven\n")
        let second = story.make("function", name: "shout")
        story.bind("shout", second)
        story.step("def shout(): …")
        story.unbind("words")
        story.step("del words")
        return story.timeline
    }()

    static let hiddenHolders: Timeline = {
        var story = Story("hidden", title: "What is left out still counts")
        let type = story.make("type", name: "Config")
        let shared = story.int(8080)
        story.set(type, "port", shared)
        story.bind("Config", type)
        story.begin()
        let cache = story.list([shared, shared])
        let node = story.node("user", "port")
        story.set(node, "port", shared)
        story.bind("port", shared)
        story.bind("cache", cache)
        story.bind("node", node)
        story.step("port = Config.port")
        story.step("The cache is hidden", hide: [cache])
        story.unbind("port")
        story.step("del port", hide: [cache, node])
        return story.timeline
    }()

    static let longTexts: Timeline = {
        var story = Story("long", title: "Long texts are cut")
        let text = story.str(String(repeating: "a long sentence and ", count: 20))
        let node = story.make("AnExtremelyLongClassNameThatNobodyWouldWriteByHand")
        story.set(node, "an_attribute_with_a_very_long_name_indeed", story.str(String(repeating: "WiM", count: 60)))
        story.set(node, "text", text)
        story.bind("a_name_that_is_longer_than_names_usually_are", text)
        story.bind("node", node)
        let frame = story.enter("a_function_with_a_name_that_goes_on_and_on_for_ever")
        story.bind("local", node, in: frame)
        story.step("One")
        return story.timeline
    }()

    static let strangeTexts: Timeline = {
        var story = Story("strange <&> \"quoted\"", title: "日本語 <b>&amp;</b> 🎉")
        let first = story.make("str", "'日本語のテキスト'")
        let second = story.make("str", "'🎉👩‍👩‍👧‍👦 é \u{0}\u{8}\u{FFFE}\u{1B}[0m'")
        let third = story.make("str", "'<script>alert(\"x\")</script> & more ]]>'")
        story.bind("größe", first)
        story.bind("名前", second)
        story.bind("x", third)
        let dict = story.make("dict")
        story.set(dict, "", story.str("ключ"), kind: .key)
        story.set(dict, "'ключ'", first, kind: .value)
        story.set(dict, "'\u{202E}rtl'", third, kind: .value)
        story.bind("d", dict)
        story.step("a < b & c \u{1}\u{FFFF}", output: "\u{7}bell")
        return story.timeline
    }()

    static let longList: Timeline = {
        var story = Story("many", title: "A list with many items")
        let shared = story.int(7_000)
        let list = story.list((0..<5).map { story.int(300 + $0) })
        story.bind("numbers", list)
        story.bind("shared", shared)
        story.step("Five")
        for index in 5..<30 { story.append(index % 10 == 9 ? shared : story.int(300 + index), to: list) }
        story.step("Thirty")
        story.unbind("shared")
        story.step("del shared")
        return story.timeline
    }()

    static let weak: Timeline = {
        var story = Story("weak", title: "A weak reference does not count")
        let node = story.node("kept", "parent")
        let reference = story.make("weakref")
        story.set(reference, "", node, kind: .weak)
        story.bind("node", node)
        story.bind("ref", reference)
        story.step("ref = weakref.ref(node)")
        story.set(reference, "", node, kind: .weak)
        story.unbind("node")
        story.step("del node")
        return story.timeline
    }()

    static let rebinding: Timeline = {
        var story = Story("rebinding", title: "A name is moved")
        let first = story.list([story.int(1), story.int(2)])
        let second = story.list([story.int(3)])
        story.bind("a", first)
        story.bind("b", second)
        story.step("Two lists")
        story.bind("a", second)
        story.step("a = b")
        story.bind("b", story.int(5))
        story.step("b = 5")
        story.bind("b", story.none())
        story.step("b = None")
        return story.timeline
    }()

    /// Cards with a line for their name above the slots: a closure, a function with defaults, a class; the class is
    /// held from the cell of its own method, so that one arrow starts at the left.
    static let functions: Timeline = {
        var story = Story("functions", title: "Functions and classes hold objects")
        let number = story.int(1_000)
        let cell = story.make("cell")
        story.set(cell, "cell_contents", number)
        let increase = story.make("function", name: "inc")
        story.set(increase, "count", cell, kind: .cell)
        let defaults = story.make("tuple")
        story.set(defaults, "[0]", story.list([number]), kind: .item)
        let initializer = story.make("function", name: "__init__")
        story.set(initializer, "__defaults__", defaults)
        let type = story.make("type", name: "Node")
        story.set(type, "__init__", initializer)
        story.set(type, "limit", number)
        let owner = story.make("cell")
        story.set(owner, "cell_contents", type)
        story.set(initializer, "owner", owner, kind: .cell)
        story.bind("inc", increase)
        story.bind("make", initializer)
        story.bind("Node", type)
        story.step("A closure and a class")
        story.unbind("make")
        story.unbind("inc")
        story.step("del make, inc")
        story.unbind("Node")
        story.step("del Node")
        story.collect()
        story.step("gc.collect()")
        return story.timeline
    }()

    /// Two frames of a recursion, as parts of a step.
    static let parts: Timeline = {
        var story = Story("parts", title: "A recursion")
        let base = story.list([])
        story.bind("out", base)
        story.step("out = []")
        let outer = story.enter("walk")
        let item = story.int(1_000)
        story.bind("item", item, in: outer)
        story.part("walk(1000)")
        let inner = story.enter("walk")
        story.bind("item", item, in: inner)
        story.append(item, to: base)
        story.part("walk(1000) again")
        story.leave()
        story.part("back")
        story.leave()
        story.step("walk(1000)")
        return story.timeline
    }()
}
