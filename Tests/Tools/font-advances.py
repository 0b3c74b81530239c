#!/usr/bin/env python3
"""Writes Sources/Diagrams/FontAdvances.swift: the advance widths of the three faces that pictures are set in.

Usage: font-advances.py INTER_FOLDER JETBRAINS_MONO_FOLDER > Sources/Diagrams/FontAdvances.swift

Needs fonttools (PyPI). On Debian the folders are those of the packages fonts-inter and fonts-jetbrains-mono:
/usr/share/fonts/opentype/inter and /usr/share/fonts/truetype/jetbrains-mono.
"""

import sys
from pathlib import Path

from fontTools.ttLib import TTFont

# Latin, Greek, Cyrillic, punctuation, currency, arrows, mathematics: what the three faces have in common with the
# text of a picture. Whatever is not in the table is measured by the width that its script has in most faces.
BLOCKS = [
    (0x20, 0x7E), (0xA0, 0x17F), (0x1CD, 0x1DC), (0x218, 0x21B), (0x370, 0x3FF), (0x400, 0x45F), (0x1E80, 0x1EF9),
    (0x2010, 0x2027), (0x2030, 0x205E), (0x2070, 0x209C), (0x20A0, 0x20BF), (0x2116, 0x2122), (0x2190, 0x21A9),
    (0x2200, 0x226B), (0x2500, 0x25FF),
]


def runs(advances):
    """Groups a {code point: advance} dict into lists of consecutive code points."""
    result = []
    for point in sorted(advances):
        if result and result[-1][0] + len(result[-1][1]) == point:
            result[-1][1].append(advances[point])
        else:
            result.append((point, [advances[point]]))
    return result


def advances(font):
    names = font.getBestCmap()
    metrics = font["hmtx"]
    return {p: metrics[names[p]][0] for low, high in BLOCKS for p in range(low, high + 1) if p in names}


def face(name, path, comment):
    font = TTFont(path)
    version = font["name"].getDebugName(5)
    yield f"    /// {comment}: {version.split(';')[0]}."
    yield f"    static let {name} = FontAdvances(unitsPerEm: {font['head'].unitsPerEm}, runs: {name}Runs)"
    yield ""
    yield f"    private static let {name}Runs: [Run] = ["
    for start, widths in runs(advances(font)):
        if len(set(widths)) == 1:
            yield f"            Run(0x{start:X}, repeating: {widths[0]}, count: {len(widths)}),"
            continue
        yield f"            Run("
        yield f"                0x{start:X},"
        yield f"                ["
        line = ""
        for width in widths:
            if len(line) + len(str(width)) + 2 > 98:
                yield "                    " + line.rstrip()
                line = ""
            line += f"{width}, "
        yield "                    " + line.rstrip()
        yield f"                ]),"
    yield "    ]"


def main():
    inter, mono = Path(sys.argv[1]), Path(sys.argv[2])
    print("// Written by Tests/Tools/font-advances.py from the faces that the guide ships; do not edit.")
    print()
    print("extension FontAdvances {")
    print("\n".join(face("interRegular", inter / "Inter-Regular.otf", "Inter Regular")))
    print()
    print("\n".join(face("interSemiBold", inter / "Inter-SemiBold.otf", "Inter SemiBold")))
    print()
    print("\n".join(face("jetBrainsMono", mono / "JetBrainsMono-Regular.ttf", "JetBrains Mono Regular")))
    print("}")


main()
