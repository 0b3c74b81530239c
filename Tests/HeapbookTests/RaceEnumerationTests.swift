import RaceModel
import Testing

/// A race too large to try every order in Swift, held against a C program that does.
@Suite struct RaceEnumerationTests {
    /// Tries every order of three threads with two increments each, without merging anything.
    private static let program = #"""
        #include <stdio.h>
        enum { THREADS = 3, UPDATES = 2 };
        static long orders, losing;
        static void go(int count, int at[THREADS], int hand[THREADS]) {
            int done = 1;
            for (int t = 0; t < THREADS; t++) {
                if (at[t] == 3 * UPDATES) continue;
                done = 0;
                int kind = at[t] % 3, old = hand[t], now = count;
                if (kind == 0) hand[t] = count;
                if (kind == 1) hand[t]++;
                if (kind == 2) now = hand[t];
                at[t]++;
                go(now, at, hand);
                at[t]--;
                hand[t] = old;
            }
            if (done) { orders++; losing += count != 1 + THREADS * UPDATES; }
        }
        int main(void) {
            int at[THREADS] = {0}, hand[THREADS] = {0};
            go(1, at, hand);
            printf("%ld %ld\n", orders, losing);
            return 0;
        }
        """#

    private static func race() -> Race {
        let update = Update(object: 0, isTaken: true, isAtomic: false, isOwners: false, name: "x", statement: 0)
        let object = CountedObject(count: 1, references: 1)
        return Race(
            lanes: (0..<3).map { _ in [update, update] }, memory: RaceMemory([object]), isLocked: false)
    }

    /// 18 actions, six of each of three threads: 18! / (6!)³ orders.
    @Test func threeThreadsWithTwoIncrementsEachAreExplored() throws {
        let findings = try Self.race().explore().findings
        #expect(findings.interleavings == 17_153_136)
        // Only the orders in which no update lies inside another: 6! / (2!)³.
        #expect(findings.interleavings - findings.losing == 90)
        // One thread is left in the middle of an update and gone back to, and the third comes before or after.
        #expect(findings.fewestSwitches == 3)
    }

    @Test(.enabled(if: CCompiler.cc != nil, "no C compiler 'cc' is found"))
    func tryingEveryOrderFindsTheSame() throws {
        let run = try #require(CCompiler.cc).run(Self.program, flags: ["-O2"])
        let findings = try Self.race().explore().findings
        #expect(run.output == "\(findings.interleavings) \(findings.losing)\n")
    }
}
