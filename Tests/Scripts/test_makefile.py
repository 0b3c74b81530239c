"""`make help`, `make install` on a tree that stands in for the repository, and what `make test` leaves out."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def make(folder: Path, *words: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        ["make", *words], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture
def tree(tmp_path) -> Path:
    """A built repository of a few small files, in a folder with a space in its name."""
    tree = tmp_path / "a tree"
    files = {
        ".build/release/heapbook": "#!/bin/sh\necho built\n",
        "Templates/site/page.mustache": "page",
        "Sources/Guide/book.yml": "title: Guide",
        "Sources/Guide/01-names/chapter.md": "# Names",
    }
    for name, text in files.items():
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_text(text)
    (tree / "Makefile").write_text((ROOT / "Makefile").read_text())
    return tree


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


INSTALLED = [
    "opt/heap book/bin/heapbook",
    "opt/heap book/share/heapbook/Guide/01-names/chapter.md",
    "opt/heap book/share/heapbook/Guide/book.yml",
    "opt/heap book/share/heapbook/Templates/site/page.mustache",
]


def test_install_puts_everything_under_the_prefix_and_uninstall_takes_it_away(tree, tmp_path):
    stage = tmp_path / "stage"
    where = (f"DESTDIR={stage}", "PREFIX=/opt/heap book")
    result = make(tree, "install", *where)
    assert result.returncode == 0, result.stderr
    assert files(stage) == INSTALLED
    program = subprocess.run([stage / INSTALLED[0]], capture_output=True, text=True, check=True)
    assert program.stdout == "built\n"

    (stage / "opt/heap book/bin/other").touch()
    assert make(tree, "uninstall", *where).returncode == 0
    assert files(stage) == ["opt/heap book/bin/other"]


def test_install_leaves_nothing_of_an_older_version(tree, tmp_path):
    stage = tmp_path / "stage"
    where = (f"DESTDIR={stage}", "PREFIX=/opt/heap book")
    assert make(tree, "install", *where).returncode == 0
    (tree / "Sources/Guide/01-names/chapter.md").rename(tree / "Sources/Guide/01-names/other.md")
    assert make(tree, "install", *where).returncode == 0
    assert [name for name in files(stage) if name.endswith(".md")] == [
        "opt/heap book/share/heapbook/Guide/01-names/other.md"]


def test_help_explains_every_target_that_is_named_as_one():
    text = (ROOT / "Makefile").read_text()
    named = re.search(r"^\.PHONY: ((?:.*\\\n)*.*)$", text, re.MULTILINE)[1].replace("\\\n", " ").split()
    internal = {"toolchain", "packages", "test-packages"}
    result = make(ROOT, "help")
    assert result.returncode == 0, result.stderr
    explained = dict(line.split(None, 1) for line in result.stdout.splitlines() if line.startswith("  "))
    assert set(explained) == set(named) - internal
    assert all(len(words) > 10 for words in explained.values())


def test_no_swift_test_uses_the_framework_that_make_test_leaves_out():
    sources = list((ROOT / "Tests").rglob("*.swift"))
    assert sources
    assert [name.name for name in sources if "import XCTest" in name.read_text(encoding="utf-8")] == []
