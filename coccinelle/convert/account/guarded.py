# SPDX-License-Identifier: GPL-2.0
"""The guards around a tree's own walker in mm/gup.c: put right, checked, taken out.

usage: guarded.py lift			stdin to stdout: guards around functions of the
					walker that have none, each above the comment of
					what it guards, and none inside of another one
       guarded.py check FILE		does the walker stand between guards, all
					of it and nothing else?
       guarded.py take SYMBOL		stdin to stdout: without what the guards
					hold, but with gup_fast_pages() where
					there is no CONFIG_<SYMBOL>
       guarded.py private FILE		stdin to stdout: without the parts of a
					private walker, and what declares them
       guarded.py rename NAME...	stdin to stdout: comments that speak of one
					of these functions say gup_fast_pages()
"""
import re
import sys

from source import PRIVATE_ENTRY, Source

OPEN = '#ifndef CONFIG_GUP_FAST_PORTABLE'
CLOSE = '#endif /* !CONFIG_GUP_FAST_PORTABLE */'
ENTRY = 'gup_fast_pages'
SLOW_ONLY = '/* No walker for these page tables: all is left to the slow path. */'


def guard(text):
    """Guards around what the semantic patch does not name: helpers apart from the walker."""
    try:
        source = Source('mm/gup.c', text)
        inside = list(regions('mm/gup.c', source.lines))
    except ValueError:
        return text    # Nested still; check() says so if it is wrong.
    walker, edits, last = source.walker(), [], None
    bare = [f for f in walker if not any(low < source.place(f.start)[0] - 1 < high for low, high in inside)]
    for f in bare:
        begins, ends = source.place(f.start)[0] - 1, source.place(f.end)[0]
        between = source.text[last.end + 1:f.start] if last else ''
        if last and not re.search(r'^[ \t]*#', between, re.M) and not source.code[last.end + 1:f.start].strip():
            edits[-1][1] = ends
        else:
            edits.append([begins, ends])
        last = f
    lines = source.lines
    for begins, ends in reversed(edits):
        lines[ends:ends] = [CLOSE]
        lines[begins:begins] = [OPEN]
    return '\n'.join(lines)


def lift(text):
    lines = guard(text).split('\n')
    for at in [i for i, line in enumerate(lines) if line == OPEN]:
        if at and lines[at - 1].strip() == '*/':
            first = next(i for i in range(at - 1, -1, -1) if lines[i].startswith('/*'))
            lines.insert(first, lines.pop(at))
    # A helper that stands amid the walker is guarded by then.
    out, depth = [], 0
    for line in lines:
        depth += line == OPEN
        if not (line in (OPEN, CLOSE) and depth > 1):
            out.append(line)
        depth -= line == CLOSE
    return '\n'.join(out)


def regions(name, lines):
    """First and last line of each guarded region, from 0."""
    first = None
    for i, line in enumerate(lines):
        if line == OPEN:
            if first is not None:
                raise ValueError('%s:%d: a guard inside of a guard' % (name, i + 1))
            first = i
        elif line == CLOSE:
            if first is None:
                raise ValueError('%s:%d: the end of no guard' % (name, i + 1))
            yield first, i
            first = None
    if first is not None:
        raise ValueError('%s:%d: this guard has no end' % (name, first + 1))


def check(name, text):
    source = Source(name, text)
    inside = list(regions(name, source.lines))
    walker = {f.start for f in source.walker()}
    for f in source.functions:
        first, last = source.place(f.start)[0] - 1, source.place(f.end)[0] - 1
        guarded = any(low < first and last < high for low, high in inside)
        if guarded != (f.start in walker):
            raise ValueError('%s:%d: %s(): is %s' % (name, first + 1, f.name, 'not the walker\'s, but stands in its guards'
                             if guarded else 'the walker\'s, but stands outside of its guards'))


def take(name, text, symbol):
    source = Source(name, text)
    entry = next((f for f in source.functions if f.name == ENTRY), None)
    if not entry:
        raise ValueError('%s: has no %s()' % (name, ENTRY))
    keep = (source.place(entry.start)[0] - 1, source.place(entry.end)[0] - 1)
    out, at = [], 0
    for first, last in regions(name, source.lines):
        out += source.lines[at:first]
        at = last + 1
        if first < keep[0] and keep[1] < last:
            out += ['#ifndef CONFIG_' + symbol, SLOW_ONLY] + source.lines[keep[0]:keep[1] + 1]
            out.append('#endif /* !CONFIG_%s */' % symbol)
        elif out[-1] == '' and source.lines[at] == '':
            at += 1
    text = '\n'.join(out + source.lines[at:])
    # Where the walker was all that its architectures had.
    return re.sub(r'#ifdef CONFIG_%s\n#endif[^\n]*\n\n?' % symbol, '', text)


def private(name, text):
    """Functions, each with the comment above it and one empty line, and prototypes."""
    source = Source(name, text, PRIVATE_ENTRY)
    spans = [(f.start, f.end + 1) for f in source.walker()]
    spans += [(at, source.code.index(';', at) + 1) for at in source.loose
              if re.match(r'(extern\s+)?int\s+gup_huge\w+\s*\(', source.code[at:])]
    for start, end in sorted(spans, reverse=True):
        comment = re.search(r'/\*(?:(?!\*/).)*\*/\s*\Z', text[:start], re.S)
        start = comment.start() if comment and text[comment.start() - 1] == '\n' else start
        text = text[:start].rstrip('\n') + '\n' + re.sub(r'\A[ \t]*\n', '', text[end:])
    return text


def rename(text, names):
    """Only what was called "name()" in a comment, or in a text that is no C."""
    word = re.compile(r'\b(?:%s)(?=\(\))' % '|'.join(names))
    comment = re.compile(r'/\*.*?\*/|//[^\n]*', re.S)
    if not comment.search(text):
        return word.sub(ENTRY, text)
    return comment.sub(lambda m: word.sub(ENTRY, m.group(0)), text)


def main(how, *arguments):
    if how == 'check':
        with open(arguments[0], encoding='utf-8', errors='surrogateescape') as file:
            check('mm/gup.c', file.read())
    else:
        text = open(0, encoding='utf-8', errors='surrogateescape', newline='').read()
        if how == 'rename':
            text = rename(text, arguments)
        elif how == 'private':
            text = private(arguments[0], text)
        else:
            text = lift(text) if how == 'lift' else take('mm/gup.c', text, *arguments)
        open(1, 'w', encoding='utf-8', errors='surrogateescape', newline='').write(text)


if __name__ == '__main__':
    if (sys.argv[1:2] + [len(sys.argv)]) not in (['lift', 2], ['check', 3], ['private', 3], ['take', 3]) and \
            sys.argv[1:2] != ['rename']:
        sys.exit(__doc__)
    try:
        main(*sys.argv[1:])
    except ValueError as error:
        sys.exit(str(error))
