"""Records what a real CPython prints and raises for small programs.

    python3 Tests/Tools/record-snippets.py PYTHON PROGRAMS OUTPUT

PROGRAMS holds programs separated by lines '==='. OUTPUT is read by Tests/ScenarioCompilerTests/ConformanceTests.swift.
"""

import subprocess
import sys

HEAD = """Small programs and what CPython prints and raises for them: measured, not written by hand.
A program, a line '---', its output and, after '!', the exception that ends it; a line '===' between two.
"""


def record(python, program):
    """The program with its output and its exception in the form of the file."""
    run = subprocess.run(
        [python, "-S", "-E", "-"],
        input=program,
        capture_output=True,
        text=True,
        env={"PYTHONHASHSEED": "0"},
        timeout=20,
    )
    error = run.stderr.strip().split("\n")[-1] if run.returncode else ""
    if "SyntaxError" in error or "0x" in run.stdout:
        sys.exit("this program cannot be recorded:\n" + program)
    return program + "---\n" + run.stdout + ("!" + error.replace("__main__.", "") + "\n" if error else "")


def main():
    python, programs, output = sys.argv[1:]
    with open(programs, encoding="utf-8") as file:
        entries = [record(python, program) for program in file.read().split("===\n") if program.strip()]
    with open(output, "w", encoding="utf-8") as file:
        file.write(HEAD + "".join("===\n" + entry for entry in entries))


main()
