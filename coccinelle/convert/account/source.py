# SPDX-License-Identifier: GPL-2.0
"""C source as text: where functions, statements and preprocessor lines begin.

Written apart from Coccinelle on purpose. The account compares both lists, so
that what one of them overlooks, the other one names.
"""
import re

CONTROL = ('if', 'for', 'while', 'switch')
NO_TYPE = CONTROL + ('do', 'else', 'return', 'goto', 'break', 'continue', 'case', 'default')
TYPE = r'(?:(?:const|static|volatile|register|extern)\s+)*' \
       r'(?:(?:struct|union|enum)\s+\w+|(?:(?:unsigned|signed|long|short|int|char)\b\s*)+|\w+)'
DECLARATION = re.compile(r'(%s(?:\s+const)?)((?:\s|\*)+)(\w+)\s*(?=[=;,\[]|__)' % TYPE)

# Where the walker begins, by its newer and its older name; and a private one.
ENTRY = re.compile(r'gup_fast|internal_get_user_pages_fast$')
PRIVATE_ENTRY = re.compile(r'gup_huge|(__)?get_user_pages_fast$')


class Item:
    """One thing to account for. kind: function, directive, statement, declaration."""

    def __init__(self, source, start, kind, function, text=None):
        self.start, self.kind, self.function = start, kind, function
        self.condition = None
        # For what is taken over: where it ends, and what an "if" asks.
        self.end, self.asks = None, None
        self.line, self.column = source.place(start)
        self.text = text or source.shown[self.line - 1].strip()


class Function:
    def __init__(self, name, name_at, start, body, end):
        self.name, self.name_at, self.start, self.body, self.end = name, name_at, start, body, end


def blank(match):
    return re.sub(r'[^\n]', ' ', match.group(0))


class Source:
    def __init__(self, name, text, entry=ENTRY, shown=None):
        self.name, self.text, self.lines, self.entry = name, text, text.split('\n'), entry
        # What somebody is told: the lines as they stand in the tree.
        self.shown = shown.split('\n') if shown else self.lines
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line) + 1)
        # Same places, but no comments, strings, or directives.
        code = re.sub(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'',
                      blank, text, flags=re.S)
        self.directives = [m.start(1) for m in re.finditer(r'^[ \t]*(#(?:\\\n|[^\n])*)', code, re.M)]
        self.code = re.sub(r'^[ \t]*#(?:\\\n|[^\n])*', blank, code, flags=re.M)
        self.functions, self.loose = [], []
        self.top_level()

    def place(self, at):
        """The line, from 1, and column, from 0, as Coccinelle counts them."""
        low, high = 0, len(self.lines)
        while high - low > 1:
            mid = (low + high) // 2
            low, high = (mid, high) if self.starts[mid] <= at else (low, mid)
        return low + 1, at - self.starts[low]

    def closing(self, at):
        """The place of the bracket that closes the one at @at."""
        depth = 0
        for i in range(at, len(self.code)):
            if self.code[i] in '([{':
                depth += 1
            elif self.code[i] in ')]}':
                depth -= 1
                if not depth:
                    return i
        raise ValueError('%s:%d: no end of this bracket' % (self.name, self.place(at)[0]))

    def block_end(self, at):
        """As closing(), but both branches of an #if may open the same block."""
        left = self.code.find('\n}', at) + 1
        try:
            end = self.closing(at)
        except ValueError:
            if not left:
                raise
            return left
        return min(end, left) if left else end

    def top_level(self):
        """Split into functions, and what is not in one."""
        i, start = 0, None
        while i < len(self.code):
            c = self.code[i]
            if start is None and not c.isspace() and c != ';':
                start = i
            if c in '([':
                i = self.closing(i)
            elif c == '{':
                end = self.block_end(i)
                head = re.match(r'[^=]*?\b(\w+)\s*\([^{}=]*\)[\w\s()]*$', self.code[start:i], re.S)
                if head and not re.match(r'(typedef|struct|union|enum)\b[^(]*$', head.group(0)):
                    at = start + head.start(1)
                    self.functions.append(Function(head.group(1), at, start, i, end))
                    start = None
                i = end
            elif c == ';' and start is not None:
                self.loose.append(start)
                start = None
            i += 1
        if start is not None:
            self.loose.append(start)

    def walker(self):
        """The functions of the walker: gup_fast*, and what only they use.

        The slow path is no part of it, whoever goes there.
        """
        names = {f.name for f in self.functions if self.entry.match(f.name)}
        more = True
        while more:
            more = False
            rest = self.code
            for f in self.functions:
                if f.name in names:
                    rest = rest[:f.start] + ' ' * (f.end - f.start) + rest[f.end:]
            for f in self.functions:
                used_by = any(re.search(r'\b%s\b' % f.name, self.code[g.body:g.end])
                              for g in self.functions if g.name in names)
                if f.name in names or f.name.startswith('__gup_longterm') or not used_by or not self.code[f.start:].startswith('static'):
                    continue
                others = len(re.findall(r'\b%s\b' % f.name, rest))
                own = sum(len(re.findall(r'\b%s\b' % f.name, self.code[g.start:g.end]))
                          for g in self.functions if g.name == f.name)
                if others == own:
                    names.add(f.name)
                    more = True
        return [f for f in self.functions if f.name in names]

    def reached(self, functions, but=()):
        """These, and what they call in this file, but for the slow path and some."""
        found, more = list(functions), list(functions)
        while more:
            code = ' '.join(self.code[f.body:f.end] for f in more)
            called = set(re.findall(r'\b(\w+)\s*\(', code))
            more = [f for f in self.functions if f.name in called and f not in found and f not in but and not f.name.startswith('__gup_longterm')]
            found += more
        return found

    def bypassed(self, kept):
        """What the walker calls, and the slow path as well, so that it stays; and what the new
        walker does not call: nobody who takes pages fast would pass there any more. @kept: the
        names that the new walker uses."""
        walker = self.walker()
        still = {f.start for f in self.reached([f for f in self.functions if f.name in kept and f not in walker], walker)}
        return [f for f in self.reached(walker) if f not in walker and f.start not in still]

    def as_shown(self, f):
        """A function as it stands in the tree."""
        return '\n'.join(self.shown[self.place(f.start)[0] - 1:self.place(f.end)[0]])

    def token(self, at):
        return re.compile(r'\s*').match(self.code, at).end()

    def statements(self, function):
        """The items of a function's body, in order."""
        self.items, self.of = [], function
        self.statement(function.body)
        return self.items

    def add(self, start, kind, text=None, end=None):
        item = Item(self, start, kind, self.of, text)
        item.end = end
        self.items.append(item)
        return item

    def statement(self, at):
        """Parse the one at @at. Return: the first place after it."""
        at = self.token(at)
        if self.code[at] == '{':
            end = self.closing(at)
            at = self.token(at + 1)
            while at < end:
                at = self.token(self.statement(at))
            return end + 1
        word = re.compile(r'\w*').match(self.code, at).group(0)
        after = self.token(at + len(word))
        if word == 'do':
            item = self.add(at, 'statement')
            condition = self.code.index('(', self.statement(after))
            end = self.closing(condition)
            item.condition = self.place(self.token(condition + 1)) + self.place(end)
            item.end = self.code.index(';', end) + 1
            return item.end
        if word in ('case', 'default') or (word and re.match(r':(?!:)', self.code[after:after + 2])):
            self.add(at, 'statement')
            return self.code.index(':', at) + 1
        if word and word not in NO_TYPE[4:] and self.code[after] == '(':
            close = self.token(self.closing(after) + 1)
            iterates = re.match(r'[\w{]', self.code[close])
            if word in CONTROL or (iterates and not self.code.startswith('__', close)):
                item = self.add(at, 'statement')
                item.asks = self.text[after + 1:self.closing(after)]
                end = self.statement(close)
                rest = self.token(end)
                if word == 'if' and re.match(r'else\b', self.code[rest:rest + 5]):
                    end = self.statement(rest + 4)
                item.end = end
                return end
        return self.simple(at, word)

    def simple(self, at, word):
        end = at
        while self.code[end] != ';':
            end = self.closing(end) + 1 if self.code[end] in '([{' else end + 1
            if self.code[end] in ')]}':
                raise ValueError('%s:%d: no end of this statement' % (self.name, self.place(at)[0]))
        head = DECLARATION.match(self.code, at)
        if word in NO_TYPE or not head:
            self.add(at, 'statement', end=end + 1)
            return end + 1
        # Each declarator is one declaration.
        first, cuts, i = head.start(2), [], head.start(2)
        while i < end:
            if self.code[i] in '([{':
                i = self.closing(i)
            elif self.code[i] == ',':
                cuts.append(i)
            i += 1
        for cut in cuts + [end]:
            name = re.compile(r'[\s*]*').match(self.code, first).end()
            text = re.sub(r'\s+', ' ', self.text[first:cut]).strip()
            self.add(name, 'declaration', '%s %s;' % (head.group(1).strip(), text), cut)
            first = cut + 1
        return end + 1
