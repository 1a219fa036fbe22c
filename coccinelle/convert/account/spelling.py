# SPDX-License-Identifier: GPL-2.0
"""One spelling of a private walker, for the rules: what only a pen makes different is the same.

No hint (likely, unlikely), no braces around one plain statement, no parentheses around a
name, a call, or a whole expression, "x++;" for "++x;" and "x += 1;", the page recorded
before it is counted, and parameters and entries by the names that the rules use. Each
line stays where it is, so what is found is still found in the tree.

Parentheses that a compiler would ask for stay, since what is taken over is taken from this.
"""
import re

from source import CONTROL, NO_TYPE, PRIVATE_ENTRY, Source

TOKEN = re.compile(r'\w+|->|\+\+|--|<<=|>>=|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&|^]=|[^\w\s]')
TYPE = re.compile(r'(?:struct|union|enum|unsigned|signed|const|volatile|void|long|int|short|char|bool|[us]\d+|\w+_t)\b')
# What may stand before, and behind, a whole expression; an assignment keeps its own.
BEFORE, BEHIND = ('(', '[', ',', '=', 'return'), (')', ']', ',', ';')
CLOSES = {'(': ')', '[': ']', '{': '}'}
# An entry, and the slot that it was read from, in every function.
ENTRIES = {t + '_t' + star: t + p for t in ('pte', 'pmd', 'pud', 'p4d', 'pgd') for star, p in (('', ''), (' *', 'p'))}
ENTRIES.update({'struct mm_struct *': 'mm', 'struct dev_pagemap *': 'pgmap'})


class Tokens:
    """Of one function, with the bracket that belongs to each."""

    def __init__(self, source, f):
        found = list(TOKEN.finditer(source.code, f.name_at, f.end + 1))
        self.text, self.start = [m.group(0) for m in found], [m.start() for m in found]
        self.end, self.mate, open_ = [m.end() for m in found], {}, []
        for i, text in enumerate(self.text):
            if text in CLOSES:
                open_.append(i)
            elif text in CLOSES.values() and open_:
                self.mate[open_.pop()] = i
        self.opener = {close: at for at, close in self.mate.items()}

    def word(self, i):
        return bool(re.match(r'\w', self.text[i]))


def hints(source, f):
    t = Tokens(source, f)
    for i, text in enumerate(t.text):
        if text in ('likely', 'unlikely') and i + 1 in t.mate:
            yield t.start[i], t.end[i], ''


def variables(source, f):
    """The names that stand for a value there: a pair of parentheses around them is no cast."""
    names = {i.text.partition('=')[0].rstrip('; ').split()[-1].lstrip('*') for i in source.statements(f) if i.kind == 'declaration'}
    return names | set(re.findall(r'(\w+)\s*(?=[,)])', source.code[f.name_at:f.body]))


def parentheses(source, f):
    """Those around a primary expression, around parentheses, and around all of an expression."""
    t, values = Tokens(source, f), variables(source, f)
    for i, close in t.mate.items():
        before, inside = t.text[i - 1], t.text[i + 1:close]
        if t.text[i] != '(' or not inside or before in (')', ']') or (t.word(i - 1) and before != 'return'):
            continue
        if TYPE.match(' '.join(inside)) and inside[0] not in values:
            continue
        behind = t.text[close + 1]
        doubled = before == '(' and t.mate[i - 1] == close + 1
        assigns = any(x.endswith('=') and x not in ('==', '!=', '<=', '>=') for x in inside)
        comma = any(t.text[k] == ',' and not any(a > i and a < k < m < close for a, m in t.mate.items())
                    for k in range(i + 1, close))
        one = len(inside) == 1 and (inside[0] in values or re.match(r'\d|[A-Z_]+$', inside[0]))
        call = len(inside) > 2 and t.word(i + 1) and i + 2 in t.mate and t.mate[i + 2] == close - 1 and \
            inside[1] == '('
        whole = before in BEFORE and behind in BEHIND and not comma
        if one or call or (not assigns and (doubled or whole)):
            yield t.start[i], t.end[i], ' ' if before == 'return' else ''
            yield t.start[close], t.end[close], ''


def braces(source, f):
    """Around one statement that is neither another "if" nor a declaration."""
    t = Tokens(source, f)
    for i, close in t.mate.items():
        if t.text[i] != '{':
            continue
        body = t.text[i + 1:close]
        headed = t.text[i - 1] == 'else' or \
            (t.text[i - 1] == ')' and t.text[t.opener[i - 1] - 1] in CONTROL)
        if not headed or body.count(';') != 1 or body[-1] != ';' or '{' in body or \
                body[0] in CONTROL + ('do', 'else', 'case', 'default') or \
                (t.word(i + 2) and body[0] not in NO_TYPE) or \
                any(t.start[i] < at < t.start[close] for at in source.directives):
            continue
        for at, end in ((t.start[i], t.end[i]), (t.start[close], t.end[close])):
            while source.text[at - 1] in ' \t':
                at -= 1
            yield at, end, ''
        if t.text[close + 1] == 'else':
            yield t.start[close + 1], t.start[close + 1], ' '


def counts(source, f):
    code = source.code[f.body:f.end]

    def each(pattern, new):
        for m in re.finditer(pattern, code):
            yield f.body + m.start(1), f.body + m.end(1), m.expand(new)
    yield from each(r'(?<=[;{}])\s*((\w+)\[\(\*(\w+)\)\s*\+\+\]\s*=\s*(\w+);)', r'\2[*\3] = \4; (*\3)++;')
    yield from each(r'(?<=[;{})])\s*(\+\+\s*\(?(\*\w+)\)?;)', r'(\2)++;')
    yield from each(r'(?<=[;{}])\s*((\*\w+) (?:\+= 1|= \2 \+ 1);)', r'(\2)++;')
    yield from each(r'(?<=[;{})])\s*(\+\+\s*(\w+);)', r'\2++;')
    yield from each(r'(?<=[;{}])\s*((\w+) (?:\+= 1|= \2 \+ 1);)', r'\2++;')
    yield from each(r'\bwhile\s*\(\s*(\+\+(\w+)),', r'\2++')


def parameter(text):
    """Type and name, the type in one form."""
    m = re.match(r'(.*?)(\w+)$', ' '.join(text.split()), re.S)
    return (re.sub(r'\s*\*', ' *', m.group(1).strip()).strip(), m.group(2)) if m else (text, '')


def canonical(source, f, heads):
    """The name in the rules of each parameter, and of each entry that there is one of."""
    theirs = [parameter(p) for p in source.code[source.code.index('(', f.name_at) + 1:
                                                source.code.rindex(')', f.name_at, f.body)].split(',')]
    names = {}
    for head in heads.get(f.name, []):
        known = [parameter(p) for p in head.split(',')]
        known = [p for p in known if p[0]]
        if [p[0] for p in known] == [p[0] for p in theirs[len(theirs) - len(known):]]:
            names = {old: new for (_, old), (_, new) in zip(theirs[len(theirs) - len(known):], known)}
            break
    declared = [parameter(i.text.partition('=')[0].rstrip('; ')) for i in source.statements(f) if i.kind == 'declaration']
    for kind, new in ENTRIES.items():
        these = [name for k, name in theirs + declared if k == kind]
        if len(these) == 1:
            names.setdefault(these[0], new)
    names = {old: new for old, new in names.items() if old != new}
    return names if len(set(names.values())) == len(names) else {}


def renamed(heads):
    def names(source, f):
        new = canonical(source, f, heads)
        t = Tokens(source, f)
        used = {x for i, x in enumerate(t.text) if t.text[i - 1] not in ('.', '->')}
        if any(name in used and name not in new for name in new.values()):
            return
        for i, text in enumerate(t.text):
            if text in new and t.text[i - 1] not in ('.', '->', 'struct', 'goto'):
                yield t.start[i], t.end[i], new[text]
    return names


def edited(name, text, change):
    source = Source(name, text, PRIVATE_ENTRY)
    edits = sorted({e for f in source.walker() for e in change(source, f)}, reverse=True)
    for start, end, new in edits:
        text = text[:start] + new + text[end:]
    return text, bool(edits)


def one_spelling(name, text, heads):
    """@heads: parameters as the rules have them, by function"""
    for change in (hints, parentheses, braces, counts, renamed(heads)):
        more = True
        while more:
            text, more = edited(name, text, change)
    return text
