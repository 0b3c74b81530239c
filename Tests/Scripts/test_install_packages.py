""".ci/install-packages and .ci/check-swift on systems made of fake programs.

Each test copies the script beside a short list of its own and gives it a PATH on which only these fakes and a shell's
own tools stand. A fake apt-get writes down what it was asked for and "installs" it where the fake dpkg-query looks.
"""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parents[2] / ".ci"

LIST = """\
# for package found by purpose
build liblayout-dev module:layout    Layout of graphs
build fonts-plain   file:{root}/fonts/*.otf  the face of text
test  browser       command:browser  browser tests
"""

FAKES = {
    "dpkg-query": """
        for last; do :; done
        [ -e {root}/installed/$last ] && echo installed || exit 1""",
    "apt-get": """
        echo "apt-get $*" >>{root}/asked
        case "$*" in
        *install*)
            [ -e {root}/broken ] && exit 100
            for word; do touch {root}/installed/$word; done ;;
        *update*) [ ! -e {root}/offline ] ;;
        esac""",
    "sudo": """
        echo "sudo" >>{root}/asked
        exec "$@" """,
    "pkg-config": "[ -e {root}/modules/$2 ]",
    "id": "cat {root}/user",
}


class System:
    """A machine of fakes: `run` runs the script there, `asked` is what apt-get and sudo were called with."""

    def __init__(self, root: Path, *, without: tuple[str, ...] = (), user: int = 0):
        self.root = root
        for folder in ("bin", "installed", "modules", "fonts", ".ci"):
            (root / folder).mkdir()
        for tool in ("sh", "env", "dirname", "cat", "touch", "sed", "head"):
            (root / "bin" / tool).symlink_to(shutil.which(tool))
        for name, body in FAKES.items():
            if name not in without:
                self.program(name, body.format(root=root))
        (root / "user").write_text(f"{user}\n")
        shutil.copy(SCRIPTS / "install-packages", root / ".ci")
        (root / ".ci" / "packages.txt").write_text(LIST.format(root=root))

    def program(self, name: str, body: str):
        path = self.root / "bin" / name
        path.write_text(f"#!/bin/sh\n{body}\n")
        path.chmod(0o755)

    def install(self, *packages: str):
        for package in packages:
            (self.root / "installed" / package).touch()

    def run(self, *sets: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [self.root / ".ci" / "install-packages", *sets],
            env={"PATH": str(self.root / "bin")}, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60)

    @property
    def asked(self) -> list[str]:
        log = self.root / "asked"
        return log.read_text().splitlines() if log.exists() else []


INSTALL = "apt-get -qq install --yes --no-install-recommends"


def test_says_and_asks_nothing_when_nothing_is_missing(tmp_path):
    system = System(tmp_path)
    system.install("liblayout-dev", "fonts-plain", "browser")
    result = system.run("build", "test")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    assert system.asked == []


def test_asks_only_for_what_is_missing_and_updates_first(tmp_path):
    system = System(tmp_path)
    system.install("fonts-plain")
    result = system.run("build")
    assert result.returncode == 0, result.stderr
    assert system.asked == ["apt-get -qq update", f"{INSTALL} liblayout-dev"]
    assert system.run("build").stdout == "", "the second run has nothing to do"
    assert len(system.asked) == 2


def test_takes_the_tests_packages_only_when_asked(tmp_path):
    system = System(tmp_path)
    system.install("liblayout-dev", "fonts-plain")
    assert system.run("build").returncode == 0
    assert system.asked == []
    assert system.run("build", "test").returncode == 0
    assert system.asked[-1] == f"{INSTALL} browser"


def test_takes_what_was_installed_without_dpkg(tmp_path):
    system = System(tmp_path)
    (tmp_path / "modules" / "layout").touch()
    (tmp_path / "fonts" / "Plain.otf").touch()
    system.program("browser", "exit 0")
    assert system.run("build", "test").returncode == 0
    assert system.asked == []


def test_uses_sudo_where_the_user_is_not_root(tmp_path):
    system = System(tmp_path, user=1000)
    system.install("fonts-plain")
    assert system.run("build").returncode == 0
    assert system.asked == ["sudo", "apt-get -qq update", "sudo", f"{INSTALL} liblayout-dev"]


def test_goes_on_with_the_lists_it_has_when_they_cannot_be_updated(tmp_path):
    system = System(tmp_path)
    (tmp_path / "offline").touch()
    result = system.run("build")
    assert result.returncode == 0
    assert "apt-get update failed" in result.stderr
    assert (tmp_path / "installed" / "liblayout-dev").exists()


@pytest.mark.parametrize(
    ("without", "user", "reason"),
    [(("apt-get", "dpkg-query", "pkg-config"), 0, "no apt-get"), (("sudo",), 1000, "takes root or sudo")],
    ids=["no apt", "neither root nor sudo"])
def test_lists_what_to_install_where_it_cannot(tmp_path, without, user, reason):
    system = System(tmp_path, without=without, user=user)
    result = system.run("build")
    assert result.returncode == 1
    assert reason in result.stderr
    assert "liblayout-dev" in result.stderr and "Layout of graphs" in result.stderr
    assert "fonts-plain" in result.stderr
    assert "browser" not in result.stderr
    assert system.asked == []


def test_fails_when_apt_fails(tmp_path):
    system = System(tmp_path)
    (tmp_path / "broken").touch()
    result = system.run("build")
    assert result.returncode == 1
    assert "could not install" in result.stderr and "liblayout-dev" in result.stderr


def test_fails_when_apt_installs_nothing(tmp_path):
    system = System(tmp_path)
    system.program("apt-get", "exit 0")
    result = system.run("build")
    assert result.returncode == 1
    assert "still missing" in result.stderr and "liblayout-dev" in result.stderr


@pytest.mark.parametrize("sets", [[], ["bild"]], ids=["none", "unknown"])
def test_refuses_wrong_usage(tmp_path, sets):
    assert System(tmp_path).run(*sets).returncode == 64


def test_refuses_a_list_it_cannot_read(tmp_path):
    system = System(tmp_path)
    (tmp_path / ".ci" / "packages.txt").write_text("build thing guess:thing purpose\n")
    result = system.run("build")
    assert result.returncode == 1
    assert "no way to find a package" in result.stderr
    assert system.asked == []


def test_the_real_list_is_well_formed():
    rows = [
        line.split(None, 3) for line in (SCRIPTS / "packages.txt").read_text().splitlines()
        if line and not line.startswith("#")
    ]
    assert rows
    assert all(len(row) == 4 for row in rows)
    assert {row[0] for row in rows} == {"build", "test"}
    assert {row[2].split(":")[0] for row in rows} <= {"command", "module", "file", "python"}
    names = [row[1] for row in rows]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("version", "passes"),
    [
        ("Swift version 6.3.1 (swift-6.3.1-RELEASE)", True),
        ("Apple Swift version 6.4 (swiftlang-6.4.0.1)", True),
        ("Swift version 7.0-dev", True),
        ("Swift version 6.2.4 (swift-6.2.4-RELEASE)", False),
        ("Swift version 5.10 (swift-5.10-RELEASE)", False),
        ("OpenStack client 6.3.0", False),
    ])
def test_swift_is_new_enough(tmp_path, version, passes):
    swift = tmp_path / "swift"
    swift.write_text(f"#!/bin/sh\necho '{version}'\n")
    swift.chmod(0o755)
    result = subprocess.run(
        [SCRIPTS / "check-swift"], env={**os.environ, "SWIFT": str(swift)}, capture_output=True, text=True)
    assert result.returncode == (0 if passes else 1)
    assert passes == (result.stderr == "")
    if not passes:
        assert "Heapbook needs Swift 6.3 or newer" in result.stderr


def test_a_missing_swift_is_said(tmp_path):
    result = subprocess.run(
        [SCRIPTS / "check-swift"], env={**os.environ, "SWIFT": str(tmp_path / "swift")}, capture_output=True, text=True)
    assert result.returncode == 1
    assert "There is no" in result.stderr
