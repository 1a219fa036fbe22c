# SPDX-License-Identifier: GPL-2.0
"""A picture of what became of each private walker, as HTML on stdout.

usage: picture.py TREE OPS ACCOUNTS	OPS: a folder with each port's ARCH.h

On the left the private source, on the right where each line went, and below the port
that was made of it. A line has the colour of its destination.
"""
import collections
import html
import os
import sys

STYLE = '''body { font-family: sans-serif; margin: 1em 2em }
table { border-collapse: collapse } td { padding: 0 .8em; vertical-align: top }
pre, td { font: 12px/1.35 monospace; white-space: pre; tab-size: 8 } pre { background: #f4f4f4; padding: 1em }
.op { background: #d9f0d3 } .core { background: #d6e4f5 } .kernel { background: #f3e3c3 }
.public { background: #e7d9f0 } .port { background: #e0efe9 } .dropped { color: #999 }
.n { color: #aaa; text-align: right } .bug { outline: 1px solid #c00 } td.to { white-space: normal; min-width: 38em }'''
LEGEND = (('op', 'an op of the port, in the tree\'s own words'), ('core', 'mm/gup_fast.c does it'),
          ('kernel', 'mm/gup_kernel.h does it'), ('public', 'mm/gup_public.c does it'),
          ('port', 'goes to the port as it is'), ('dropped', 'is not needed'))


def main(tree, ops, accounts):
    where = collections.OrderedDict()
    for line in open(accounts, encoding='utf-8', errors='replace'):
        place, _, _, to = line.rstrip('\n').split('\t')
        name, number = place.rsplit(':', 1)
        lines = where.setdefault(name, collections.OrderedDict())
        if to not in lines.setdefault(int(number), []):
            lines[int(number)].append(to)
    print('<!DOCTYPE html>\n<meta charset="utf-8">\n<title>Private walkers</title>\n<style>%s</style>' % STYLE)
    print('<h1>Where each line of the private walkers went</h1>\n<p>%s</p>' % ' '.join(
        '<span class="%s">&nbsp;%s: %s&nbsp;</span>' % (kind, kind, html.escape(what)) for kind, what in LEGEND))
    for name, lines in where.items():
        with open(os.path.join(tree, name), encoding='utf-8', errors='replace') as source:
            text = source.read().split('\n')
        last = max(lines)
        first = 1 if name.endswith('/gup.c') else min(lines)
        print('<h2>%s</h2>\n<table>' % html.escape(name))
        for number in range(first, min(len(text), last + 2) + 1):
            to = lines.get(number, [])
            kind = to[0].split(' ')[0].rstrip(':') if to else ''
            bug = ' bug' if any(', bug ' in t for t in to) else ''
            print('<tr><td class="n">%d</td><td class="%s%s">%s</td><td class="to">%s</td></tr>' %
                  (number, kind, bug, html.escape(text[number - 1]), html.escape('; '.join(to))))
        print('</table>')
        port = os.path.join(ops, name.split('/')[1] + '.h')
        if name.endswith('/gup.c') and os.path.exists(port):
            print('<h3>The port that was made of it</h3>\n<pre>%s</pre>' % html.escape(open(port).read()))


if __name__ == '__main__':
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
