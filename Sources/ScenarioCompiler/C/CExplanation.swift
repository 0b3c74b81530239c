import CellModel
import Diagnostics
import Timelines

// The answer to `heapbook why` in a C scenario.
extension CTeller {
    /// Says what a place holds and what points at it.
    func explain(_ place: CCode, as expression: String, step: Int, in file: SourceFile) -> Explanation {
        var copy = machine
        let address = CCode(.address(place), .pointer(place.type), place.span)
        let pointer: Pointer
        do throws(CStop) {
            guard case .pointer(let found, _) = try copy.evaluate(address) else { return .lines(nil, []) }
            pointer = found
        } catch {
            return .lines(nil, [noAnswer(error, file)])
        }
        guard let number = pointer.block else {
            return .lines(
                nil, [Diagnostic("E0507", "this question has no answer: it is at NULL", in: file, at: place.span)])
        }
        let state = machine.memory.snapshot()
        guard let block = state.blocks.first(where: { $0.id == Memory.id(number) }) else {
            return .lines(
                ["\(expression): in \(machine.memory.blocks[number].title), which is gone, after step \(step)"], [])
        }
        var lines = ["\(expression): \(place.type.name), after step \(step), \(program.steps[step - 1].title)"]
        let isVariable = block.kind == .variable
        lines.append(
            "block: \(isVariable ? "the variable \(block.name ?? "")" : "an allocation"), \(block.size) bytes at \(block.address), "
                + Self.words(block.state))
        lines += block.cells.filter { isInside($0, pointer, place.type) }.map(Self.line)
        lines.append("pointers to it:")
        lines += pointers(to: block.id, in: state)
        return .lines(lines, [])
    }

    private func noAnswer(_ stop: CStop, _ file: SourceFile) -> Diagnostic {
        switch stop {
        case .refused(let diagnostic, _): return diagnostic
        case .undefined(let hazard, let span):
            return Diagnostic(
                "E0507", "this question has no answer: \(hazard.message)", in: file, at: span,
                explanation: hazard.kind.rule)
        }
    }

    private static func words(_ state: CellBlock.State) -> String {
        switch state {
        case .live: "in use"
        case .leaked: "leaked: no pointer leads to it"
        case .freed: "freed"
        case .ended: "gone with its braces"
        }
    }

    private func isInside(_ cell: Cell, _ pointer: Pointer, _ type: CellType) -> Bool {
        guard let address = UInt64(cell.address.dropFirst(2), radix: 16) else { return false }
        return address >= pointer.address && address < pointer.address + UInt64(max(1, type.size))
    }

    private static func line(_ cell: Cell) -> String {
        var text = "cell \(cell.address): \(cell.type), \(cell.width) byte\(cell.width == 1 ? "" : "s"), "
        text += cell.value.map { "value \($0)" } ?? "no value"
        if let bits = cell.bits { text += ", bits \(bits)" }
        if let old = cell.truncatedFrom { text += ", what is left of \(old)" }
        if let target = cell.target, target.state != .valid {
            text += target.state == .dangling ? ", dangling" : ", just past the end"
        }
        return text
    }

    private func pointers(to block: String, in state: CellMemory) -> [String] {
        var lines: [String] = []
        for holder in state.blocks {
            for (index, cell) in holder.cells.enumerated() {
                guard let target = cell.target, target.block == block else { continue }
                let name = holder.name ?? "the allocation at \(holder.address)"
                let place = holder.cells.count > 1 ? "\(name)[\(index)]" : name
                lines.append("  \(place), to byte \(target.offset)")
            }
        }
        return lines.isEmpty ? ["  none"] : lines
    }
}
