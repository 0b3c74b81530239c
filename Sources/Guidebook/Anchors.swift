import Markdown

/// The anchors of one page: figures and their steps first, then headings that give way to them.
struct PageAnchors {
    /// Every anchor of the page.
    private(set) var all: Set<String> = []

    /// Takes the anchors of a figure: `cycle`, `cycle-3`, `cycle-4.2`.
    mutating func add(_ figure: Figure) {
        all.insert(figure.id)
        for step in figure.steps { all.insert(figure.anchor(of: step)) }
    }

    /// Finds anchors for all headings of the blocks.
    mutating func headings(in blocks: [MarkdownBlock]) -> [PageHeading] {
        blocks.compactMap { block in
            guard case .heading(let level, let inlines) = block.content else { return nil }
            let text = inlines.plainText
            let identifier = free(PageAnchors.slug(text))
            all.insert(identifier)
            return PageHeading(level: level, text: text, identifier: identifier, line: block.lines.lowerBound)
        }
    }

    /// `cycle-3` must stay free for a step, so a second "Cycle" becomes `cycle-section`, not `cycle-2`.
    private func free(_ slug: String) -> String {
        guard all.contains(slug) else { return slug }
        var candidate = "\(slug)-section"
        var number = 2
        while all.contains(candidate) {
            candidate = "\(slug)-section-\(number)"
            number += 1
        }
        return candidate
    }

    /// A heading as an anchor: letters and digits of any script in lower case, hyphens between words.
    static func slug(_ text: String) -> String {
        var result = ""
        var pending = false
        for character in text.lowercased() {
            if character.isLetter || character.isNumber || character == "_" {
                if pending, !result.isEmpty { result += "-" }
                pending = false
                result.append(character)
            } else if character != "'" && character != "’" {
                pending = true
            }
        }
        // An anchor that starts with an underscore is the page's own.
        while result.hasPrefix("_") { result.removeFirst() }
        return result.isEmpty ? "section" : result
    }
}
