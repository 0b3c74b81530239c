"""Random programs in the model and in real CPython: do they agree?

    python3 Tests/Fuzz/fuzz_model.py -n 5000 --versions 3.11 --seed 1

Makes N programs for each version, each within what the version's grammar has, and asks `heapbook verify`. Memory is
compared at the end of each program, and after every step for one in five. A disagreement is printed with its seed, the
program made small, what the model says and what CPython says, and the exit status is 1. A program that the model
refuses by name is counted apart.
"""
import argparse
import glob
import os
import re
import subprocess
import sys
import time

from minimising import minimised
from programs import random_program
from programs.program import coverage_names
from verifying import Case, verify

EVERY_STEP = 5                         # one program in so many is compared after every step
BATCH = 50


def version_of(path):
    """(3, 11) for the interpreter at the path, None where there is none."""
    question = 'import sys; print("%d %d %d" % sys.version_info[:3])'
    try:
        answer = subprocess.run([path, '-S', '-c', question], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=20)
        return tuple(int(word) for word in answer.stdout.split()) if answer.returncode == 0 else None
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None


def find_interpreters():
    """{(3, 11): path}: pyenv's versions first, then PATH; of several of one version the newest."""
    home = os.environ.get('PYENV_ROOT', os.path.expanduser('~/.pyenv'))
    paths = sorted(glob.glob(os.path.join(home, 'versions', '*', 'bin', 'python')))
    for folder in os.environ.get('PATH', '').split(os.pathsep) + ['/usr/bin', '/usr/local/bin']:
        paths += sorted(p for p in glob.glob(os.path.join(folder, 'python*'))
                        if re.match(r'python(3(\.\d+)?|2\.7)?$', os.path.basename(p)) and 'shims' not in p)
    found, seen = {}, set()
    for path in paths:
        real = os.path.realpath(path)
        if real in seen:
            continue
        seen.add(real)
        version = version_of(path)
        if version and version > found.get(version[:2], ((0, 0, 0), ''))[0]:
            found[version[:2]] = (version, path)
    return {version: path for version, (_, path) in found.items()}


class Tally:
    """What came out for one version."""

    def __init__(self):
        self.programs = self.every_step = 0
        self.refused, self.groups = {}, {}
        self.made = {}

    def add(self, case, outcome):
        self.programs += 1
        self.every_step += case.every_step
        if outcome.kind == 'refused':
            self.refused.setdefault(outcome.lines[0], []).append(case)
        elif outcome.is_disagreement:
            self.groups.setdefault(outcome.group, []).append((case, outcome))

    @property
    def disagreements(self):
        return sum(len(group) for group in self.groups.values())


def run_version(options, version, interpreter):
    tally = Tally()
    seeds = range(options.seed, options.seed + options.number)
    for start in range(0, len(seeds), BATCH):
        cases = []
        for seed in seeds[start:start + BATCH]:
            text, made = random_program(seed, version)
            for key in made:
                tally.made[key] = tally.made.get(key, 0) + made[key]
            cases.append(Case(seed, text, every_step=seed % EVERY_STEP == 0))
        for case, outcome in zip(cases, verify(options.heapbook, interpreter, cases)):
            tally.add(case, outcome)
            if outcome.is_disagreement:
                print('%s seed %d: %s' % (dotted(version), case.seed, outcome.lines[0].strip()), flush=True)
    return tally


def dotted(version):
    return '.'.join(str(number) for number in version)


def explain(options, version, interpreter, tally):
    """Prints a minimised program for each kind of disagreement."""
    for group in sorted(tally.groups, key=lambda g: -len(tally.groups[g]))[:options.minimise]:
        case, outcome = min(tally.groups[group], key=lambda found: len(found[0].text))
        topic = outcome.topic

        def holds(texts):
            cases = [Case(case.seed, text, case.every_step) for text in texts]
            return [o.is_disagreement and o.topic == topic for o in verify(options.heapbook, interpreter, cases)]

        small = minimised(case.text, holds)
        final = verify(options.heapbook, interpreter, [Case(case.seed, small, case.every_step)])[0]
        print('\n=== CPython %s, seed %d, %s; %d of this kind, e.g. seeds %s' % (
            dotted(version), case.seed, 'after every step' if case.every_step else 'at the end', len(tally.groups[group]),
            ', '.join(str(found[0].seed) for found in tally.groups[group][:5])))
        print(small.rstrip())
        print('--- what the model and CPython say')
        print('\n'.join(line.strip() for line in final.lines[:6]), flush=True)


def print_coverage(made):
    print('\nHow often each construct was made:')
    for kind, name, weight in coverage_names():
        print('%8d  %s: %s (weight %d)' % (made.get((kind, name), 0), kind, name, weight))
    listed = set((kind, name) for kind, name, _ in coverage_names())
    for kind, name in sorted(made):
        if (kind, name) not in listed:
            print('%8d  %s: %s' % (made[kind, name], kind, name))


def read_options(arguments):
    parser = argparse.ArgumentParser(description=__doc__.partition('\n')[0])
    parser.add_argument('-n', '--number', type=int, default=5000, help='programs for each version')
    parser.add_argument('--seed', type=int, default=1, help='the first seed; each program takes the next one')
    parser.add_argument('--versions', default='3.11', help='such as 3.8,3.13')
    parser.add_argument('--heapbook', default='.build/release/heapbook', help='the program to ask')
    parser.add_argument('--minimise', type=int, default=10, help='how many kinds of disagreement to make small')
    parser.add_argument('--coverage', action='store_true', help='print how often each construct was made')
    parser.add_argument('--print', type=int, metavar='SEED', dest='shown', help='print the program of a seed, and no more')
    options = parser.parse_args(arguments)
    options.heapbook = os.path.abspath(options.heapbook)
    options.versions = [tuple(int(number) for number in word.split('.')) for word in options.versions.split(',')]
    return options


def main(arguments):
    options = read_options(arguments)
    if options.shown is not None:
        sys.stdout.write(random_program(options.shown, options.versions[0])[0])
        return 0
    found, failed, summary, made = find_interpreters(), False, [], {}
    for version in options.versions:
        if version not in found:
            print('no interpreter of version %s is found' % dotted(version))
            failed = True
            continue
        start = time.time()
        tally = run_version(options, version, found[version])
        seconds = time.time() - start
        for key in tally.made:
            made[key] = made.get(key, 0) + tally.made[key]
        explain(options, version, found[version], tally)
        refused = sum(len(cases) for cases in tally.refused.values())
        for reason in sorted(tally.refused, key=lambda r: -len(tally.refused[r])):
            print('refused %d times, such as seed %d: %s' % (
                len(tally.refused[reason]), tally.refused[reason][0].seed, reason))
        summary.append('CPython %s: %d programs, %d of them after every step; %d disagreements of %d kinds; %d refused; %.0f s'
                       % (dotted(version), tally.programs, tally.every_step, tally.disagreements, len(tally.groups), refused,
                          seconds))
        failed = failed or tally.disagreements > 0
    if options.coverage:
        print_coverage(made)
    print('\n' + '\n'.join(summary))
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
