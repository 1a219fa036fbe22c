# SPDX-License-Identifier: GPL-2.0
"""Plant mistakes.tsv in what cut.py cut out of a tree: FOLDER/NAME.c has one of them each.

usage: mistake.py THEIRS FOLDER	the names are on stdout; why one is not planted, in FOLDER/NAME.why
"""
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, '../../../coccinelle/convert/account'))
from source import Source  # noqa: E402


def mistakes():
    for line in open(os.path.join(HERE, 'mistakes.tsv')):
        if line.strip() and line[0] != '#':
            yield line.rstrip('\n').split('\t')


def pattern(text):
    """However the text is spaced; cut.py may have given a name of it another one."""
    tokens = re.findall(r'\w+|[^\w\s]', text)
    return re.compile(r'\s*'.join((r'\b(?:theirs_)?%s\b' % t) if t[0].isalpha() else re.escape(t) for t in tokens))


def planted(source, row):
    """The text with that mistake."""
    name, function, old, new = row
    found = [(f.start + m.start(), f.start + m.end()) for f in source.functions if f.name == function
             for m in pattern(old).finditer(source.text[f.start:f.end])]
    if len(found) != 1:
        raise ValueError('%s() has "%s" %d times; adapt tests/equal/shared/mistakes.tsv' % (function, old, len(found)))
    # As cut.py did with the names.
    new = re.sub(r'[A-Za-z_]\w+', lambda m: ('theirs_' if 'theirs_' + m.group(0) in source.text else '') + m.group(0), new)
    return source.text[:found[0][0]] + new + source.text[found[0][1]:]


def main(path, folder):
    with open(path, encoding='utf-8', errors='surrogateescape') as file:
        source = Source(path, file.read())
    for row in mistakes():
        try:
            text, end = planted(source, row), '.c'
        except ValueError as why:
            text, end = '%s\n' % why, '.why'
        with open(os.path.join(folder, row[0] + end), 'w', encoding='utf-8', errors='surrogateescape') as file:
            file.write(text)
        print(row[0])


if __name__ == '__main__':
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
