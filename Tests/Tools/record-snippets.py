"""Records what a real CPython prints and raises for the programs of a conformance table.

    python3 Tests/Tools/record-snippets.py PYTHON Tests/Conformance/FILE.txt…

    python3 Tests/Tools/record-snippets.py --differing PYTHON Tests/Conformance/NEW.txt Tests/Conformance/FILE.txt…

Each file is written anew: its first lines and its programs stay, outputs and exceptions are measured. With --differing
the first file is made of those programs of the others that another interpreter answers differently; what its first
lines name after "Left out:", one word a space, is no part of any program in it. A program runs
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


def read(path: pathlib.Path) -> tuple[str, list[tuple[str, str]]]:
    head, *entries = path.read_text(encoding="utf-8").split("===\n")
    return head, [tuple(entry.split("---\n")) for entry in entries]


def record_differing(python: str, path: pathlib.Path, others: list[pathlib.Path]) -> int:
    head, known = read(path)
    left_out = [word for line in head.splitlines() if line.startswith("Left out:") for word in line.split()[2:]]
    programs = {program: None for program, _ in known}
    for other in others:
        for program, output in read(other)[1]:
            if program not in programs and not any(word in program for word in left_out):
                measured = measure(python, program)
                if measured != output:
                    programs[program] = measured
    entries = [f"===\n{program}---\n{output or measure(python, program)}" for program, output in programs.items()]
    path.write_text(head + "".join(entries), encoding="utf-8")
    return len(entries)


def main() -> None:
    if sys.argv[1] == "--differing":
        python, name, *others = sys.argv[2:]
        print(f"{name}: {record_differing(python, pathlib.Path(name), [pathlib.Path(o) for o in others])} programs")
        return
    python, *files = sys.argv[1:]
    for name in files:
        print(f"{name}: {record(python, pathlib.Path(name))} programs")


if __name__ == "__main__":
    main()
