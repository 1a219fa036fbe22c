# SPDX-License-Identifier: GPL-2.0
r"""Functions of a walker whose statements were read once, and are known again by a hash.

usage: forms.py TREE >> forms.tsv	those of a tree's mm/gup.c that are not known yet

A statement's hash is taken of its tokens, its depth, and whether it is an "else". Parameters
count by place and type, local variables by type and by which of that type is used first, labels
by which is used first, so that names do not matter, nor comments, hints and white space. All
integers that are local variables are of one type. Each statement of a known
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
from names import headers, words
from spelling import TOKEN

HERE = os.path.dirname(os.path.abspath(__file__))

Variant = collections.namedtuple('Variant', 'hashes effects')


def parameters(source, f):
    head = source.code[source.code.index('(', f.name_at) + 1:source.code.rindex(')', f.name_at, f.body)]
    return re.findall(r'(\w+)\s*(?:,|$)', head)


INTEGER = re.compile(r'(?:(?:const|unsigned|signed|long|short|int|bool|u?int\d+_t|[us]\d+)\s*)+$')


def kind_of(variable):
    return 'number' if INTEGER.match(variable) else variable.replace(' ', '')


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

    def __init__(self, source, f, items, newer=lambda name: name, helpers=None):
        """@helpers: functions that no form is known of, and what each does: who calls one does that."""
        self.first, self.items = items[0] if items else None, [i for i in items if i.kind != 'function']
        self.known, self.effects, self.hashes = variables(source, f), {}, []
        names = {name: '$%d%s' % (n, self.known.get(name, '').replace(' ', ''))
                 for n, name in enumerate(parameters(source, f), 1)}
        used, labels = collections.Counter(), {}
        blocks = [i for i in self.items if i.asks is not None or i.condition]
        for item in self.items:
            code = own_code(source, item)
            found = []
            for n, token in enumerate(all_tokens := tokens(code)):
                before = all_tokens[n - 1] if n else ''
                if before == 'goto':
                    found.append(labels.setdefault(token, '$label%d' % (len(labels) + 1)))
                    continue
                member = before in ('->', '.')
                if token in self.known and token not in names and not member:
                    kind = kind_of(self.known[token])
                    used[kind] += 1
                    names[token] = '$%s%d' % (kind, used[kind])
                found.append(names[token] if token in names and not member else newer(token))
            depth = sum(b.start < item.start < b.end for b in blocks)
            branch = 'else' if re.search(r'\belse\s*\{?\s*$', source.code[f.body:item.start]) else ''
            text = ' '.join([item.kind, self.word(item), str(depth), branch] + found)
            self.hashes.append(hashlib.sha256(text.encode()).hexdigest()[:12])
            done = newly_named(effects(code, self.known), newer)
            self.effects[item] = list(collections.OrderedDict.fromkeys(
                e for one in done for e in (helpers or {}).get(one, [one])))

    def decides(self, n):
        """Does a statement ask for more than whether a loop is at its end?"""
        return self.items[n].asks is not None and not re.match(r'(for|while)\b', self.items[n].text)

    def leaves(self, n):
        return re.match(r'(return|goto|break|continue)\b', self.items[n].text)

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


class Changes:
    """How a function differs from the nearest form of it that is known.

    known: places of statements that go where their effects go; anew: those of them that are
    known by their effects alone; unknown: places of the others; missing: what is done nowhere,
    a string of effects for each statement; more: what an unknown one does that it did not.

    Between two statements that both have, one may have other statements than the other, as
    long as these do the same. Statements that only move values may come and go anywhere. A
    condition in another form is unknown, even if it asks the same, and so is another way out.
    """

    def __init__(self, variant, pairs, form):
        self.known, self.anew, self.unknown, self.missing, self.more = [], [], [], [], {}
        ends = [(-1, -1), *pairs, (len(variant.hashes), len(form.hashes))]
        for (a, b), (next_a, next_b) in zip(ends, ends[1:]):
            if b >= 0:
                self.known.append(b)
            self.gap(variant.effects[a + 1:next_a], form, range(b + 1, next_b))
        self.moved(form)

    def gap(self, theirs, form, places):
        left = collections.Counter(e for line in theirs for e in line.split())
        for n in places:
            does = collections.Counter(form.effects[form.items[n]])
            if not does and form.leaves(n):
                self.unknown.append(n)
                continue
            if not does and form.decides(n):
                does['-'] = 1
            if does <= left:
                left -= does
                # A condition that is turned round does the same.
                if form.decides(n) and not does['-']:
                    self.unknown.append(n)
                    self.more[n] = ''
                    continue
                self.known.append(n)
                self.anew += [n] if does else []
            else:
                self.unknown.append(n)
        del left['-']
        for line in theirs:
            lacks = [e for e in line.split() if left[e]]
            left.subtract(lacks)
            self.missing += [' '.join(lacks)] if lacks else []

    def moved(self, form):
        """What is only in another place, or does more than it did, is said once."""
        for n in self.unknown:
            does = set(form.effects[form.items[n]])
            here = [m for m in self.missing if set(m.split()) <= does]
            if here:
                self.missing = [m for m in self.missing if m not in here]
                self.more[n] = ' '.join(sorted(does - {e for m in here for e in m.split()}))

    def __len__(self):
        return len(self.unknown) + len(self.missing)


class Helper:
    """As Changes, of a function that no form is known of: it may do what its callers may."""

    def __init__(self, form, table, chain):
        places = range(len(form.items))
        self.known = [n for n in places if table.of_statement(chain, form.effects[form.items[n]]) and
                      (form.effects[form.items[n]] or not form.decides(n))]
        self.anew, self.missing, self.more = self.known, [], {}
        self.unknown = [n for n in places if n not in self.known]

    def __len__(self):
        return len(self.unknown)


def newer_names(source, path):
    """What a walker with the older names calls its functions now."""
    if not re.search(r'\blockless_pages_from_mm\b', source):
        return lambda name: name
    table = dict(reversed(line.split()) for line in open(path, encoding='utf-8') if line[0] not in '#\n')
    return lambda name: table.get(name, name)


def newly_named(done, newer):
    return [newer(e[:-2]) + '()' if e.endswith('()') else newer(e) for e in done]


def used_by_ours():
    """The names that the new walker uses."""
    folder = os.path.join(HERE, '../../../core')
    return {word for text in headers(folder) for word in words(text)}


def main(arguments):
    if len(arguments) != 1:
        return __doc__
    from source import Source
    with open(os.path.join(arguments[0], 'mm/gup.c'), encoding='utf-8') as file:
        text = file.read()
    source, forms = Source('mm/gup.c', text), Forms()
    newer = newer_names(text, os.path.join(HERE, 'older.tsv'))
    for f in source.walker() + source.bypassed(used_by_ours()):
        form, name = Form(source, f, source.statements(f), newer), newer(f.name)
        if any(v.hashes == form.hashes for v in forms.variants[name]):
            continue
        print(name)
        for item, hashed in zip(form.items, form.hashes):
            print('\t%s\t%s' % (hashed, ' '.join(form.effects[item]) or '-'))
    return 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
