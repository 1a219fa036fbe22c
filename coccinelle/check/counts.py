# SPDX-License-Identifier: GPL-2.0-only
"""What the rules about callers of fast gup share: what becomes of a call's count, and how
wide a number is. Types are read from the text, as a file's headers are not: what cannot be
told is None, and then a rule says nothing. A rule finds this file as it finds tree.py.
"""
import functools
import glob
import os
import re

import tree
import walker

cached = functools.lru_cache(maxsize=None)

# The kernel's names of types, each with its width, of two for those that a machine's word has.
LONG = "long"
WIDTHS = {"int": 32, "long": LONG, "long long": 64, "short": 16, "char": 8, "ssize_t": LONG, "size_t": LONG,
          "s8": 8, "s16": 16, "s32": 32, "s64": 64, "loff_t": 64, "off_t": LONG, "uintptr_t": LONG,
          "pgoff_t": LONG, "dma_addr_t": 64, "phys_addr_t": 64}
SIGNED = frozenset("int long short char ssize_t s8 s16 s32 s64 loff_t off_t".split()) | {"long long"}


class Calls:
    """What a rule has to tell of a call, unless somebody looks at its count after all."""

    def __init__(self):
        self.told, self.fine = {}, set()

    def tell(self, p, what, looked="", always=False):
        """@looked is where the count is looked at; @always: that does not help."""
        at = walker.where(p)
        if looked:
            self.fine.add(at)
        elif always or at not in self.told:
            self.told[at] = (what, always)

    def said(self, p):
        what, always = self.told.get(walker.where(p), ("", False))
        return what if always or walker.where(p) not in self.fine else ""


def others(p, got):
    """May somebody else look at a count than the function at a position? Not at a variable of
    its own, nor at a member of a structure that is defined here, if no other function of this
    folder mentions it but to set it, or to look for an error."""
    got = re.sub(r"\s", "", got)
    if re.match(r"\w+$", got):
        return not declared(walker.body(p), got)
    found = re.match(r"\w+(?:->|\.)(\w+)$", got)
    if not found or not re.search(r"\bstruct\s+\w*\s*\{[^{}]*\b%s\s*[;,]" % found.group(1), near(p.file)):
        return True
    text = "".join(tree.code(x) for x in glob.glob(os.path.join(os.path.dirname(p.file), "*.[ch]")))
    uses = re.findall(r"(?:->|\.)\s*%s\b\s*(\S*\s*\w*)" % found.group(1), text.replace(walker.body(p), ""))
    return not all(re.match(r"=(?!=)|<\s*[01]\b|<=\s*0\b", x) for x in uses)


def plain(text):
    """A type's name without what makes no difference: "const", "unsigned int" is "u int"."""
    words = [x for x in text.split() if x not in ("const", "volatile", "register", "static", "auto")]
    unsigned = "unsigned" in words
    words = [x for x in words if x not in ("unsigned", "signed")]
    if len(words) > 1:
        words = [x for x in words if x != "int"]
    name = re.sub(r"^__(?=[us]\d)", "", " ".join(words) or "int")
    name = re.sub(r"^u?int(\d+)_t$", lambda m: ("u" if text.strip().startswith("u") else "s") + m.group(1), name)
    if re.match(r"u(?:8|16|32|64)$", name):
        unsigned, name = True, "s" + name[1:]
    return unsigned or name not in SIGNED, WIDTHS.get({"uint": "int", "ulong": "long"}.get(name, name))


@cached
def near(path):
    """The text of a file and of those headers that are beside it or named in quotes."""
    folder, text = os.path.dirname(path), tree.code(path)
    names = re.findall(r'^\s*#\s*include\s+"([^"]+)"', tree.read(path), re.M)
    return text + "".join(tree.code(os.path.join(folder, x)) for x in names)


TYPE = r"((?:\b(?:const|unsigned|signed|long|short|int|char|__?[us]\d+|[us]\d+|u?int\d+_t|s?size_t|uint|ulong|" \
       r"l?off_t|pgoff_t|uintptr_t|dma_addr_t|phys_addr_t)\b\s*)+)"


def declared(text, name):
    """Signedness and width of the one declaration of a number in a text, or None."""
    found = {plain(x) for x in re.findall(TYPE + r"(?:\w+\s*(?:=[^;,]*)?,\s*)*\b%s\b\s*(?=[=;,):\[])" % re.escape(name), text)}
    return found.pop() if len(found) == 1 else None


def kind(p, expression):
    """(is unsigned, width) of a variable or a member at a position, or None."""
    expression = re.sub(r"\s", "", expression)
    if re.match(r"\w+$", expression):
        return declared(walker.body(p), expression)
    found = re.match(r"(\w+)(->|\.)(\w+)$", expression)
    if not found:
        return None
    name = re.search(r"\bstruct\s+(\w+)\s*\*?\s*(?:\w+\s*,\s*\*?)*%s\b" % found.group(1), walker.body(p))
    if not name:
        return None
    where = re.search(r"\bstruct\s+%s\s*\{" % name.group(1), near(p.file))
    if not where:
        return None
    text = near(p.file)[where.end():]
    return declared(text[:tree.closing(text, 0)], found.group(3))


def never_error(p, got, n):
    """Is an error never seen by the comparison of a count with what was asked for, or with a
    constant, at the "if" at a position, as either is unsigned and not narrower than the other?"""
    condition = re.sub(r"\s", "", walker.statement(p)[0])
    ours = kind(p, got)
    if not ours or re.search(r"\([a-z_0-9]+\)", condition):
        return False
    if ours[0]:
        return True
    theirs = kind(p, n)
    if not theirs or not theirs[0] or "<0" in condition or "<=0" in condition or "<1" in condition:
        return False
    return theirs[1] in (ours[1], LONG, 64) and ours[1] in (32, LONG, 64) and not (ours[1] == LONG and theirs[1] == 32)


def own(p, name):
    """Is a page, or an array of them, only known to the function of a position when the call
    there is made: a variable that holds one, an array of its own, or one that it allocated and
    has given to nobody?"""
    body, text = walker.body(p), tree.code(p.file)
    before = text[:len(text) - len(walker.text_at(p))]
    before = before[max(0, before.rfind("\n}\n")):]
    if re.search(r"\bstatic\s+struct\s+page\b[^;]*\b%s\b" % name, body):
        return False
    if re.search(r"\bstruct\s+page\b(?:[^;(){}]*,)?\s*\*\s*%s\s*[=,;\[]" % name, body):
        return True
    found = list(re.finditer(r"\b%s\b(?:\s+__free\(\w+\))?\s*=[^=;]*alloc\w*\s*\(" % name, before))
    if not found or not re.search(r"\b(?:struct\s+page\b[^;(){}]*|auto\s+|__auto_type\s+)%s\b" % name, body):
        return False
    between = re.sub(r"!\s*%s\b|\w*free\w*\(%s\)" % (name, name), "", before[before.find(";", found[-1].end()):])
    return not re.search(r"(?:[(,]|[^=!<>]=)\s*%s\s*[,;)]" % name, between)


def returned(p, name):
    """Does the return at a position name it?"""
    return re.search(r"\b%s\b" % name, walker.text_at(p).split(";")[0]) is not None
