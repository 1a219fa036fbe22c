# SPDX-License-Identifier: GPL-2.0
"""Read what "spatch --parse-c" says of a file, and keep what concerns us.

usage: parsed.py CONVERT TREE [--rules FOLDER] FILE...	(parsed.sh)
"""
import functools
import glob
import os
import re
import subprocess
import sys
import tempfile

from source import Source

WAY_OUT = 'make it plain C, or, for an annotation, add it to coccinelle/convert/macros.h'


def bad_lines(said, name):
    """First and last line of each piece that was skipped, and the line at fault."""
    fault, block = None, None
    for line in said + ['']:
        at = re.match(r' = File "(.*)", line (\d+), column', line)
        if at:
            fault = int(at.group(2)) if at.group(1).endswith(name) else None
        elif re.match(r'(bad|BAD):', line):
            block = (block or []) + [line]
        elif block and fault:
            index = next((i for i, x in enumerate(block) if x.startswith('BAD')), 0)
            yield fault - index, fault - index + len(block) - 1, fault
            block = None


def left_out(said):
    """The tokens of each piece that was left out."""
    for line in said:
        if line.startswith('passed:'):
            yield re.findall(r'\w+|[^\w\s]', line[len('passed:'):])


@functools.lru_cache(maxsize=None)
def parse(convert, path):
    """What spatch says of a file, line by line."""
    said = subprocess.run([os.environ.get('SPATCH') or 'spatch', '--no-includes', '--macro-file-builtins',
                           os.path.join(convert, 'macros.h'), '--parse-c', path],
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          encoding='utf-8', errors='surrogateescape', check=False).stdout.split('\n')
    return said if any(line.startswith('nb good') for line in said) else None


def alone(convert, text, tokens):
    """Are the tokens left out of this function? spatch does not say where they were."""
    with tempfile.NamedTemporaryFile('w', suffix='.c', encoding='utf-8', errors='surrogateescape') as file:
        file.write(text)
        file.flush()
        said = parse(convert, file.name)
    return not said or any(line.startswith(('bad:', 'BAD:')) for line in said) or tokens in left_out(said)


def look(convert, folder, tree, name):
    """Say what was not parsed of one file; the exit status for it."""
    said = parse(convert, os.path.join(tree, name))
    if not said:
        print('%s: spatch said nothing about parsing it; is it installed in full?' % name, file=sys.stderr)
        return 2
    with open(os.path.join(tree, name), encoding='utf-8', errors='surrogateescape') as file:
        source = Source(name, file.read())
    named = set()
    for rules in glob.glob(os.path.join(folder, '*.cocci')):
        named |= set(re.findall(r'\w+', re.sub(r'//.*', '', open(rules).read())))
    touched = {f.start: f for f in source.walker()}
    touched.update({f.start: f for f in source.functions if f.name in named})
    stated = set(re.findall(r'^#define\s+(\w+)', open(os.path.join(convert, 'macros.h')).read(), re.M))

    found = set()
    for first, last, fault in bad_lines(said, name):
        for f in touched.values():
            # A piece begins with what ends the one before it, which may be our "}".
            if first < source.place(f.end)[0] and last >= source.place(f.start)[0]:
                found.add((fault, f.name, 'Coccinelle cannot parse this'))
    for tokens in left_out(said):
        if not tokens or set(tokens) <= stated:
            continue
        pattern = r'(?<!\w)' + r'\s*'.join(re.escape(t) for t in tokens) + r'(?!\w)'
        for f in touched.values():
            places = list(re.finditer(pattern, source.code[f.start:f.end]))
            if places and not alone(convert, source.code[f.start:f.end + 1], tokens):
                continue
            for at in places:
                found.add((source.place(f.start + at.start())[0], f.name,
                           'Coccinelle left out "%s" to parse this' % ' '.join(tokens)))
    for line, function, what in sorted(found):
        print('%s:%d: %s: %s: %s; %s' % (name, line, function, what,
                                         source.lines[line - 1].strip().rstrip(';'), WAY_OUT), file=sys.stderr)
    return 1 if found else 0


def main(convert, tree, *rest):
    folder, status, rest = convert, 0, list(rest)
    while rest:
        name = rest.pop(0)
        if name == '--rules':
            folder = rest.pop(0)
        else:
            status = max(status, look(convert, folder, tree, name))
    return status


if __name__ == '__main__':
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    try:
        sys.exit(main(*sys.argv[1:]))
    except OSError as error:
        print('parsed.py: %s' % error, file=sys.stderr)
        sys.exit(2)
