"""Records what a real CPython prints and raises for the programs of a conformance table.

    python3 Tests/Tools/record-snippets.py PYTHON Tests/Conformance/FILE.txt…

Each file is written anew: its first lines and its programs stay, outputs and exceptions are measured. A program runs
in an interpreter of its own, without `site` and with PYTHONHASHSEED=0, so that sets have the order that the model has.
(`-E` would make the interpreter ignore that variable.)
"""

import pathlib
import subprocess
import sys

HARNESS = """
import sys
program = sys.stdin.read()
try:
    exec(compile(program, 'snippet', 'exec'), {'__name__': '__main__'})
except BaseException as error:
    text = str(error)
    sys.stdout.write('!' + type(error).__name__ + (': ' + text if text else '') + '\\n')
"""


def measure(python: str, program: str) -> str:
    run = subprocess.run(
        [python, "-S", "-X", "utf8", "-W", "ignore", "-c", HARNESS],
        input=program, capture_output=True, encoding="utf-8", env={"PYTHONHASHSEED": "0"}, timeout=20, check=False)
    if run.returncode or run.stderr:
        sys.exit(f"This program cannot be recorded:\n{program}\n{run.stderr}")
    if run.stdout and not run.stdout.endswith("\n"):
        sys.exit(f"The output of this program does not end a line:\n{program}")
    return run.stdout


def record(python: str, path: pathlib.Path) -> int:
    head, *entries = path.read_text(encoding="utf-8").split("===\n")
    programs = [entry.split("---\n")[0] for entry in entries]
    path.write_text(
        head + "".join(f"===\n{program}---\n{measure(python, program)}" for program in programs), encoding="utf-8")
    return len(programs)


def main() -> None:
    python, *files = sys.argv[1:]
    for name in files:
        print(f"{name}: {record(python, pathlib.Path(name))} programs")


if __name__ == "__main__":
    main()
