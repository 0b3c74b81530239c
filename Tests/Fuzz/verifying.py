"""Asks `heapbook verify` about many programs, and reads its answer."""
import os
import re
import shutil
import subprocess
import tempfile

DISAGREEMENT = re.compile(
    r'^  (?:before step 1|step (\d+))(?:, (.*?))?: (name|identity|type|value|slots|size|taught count|real count|liveness|'
    r'output|exception|end): the model says (.*), CPython says (.*)$')
# With many programs the table leaves out the rows of those that agree, and has this one for all.
TOTAL = re.compile(r'^all (\d+) +(?:\d+ ok|\d+ of \d+)', re.MULTILINE)
SECONDS_PER_PROGRAM = 60


class Case:
    """A program, and whether memory is compared after every step of it or at its end alone."""

    def __init__(self, seed, text, every_step):
        self.seed, self.text, self.every_step = seed, text, every_step

    @property
    def file_name(self):
        return 'seed-%08d.%s' % (self.seed, 'py' if self.every_step else 'heap')

    @property
    def scenario(self):
        """As plain statements each is a step; in one step only the end is compared."""
        if self.every_step:
            return self.text
        return 'step "All":\n' + ''.join('    %s\n' % line if line else '\n' for line in self.text.splitlines())


class Outcome:
    """What came out for a program. `kind`: agrees, differs, refused, failed or crashed."""

    def __init__(self, kind, lines=()):
        self.kind, self.lines = kind, list(lines)

    @property
    def is_disagreement(self):
        return self.kind not in ('agrees', 'refused')

    @property
    def topic(self):
        """What programs with one cause are likely to have in common; the minimiser keeps it."""
        if self.kind == 'differs':
            found = DISAGREEMENT.match(self.lines[0])
            return 'differs: %s' % (found.group(3) if found else '?')
        return self.kind if self.kind == 'crashed' else '%s: %s' % (self.kind, re.sub(r"'[^']*'|\d+", '_', self.lines[0]))

    @property
    def group(self):
        """Finer than the topic: the words of the first difference, without what is the program's own."""
        words = self.lines[0] if self.lines else ''
        if self.kind == 'differs':
            found = DISAGREEMENT.match(words)
            words = 'the model says %s, CPython says %s' % found.groups()[3:] if found else words
        return '%s: %s' % (self.topic, re.sub(r'\b\w*\d\w*\b', '_', words))


def verify(heapbook, interpreter, cases):
    """The outcome of each case, in order. One run of heapbook takes them all; where it ends badly, halves are tried."""
    if not cases:
        return []
    folder = tempfile.mkdtemp(prefix='heapbook-fuzz-')
    try:
        names = []
        for number, case in enumerate(cases):
            names.append('%04d-%s' % (number, case.file_name))
            with open(os.path.join(folder, names[-1]), 'w', encoding='utf-8') as file:
                file.write(case.scenario)
        try:
            run = subprocess.run([heapbook, 'verify', '.', '--python', interpreter], cwd=folder, stdout=subprocess.PIPE,
                                 stderr=subprocess.PIPE, timeout=SECONDS_PER_PROGRAM + 3 * len(cases))
            status, text = run.returncode, run.stdout.decode('utf-8', 'replace')
            said = run.stderr.decode('utf-8', 'replace')
        except subprocess.TimeoutExpired:
            status, text, said = -1, '', 'it took too long'
    finally:
        shutil.rmtree(folder)
    if status in (0, 1) and (covers_all(text, names) or all('./%s' % name in text for name in names)):
        return read(text, ['./%s' % name for name in names])
    if len(cases) == 1:
        return [Outcome('crashed', ['exit status %d: %s' % (status, said.strip()[-400:])])]
    middle = len(cases) // 2
    return verify(heapbook, interpreter, cases[:middle]) + verify(heapbook, interpreter, cases[middle:])


def covers_all(text, names):
    total = TOTAL.search(text)
    return total is not None and int(total.group(1)) == len(names)


def read(text, names):
    """The outcomes in the text that `heapbook verify` prints."""
    outcomes, current = {}, None
    for line in text.splitlines():
        if line.startswith('  ') and current is not None and (current.kind == 'differs'):
            current.lines.append(line)
            continue
        head, _, rest = line.partition(', CPython ')
        if head in names and ':' in rest:
            reason = rest.partition(':')[2].strip()
            if not reason:
                current = Outcome('differs')
            elif re.match(r'the model: E04\d\d', reason):
                current = Outcome('refused', [reason])
            else:
                current = Outcome('failed', [reason])
            outcomes[head] = current
        else:
            current = None
            name, _, word = line.partition('  ')
            if name in names and name not in outcomes:
                word = word.strip()
                if word.startswith('skipped'):
                    outcomes[name] = Outcome('refused', ['skipped, see the notes of heapbook verify'])
                elif word.startswith('ok'):
                    outcomes[name] = Outcome('agrees')
    silent = Outcome('agrees') if covers_all(text, names) else Outcome('failed', ['heapbook verify says nothing about it'])
    return [outcomes.get(name, silent) for name in names]
