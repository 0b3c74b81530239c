import Foundation
import Testing

@testable import Diagrams

@Suite struct ThemeTests {
    /// Text and the ground it stands on.
    static let pairs: [(text: ColorRole, ground: ColorRole)] = [
        (.ink, .card), (.muted, .card), (.accent, .card), (.muted, .panel), (.muted, .pill), (.muted, .paper),
        (.new, .newSoft), (.new, .card), (.changed, .changedSoft), (.changed, .card), (.freed, .freedSoft),
        (.freed, .card), (.freed, .paper), (.muted, .freedSoft),
    ]
    /// Marks that carry meaning, and their ground: 3 to 1 is enough.
    static let marks: [(mark: ColorRole, ground: ColorRole)] = [
        (.line, .paper), (.line, .card), (.new, .paper), (.changed, .paper), (.freed, .paper), (.focus, .paper),
    ]

    @Test(arguments: [Theme.light, .dark]) func textHasTheContrastOfWCAGDoubleA(_ theme: Theme) {
        for pair in Self.pairs {
            let ratio = contrast(theme.color(pair.text), theme.color(pair.ground))
            #expect(ratio >= 4.5, "\(theme.name): \(pair.text) on \(pair.ground) is \(ratio)")
        }
        for pair in Self.marks {
            let ratio = contrast(theme.color(pair.mark), theme.color(pair.ground))
            #expect(ratio >= 3, "\(theme.name): \(pair.mark) on \(pair.ground) is \(ratio)")
        }
    }

    @Test(arguments: [Theme.light, .dark]) func everyRoleHasAColor(_ theme: Theme) {
        for role in ColorRole.allCases {
            #expect(theme.color(role).wholeMatch(of: /#[0-9a-f]{6}/) != nil)
            #expect(role == .ink || theme.color(role) != "#000000")
        }
    }

    @Test func thePagesStyleSheetDefinesEveryPropertyThatItUses() throws {
        let css = DiagramStyleSheet.css()
        let used = Set(css.matches(of: /var\((--[a-z-]+)\)/).map { String($0.output.1) })
        #expect(used.isSubset(of: Set(ColorRole.allCases.map(\.property))))
        #expect(used.count > 10)
        for role in ColorRole.allCases {
            #expect(css.contains("\(role.property):\(Theme.light.color(role))"))
            #expect(css.contains("\(role.property):\(Theme.dark.color(role))"))
        }
        #expect(css.filter { $0 == "{" }.count == css.filter { $0 == "}" }.count)
    }

    @Test func theStyleOfAFileHasNoVariables() {
        #expect(!DiagramStyleSheet.css(.light).contains("var("))
        #expect(!DiagramStyleSheet.css(.light).contains("--heap"))
        #expect(!DiagramStyleSheet.css(.light).contains("<"))
    }

    private func contrast(_ one: String, _ two: String) -> Double {
        let (a, b) = (luminance(one), luminance(two))
        return (max(a, b) + 0.05) / (min(a, b) + 0.05)
    }

    private func luminance(_ color: String) -> Double {
        let value = Int(color.dropFirst(), radix: 16) ?? 0
        let channels = [16, 8, 0].map { shift -> Double in
            let channel = Double((value >> shift) & 255) / 255
            return channel <= 0.04045 ? channel / 12.92 : pow((channel + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
    }
}

@Suite struct TextMetricsTests {
    @Test func advancesAreThoseOfTheFaces() {
        #expect(abs(TextFace.code.width(of: "abcd") - 4 * 0.6 * 12.5) < 0.001)
        #expect(abs(TextFace.title.width(of: " ") - 11 * 792.0 / 2816) < 0.001)
        #expect(TextFace.badge.width(of: "→") > 5)
        #expect(TextFace.code.knows("größe → ±") && !TextFace.code.knows("日本"))
    }

    @Test func charactersOfOtherFacesAreGivenRoom() {
        #expect(TextFace.code.width(of: "日本") == 25)
        #expect(TextFace.code.width(of: "🎉") > 15)
        #expect(TextFace.code.width(of: "e\u{301}") == TextFace.code.width(of: "e"))
    }

    @Test func longTextsAreCutAndKeepTheirClosingQuote() {
        let cut = TextFace.code.shortened("'" + String(repeating: "long ", count: 30) + "'", to: 100)
        #expect(cut.hasPrefix("'long") && cut.hasSuffix("…'"))
        #expect(TextFace.code.width(of: cut) <= 100)
        #expect(TextFace.code.shortened("short", to: 100) == "short")
        #expect(TextFace.code.width(of: TextFace.code.shortened(String(repeating: "日", count: 90), to: 100)) <= 100)
    }

    @Test func numbersHaveTwoDecimalsAtMost() {
        #expect(
            [0, -0.001, 1.5, 2.004, -3.25, 12.999, 0.04].map(SVGText.number) == [
                "0", "0", "1.5", "2", "-3.25", "13", "0.04",
            ])
    }
}
