# SPDX-License-Identifier: GPL-2.0
"""Is the walker the same, instruction by instruction, as in an earlier commit?

usage: same.py BASE [LAYOUT...]		TAP: a result for each layout and generation

Compiled is core/gup_fast.c with the simulator's headers, without its hooks, by gcc -O2 for
this machine: each port and each generation, but not by the architectures' own compilers.
Functions may change their order, and labels their numbers. What differs is named.
"""
import difflib
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))
FUNCTION = re.compile(r'^([A-Za-z_]\w*(?:\.[\w.]+)?):$')


def functions(path):
    """Of an assembly file the lines of each function or datum, labels counted anew in each."""
    found, name, labels = {}, '', {}
    with open(path, encoding='utf-8') as file:
        for line in file:
            line = line.rstrip()
            at = FUNCTION.match(line)
            if at:
                name, labels = at[1], {}
            if re.match(r'\s*\.(file|ident|loc|section|text|data|globl|type|size|p2align|align|L?cfi)', line):
                continue
            line = re.sub(r'\.L\w+', lambda label: '.L%d' % labels.setdefault(label[0], len(labels)), line)
            found.setdefault(name, []).append(line)
    return found


def compiled(tree, layout, out):
    """The walker of TREE for a layout, or why there is none."""
    target = os.path.join(out, layout, 'directed', 'walker.s')
    said = subprocess.run(['make', '-s', '-f', os.path.join(tree, 'tests/sim/Makefile'), 'TOP=' + tree, 'OUT=' + out,
                           'LAYOUT=' + layout, target], cwd=tree, capture_output=True, text=True, check=False)
    return None if said.returncode else functions(target), said.stderr.strip().split('\n')[0]


def layouts_of(tree):
    names = sorted(n for n in os.listdir(os.path.join(tree, 'tests/sim/layouts')) if n != 'README' and not n.endswith('.rows'))
    with open(os.path.join(tree, 'tests/sim/generations/layouts'), encoding='utf-8') as file:
        return names + file.read().split()


def compare(base, work, layout):
    """Lines about what differs; nothing if it is the same."""
    old, why_old = compiled(base, layout, os.path.join(work, 'old'))
    new, why_new = compiled(TOP, layout, os.path.join(work, 'new'))
    if old is None or new is None:
        return [f'does not compile {"before" if old is None else "now"}: {why_old or why_new}']
    lines = []
    for name in sorted(old.keys() | new.keys()):
        a, b = old.get(name, []), new.get(name, [])
        if a == b:
            continue
        changed = [x for x in difflib.unified_diff(a, b, n=0, lineterm='') if not x.startswith(('---', '+++', '@@'))]
        lines.append(f'{name or "data"}: {len(a)} lines before, {len(b)} now; the first: {" ".join(changed[0].split()) if changed else ""}')
    return lines


def main(commit, *wanted):
    with tempfile.TemporaryDirectory() as work:
        base = os.path.join(work, 'base')
        os.mkdir(base)
        archive = subprocess.run(['git', '-C', TOP, 'archive', commit], capture_output=True, check=False)
        if archive.returncode:
            print(f'same: BASE={commit}: {archive.stderr.decode().strip()}; give a commit of this repository', file=sys.stderr)
            return 2
        subprocess.run(['tar', '-x', '-C', base], input=archive.stdout, check=True)
        # One that is new has nothing to be the same as.
        known = layouts_of(base)
        names = [n for n in wanted or layouts_of(TOP) if n in known]
        for name in set(wanted) - set(names):
            print(f'same: LAYOUT={name}: {commit} has no such layout; it has: {" ".join(known)}', file=sys.stderr)
            return 2
        print(f'TAP version 13\n1..{len(names)}')
        failed = 0
        with ThreadPoolExecutor(2) as pool:
            results = pool.map(lambda name: compare(base, work, name), names)
            for number, (name, lines) in enumerate(zip(names, results), 1):
                failed += bool(lines)
                print(f'{"not ok" if lines else "ok"} {number} - same: {name}, as in {commit}', flush=True)
                for line in lines:
                    print('#   ' + line)
        print(f'{len(names) - failed} passed, {failed} failed')
        return 1 if failed else 0


if __name__ == '__main__':
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
