# SPDX-License-Identifier: GPL-2.0
"""A private walker on stdout: walker.c with what plain.tsv has for each mark, or the form.

usage: make.py [FORM]	FORM: a row of forms.tsv, of which NAME=TEXT counts; AS=FUNCTION:OLD:NEW...
			calls what it calls OLD otherwise there
"""
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def called(walker, function, *names):
    """The same, with other names in one function: old, new, old, new."""
    start = re.search(r'^.*\b%s\([^;{]*\{$' % function, walker, re.M).start()
    end = walker.index('\n}', start)
    body = walker[start:end]
    for old, new in zip(names[::2], names[1::2]):
        body = re.sub(r'\b%s\b' % old, new, body)
    return walker[:start] + body + walker[end:]


def made(form):
    text = dict(row.rstrip('\n').split('\t', 1) for row in open(HERE + '/plain.tsv') if row[0] != '#')
    other = None
    for part in re.split(r'\t(?=[A-Z]+=)', form.split('\t=>')[0])[1:]:
        mark, code = part.split('=', 1)
        if mark == 'AS':
            other = code.split(':')
        elif mark not in text and mark != 'HEADER':
            sys.exit('no mark is called ' + mark)
        else:
            text[mark] = code
    walker = open(HERE + '/walker.c').read()
    for mark, code in text.items():
        walker = walker.replace('@%s@' % mark, code.replace('\\n', '\n'))
    if other:
        walker = called(walker, *other)
    return re.sub(r'\n[ \t]*(?=#)', '\n', walker)


if __name__ == '__main__':
    sys.stdout.write(made(sys.argv[1] if len(sys.argv) > 1 else ''))
