"""`make fuzz-model`: the programs, the run, and what it does with a disagreement."""

import ast
import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FUZZ = ROOT / "Tests/Fuzz"
sys.path.insert(0, str(FUZZ))

import fuzz_model  # noqa: E402
from minimising import minimised  # noqa: E402
from programs import random_program  # noqa: E402
from programs.core import PRODUCTIONS  # noqa: E402
from verifying import Case, Outcome, read  # noqa: E402

HEAPBOOK = next((path for path in (ROOT / ".build/release/heapbook", ROOT / ".build/debug/heapbook") if path.exists()),
                None)
FOUND = fuzz_model.find_interpreters()

# Stands in for heapbook: a program that says `planted` disagrees.
STAND_IN = """#!{python}
import os
import sys
names = sorted(os.listdir("."))
wrong = [name for name in names if "planted" in open(name).read()]
for name in wrong:
    print("./" + name + ", CPython 3.11.0:")
    print("  step 1, x: value: the model says 1, CPython says 2")
print()
for name in names:
    print("./" + name + "  " + ("differs: 1" if name in wrong else "ok"))
sys.exit(1 if wrong else 0)
"""


def digest(version: tuple) -> str:
    text = "".join(random_program(seed, version)[0] for seed in range(40))
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize("version", [(2, 7), (3, 6), (3, 8), (3, 11), (3, 13)], ids=str)
def test_same_seed_same_program_on_every_python(version):
    question = (f"import sys; sys.path.insert(0, {str(FUZZ)!r}); sys.dont_write_bytecode = True\n"
                "import hashlib\nfrom programs import random_program\n"
                f"text = ''.join(random_program(seed, {version})[0] for seed in range(40))\n"
                "print(hashlib.sha256(text.encode()).hexdigest())")
    asked = [path for found, path in sorted(FOUND.items()) if found >= (3, 6)]
    for path in asked + [sys.executable]:
        answer = subprocess.run([path, "-c", question], capture_output=True, text=True, timeout=120, check=True)
        assert answer.stdout.strip() == digest(version), path


def test_different_seeds_give_different_programs():
    assert len({random_program(seed)[0] for seed in range(100)}) == 100


@pytest.mark.filterwarnings("ignore::SyntaxWarning")
def test_programs_are_programs_and_most_run_to_their_end():
    ended = 0
    for seed in range(150):
        code = compile(random_program(seed, sys.version_info[:2])[0], f"seed-{seed}", "exec")
        try:
            exec(code, {"__name__": "__main__"})
        except Exception:
            ended += 1
    assert ended < 20


def test_every_construct_is_made():
    made = {}
    for seed in range(1200):
        for key, count in random_program(seed, (3, 11))[1].items():
            made[key] = made.get(key, 0) + count
    missing = [(p.kind, p.name) for kind in PRODUCTIONS for p in PRODUCTIONS[kind] if (p.kind, p.name) not in made]
    assert missing == []


def test_the_minimiser_keeps_what_matters():
    text = ("import gc\nxs = [1, 2, 3]\ndef f(a, b=2):\n    for i in range(3):\n        xs.append(i)\n"
            "    return [a, (b, 40 + 2)]\nif xs:\n    y = f(1)\n    print(y)\nprint('end')\n")

    def holds(texts):
        return [any(isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add) for node in ast.walk(ast.parse(t)))
                for t in texts]

    small = minimised(text, holds)
    assert holds([small]) == [True]
    assert len(small) <= len("0 + 0\n") + 4, small


def test_a_planted_disagreement_is_found_and_made_small(tmp_path, monkeypatch, capsys):
    stand_in = tmp_path / "heapbook"
    stand_in.write_text(STAND_IN.format(python=sys.executable))
    stand_in.chmod(0o755)
    monkeypatch.setattr(fuzz_model, "find_interpreters", lambda: {(3, 11): sys.executable})
    arguments = ["-n", "5", "--heapbook", str(stand_in), "--versions", "3.11"]
    monkeypatch.setattr(fuzz_model, "random_program", lambda seed, version: (
        "x = 1\nif x:\n    y = [x, 'planted']\nz = [x]\n" if seed == 3 else "x = 1\n", {}))
    assert fuzz_model.main(arguments) == 1
    said = capsys.readouterr().out
    assert "seed 3" in said and "5 programs" in said and "1 disagreements of 1 kinds" in said
    assert "\n['planted']\n--- what the model and CPython say" in said
    monkeypatch.setattr(fuzz_model, "random_program", lambda seed, version: ("x = 1\n", {}))
    assert fuzz_model.main(arguments) == 0


def test_the_answer_of_verify_is_read():
    text = ("./a.py, CPython 3.11.7:\n  step 2, x: real count: the model says 2, CPython says 3\n  and 3 more\n"
            "./b.py, CPython 3.11.7: the model: E0401: 'open' is not supported yet\n"
            "./c.py, CPython 3.11.7: the interpreter refuses it: SyntaxError: no\n"
            "\n        3.11.7\n./a.py  differs: 4\n./b.py  failed\n./c.py  failed\n./d.py  ok*\n")
    outcomes = read(text, ["./a.py", "./b.py", "./c.py", "./d.py"])
    assert [outcome.kind for outcome in outcomes] == ["differs", "refused", "failed", "agrees"]
    assert outcomes[0].topic == "differs: real count"
    assert [outcome.is_disagreement for outcome in outcomes] == [True, False, True, False]
    assert Outcome("crashed", ["exit status -4"]).is_disagreement


def test_rows_of_programs_that_agree_may_be_left_out():
    names = [f"./{number}.py" for number in range(3)]
    text = "./1.py, CPython 3.11.7:\n  step 1, x: value: the model says 1, CPython says 2\n\n./1.py    differs: 1\n"
    told = read(text + "2 others  ok\nall 3     2 of 3\n", names)
    assert [outcome.kind for outcome in told] == ["agrees", "differs", "agrees"]
    assert [outcome.kind for outcome in read(text, names)] == ["failed", "differs", "failed"]
    assert [outcome.kind for outcome in read("\nall 3\n", names)] == ["failed"] * 3


def test_a_case_is_one_step_or_many():
    assert Case(7, "x = 1\ny = 2\n", True).scenario == "x = 1\ny = 2\n"
    assert Case(7, "x = 1\ny = 2\n", False).scenario == 'step "All":\n    x = 1\n    y = 2\n'


@pytest.mark.skipif(HEAPBOOK is None, reason="heapbook is not built")
@pytest.mark.skipif((3, 11) not in FOUND, reason="no CPython 3.11 is found on this machine")
def test_a_small_run_agrees(capsys):
    status = fuzz_model.main(["-n", "60", "--seed", "1", "--versions", "3.11", "--heapbook", str(HEAPBOOK)])
    assert status == 0, capsys.readouterr().out
