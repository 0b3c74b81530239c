"""The model, built for release, beside the CPythons of this machine: `heapbook verify` over the scenarios of each folder.

3.11 is held to all of them here, the other versions to the guide's and the golden ones; `make verify` holds all to all.
"""
import os
import re
import subprocess

import pytest

CHECKOUT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
HEAPBOOK = os.path.join(CHECKOUT, '.build', 'release', 'heapbook')
FOLDERS = {'Sources/Guide': 10, 'Tests/Golden': 6, 'Tests/Conformance/programs': 300, 'Tests/Conformance/scenarios': 18,
           'Tests/Conformance/heaps': 5, 'Tests/Conformance/collectors': 150}
COMMON = ['Sources/Guide', 'Tests/Golden', 'Tests/Conformance/heaps']
VERSIONS = ['3.8', '3.9', '3.10', '3.12', '3.13']


def verify(folders, version):
    """What the command printed of the scenarios in these folders; skips where there is no such interpreter."""
    run = subprocess.run([HEAPBOOK, 'verify', '--versions', version] + folders, cwd=CHECKOUT, capture_output=True,
                         text=True)
    if 'no interpreter of version %s is found' % version in run.stderr:
        pytest.skip('no CPython %s is found on this machine' % version)
    # Lines about what differs come first; one of them may be long.
    told = '\n'.join([line[:300] for line in (run.stdout + run.stderr).splitlines()[:40]])
    assert run.returncode == 0, told
    return run.stdout


def agreeing(output):
    """How many scenarios agree: of the table's last row, or its rows where it is short."""
    total = re.search(r'^all \d+ +(\d+) ok', output, re.MULTILINE)
    return int(total.group(1)) if total else len(re.findall(r' ok\*?$', output, re.MULTILINE))


@pytest.mark.parametrize('folder', FOLDERS)
def test_the_model_agrees_with_311(folder):
    assert agreeing(verify([folder], '3.11')) >= FOLDERS[folder]


@pytest.mark.parametrize('version', VERSIONS)
def test_the_model_agrees_with_other_versions(version):
    assert agreeing(verify(COMMON, version)) > 20
