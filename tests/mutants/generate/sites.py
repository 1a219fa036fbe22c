# SPDX-License-Identifier: GPL-2.0
"""Where a C file can be changed by a machine, and into what.

libclang parses; what is changed is the file's text. A macro's argument stands in the
text, what a macro makes of it does not: so each node is looked for in the text, and
counts only if its own operator is found there.
"""
import ctypes
import os
import re
import subprocess
from clang.cindex import (CursorKind, File, Index, SourceLocation, TranslationUnit, TypeKind,
                          c_object_p, conf)

LOGICAL_NOT = 10    # CXUnaryOperator_LNot
WRAPPERS = (CursorKind.UNEXPOSED_EXPR,)
COMPARED = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "=="}
OPERATORS = {"+": ["-"], "-": ["+"], "&": ["|"], "|": ["&"], "<<": [">>"], ">>": ["<<"]}
# What a caller of gup may say (gup_enter()): other bits of flags are never set.
FOLL_BITS = sum(1 << bit for bit in (0, 1, 3, 4, 8, 10, 12, 19, 20))
INTEGERS = (TypeKind.INT, TypeKind.UINT, TypeKind.LONG, TypeKind.ULONG, TypeKind.LONGLONG,
            TypeKind.ULONGLONG, TypeKind.SHORT, TypeKind.USHORT, TypeKind.UCHAR, TypeKind.ENUM)
WORD_BEGINS = "_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
WORD = re.compile(r"[A-Za-z_]\w*")
SPACE = re.compile(r"(?:\s|//[^\n]*\n|/\*.*?\*/)*", re.S)


def plain(text):
    """On one line, without comments."""
    return " ".join(re.sub(r"//[^\n]*|/\*.*?\*/|\\\n", " ", text, flags=re.S).split())


class Site:
    """A place in the text: what it is, and what else it could be.

    how: "value", "statement" (may be left out), "early" (insert behind the place), "bits".
    others: the texts of the mutants; for "bits" numbers of bits.
    """
    def __init__(self, function, start, end, how, text):
        self.function, self.start, self.end, self.how, self.text = function, start, end, how, text
        self.others, self.kind = [], None


class Finder:
    def __init__(self, path, main, args):
        self.path = path
        self.text = open(path, encoding="utf-8").read()
        self.bytes = self.text.encode()
        assert len(self.text) == len(self.bytes), f"{path} is not in ASCII"
        resources = subprocess.run(["clang-19", "-print-resource-dir"], capture_output=True, text=True, check=True)
        self.unit = Index.create().parse(main, args=[*args, "-resource-dir", resources.stdout.strip()],
                                         options=TranslationUnit.PARSE_DETAILED_PROCESSING_RECORD)
        errors = [str(d) for d in self.unit.diagnostics if d.severity >= 3]
        if errors:
            raise SystemExit(f"mutants: clang cannot parse {main}: {errors[0]}")
        self.get_file_location = conf.lib.clang_getFileLocation
        self.get_file_location.argtypes = [SourceLocation, ctypes.POINTER(c_object_p)] + [ctypes.POINTER(ctypes.c_uint)] * 3
        self.get_file_location.restype = None
        self.handle = None
        self.macros = {m.spelling for m in self.unit.cursor.get_children() if m.kind == CursorKind.MACRO_DEFINITION}
        self.sites, self.seen = [], {}
        self.cache = {}

    # Places

    def place(self, location):
        """The offset in our file, or None."""
        file, line, column, offset = c_object_p(), ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint()
        self.get_file_location(location, ctypes.byref(file), ctypes.byref(line), ctypes.byref(column), ctypes.byref(offset))
        if not file:
            return None
        key = ctypes.cast(file, ctypes.c_void_p).value
        if key not in self.cache:
            self.cache[key] = os.path.realpath(File(file).name) == os.path.realpath(self.path)
        return offset.value if self.cache[key] else None

    def start(self, node):
        return self.place(node.extent.start)

    def skip(self, at):
        return SPACE.match(self.text, at).end()

    def closing(self, at):
        """Behind the bracket that closes the one at a place."""
        pairs, depth = {"(": ")", "[": "]", "{": "}"}, 0
        opened, closed = self.text[at], pairs[self.text[at]]
        while True:
            space = self.skip(at)
            if space > at:
                at = space
                continue
            if self.text[at] in "\"'":
                quote, at = self.text[at], at + 1
                while self.text[at] != quote:
                    at += 2 if self.text[at] == "\\" else 1
            elif self.text[at] == opened:
                depth += 1
            elif self.text[at] == closed:
                depth -= 1
                if not depth:
                    return at + 1
            at += 1

    def unit_at(self, at):
        """The end of a word, a number, or a macro with its arguments."""
        if self.text[at] in "({":
            return self.closing(at)
        match = re.compile(r"[A-Za-z_]\w*|[0-9]\w*|\"(?:\\.|[^\"])*\"").match(self.text, at)
        if not match:
            return None
        end = match.end()
        behind = self.skip(end)
        called = match.group() == "sizeof" or match.group() in self.macros and self.takes_arguments(match.group())
        return self.closing(behind) if called and self.text[behind:behind + 1] == "(" else end

    def takes_arguments(self, name):
        if not hasattr(self, "functions"):
            self.functions = set()
            for m in self.unit.cursor.get_children():
                if m.kind == CursorKind.MACRO_DEFINITION and conf.lib.clang_Cursor_isMacroFunctionLike(m):
                    self.functions.add(m.spelling)
        return name in self.functions

    def inner(self, node):
        """Without what the compiler adds: conversions that the text does not have."""
        while node.kind in WRAPPERS:
            children = list(node.get_children())
            if len(children) != 1:
                return node
            node = children[0]
        return node

    def operator(self, node):
        """(where, text) of a binary operator that the file itself has, or None."""
        left, right = [self.inner(c) for c in node.get_children()][:2]
        end, begin = self.end(left), self.start(right)
        if end is None or begin is None or begin <= end - 1:
            return None
        between = plain(self.text[end:begin])
        while between[-1:] == "(":    # a parenthesis that a conversion hides
            between = between[:-1].strip()
        return between if re.fullmatch(r"[-+*/%<>=!&|^]+", between) else None

    def end(self, node):
        """The offset behind a node; None if the file has no such text."""
        node = self.inner(node)
        key = ("end", node.hash, node.extent.start.offset, node.extent.end.offset)
        if key not in self.seen:
            self.seen[key] = self.find_end(node)
        return self.seen[key]

    def find_end(self, node):
        at = self.start(node)
        if at is None:
            return None
        children = list(node.get_children())
        kind = node.kind
        if kind in (CursorKind.BINARY_OPERATOR, CursorKind.COMPOUND_ASSIGNMENT_OPERATOR):
            if self.operator(node):
                return self.end(children[1])
        elif kind == CursorKind.UNARY_OPERATOR and children:
            if self.text[at] in "!~-+*&":
                return self.end(children[0])
            below = self.end(children[0])
            if below is not None and self.start(children[0]) == at:
                behind = self.skip(below)
                if self.text[behind:behind + 2] in ("++", "--"):
                    return behind + 2
        elif kind == CursorKind.CONDITIONAL_OPERATOR:
            first, last = self.end(children[0]), self.start(self.inner(children[-1]))
            if first is not None and last is not None and last > first and "?" in self.text[first:last]:
                return self.end(children[-1])
        elif kind == CursorKind.CSTYLE_CAST_EXPR and self.text[at] == "(":
            return self.end(children[-1])
        elif kind == CursorKind.COMPOUND_LITERAL_EXPR and self.text[at] == "(":
            return self.closing(self.skip(self.closing(at)))
        elif kind == CursorKind.CALL_EXPR and children and self.text[at] not in "(":
            word = WORD.match(self.text, at)
            if word:
                behind = self.skip(word.end())
                if self.text[behind:behind + 1] == "(":
                    return self.closing(behind)
        elif kind == CursorKind.CALL_EXPR and children:
            # A function by its address, in parentheses.
            behind = self.skip(self.closing(at))
            if self.text[behind:behind + 1] == "(":
                return self.closing(behind)
        elif kind == CursorKind.MEMBER_REF_EXPR and children:
            below = self.end(children[0])
            if below is not None:
                match = re.compile(r"\s*(->|\.)\s*(\w+)").match(self.text, below)
                if match and match.group(2) == node.spelling:
                    return match.end()
        elif kind == CursorKind.ARRAY_SUBSCRIPT_EXPR:
            below = self.end(children[0])
            if below is not None and self.text[self.skip(below):][:1] == "[":
                return self.closing(self.skip(below))
        return self.unit_at(at)

    # Mutants

    def site(self, node, how="value"):
        start, end = self.start(node), self.end(node)
        if start is None or end is None or end <= start:
            return None
        key = (start, end, how)
        for other in self.sites:
            if (other.start, other.end, other.how) == key:
                return other
        site = Site(self.function, start, end, how, plain(self.text[start:end]))
        self.sites.append(site)
        return site

    def other(self, node, *texts, how="value"):
        site = self.site(node, how)
        for text in texts:
            if site and text not in site.others and plain(text) != site.text:
                site.others.append(text)

    def source(self, node):
        start, end = self.start(node), self.end(node)
        return None if start is None or end is None or end <= start else plain(self.text[start:end])

    def constant(self, node):
        """An expression of numbers alone."""
        node = self.inner(node)
        if node.kind in (CursorKind.INTEGER_LITERAL, CursorKind.CXX_UNARY_EXPR):
            return True
        if node.kind == CursorKind.DECL_REF_EXPR:
            return node.referenced is not None and node.referenced.kind == CursorKind.ENUM_CONSTANT_DECL
        if node.kind in (CursorKind.PAREN_EXPR, CursorKind.UNARY_OPERATOR, CursorKind.BINARY_OPERATOR,
                         CursorKind.CSTYLE_CAST_EXPR):
            below = [c for c in node.get_children() if c.kind.is_expression()]
            return bool(below) and all(self.constant(c) for c in below)
        return False

    def number(self, node, mask):
        """A constant, as a mask bit by bit, or else one more, one less."""
        text, kind = self.source(node), node.type.get_canonical().kind
        if text is None or kind == TypeKind.BOOL or re.match(r"\w+ ?\(", text) or self.is_designator(node):
            return
        words = WORD.findall(text)
        if re.fullmatch(r"\d+\w*", text):
            value = int(re.match(r"\d+", text).group())
            self.other(node, str(value + 1), *([str(value - 1)] if value else []))
        elif node.kind == CursorKind.DECL_REF_EXPR:
            names = [c.spelling for c in node.referenced.semantic_parent.get_children()]
            at = names.index(node.spelling)
            self.other(node, *names[max(at - 1, 0):at], *names[at + 1:at + 2])
        elif mask and words and kind in INTEGERS and (mask != "compared" or re.search("[|&~^]", text)):
            site = self.site(node, "bits")
            if site:
                width = 8 * node.type.get_size()
                bits = FOLL_BITS if all(w.startswith("FOLL_") for w in words) else (1 << width) - 1
                site.others = [f"bit {n}" for n in range(64) if bits >> n & 1]
        elif words and not any(w in ("true", "false", "NULL") for w in words):
            self.other(node, f"({text}) + 1", f"({text}) - 1")

    def unwrapped(self, node):
        """Without the parentheses that a macro adds."""
        node = self.inner(node)
        while node.kind == CursorKind.PAREN_EXPR and (self.start(node) is None or self.text[self.start(node)] != "("):
            node = self.inner(next(node.get_children()))
        return node

    def is_designator(self, node):
        """Which place of an array a value is for: the compiler wants that to be a constant."""
        return bool(re.search(r"[{,]\s*\[\s*$", self.text[:self.start(node)]))

    def condition(self, node, operand=False):
        node = self.unwrapped(node)
        text = self.source(node)
        if text is None or re.match(r"(un)?likely\(", text) or self.constant(node):
            return
        if not operand:
            self.other(node, "true", "false")
        if node.kind == CursorKind.UNARY_OPERATOR and text[0] == "!":
            self.other(node, text[1:].strip())
        elif node.kind != CursorKind.BINARY_OPERATOR or self.operator(node) not in ("==", "!="):
            self.other(node, f"!({text})")

    def same_type(self, a, b):
        strip = lambda t: re.sub(r"\b(const|volatile|restrict) ?", "", t.get_canonical().spelling)
        return strip(a.type) == strip(b.type)

    def of_operator(self, node):
        left, right = [self.inner(c) for c in node.get_children()]
        sign = self.operator(node)
        a, b = self.source(left), self.source(right)
        if not sign or a is None or b is None:
            return
        if sign in ("&&", "||"):
            # Without one of the two.
            self.other(left, "true" if sign == "&&" else "false")
            self.other(right, "true" if sign == "&&" else "false")
            self.condition(left, True)
            self.condition(right, True)
        elif sign in COMPARED:
            self.other(node, f"{a} {COMPARED[sign]} {b}")
        elif left.type.get_canonical().kind == right.type.get_canonical().kind == TypeKind.POINTER:
            return    # how far apart two places are: there is no sum of them
        elif sign in OPERATORS:
            pointer = node.type.get_canonical().kind == TypeKind.POINTER
            if not pointer:
                self.other(node, *[f"{a} {other} {b}" for other in OPERATORS[sign]])
            if self.same_type(left, node) or not pointer:
                self.other(node, a)
            if not pointer:
                self.other(node, b)

    def of_call(self, node):
        arguments = [self.inner(a) for a in node.get_arguments()]
        if self.source(node) is None or not WORD.match(self.text, self.start(node)):
            return
        if WORD.match(self.text, self.start(node)).group() in self.macros - {node.spelling}:
            return
        texts = [self.source(a) for a in arguments]
        for i, argument in enumerate(arguments):
            if texts[i] is None or self.start(argument) == self.start(node):
                continue
            for j in (i - 1, i + 1):
                if 0 <= j < len(arguments) and texts[j] is not None and self.same_type(argument, arguments[j]):
                    self.other(argument, texts[j])
            kind = argument.type.get_canonical().kind
            if texts[i] in ("true", "false"):
                self.other(argument, "false" if texts[i] == "true" else "true")
            elif self.is_truth(argument):
                self.other(argument, "true", "false")
            elif kind in INTEGERS and not self.constant(argument):
                self.other(argument, "0")
                if kind != TypeKind.ENUM and "flags" not in texts[i]:
                    self.other(argument, f"({texts[i]}) + 1", f"({texts[i]}) - 1")

    @staticmethod
    def is_not(node):
        """Whether a unary operator is a "!", be it in a macro."""
        return conf.lib.clang_getCursorUnaryOperatorKind(node) == LOGICAL_NOT

    def is_truth(self, node):
        if node.type.get_canonical().kind == TypeKind.BOOL:
            return True
        if node.kind == CursorKind.UNARY_OPERATOR:
            return self.source(node)[0] == "!"
        return node.kind == CursorKind.BINARY_OPERATOR and self.operator(node) in (*COMPARED, "&&", "||")

    def of_value(self, node):
        """What is returned, or what a variable begins with."""
        node = self.inner(node)
        kind, text = node.type.get_canonical().kind, self.source(node)
        if text is None:
            return
        if text in ("true", "false"):
            self.other(node, "false" if text == "true" else "true")
        elif self.is_truth(node):
            self.other(node, "true", "false")
        elif kind in INTEGERS and not self.constant(node):
            self.other(node, "0")
            if kind != TypeKind.ENUM and "flags" not in text:
                self.other(node, f"({text}) + 1")
        elif kind == TypeKind.POINTER and node.kind not in (CursorKind.INIT_LIST_EXPR,):
            if text != "NULL":
                self.other(node, f"(__typeof__({text}))0")

    def statement(self, node):
        start = self.start(node)
        if node.kind.is_expression():
            node = self.inner(node)
            site = self.site(node, "statement")
            if site and self.text[self.skip(site.end):][:1] == ";":
                site.others = [";"]
            elif site:
                self.sites.remove(site)
        elif start is not None and node.kind in (CursorKind.BREAK_STMT, CursorKind.CONTINUE_STMT, CursorKind.GOTO_STMT,
                                                 CursorKind.RETURN_STMT):
            end = self.text.index(";", start)
            site = Site(self.function, start, end, "statement", plain(self.text[start:end]))
            site.others = [";"]
            self.sites.append(site)

    def visit(self, node, mask=False, parent=None):
        node = self.inner(node)
        kind, children = node.kind, list(node.get_children())
        if kind in (CursorKind.CXX_UNARY_EXPR, CursorKind.STATIC_ASSERT):
            return
        if kind.is_expression() and self.constant(node):
            self.number(node, mask)
            return
        if kind in (CursorKind.IF_STMT, CursorKind.WHILE_STMT) or kind == CursorKind.CONDITIONAL_OPERATOR and self.asks(node):
            self.condition(children[0])
        elif kind == CursorKind.DO_STMT:
            self.condition(children[-1])
        elif kind == CursorKind.FOR_STMT:
            for child in children[:-1]:
                child = self.inner(child)
                if child.kind == CursorKind.BINARY_OPERATOR and self.operator(child) in COMPARED:
                    self.condition(child)
        elif kind == CursorKind.BINARY_OPERATOR:
            self.of_operator(node)
            mask = self.operator(node) in ("&", "|", "^") or self.operator(node) in ("==", "!=") and "compared"
        elif kind == CursorKind.UNARY_OPERATOR:
            start = self.start(node)
            if start is not None and self.text[start] == "!":
                if not any(s.start == start and s.others for s in self.sites):
                    self.condition(node, True)
            elif start is not None and self.text[start] == "&":
                return
            elif start is not None and self.text[start] in WORD_BEGINS and self.is_not(node):
                # What likely() and its like make of their argument; not READ_ONCE(), whose is no truth.
                below = self.unwrapped(children[0])
                if self.start(below) != start:
                    self.condition(below)
        elif kind == CursorKind.CALL_EXPR:
            # Asked of the compiler, which does not evaluate it.
            if node.spelling == "__builtin_constant_p":
                return
            self.of_call(node)
            mask = False
        elif kind == CursorKind.RETURN_STMT and children:
            self.of_value(children[0])
        elif kind == CursorKind.VAR_DECL:
            if node.storage_class.name == "STATIC":
                return
            values = [c for c in children if c.kind.is_expression()]
            if values and node.type.get_canonical().kind != TypeKind.CONSTANTARRAY and self.text_has(node, "="):
                self.of_value(values[-1])
        elif kind == CursorKind.CASE_STMT:
            children = children[1:]
        if kind == CursorKind.COMPOUND_STMT and not self.text_begins(node, "{"):
            # What a macro's braces hold stands nowhere in the text.
            below = []
        elif kind in (CursorKind.COMPOUND_STMT, CursorKind.CASE_STMT, CursorKind.DEFAULT_STMT, CursorKind.LABEL_STMT):
            below = children
        elif kind == CursorKind.IF_STMT:
            below = children[1:]
        elif kind in (CursorKind.FOR_STMT, CursorKind.WHILE_STMT):
            below = children[-1:]
        elif kind == CursorKind.DO_STMT:
            below = children[:1]
        else:
            below = []
        for i, child in enumerate(below):
            if not (child.kind == CursorKind.RETURN_STMT and parent is not None and parent.kind == CursorKind.FUNCTION_DECL
                    and i == len(below) - 1):
                self.statement(child)
        for child in children:
            self.visit(child, mask, node)

    def text_begins(self, node, sign):
        start = self.start(node)
        return start is not None and self.text[start:start + len(sign)] == sign

    def asks(self, node):
        """Is what a conditional operator asks the text's own, be its "?" a macro's?"""
        condition, chosen = list(node.get_children())[:2]
        if self.start(self.unwrapped(condition)) != self.start(node):
            return True
        end, begin = self.end(condition), self.start(self.inner(chosen))
        return end is not None and begin is not None and "?" in self.text[end:begin]

    def text_has(self, node, sign):
        start = self.start(node)
        return start is not None and sign in self.text[start:self.text.index(";", start)]

    def early(self, node, body):
        start = self.start(body)
        if start is None or self.text[start] != "{":
            return
        kind = node.result_type.get_canonical().kind
        self.function_type = kind
        first = next(body.get_children(), None)
        if first is None or first.kind == CursorKind.RETURN_STMT:
            return
        site = Site(self.function, start + 1, start + 1, "early", "{")
        if kind == TypeKind.VOID:
            site.others = ["return"]
        elif kind == TypeKind.BOOL:
            site.others = ["return true", "return false"]
        elif kind in INTEGERS or kind == TypeKind.POINTER:
            site.others = ["return 0"]
        self.sites.append(site)

    def find(self):
        for node in self.unit.cursor.get_children():
            if node.kind != CursorKind.FUNCTION_DECL or not node.is_definition() or self.start(node) is None:
                continue
            body = [c for c in node.get_children() if c.kind == CursorKind.COMPOUND_STMT]
            if not body:
                continue
            self.function = node.spelling
            self.early(node, body[0])
            self.visit(body[0], parent=node)
        self.sites = [s for s in self.sites if s.others]
        self.sites.sort(key=lambda s: (s.start, -s.end, s.how != "statement", s.how == "bits"))
        return self.sites
