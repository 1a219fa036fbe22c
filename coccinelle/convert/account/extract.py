# SPDX-License-Identifier: GPL-2.0
"""The <asm/gup_ops.h> that a private walker amounts to, in the tree's own words.

The rules in private/ name an op, and after a comma what of the statement is its part:

  as it stands	the statement, or declaration, or preprocessor line
  refused if	what an "if" asks: the op is false then
  if		what an "if" asks, for the op to be true
  value		what is assigned
  copy		the entry, which the op gets as its argument
  step		as it stands; the op is the slot that results
  bug NAME	instead of the statement, what bugs.tsv has
  whole		the function
  as NAME	the other op
  by default	nothing: the contract's default, or the kernel's, is the same
  the same	nothing: another statement of the same op says it already
"""
import os
import re
import sys

from join import read_accounts
from names import lacking, words

# The ops that are put together: what they return, their arguments, what they end with.
# @level@ is the type without its _t; an op with that is made for both levels.
FRAMES = [
    ('gup_pte_permitted', 'bool', 'pte_t pte, bool write', 'return true;'),
    ('gup_@level@_leaf', 'bool', '@level@_t @level@', None),
    ('gup_@level@_permitted', 'bool', '@level@_t @level@, bool write', 'return true;'),
    ('gup_@level@_page', 'struct page *', '@level@_t @level@', None),
    ('gup_@level@_offset', '@level@_t *', '@above@_t *@above@p, @above@_t @above@, const void __user *user',
     'return @level@p;'),
    ('gup_untagged', 'unsigned long', 'unsigned long start', 'return start;'),
    ('gup_may_fast_only', 'bool', 'unsigned long start, unsigned long len, bool write', 'return true;'),
    ('gup_may_fast', 'bool', 'unsigned long start, unsigned long len, bool write', 'return true;'),
]
# Where ptes are read word by word.
WIDE = ['/*', ' * So is an upper entry that is as wide as a pte: it is written in the same order.', ' */',
        '#define GUP_WIDE_READ\t1']
# What the contract has by default is not said again.
DEFAULT = re.compile(r'^return (pte|pmd|pud)_page\(\1\);$')


def table(folder, name):
    for line in open(os.path.join(folder, name)):
        if '\t' in line and line[0] != '#':
            yield line.rstrip('\n').split('\t')


def bare(condition):
    """Without unlikely(), and on one line."""
    text = re.sub(r'\s+', ' ', condition).strip()
    hint = re.match(r'(?:un)?likely\((.*)\)$', text)
    text = hint.group(1) if hint else text
    return re.sub(r'(?<=\w)\|(?=\w)', ' | ', text)


class Op:
    """One function of the header, piece by piece."""

    def __init__(self, name, returns, arguments, end):
        self.name, self.returns, self.arguments, self.end = name, returns, arguments, end
        self.declared, self.body, self.last = [], [], -1

    def add(self, account, item, how, mended):
        """@mended: what stands instead of a statement that is wrong, by where it begins."""
        source = account.source
        if item.start < self.last or how in ('by default', 'the same', 'whole'):
            return
        if how.startswith('bug '):
            self.body += mended[item].split('\n')
        elif how == 'refused if':
            self.body += ['if (%s)' % bare(item.asks), '\treturn false;']
            return
        elif how == 'if':
            self.body.append('return %s;' % bare(item.asks))
            return
        elif how == 'value':
            self.body.append('return %s;' % bare(source.text[source.text.index('=', item.start) + 1:item.end - 1]))
        elif how == 'copy':
            level = self.arguments.split()[1].rstrip(',')
            self.body.append('pte = *(pte_t *)&%s;' % level)
        elif how.startswith('as ') and how != 'as it stands':
            self.body.append('return %s(start, len, write);' % how[3:])
            self.end = None
        elif item.kind == 'declaration':
            if item.text not in self.declared:
                self.declared.append(item.text)
        elif item.kind == 'directive':
            self.body.append(source.text[item.start:item.end])
        else:
            column = source.place(item.start)[1]
            indent = source.lines[item.line - 1][:column]
            text = source.text[item.start:item.end]
            for wrong in mended:
                if wrong.function is item.function and item.start < wrong.start < item.end:
                    text = text.replace(source.text[wrong.start:wrong.end], mended[wrong])
            for line in text.split('\n'):
                line = line[len(indent):] if line.startswith(indent) else line
                self.body.append(re.sub(r'(?<=\w)\|(?=\w)', ' | ', line))
        self.last = item.end or self.last

    def text(self):
        body = list(self.body)
        # An #if that holds nothing of it any more.
        for i in range(len(body) - 1, 0, -1):
            if i < len(body) and body[i].startswith('#endif') and body[i - 1].startswith('#if'):
                del body[i - 1:i + 1]
        if self.end and not (body and body[-1].startswith('return')):
            body.append(self.end)
        declared = list(self.declared)
        if any(re.search(r'\bend\b', line) for line in body) and 'len' in self.arguments:
            declared.insert(0, 'unsigned long end = start + len;')
        if any(re.search(r'\baddr\b', line) for line in body) and '__user *user' in self.arguments:
            declared.insert(0, 'unsigned long addr = (unsigned long)user;')
        if any(re.search(r'\bmm\b', line) for line in body):
            declared.insert(0, 'struct mm_struct *mm = current->mm;')
        lines = [x if not x or x.startswith('#') else '\t' + x for x in declared + [''] * bool(declared) + body]
        star = '' if self.returns.endswith('*') else ' '
        head = 'static inline %s%s%s(%s)' % (self.returns, star, self.name, self.arguments)
        if len(head) > 96:
            cut = head.index(',', 48) + 1
            head = head[:cut] + '\n' + '\t' * 5 + head[cut:].lstrip()
        return '\n'.join(['#define %s %s' % (self.name, self.name), head, '{'] + list(wrapped(lines)) + ['}'])


def wrapped(lines):
    """Conditions that are too long for a line go on in the next one."""
    for line in lines:
        while len(line.expandtabs(8)) > 96 and re.search(r' (&&|\|\|) ', line):
            cut = [m.end() for m in re.finditer(r' (?:&&|\|\|) ', line) if len(line[:m.end()].expandtabs(8)) <= 96]
            if not cut:
                break
            yield line[:cut[-1]].rstrip()
            line = re.match(r'\t*', line).group(0) + '    ' + line[cut[-1]:]
        yield line


class Header:
    def __init__(self, book, arch, tree, accounts):
        self.folder, self.arch, self.tree, self.accounts = book.folder, arch, tree, accounts
        levels = book.levels[1:]
        self.above = dict(zip(levels, levels[1:]))
        self.bugs = {}
        for name, code, why, *where in table(self.folder, 'bugs.tsv'):
            if not where or self.has(where[0].replace('@ARCH@', arch), where[1]):
                self.bugs.setdefault(name, (code, why))
        self.wrong, self.parts, self.mended, self.brought = [], {}, {}, []
        for name, account in accounts.items():
            for item in sorted(account.items + account.loose, key=lambda i: i.start):
                ops, how = self.goes(account, item)
                for op in ops:
                    self.parts.setdefault(op, []).append((account, item, how))
                if how.startswith('bug '):
                    code, why = self.bugs[how[4:]]
                    self.mended[item] = code.replace('\\n', '\n').replace('\\t', '\t')
                    self.brought.append((name, item.line, 'bugs.tsv', self.mended[item]))
                    self.wrong.append((name, item.line, why))

    def goes(self, account, item):
        """Which ops has a statement a part in, and how?"""
        where, _, how = item.destination.partition(', ')
        ops = re.findall(r'\b(?:gup|GUP|p4d)_\w+', where) if where.startswith('op ') else []
        # A device's pte is special as well, and is asked for that alone.
        if how == 'refused if' and re.search(r'mask \| _PAGE_SPECIAL', item.asks or '') and \
                'pte_devmap(' in account.source.code[item.function.body:item.start]:
            how = 'bug device-unasked-mask'
        return ops, how

    def has(self, file, pattern):
        path = os.path.join(self.tree, file)
        if not os.path.exists(path):
            return False
        with open(path, encoding='utf-8', errors='surrogateescape') as text:
            return bool(re.search(pattern, text.read()))

    def piece(self, name):
        with open(os.path.join(self.folder, name)) as text:
            return re.sub(r'^@(arch-.*)@$', lambda m: self.port(m.group(1)), text.read(), flags=re.M).strip()

    def port(self, name):
        """What a header of a port here says, without its frame, for a tree that has no <linux/pgtable.h>."""
        with open(os.path.join(self.folder, '../../../..', name)) as text:
            body = re.search(r'^#define \w+_H\n(.*)^#endif', text.read(), re.M | re.S).group(1)
        return body.replace('#include <linux/pgtable.h>\n', '').strip()

    def copyright(self):
        text = next(iter(self.accounts.values())).source.text
        comment = re.match(r'(?:\s|//[^\n]*\n)*(/\*.*?\*/)', text, re.S)
        lines = comment.group(1).split('\n') if comment else []
        return [re.sub(r'^[\s*]+', ' * ', line).rstrip() for line in lines
                if re.search(r'Copyright|Author|\(C\)|@', line)]

    def top(self):
        guard = '_ASM_%s_GUP_OPS_H' % self.arch.upper()
        out = ['/* SPDX-License-Identifier: GPL-2.0 */', '/*',
               ' * gup_ops.h - what arch/%s/mm/gup.c knew of page tables, in its own words' % self.arch]
        owners = self.copyright()
        out += ([' *'] + owners if owners else []) + [' */', '#ifndef ' + guard, '#define ' + guard, '']
        seen = []
        for account in self.accounts.values():
            for item in account.loose:
                if item.destination and item.destination.startswith('port #include') and item.text not in seen:
                    seen.append(item.text)
        out += seen + ['']
        return out, guard

    def table_free(self):
        if self.has('arch/%s/Kconfig' % self.arch, r'select HAVE_RCU_TABLE_FREE'):
            return ['/* As the configuration says; else each flush of a TLB is an IPI that waits. */',
                    '#ifdef CONFIG_HAVE_RCU_TABLE_FREE', '#define GUP_TABLE_FREE\tGUP_FREE_RCU', '#else',
                    '#define GUP_TABLE_FREE\tGUP_FREE_IPI', '#endif']
        if self.has('arch/%s/include/asm/tlb.h' % self.arch, r'\btlb_remove_table\('):
            return ['/* By RCU, in a tlb_remove_table() of its own, for which there is no symbol. */',
                    '#define GUP_TABLES_BY_RCU\t1', '#define GUP_TABLE_FREE\tGUP_FREE_RCU']
        return ['/* Each flush of a TLB is an IPI that waits. */', '#define GUP_TABLE_FREE\tGUP_FREE_IPI']

    def missing(self, level):
        """A level of which the private walker takes no leaf."""
        return '\n\n'.join('#define %s %s\nstatic inline %s%s%s(%s)\n{\n\treturn %s;\n}' %
                           (name, name, kind, '' if kind[-1] == '*' else ' ', name, arguments, value)
                           for name, kind, arguments, value in (
                               ('gup_%s_leaf' % level, 'bool', '%s_t %s' % (level, level), 'false'),
                               ('gup_%s_permitted' % level, 'bool', '%s_t %s, bool write' % (level, level), 'false'),
                               ('gup_%s_page' % level, 'struct page *', '%s_t %s' % (level, level), 'NULL')))

    def ops(self):
        for name, returns, arguments, end in FRAMES:
            levels = [x for x in self.above if x != 'p4d' or name.endswith('_offset')]
            for level in levels if '@level@' in name else ('',):
                def fill(text):
                    return text and text.replace('@level@', level).replace('@above@', self.above.get(level, ''))
                parts = self.parts.get(fill(name), [])
                op = Op(fill(name), fill(returns), fill(arguments), fill(end))
                if name.endswith('_offset'):
                    op.declared.append('%s_t *%sp;' % (level, level))
                for account, item, how in parts:
                    op.add(account, item, how, self.mended)
                if name == 'gup_@level@_leaf' and not parts:
                    yield self.missing(level)
                elif name.startswith('gup_@level@_') and not self.parts.get('gup_%s_leaf' % level) and \
                        not name.endswith('_offset'):
                    continue
                elif op.body and op.body != [fill('@level@p = @level@_offset(&@above@, addr);')] and \
                        not DEFAULT.match('\n'.join(op.declared + op.body)):
                    yield op.text()

    def text(self):
        out, guard = self.top()
        out += self.table_free() + ['']
        whole = self.parts.get('gup_pte_get', [])
        whole = [(a, i) for a, i, how in whole if how == 'whole' and i.kind == 'function']
        for account, item in whole:
            f = item.function
            out += ['#define gup_pte_get %s' % f.name, account.source.as_shown(f), '']
            out += WIDE + ['']
            for level in ('pmd', 'pud'):
                out += [self.piece('wide.h').replace('@level@', level), '']
        # What an op's own words call.
        called = {item.function: account for op, parts in self.parts.items() if op != 'gup_pte_get'
                  for account, item, how in parts if how == 'whole'}
        for f, account in called.items():
            out += [account.source.as_shown(f), '']
        for file, pattern, piece, why in table(self.folder, 'port.tsv'):
            if self.has(file.replace('@ARCH@', self.arch), pattern):
                out += [self.piece(piece), ''] if piece != '-' else []
                self.brought.append(('arch/%s/mm/gup.c' % self.arch, 1, 'port.tsv', out[-2] if piece != '-' else ''))
                self.wrong.append(('arch/%s/mm/gup.c' % self.arch, 1, why))
        for text in self.ops():
            out += [text, '']
        if 'gup_hugepd_shift' in self.parts:
            out += [self.piece('hugepd.h'), '']
        if any(how == 'step' and item.kind == 'statement' and item.text.startswith('if')
               for _, item, how in self.parts.get('gup_pmd_offset', [])):
            out += [self.piece('folded.h'), '']
        if 'p4d_leaf' in self.parts:
            out += ['/* The slow path knows what to do with it, if there ever is one. */',
                    '#define p4d_leaf(p4d)\tpgd_huge(p4d)', '']
        if 'GUP_SETS_REFERENCED' in self.parts:
            out += ['#define GUP_SETS_REFERENCED\t1', '']
        return '\n'.join(out + ['#include <asm-generic/gup_ops.h>', '', '#endif /* %s */' % guard])


def unknown(made, text):
    """What the header would name, and the architecture does not have, each by the line that brought it."""
    left = lacking(text, made.tree, made.arch, [a.source.text for a in made.accounts.values()])
    said = set()
    for name, line, table_name, code in made.brought:
        here = sorted(left & words(code) - said)
        if here:
            said.update(here)
            yield '%s:%d: -: %s: not known in arch/%s/include, and what would stand here needs it; this walker only looks ' \
                'like one that is known; add a row for arch/%s to coccinelle/convert/account/private/%s' % \
                (name, line, ', '.join(here), made.arch, made.arch, table_name)
    for word in sorted(left - said):
        yield 'arch/%s/mm/gup.c:1: -: %s: not known in arch/%s/include, and the header that this walker comes to needs it; ' \
            'this walker only looks like one that is known' % (made.arch, word, made.arch)


def header(rules, book, arch, tree, names):
    accounts = read_accounts(rules, book, tree, names)
    made = Header(book, arch, tree, accounts)
    text = made.text()
    errors = list(unknown(made, text))
    if errors:
        print('\n'.join(errors), file=sys.stderr)
        return 1
    print(text)
    for name, line, what in made.wrong:
        print('%s:%s\t%s' % (name, line, what), file=sys.stderr)
    return 0
