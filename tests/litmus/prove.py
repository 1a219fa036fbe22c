# SPDX-License-Identifier: GPL-2.0
"""Run the litmus tests of this folder by herd7, each with its twins, and compare.

usage: prove.py HERD LIBDIR WORK [TREE...]

  HERD LIBDIR	herd7, and the folder with its models; "-": there is none, so each verdict is
		skipped, by name
  WORK		a folder for the twins
  TREE		kernel trees: each has a Linux memory model in tools/memory-model

Of a test's head this reads, each on a line of its own behind a " * ":

  Race: NAME		as a comment of core/ names it
  Expect: Never|Sometimes
  Twin WHAT: OLD => NEW	the same test with that one line changed, or taken out: it must have
			the other verdict, or what the line is for is not what it says
  Code: NAME...		lines of "code": what in the walker the test stands for

TAP on stdout, with a table behind it. Exit status: 0, 1 for a verdict that is not the
expected one, 2 for a test that cannot be run.
"""
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.normpath(os.path.join(HERE, '../..'))
OTHER = {'Never': 'Sometimes', 'Sometimes': 'Never'}
HEAD = re.compile(r'^ \* (Race|Expect|Code|Twin [^:]+): (.*)$', re.M)


def die(text):
    print('prove: ' + text, file=sys.stderr)
    sys.exit(2)


def read(path):
    with open(path, encoding='utf-8') as file:
        return file.read()


class Test:
    def __init__(self, path):
        self.name = os.path.basename(path)[:-len('.litmus')]
        self.text = read(path)
        self.head = HEAD.findall(self.text)
        self.model = self.text.split()[0]
        self.expect = self.field('Expect')
        self.races = self.field('Race')
        self.code = self.field('Code').split()
        if self.expect not in OTHER:
            die(f'{self.name}: expects "{self.expect}"; say Never or Sometimes')
        if not [1 for key, _ in self.head if key.startswith('Twin ')]:
            die(f'{self.name}: has no twin, so nothing shows what its verdict rests on')

    def field(self, name):
        found = [value for key, value in self.head if key == name]
        if len(found) != 1:
            die(f'{self.name}: has {len(found)} lines "{name}:"; write one')
        return found[0].strip()

    def variants(self):
        """The test and its twins: what it is called, its text, the verdict expected."""
        body = self.text.index('*)') + 2
        yield '', self.text, self.expect
        for key, value in self.head:
            if not key.startswith('Twin '):
                continue
            old, new = (part.strip() for part in value.split('=>'))
            if self.text.count(old, body) != 1:
                die(f'{self.name}: its twin "{key[5:]}" changes "{old}", which stands there '
                    f'{self.text.count(old, body)} times; name a line that is there once')
            yield key[5:], self.text[:body] + self.text[body:].replace(old, new), OTHER[self.expect]


def run(herd, libdir, tree, path):
    command = [herd, '-set-libdir', libdir]
    if tree:
        command += ['-conf', 'linux-kernel.cfg']
    done = subprocess.run([*command, os.path.abspath(path)], cwd=os.path.join(tree, 'tools/memory-model') if tree else None,
                          capture_output=True, text=True, check=False)
    verdict = re.search(r'^Observation \S+ (\w+)', done.stdout, re.M)
    said = (done.stderr or done.stdout).strip().split('\n')
    return verdict[1] if verdict and not done.returncode else 'nothing: ' + said[-1][-150:]


def function(text, name):
    found = re.search(r'^[a-z][^;{}=]*\b%s\([^;{]*\)[^;{]*\n\{\n.*?^\}' % re.escape(name), text, re.M | re.S)
    return found and found[0]


def code():
    """The lines of "code": name, and what is missing, or out of order, in the walker."""
    lines = {}
    for line in read(os.path.join(HERE, 'code')).split('\n'):
        if not line or line.startswith('#'):
            continue
        name, file, where, order = line.split('\t')
        body = function(read(os.path.join(TOP, file)), where)
        at, why = 0, '' if body else f'{file} has no function {where}()'
        for part in order.split(' < ') if body else []:
            found = body.find(part, at)
            if found < 0:
                why = f'{file}, {where}(): "{part}" does not stand there' + (' behind what comes before it' if part in body else '')
                break
            at = found + len(part)
        lines[name] = why
    return lines


def main(herd, libdir, work, *trees):
    tests = [Test(os.path.join(HERE, name)) for name in sorted(os.listdir(HERE)) if name.endswith('.litmus')]
    known, todo = code(), []
    os.makedirs(work, exist_ok=True)
    for test in tests:
        for word in test.code:
            if word not in known:
                die(f'{test.name}: stands for "{word}", which is no line of tests/litmus/code')
        for number, (twin, text, expect) in enumerate(test.variants()):
            path = os.path.join(work, f'{test.name}{"+twin%d" % number if number else ""}.litmus')
            with open(path, 'w', encoding='utf-8') as file:
                file.write(re.sub(r'\(\*.*?\*\)\n', '', text, count=1, flags=re.S))
            for tree in trees if test.model == 'C' else ['']:
                model = os.path.basename(tree).replace('linux-source-', 'LKMM ') if tree else test.model
                todo.append((test, twin, model, expect, tree, path))
    print('TAP version 13')
    print(f'1..{len(todo) + len(known)}')
    failed, number, rows = 0, 0, []
    skipped = len(todo) if herd == '-' else 0
    with ThreadPoolExecutor(2) as pool:
        got = pool.map(lambda job: run(herd, libdir, job[4], job[5]) if not skipped else 'skipped', todo)
        for (test, twin, model, expect, _, path), verdict in zip(todo, got):
            number += 1
            good = verdict in (expect, 'skipped')
            what = f'{test.name}{", " + twin if twin else ""} [{model}]'
            print(f'{"" if good else "not "}ok {number} - {what}: {verdict}' + (' # SKIP there is no herd7' if skipped else ''))
            if not good:
                failed += 1
                print(f'# expected {expect}; {path}')
            rows.append((test.races, test.name, twin or 'as it is', model, expect, verdict))
    for name, why in known.items():
        number += 1
        users = ', '.join(test.name for test in tests if name in test.code)
        print(f'{"not " if why or not users else ""}ok {number} - the walker has "{name}"')
        if why or not users:
            failed += 1
            print(f'# {why or "no test stands for it; take the line out of tests/litmus/code"}' + (f'; so {users} may prove nothing' if why else ''))
    widths = [max(len(row[i]) for row in rows) for i in range(6)]
    for row in [('race', 'test', 'what', 'model', 'expected', 'got'), *rows]:
        print('# ' + '  '.join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip())
    print(f'{number - failed - skipped} passed, {failed} failed' + (f', {skipped} skipped' if skipped else ''))
    sys.exit(1 if failed else 0)


if __name__ == '__main__':
    if len(sys.argv) < 5:
        print(__doc__.split('\n\n')[1])
        sys.exit(2)
    main(*sys.argv[1:])
