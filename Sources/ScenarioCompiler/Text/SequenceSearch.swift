/// Searching and cutting of sequences: of characters for `str`, of bytes for `bytes` (Objects/stringlib).
enum Slices {
    /// The part of a sequence that `start` and `end` mean, negative ones counted from the end; nil where it ends before
    /// it starts.
    static func bounds(_ start: Int?, _ end: Int?, count: Int) -> Range<Int>? {
        var end = end ?? count
        if end > count { end = count } else if end < 0 { end = max(0, end + count) }
        var start = start ?? 0
        if start < 0 { start = max(0, start + count) }
        return start <= end ? start..<end : nil
    }

    static func find<Element: Equatable>(_ part: [Element], in whole: [Element], _ range: Range<Int>) -> Int? {
        guard range.count >= part.count else { return nil }
        guard let first = part.first else { return range.lowerBound }
        var place = range.lowerBound
        let last = range.upperBound - part.count
        while place <= last {
            if whole[place] == first, matches(part, whole, at: place) { return place }
            place += 1
        }
        return nil
    }

    static func findLast<Element: Equatable>(_ part: [Element], in whole: [Element], _ range: Range<Int>) -> Int? {
        guard range.count >= part.count else { return nil }
        var place = range.upperBound - part.count
        while place >= range.lowerBound {
            if matches(part, whole, at: place) { return place }
            place -= 1
        }
        return nil
    }

    static func matches<Element: Equatable>(_ part: [Element], _ whole: [Element], at place: Int) -> Bool {
        guard place >= 0, place + part.count <= whole.count else { return false }
        for index in part.indices where whole[place + index] != part[index] { return false }
        return true
    }

    /// How often a part occurs without overlap; an empty one between all items and at both ends.
    static func count<Element: Equatable>(_ part: [Element], in whole: [Element], _ range: Range<Int>) -> Int {
        if part.isEmpty { return range.count + 1 }
        var found = 0
        var place = range.lowerBound
        while let next = find(part, in: whole, place..<range.upperBound) {
            found += 1
            place = next + part.count
        }
        return found
    }

    /// Replaces at most `limit` occurrences; nil where there is none.
    static func replace<Element: Equatable>(
        _ part: [Element], by other: [Element], in whole: [Element], limit: Int
    ) -> [Element]? {
        if limit == 0 || whole.count < part.count { return nil }
        if part.isEmpty { return interleave(other, with: whole, limit: limit) }
        var result: [Element] = []
        var place = 0
        var replaced = 0
        while limit < 0 || replaced < limit, let next = find(part, in: whole, place..<whole.count) {
            result += whole[place..<next]
            result += other
            place = next + part.count
            replaced += 1
        }
        return replaced == 0 ? nil : result + whole[place...]
    }

    private static func interleave<Element>(_ other: [Element], with whole: [Element], limit: Int) -> [Element]? {
        var result: [Element] = []
        for (index, item) in whole.enumerated() {
            if limit < 0 || index < limit { result += other }
            result.append(item)
        }
        if limit < 0 || whole.count < limit { result += other }
        return result
    }

    // MARK: - Splitting

    /// The parts that `split` and `rsplit` give: cut at a separator, or at runs of white space where there is none.
    static func split<Element: Equatable>(
        _ whole: [Element], by separator: [Element]?, limit: Int, fromEnd: Bool, isSpace: (Element) -> Bool
    ) -> [Range<Int>] {
        guard let separator else {
            return fromEnd
                ? splitSpaceFromEnd(whole, limit: limit, isSpace: isSpace)
                : splitSpace(whole, limit: limit, isSpace: isSpace)
        }
        return fromEnd
            ? splitFromEnd(whole, by: separator, limit: limit) : split(whole, by: separator, limit: limit)
    }

    /// The parts between separators, at most `limit` cuts from the left.
    static func split<Element: Equatable>(_ whole: [Element], by separator: [Element], limit: Int) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var place = 0
        while limit < 0 || parts.count < limit, let next = find(separator, in: whole, place..<whole.count) {
            parts.append(place..<next)
            place = next + separator.count
        }
        return parts + [place..<whole.count]
    }

    /// The parts between separators, at most `limit` cuts from the right, in order.
    static func splitFromEnd<Element: Equatable>(
        _ whole: [Element], by separator: [Element], limit: Int
    ) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var end = whole.count
        while limit < 0 || parts.count < limit, let next = findLast(separator, in: whole, 0..<end) {
            parts.append((next + separator.count)..<end)
            end = next
        }
        return (parts + [0..<end]).reversed()
    }

    /// The runs without white space; after `limit` of them the rest is one part, with the white space at its end.
    static func splitSpace<Element>(
        _ whole: [Element], limit: Int, isSpace: (Element) -> Bool
    ) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var place = 0
        while limit < 0 || parts.count < limit {
            while place < whole.count, isSpace(whole[place]) { place += 1 }
            if place == whole.count { return parts }
            let start = place
            while place < whole.count, !isSpace(whole[place]) { place += 1 }
            parts.append(start..<place)
        }
        while place < whole.count, isSpace(whole[place]) { place += 1 }
        if place == whole.count { return parts }
        return parts + [place..<whole.count]
    }

    /// As `splitSpace`, from the right.
    static func splitSpaceFromEnd<Element>(
        _ whole: [Element], limit: Int, isSpace: (Element) -> Bool
    ) -> [Range<Int>] {
        let mirrored = splitSpace(Array(whole.reversed()), limit: limit, isSpace: isSpace)
        return mirrored.reversed().map { (whole.count - $0.upperBound)..<(whole.count - $0.lowerBound) }
    }

    /// Lines, with their ends where `keepEnds` says so.
    static func lines<Element: Equatable>(
        _ whole: [Element], keepEnds: Bool, carriageReturn: Element, lineFeed: Element, isBreak: (Element) -> Bool
    ) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var place = 0
        while place < whole.count {
            let start = place
            while place < whole.count, !isBreak(whole[place]) { place += 1 }
            let end = place
            if place < whole.count {
                let isPair = whole[place] == carriageReturn && place + 1 < whole.count && whole[place + 1] == lineFeed
                place += isPair ? 2 : 1
            }
            parts.append(start..<(keepEnds ? place : end))
        }
        return parts
    }

    /// The part that is left without these items at its ends.
    static func strip<Element>(
        _ whole: [Element], left: Bool, right: Bool, where isStripped: (Element) -> Bool
    ) -> Range<Int> {
        var start = 0
        var end = whole.count
        if left { while start < end, isStripped(whole[start]) { start += 1 } }
        if right { while end > start, isStripped(whole[end - 1]) { end -= 1 } }
        return start..<end
    }

    /// A text with so much in front of and behind it that it has a width.
    ///
    /// - Parameter left: how much of the padding stands in front, by the padding and the width.
    static func pad<Element>(
        _ whole: [Element], to width: Int, with fill: Element, _ left: (Int, Int) -> Int
    ) -> [Element] {
        let padding = width - whole.count
        let before = left(padding, width)
        return Array(repeating: fill, count: before) + whole + Array(repeating: fill, count: padding - before)
    }

    /// How `center` shares out its padding.
    @Sendable static func inTheMiddle(_ padding: Int, _ width: Int) -> Int { padding / 2 + (padding & width & 1) }

    /// A text with zeros in front, behind its sign, up to a width.
    static func zeroFill<Element: Equatable>(
        _ whole: [Element], to width: Int, zero: Element, signs: [Element]
    ) -> [Element] {
        var whole = whole
        let hasSign = whole.first.map { signs.contains($0) } ?? false
        whole.insert(contentsOf: repeatElement(zero, count: width - whole.count), at: hasSign ? 1 : 0)
        return whole
    }

    /// Tabs as spaces up to the next multiple of `size`; a line end starts anew.
    static func expandTabs<Element: Equatable>(
        _ whole: [Element], size: Int, tab: Element, space: Element, isLineEnd: (Element) -> Bool
    ) -> [Element] {
        var result: [Element] = []
        var column = 0
        for item in whole {
            if item == tab {
                let width = size > 0 ? size - column % size : 0
                result += repeatElement(space, count: width)
                column += width
            } else {
                result.append(item)
                column = isLineEnd(item) ? 0 : column + 1
            }
        }
        return result
    }
}
