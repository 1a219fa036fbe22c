# SPDX-License-Identifier: GPL-2.0
"""A private walker on stdout: walker.c with what plain.tsv has for each mark, or the form.

usage: make.py [FORM]	FORM: a row of forms.tsv, of which NAME=TEXT counts
"""
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def main(form):
    text = dict(row.rstrip('\n').split('\t', 1) for row in open(HERE + '/plain.tsv') if row[0] != '#')
    for part in re.split(r'\t(?=[A-Z]+=)', form.split('\t=>')[0])[1:]:
        mark, code = part.split('=', 1)
        if mark not in text:
            sys.exit('no mark is called ' + mark)
        text[mark] = code
    walker = open(HERE + '/walker.c').read()
    for mark, code in text.items():
        walker = walker.replace('@%s@' % mark, code.replace('\\n', '\n'))
    sys.stdout.write(re.sub(r'\n[ \t]*(?=#)', '\n', walker))


if __name__ == '__main__':
    main(sys.argv[1] if len(sys.argv) > 1 else '')
