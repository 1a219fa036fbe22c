# SPDX-License-Identifier: GPL-2.0
r"""Functions of a walker whose statements were read once, and are known again by a hash.

usage: forms.py TREE >> forms.tsv	those of a tree's mm/gup.c that are not known yet

A statement's hash is taken of its tokens, its depth, and whether it is an "else". Parameters
count by place and type, local variables by type and by which of that type is used first,
so that names do not matter, nor comments, hints and white space. Each statement of a known
function has its line in forms.tsv, in order: the hash, and the statement's effects, for
a reader. effects.tsv has the effects' destinations.

Whoever adds a tree has read each of these functions, and compared it with ours.
"""
import collections
import difflib
import hashlib
import os
import re
import sys

from effects import Table, effects, own_code, variables
from spelling import TOKEN

HERE = os.path.dirname(os.path.abspath(__file__))

Variant = collections.namedtuple('Variant', 'hashes effects')


def parameters(source, f):
    head = source.code[source.code.index('(', f.name_at) + 1:source.code.rindex(')', f.name_at, f.body)]
    return re.findall(r'(\w+)\s*(?:,|$)', head)


def tokens(code):
    """Without the hints likely() and unlikely(), and the brackets that are theirs."""
    found, hinted, depth = [], [], 0
    for token in TOKEN.findall(code):
        if token in ('likely', 'unlikely'):
            hinted.append(None)
            continue
        if token == '(':
            depth += 1
            if hinted and hinted[-1] is None:
                hinted[-1] = depth
                continue
        elif token == ')':
            depth -= 1
            if hinted and hinted[-1] == depth + 1:
                hinted.pop()
                continue
        found.append(token)
    return found


class Form:
    """A function's statements, each with its hash and its effects."""

    def __init__(self, source, f, items, newer=lambda name: name):
        self.items = [i for i in items if i.kind != 'function']
        self.known, self.effects, self.hashes = variables(source, f), {}, []
        names = {name: '$%d%s' % (n, self.known.get(name, '').replace(' ', ''))
                 for n, name in enumerate(parameters(source, f), 1)}
        used = collections.Counter()
        blocks = [i for i in self.items if i.asks is not None or i.condition]
        for item in self.items:
            code = own_code(source, item)
            found = []
            for n, token in enumerate(all_tokens := tokens(code)):
                if token in self.known and token not in names and (not n or all_tokens[n - 1] not in ('->', '.')):
                    kind = self.known[token].replace(' ', '')
                    used[kind] += 1
                    names[token] = '$%s%d' % (kind, used[kind])
                member = n and all_tokens[n - 1] in ('->', '.')
                found.append(names[token] if token in names and not member else newer(token))
            depth = sum(b.start < item.start < b.end for b in blocks)
            branch = 'else' if re.search(r'\belse\s*\{?\s*$', source.code[f.body:item.start]) else ''
            text = ' '.join([item.kind, self.word(item), str(depth), branch] + found)
            self.hashes.append(hashlib.sha256(text.encode()).hexdigest()[:12])
            self.effects[item] = newly_named(effects(code, self.known), newer)

    @staticmethod
    def word(item):
        return re.match(r'\w*', item.text).group(0) if item.asks is not None or item.condition else ''


class Forms:
    def __init__(self):
        self.table, self.variants, name = Table(HERE), collections.defaultdict(list), None
        for line in open(os.path.join(HERE, 'forms.tsv'), encoding='utf-8'):
            if line.startswith('#') or not line.strip():
                continue
            if line[0] != '\t':
                name = line.strip()
                self.variants[name].append(Variant([], []))
            else:
                hashed, _, done = line.strip().partition('\t')
                self.variants[name][-1].hashes.append(hashed)
                self.variants[name][-1].effects.append(done)

    def nearest(self, name, form):
        """The variant that has most in common, and pairs of places that are the same."""
        best, same = None, []
        for variant in self.variants[name]:
            blocks = difflib.SequenceMatcher(None, variant.hashes, form.hashes, autojunk=False).get_matching_blocks()
            pairs = [(b.a + n, b.b + n) for b in blocks for n in range(b.size)]
            if best is None or len(pairs) > len(same):
                best, same = variant, pairs
        return best, self.slid(form, same) if best else same

    @staticmethod
    def slid(form, same):
        """Of two equal statements the one that goes with the condition before it is the new one."""
        same = dict((b, a) for a, b in same)
        for n in range(len(form.hashes)):
            last = n
            while last < len(form.hashes) and last not in same:
                last += 1
            if n < last < len(form.hashes) and (n - 1) in same and form.hashes[n] == form.hashes[last] and \
                    form.items[n].asks is None:
                same[n] = same.pop(last)
        return [(a, b) for b, a in sorted(same.items())]


def newer_names(source, path):
    """What a walker with the older names calls its functions now."""
    if not re.search(r'\blockless_pages_from_mm\b', source):
        return lambda name: name
    table = dict(reversed(line.split()) for line in open(path, encoding='utf-8') if line[0] not in '#\n')
    return lambda name: table.get(name, name)


def newly_named(done, newer):
    return [newer(e[:-2]) + '()' if e.endswith('()') else newer(e) for e in done]


def main(arguments):
    if len(arguments) != 1:
        return __doc__
    from source import Source
    with open(os.path.join(arguments[0], 'mm/gup.c'), encoding='utf-8') as file:
        text = file.read()
    source, forms = Source('mm/gup.c', text), Forms()
    newer = newer_names(text, os.path.join(HERE, 'older.tsv'))
    for f in source.walker():
        form, name = Form(source, f, source.statements(f), newer), newer(f.name)
        if any(v.hashes == form.hashes for v in forms.variants[name]):
            continue
        print(name)
        for item, hashed in zip(form.items, form.hashes):
            print('\t%s\t%s' % (hashed, ' '.join(form.effects[item]) or '-'))
    return 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
