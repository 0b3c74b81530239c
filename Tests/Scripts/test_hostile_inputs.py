"""Files that nobody writes and somebody may send: two seconds of a processor and 300 MB, and no crash.

HEAPBOOK names another program than the release build.
"""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HEAPBOOK = os.environ.get("HEAPBOOK", str(ROOT / ".build/release/heapbook"))

MOST_SECONDS = 2.0
MOST_BYTES = 300 * 2**20
DEEP = 100_000

INPUTS = {
    "brackets": b"x = " + b"(" * DEEP + b")" * DEEP,
    "brackets-open": b"x = " + b"[" * DEEP,
    "braces": b"x = " + b"{" * DEEP,
    "calls": b"x = " + b"f(" * DEEP,
    "negations": b"x = " + b"-" * DEEP + b"1",
    "nots": b"x = " + b"not " * DEEP + b"1",
    "lambdas": b"x = " + b"lambda: " * DEEP + b"1",
    "conditionals": b"x = " + b"1 if 1 else " * DEEP + b"1",
    "powers": b"x = " + b"1 ** " * DEEP + b"1",
    "sums": b"x = " + b"1 + " * DEEP + b"1",
    "attributes": b"x = x" + b".a" * DEEP,
    "fields": b"x = f'" + b"{" * DEEP,
    "blocks": b"".join(b" " * level + b"if 1:\n" for level in range(3_000)),
    "blocks-in-line": b"if 1: " * DEEP + b"x = 1\n",
    "long-string": b"x = '" + b"a" * 10_000_000 + b"'\n",
    "long-name": b"a" * 10_000_000 + b" = 1\n",
    "long-number": b"x = " + b"9" * 10_000_000 + b"\n",
    "long-comment": b"# " + "é".encode() * 5_000_000 + b"\nx = 1\n",
    "long-line-with-error": b"x = '" + "é".encode() * 5_000_000 + b"' $\n",
    "million-tokens": b"x = 300\n" * 250_000,
    "million-items": b"x = [" + b"1, " * 500_000 + b"]\n",
    "million-errors": b"$ " * 1_000_000,
    "million-lines-with-errors": b"x x\n" * 300_000,
    "not-utf-8": b"\xff" * 1_000_000,
    "nul-bytes": b"\0" * 1_000_000,
    "directions": "x = '\u202e'  # \u2066\u200f\n".encode() * 100,
    "carriage-returns": b"\r" * 1_000_000,
    "endless-loop": b"while True:\n    pass\n",
    "endless-growth": b"x = []\nwhile True:\n    x.append([])\n",
    "endless-text": b"x = 'a'\nwhile True:\n    x = x + x\n",
    "endless-step-into": b'step "A":\n    def f():\n        while True:\n            x = 1\n    step into\n    f()\n',
    "huge-list": b"x = [0] * 10 ** 9\n",
    "huge-number": b"x = 10 ** 10 ** 9\n",
    "recursion": b"def f():\n    f()\nf()\n",
}


@pytest.mark.parametrize("name", INPUTS)
def test_it_ends_in_time(name, tmp_path):
    path = tmp_path / "hostile.heap"
    path.write_bytes(INPUTS[name])
    with open(tmp_path / "messages", "wb") as messages:
        process = subprocess.Popen([HEAPBOOK, "check", path], stdin=subprocess.DEVNULL, stdout=messages, stderr=messages)
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    said = (tmp_path / "messages").read_bytes()
    assert process.returncode in (0, 1, 3), said[-500:]
    assert len(said) < 100_000
    assert usage.ru_utime + usage.ru_stime < MOST_SECONDS
    assert usage.ru_maxrss * 1024 < MOST_BYTES
