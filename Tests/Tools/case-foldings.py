#!/usr/bin/env python3
"""Writes Sources/ScenarioCompiler/Text/CaseFoldings.swift: where str.casefold differs from str.lower.

Usage: python3.11 case-foldings.py > Sources/ScenarioCompiler/Text/CaseFoldings.swift

Swift's standard library has the mappings to lower, upper and title case of every character, and no case folding.
"""

import sys
import unicodedata

differences = []
for point in range(sys.maxunicode + 1):
    character = chr(point)
    if character.casefold() != character.lower():
        differences.append((point, [ord(c) for c in character.casefold()]))

print(f"""/// Characters whose case folding is not their lower case: Unicode {unicodedata.unidata_version}, as CPython
/// {sys.version_info.major}.{sys.version_info.minor} has it. Written by Tests/Tools/case-foldings.py.
enum CaseFoldings {{
    static let differences: [UInt32: [UInt32]] = [""")
line = "       "
for point, folded in differences:
    entry = f" 0x{point:x}: [{', '.join(f'0x{p:x}' for p in folded)}],"
    if len(line) + len(entry) > 120:
        print(line)
        line = "       "
    line += entry
print(line)
print("    ]\n}")
