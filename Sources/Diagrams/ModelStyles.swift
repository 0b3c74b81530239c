extension DiagramStyleSheet {
    /// The rules of what only pictures of cells and of races have.
    static func modelRules(_ color: (ColorRole) -> String) -> [([String], String)] {
        let code = "'JetBrains Mono',ui-monospace,monospace"
        return [
            ([".bucket"], "fill:\(color(.pill));stroke:\(color(.border));stroke-width:1"),
            ([".cellname", ".bits", ".old"], "font-family:\(code);fill:\(color(.ink))"),
            ([".cellname"], "font-size:13px;font-weight:600"),
            ([".bits"], "font-size:12.5px;fill:\(color(.muted))"),
            ([".bits.flipped"], "fill:\(color(.changed));font-weight:700"),
            ([".address"], "font-size:11px;fill:\(color(.muted))"),
            ([".old"], "font-size:12.5px;fill:\(color(.muted));text-anchor:end;text-decoration:line-through"),
            ([".hatch"], "fill:none;stroke:\(color(.freed));stroke-width:1;stroke-opacity:.28"),
            ([".cell.new>.bucket"], "stroke:\(color(.new));fill:\(color(.newSoft))"),
            ([".cell.changed>.bucket"], "stroke:\(color(.changed));fill:\(color(.changedSoft))"),
            ([".object.freed .bucket"], "fill:none;stroke-dasharray:3 3"),
            (
                [".ghost .box"],
                "fill:\(color(.freedSoft));stroke:\(color(.freed));stroke-width:1.4;stroke-dasharray:4 3"
            ),
            ([".ghost .mark"], "fill:\(color(.freed))"),
            ([".reference.dangling .line"], "stroke:\(color(.freed))"),
            ([".reference.dangling .head"], "stroke:\(color(.freed))"),
            ([".sentence"], "font-size:11px;fill:\(color(.changed))"),
            ([".sentence.calm"], "fill:\(color(.muted))"),
            ([".warning .bar"], "fill:\(color(.changed))"),
            ([".warning.undefined .bar"], "fill:\(color(.freed))"),
            ([".warning.undefined .sentence"], "fill:\(color(.freed));font-weight:600"),
            ([".track"], "fill:none;stroke:\(color(.border));stroke-width:1.5"),
            ([".held"], "fill:\(color(.newSoft));stroke:\(color(.new));stroke-width:1"),
            ([".now"], "fill:\(color(.pill))"),
            ([".action .box"], "fill:\(color(.card));stroke:\(color(.border));stroke-width:1"),
            ([".action .verb"], "font-size:10px;fill:\(color(.muted));text-anchor:middle"),
            ([".action .number"], "font-family:\(code);font-size:15px;fill:\(color(.ink));text-anchor:middle"),
            ([".action.stores .box"], "stroke:\(color(.accent));stroke-width:1.6"),
            ([".action.focus .box"], "stroke:\(color(.focus));stroke-width:3"),
            ([".action.wrong .box"], "stroke:\(color(.freed));fill:\(color(.freedSoft));stroke-width:1.6"),
            ([".action.wrong .number"], "fill:\(color(.freed))"),
            ([".link .line"], "stroke-width:1;stroke-dasharray:2 3"),
            ([".seen"], "fill:\(color(.line))"),
            ([".stored.new .bucket"], "stroke:\(color(.new));fill:\(color(.newSoft))"),
            ([".stored.wrong .bucket"], "stroke:\(color(.freed));fill:\(color(.freedSoft))"),
            ([".stored.wrong .badge", ".remark.wrong"], "fill:\(color(.freed))"),
            ([".remark.left"], "text-anchor:start"),
        ]
    }
}
