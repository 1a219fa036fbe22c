# SPDX-License-Identifier: GPL-2.0
"""What of the files that were looked at did Coccinelle not see, or not in full?

usage: not_checked.py TREE WORK	writes WORK/not_checked: file, line, function, why

It skips a function that it cannot parse or follow, without a word. So the functions that
it saw (seen/functions.cocci) are held against those in the text, as source.py finds them
by itself. It may leave out tokens to parse a function: annotations do no harm. And it may
die at a file.
"""
import glob
import os
import re
import sys

from source import Source

# What says nothing about what code does; and of a directive both branches are seen. Its own
# standard.h of 1.1 has an empty PAGE_ALIGNED, and a call then reads as its argument.
HARMLESS = re.compile(r'\b(__\w+|noinstr|noinline\w*|notrace|asmlinkage|PAGE_ALIGNED)(\s*\([^()]*\))?|#.*')


def stumbled(tree, said):
    """The lines at which it gave up a function, by file."""
    lines = {}
    for line in said:
        found = re.match(r'\s*= File "(.*)", line (\d+), column', line)
        if found:
            lines.setdefault(os.path.relpath(found[1], tree), set()).add(int(found[2]))
    return lines


def left_out(tree, said):
    """The pieces that were left out, by file, in their order there: text, and line or 0.
    1.3 says where a piece is, 1.1 only in which file."""
    pieces, name = {}, None
    for line in said:
        piece = re.match(r'(?:(?P<file>.*):(?P<line>\d+): )?passed:(?P<text>.*)', line)
        if line.startswith('PARSING: '):
            name = os.path.relpath(line[len('PARSING: '):].strip(), tree)
        elif piece and (piece['file'] or name):
            of = os.path.relpath(piece['file'], tree) if piece['file'] else name
            pieces.setdefault(of, []).append((piece['text'], int(piece['line'] or 0)))
    return pieces


def placed(source, pieces):
    """Line and words of each piece that may say something. Where it is not told, it is the next
    place with these words behind the piece before."""
    begins = [0] + [m.end() for m in re.finditer('\n', source.code)]
    at = 0
    for text, line in pieces:
        words = re.findall(r'\w+|[^\w\s]', text)
        wanted = re.compile(r'(?<!\w)' + r'\s*'.join(re.escape(x) for x in words) + r'(?!\w)')
        if line:
            at = begins[min(line, len(begins)) - 1]
        # It drops the name in "struct foo *name __free(kfree)": of many such words, that is the one.
        named = re.compile(wanted.pattern + r'\s+__\w+\s*\(') if len(words) == 1 and not line else wanted
        found = words and (named.search(source.code, at) or named.search(source.code) or
                           wanted.search(source.code, at) or wanted.search(source.code))
        if found:
            at = found.end()
        # It puts in what the file itself defines.
        if re.fullmatch(r'\s*\w+\s*', text) and re.search(r'^\s*#\s*define\s+%s\s' % words[0], source.text, re.M):
            continue
        if re.search(r'\w', HARMLESS.sub('', text)):
            yield line or (source.place(found.start())[0] if found else 0), ' '.join(words)


def not_seen(tree, name, seen, pieces, stops):
    """Line, function and reason of each function of file @name that was not seen in full."""
    try:
        with open(os.path.join(tree, name), encoding='utf-8', errors='surrogateescape') as file:
            text = file.read()
        if '\0' in text:
            raise ValueError('not a text')
        source = Source(name, text)
    except (ValueError, IndexError) as error:
        yield 0, '', 'its functions cannot be told apart (%s), so nobody knows which were seen' % \
            str(error).split(': ')[-1]
        return
    left = list(placed(source, pieces))
    for f in source.functions:
        line = source.place(f.name_at)[0]
        first, last = source.place(f.body)[0], source.place(f.end)[0]
        # By line, since SYSCALL_DEFINE3(mlock2, ...) has two names.
        if line not in seen:
            at = [x for x in sorted(stops) if line <= x <= last]
            yield line, f.name, 'Coccinelle cannot parse line %d, "%s"' % (at[0], ' '.join(text.split('\n')[at[0] - 1].split())) \
                if at else 'Coccinelle cannot parse it, or not follow its flow'
            continue
        for line, words in left:
            if first <= line <= last:
                yield line, f.name, 'Coccinelle may have left out "%s" to parse it' % words


def dead(tree, work):
    """Of each file at which it died: of what, and for which rules."""
    of = {}
    for name in glob.glob(os.path.join(work, 'said', '*=??.died')):
        for line in open(name, encoding='utf-8', errors='surrogateescape'):
            file, reason = line.rstrip('\n').split('\t', 1)
            reason = re.sub(r'^Fatal error: exception ', '', reason)
            of.setdefault((os.path.relpath(file, tree), reason), set()).add(os.path.basename(name).split('=')[0])
    return of


def main(tree, work):
    seen, pieces, stops = {}, {}, {}
    for name in glob.glob(os.path.join(work, 'said', 'functions=??')):
        for line in open(name, encoding='utf-8', errors='surrogateescape'):
            file, number, _ = line.rstrip('\n').split('\t')
            seen.setdefault(os.path.relpath(file, tree), set()).add(int(number))
        with open(name + '.parse', encoding='utf-8', errors='surrogateescape') as said:
            said = list(said)
        pieces.update(left_out(tree, said))
        stops.update(stumbled(tree, said))
    died = dead(tree, work)
    with open(os.path.join(work, 'not_checked'), 'w', encoding='utf-8', errors='surrogateescape') as out:
        for name in open(os.path.join(work, 'looked'), encoding='utf-8', errors='surrogateescape'):
            name = name.rstrip('\n')
            rules = {(reason, rule) for (file, reason), some in died.items() for rule in some if file == name}
            if any(rule == 'functions' for _, rule in rules):
                print(name, 0, '', 'Coccinelle dies at it: ' + min(rules)[0], sep='\t', file=out)
                continue
            for reason, rule in sorted(rules):
                print(name, 0, '', '%s: Coccinelle dies at it: %s' % (rule, reason), sep='\t', file=out)
            for row in sorted(set(not_seen(tree, name, seen.get(name, set()), pieces.get(name, []), stops.get(name, ())))):
                print(name, *row, sep='\t', file=out)


if __name__ == '__main__':
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
