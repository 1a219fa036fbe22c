# SPDX-License-Identifier: GPL-2.0
"""What of the files that were looked at did Coccinelle not see, or not in full?

usage: not_checked.py TREE WORK	writes WORK/not_checked: file, line, function, why

It skips a function that it cannot parse or follow, without a word. So the functions that
it saw (seen/functions.cocci) are held against those in the text, as source.py finds them
by itself. And it may leave out tokens to parse a function: annotations do no harm.
"""
import glob
import os
import re
import sys

from source import Source

# What says nothing about what code does; and of a directive both branches are seen.
HARMLESS = re.compile(r'\b(__\w+|noinstr|noinline\w*|notrace|asmlinkage)(\s*\([^()]*\))?|#.*')


def left_out(tree, said):
    """The tokens of each piece that was left out, by file."""
    tokens, name = {}, None
    for line in said:
        if line.startswith('PARSING: '):
            name = os.path.relpath(line[len('PARSING: '):].strip(), tree)
        elif line.startswith('passed:') and name:
            piece = line[len('passed:'):]
            if re.search(r'\w', HARMLESS.sub('', piece)):
                tokens.setdefault(name, []).append(re.findall(r'\w+|[^\w\s]', piece))
    return tokens


def not_seen(tree, name, seen, tokens):
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
    pieces = {r'(?<!\w)' + r'\s*'.join(re.escape(t) for t in piece) + r'(?!\w)' for piece in tokens}
    for f in source.functions:
        line = source.place(f.name_at)[0]
        # By line, since SYSCALL_DEFINE3(mlock2, ...) has two names.
        if line not in seen:
            yield line, f.name, 'Coccinelle cannot parse it, or not follow its flow'
            continue
        for piece in pieces:
            at = re.search(piece, source.code[f.body:f.end])
            if at:
                yield source.place(f.body + at.start())[0], f.name, \
                    'Coccinelle may have left out "%s" to parse it' % ' '.join(at.group(0).split())


def main(tree, work):
    seen, tokens = {}, {}
    for name in glob.glob(os.path.join(work, 'said', 'functions=??')):
        for line in open(name, encoding='utf-8', errors='surrogateescape'):
            file, number, _ = line.rstrip('\n').split('\t')
            seen.setdefault(os.path.relpath(file, tree), set()).add(int(number))
        with open(name + '.parse', encoding='utf-8', errors='surrogateescape') as said:
            tokens.update(left_out(tree, said))
    with open(os.path.join(work, 'not_checked'), 'w', encoding='utf-8', errors='surrogateescape') as out:
        for name in open(os.path.join(work, 'looked'), encoding='utf-8', errors='surrogateescape'):
            name = name.rstrip('\n')
            for row in sorted(set(not_seen(tree, name, seen.get(name, set()), tokens.get(name, [])))):
                print(name, *row, sep='\t', file=out)


if __name__ == '__main__':
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
