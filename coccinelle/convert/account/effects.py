# SPDX-License-Identifier: GPL-2.0
"""What a statement of a walker does, whatever its spelling: what it calls and asks.

A statement that no rule knows by its form may still do nothing new. Its effects are the
functions and macros that it calls, the constants and members that it names, the entries
that it loads through a pointer, and whatever else is neither a parameter nor a local
variable of its function. What only moves values between these has none.
"""
import collections
import os
import re

KEYWORDS = set('if for while do else return goto break continue case default switch sizeof const volatile '
               'unsigned signed long int short char void static inline register extern typeof __typeof__ '
               'bool likely unlikely true false NULL'.split())
TYPES = re.compile(r'\w+_t$|[us](?:8|16|32|64)$')
ENTRY_TYPES = re.compile(r'(?:pte|pmd|pud|p4d|pgd)_t$')
WORD = re.compile(r'(->\s*|\.\s*)?([A-Za-z_]\w*)(\s*\()?')
LABEL = re.compile(r'\s*\w+\s*:(?!:)')


def own_code(source, item):
    """The text of a statement without those inside of it: of an "if" what it asks."""
    if item.kind == 'declaration':
        return source.code[item.start:item.end]
    if item.condition:
        line, column = item.condition[:2]
        end = item.condition[2:]
        return source.code[source.starts[line - 1] + column:source.starts[end[0] - 1] + end[1]]
    if item.asks is not None:
        opened = source.code.index('(', item.start)
        return source.code[opened:source.closing(opened) + 1]
    if item.end:
        return source.code[item.start:item.end]
    return ''


def variables(source, f):
    """The parameters and local variables of a function: name, type."""
    found = {}
    head = source.code[source.code.index('(', f.name_at) + 1:source.code.rindex(')', f.name_at, f.body)]
    for part in head.split(','):
        m = re.match(r'\s*(.*?)(\w+)\s*(?:\[\w*\])?$', part.strip(), re.S)
        if m:
            found[m.group(2)] = ' '.join(m.group(1).split())
    for item in source.statements(f):
        if item.kind == 'declaration':
            m = re.match(r'(.*?)(\w+)\s*(?:\[[^]]*\])?$', item.text.partition('=')[0].rstrip('; ').strip(), re.S)
            # Some attribute behind it: not read, so that nothing is known of it.
            if m:
                found[m.group(2)] = ' '.join(m.group(1).split())
    return found


def effects(code, known):
    """Of a statement's own code, in order and each once. @known: variables() of its function."""
    found = collections.OrderedDict()
    code = LABEL.sub('', code, 1) if LABEL.match(code) and not re.match(r'\s*default\b', code) else code
    code = re.sub(r'\b(?:struct|union|enum)\s+\w+|\bgoto\s+\w+', ' ', code)
    for m in WORD.finditer(code):
        member, name, call = m.groups()
        if member:
            found['->' + name + ('()' if call else '')] = 1
        elif name in KEYWORDS or (TYPES.match(name) and not call):
            continue
        elif name in known:
            if call:
                found['(*%s)()' % name] = 1
            before = code[:m.start()].rstrip()
            kind = known[name].replace('const ', '').replace(' ', '')
            if before.endswith('*') and re.search(r'(?:^|[-+=!<>&|^~?:,(;])$', before[:-1].rstrip()) and \
                    kind.endswith('*') and ENTRY_TYPES.match(kind[:-1]):
                found['*' + kind[:-1]] = 1
        else:
            found[name + ('()' if call else '')] = 1
    return list(found)


class Table:
    """effects.tsv: by function, what an effect's destination is, and the function's own."""

    def __init__(self, folder):
        self.functions, self.effects, section = {}, collections.defaultdict(dict), []
        self.path = os.path.join(folder, 'effects.tsv')
        for number, line in enumerate(open(self.path, encoding='utf-8'), 1):
            if line.startswith('#') or not line.strip():
                continue
            words = line.rstrip('\n').lstrip('\t').split('\t')
            words = [w for w in words if w]
            if len(words) != 2:
                raise SystemExit('%s:%d: not a name, tabs, and a destination' % (self.path, number))
            if line[0] != '\t':
                section = words[0].split()
                if words[1] != '-':
                    self.functions.update(dict.fromkeys(section, words[1]))
            else:
                for function in section:
                    for effect in words[0].split():
                        self.effects[function][effect] = words[1]

    def has(self, function):
        return function in self.functions or function in self.effects

    def destination(self, functions, effect):
        """@functions: the statement's own one first, then who calls it."""
        for function in [*functions, 'anywhere']:
            if effect in self.effects[function]:
                return self.effects[function][effect]
        return None

    def of_statement(self, functions, done):
        """Where a statement with these effects goes; None if one of them is not known."""
        found = [self.destination(functions, effect) for effect in done]
        if None in found:
            return None
        plain = next((self.functions[f] for f in functions if f in self.functions), None)
        # Of what stands around the rest of a statement there is no need to speak.
        found = [d for d in found if d not in self.effects['anywhere'].values()] or found or [plain]
        return '; '.join(collections.OrderedDict.fromkeys(found)) if found[0] else None
