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


@cached
def far(path):
    """The text of the headers below include/ that a file names."""
    folders = [os.path.join(tree.root(path) or "/nonexistent", x) for x in ("include", "include/uapi")]
    names = re.findall(r"^\s*#\s*include\s+<(\w[^>]+)>", tree.read(path), re.M)
    return "".join(tree.code(os.path.join(x, y)) for x in folders for y in names)


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
    for text in (near(p.file), far(p.file)):
        where = re.search(r"\bstruct\s+%s\s*\{" % name.group(1), text)
        if where:
            return declared(text[where.end():tree.closing(text, where.end())], found.group(3))
    return None


def never_error(p, got, n):
    """Is an error never seen by the comparison of a count with what was asked for, or with a
    constant, at the "if" at a position, as either is unsigned and not narrower than the other?"""
    condition, got, n = (re.sub(r"\s", "", x) for x in (walker.statement(p)[0], got, n))
    condition = re.sub(r"^(?:un)?likely\((.*)\)$", r"\1", condition)
    ours, theirs = kind(p, got), kind(p, n)
    if condition in (got + "<0", got + "<=0", got + "<1", "0>" + got, "0>=" + got, "1>" + got):
        return bool(ours and ours[0])
    # Isomorphisms match more than is written.
    if condition not in ("%s<%s" % (got, n), "%s>%s" % (n, got)) or not ours or not (ours[0] or theirs and theirs[0]):
        return False
    return ours[0] or theirs[1] in (ours[1], LONG, 64) and ours[1] in (32, LONG, 64) and not (ours[1] == LONG and theirs[1] == 32)


def own(p, name):
    """Is a page, or an array of them, only known to the function of a position when the call
    there is made: a variable that holds one, an array of its own, or one that it allocated and
    has given to nobody?"""
    body, text = walker.body(p).partition("{")[2], tree.code(p.file)
    before = text[:len(text) - len(walker.text_at(p))]
    before = before[max(0, before.rfind("\n}\n")):]
    if re.search(r"\bstatic\s+struct\s+page\b[^;]*\b%s\b" % name, body):
        return False
    local = re.search(r"\bstruct\s+page\b(?:[^;(){}]*,)?\s*\*\s*%s\s*[=,;\[]" % name, before.partition("\n{")[2])
    if local:
        # Who has the address of a variable, or an array, may release what is in it.
        since = re.sub(r"\b(?:(?:get|pin|unpin)_user_pages?\w*|put_page|release_pages)\s*\([^;]*", "", before[before.rfind(local.group(0)):])
        return not re.search(r"(?:[(,]|[^=!<>]=)\s*%s%s\s*[,;)]" % ("" if local.group(0)[-1] == "[" else r"&\s*", name), since)
    found = list(re.finditer(r"\b%s\b(?:\s+__free\(\w+\))?\s*=[^=;]*alloc\w*\s*\(" % name, before))
    if not found or not re.search(r"\b(?:struct\s+page\b[^;(){}]*|auto\s+|__auto_type\s+)%s\b" % name, body):
        return False
    between = re.sub(r"!\s*%s\b|\w*free\w*\(%s\)" % (name, name), "", before[before.find(";", found[-1].end()):])
    return not re.search(r"(?:[(,]|[^=!<>]=)\s*%s\s*[,;)]" % name, between)


def returned(p, name):
    """Does the return at a position name it?"""
    return re.search(r"\b%s\b" % name, walker.text_at(p).split(";")[0]) is not None


#
# A number of pages that is cut to an int
#

PAGES = re.compile(r">>\s*PAGE_SHIFT\b|/\s*PAGE_SIZE\b|\bDIV_ROUND_UP\w*\(.*\bPAGE_SIZE\b|\bPFN_(?:UP|DOWN)\(")
NAME = r"\b[A-Za-z_]\w*(?:(?:->|\.)\w+)*"
BOUNDS = re.compile(r"\b(?:min|min_t|min3|clamp\w*|overflows_type|check_\w+_overflow|rlimit)\s*\(")
# These refuse what is larger than INT_MAX bytes. Source: __kvmalloc_node() in mm/util.c.
ALLOCATES = re.compile(r"\b(?:kv?[mzc]alloc\w*|kv?malloc_array\w*|kmemdup\w*)\s*\(")


def calls_to(path, function):
    """Functions of a file that call another one, with the arguments of each call."""
    funcs = walker.functions(path)
    return [(f, x) for f in sorted(funcs) for x in re.findall(r"\b%s\s*\(([^;{}]*)\)" % re.escape(function), funcs[f])
            if f != function]


def value(text, name):
    """What is assigned to a name in a text, last."""
    found = list(re.finditer(r"(?<![\w>.])%s\s*=(?!=)" % re.escape(name), text))
    return text[found[-1].end():walker.end_of(text, found[-1].end(), ";,")] if found else ""


def names(expression):
    """The variables and members of an expression, but for addresses inside of a page, for sizes
    of types, and for what is taken away again, as the start of a range is."""
    expression = re.sub(r"\boffset_in_page\([^()]*\)|\(?[^()&|+]*&\s*~PAGE_MASK\)?|\bsizeof\b\s*\([^()]*\)", "0", expression)
    left, _, right = expression.partition(" - ")
    found = [set(re.findall(NAME + r"(?!\w*\s*\()", x)) for x in (left, right)]
    return {x for x in found[0] - found[1] if not re.match(r"[A-Z_0-9]+$", x)}


def bounded(text, found):
    """Does a text compare one of these names with more than nothing, or with what wraps?"""
    text = re.sub(r"(%s)\s*\+\s*%s\s*<\s*\1|>=?\s*\(?\s*(?:ULONG|U64|SIZE)_MAX\b[^;&|)]*" % (NAME, NAME), "", text)
    # The brackets of an #include are no comparison.
    text = re.sub(r"^\s*#.*", "", text, flags=re.M)
    ours = re.compile(r"(?<![\w>.])(?:%s)\b(?!->|\.)" % "|".join(re.escape(x) for x in sorted(found)))
    for sign in re.finditer(r"(?<![-<>])[<>](?![<>])=?", text):
        left = re.split(r"&&|\|\||[;{}?]", text[:sign.start()])[-1]
        right = re.split(r"&&|\|\||[;{}?]", text[sign.end():])[0]
        if ours.search(left) and not re.match(r"\s*[01]\s*\)*\s*$", right) or \
                ours.search(right) and not re.search(r"(?:^|\()\s*[01]\s*$", left):
            return True
    return any(ours.search(text[x.end():walker.end_of(text, x.end())]) for x in BOUNDS.finditer(text))


def parameters(path, function):
    """The names of a function's parameters; nothing for one that has none."""
    head = walker.functions(path).get(function, "").partition("{")[0]
    return [(re.findall(r"\w+", x) or [""])[-1] for x in head[head.find("(") + 1:head.rfind(")")].split(",")]


def bounded_above(path, function, found, depth=3):
    """Does a caller do so, in a file of the same folder, or a caller of that? @found are names in
    the function: a parameter is followed, and a member is asked of by its name."""
    ours = parameters(path, function)
    members = {re.split(r"->|\.", x)[-1] for x in found if not re.match(r"\w+$", x)}
    for file in sorted(glob.glob(os.path.join(os.path.dirname(path), "*.c"))) if depth else ():
        for caller, arguments in calls_to(file, function):
            text, theirs = walker.functions(file)[caller], split(arguments)
            given = {x for x in re.findall(NAME, text) if re.search(r"(?:->|\.)\w+$", x) and re.split(r"->|\.", x)[-1] in members}
            for member in set(given):
                given |= names(value(text, member))
            if len(theirs) == len(ours):
                given = given.union(*(names(theirs[ours.index(x)]) for x in found if x in ours))
            if given and (bounded(text, given) or bounded_above(file, caller, given, depth - 1)):
                return True
    return False


def split(arguments):
    """The arguments of a call, one by one."""
    found, at = [], 0
    while at <= len(arguments):
        end = walker.end_of(arguments, at, ",")
        found.append(arguments[at:end].strip())
        at = end + 1
    return found


def cut(p, n):
    """The length of a word or of 64 bits from which the number of pages that a call asks for is
    computed and then cut to an int, if nothing in this function or in its callers of the same
    file has bounded it; else nothing."""
    body, text = walker.body(p), tree.code(p.file)
    before = text[:len(text) - len(walker.text_at(p))]
    before = before[before.rfind("\n}\n") + 1:]
    n = re.sub(r"\s*(->|\.)\s*", r"\1", n.strip())
    how = n if PAGES.search(n) else value(before, n)
    if not PAGES.search(how):
        # By a first and a last page.
        how = re.sub(r"\b\w+\b", lambda m: value(before, m.group(0)) if PAGES.search(value(before, m.group(0))) else m.group(0), how)
    if not PAGES.search(how) or re.search(r"\bloff_t\s*\*|\bstruct\s+(?:kiocb|iov_iter)\b", body.split("{")[0]):
        return ""
    lengths = names(how)
    for name in sorted(lengths):
        if re.match(r"\w+$", name) and value(before, name):
            lengths |= names(value(before, name))
    wide = sorted(x for x in lengths if (kind(p, x) or (0, 0))[1] in (LONG, 64))
    if not wide or bounded(before, lengths | {n}):
        return ""
    # An array for so many was allocated while the number was still whole.
    if (kind(p, n) or (0, 0))[1] != 32 and any(re.search(r"\b%s\b" % re.escape(n), before[x.end():walker.end_of(before, x.end())])
                                               for x in ALLOCATES.finditer(before)):
        return ""
    if bounded_above(p.file, p.current_element, {x for x in wide if not value(before, x)} or set(wide)):
        return ""
    return min(wide, key=lambda x: (value(before, x) != "", x))


#
# How long pages are kept
#

LINKS = re.compile(r"\b(?:list_add\w*|hlist_add\w*|hash_add\w*|rb_link_node|rb_add\w*|interval_tree_insert|idr_alloc\w*|"
                   r"xa_(?:store|insert|alloc)\w*|radix_tree_insert)\s*\(([^;]*)\)\s*[;)]|->private_data\s*=\s*(\w+)\s*;")
WAITS = re.compile(r"\b(?:wait_for_completion\w*|wait_event\w*|list_del\w*|hlist_del\w*|rb_erase|complete|dma_async_issue_pending)\s*\(")


def linked(path, function, name, depth=1):
    """Does a function put what a name points to where others find it, itself or by one that it
    gives it to, and does not wait for anything, or take it out, again?"""
    funcs = walker.functions(path)
    text = funcs.get(function, "")
    if WAITS.search(text):
        return False
    if any(re.search(r"\b%s\b" % re.escape(name), a or b) for a, b in LINKS.findall(text)):
        return True
    for callee, arguments in re.findall(r"\b(\w+)\s*\(([^;(){}]*)\)", text) if depth else ():
        given, theirs = split(arguments), parameters(path, callee)
        if callee != function and name in given and len(theirs) == len(given) and \
                linked(path, callee, theirs[given.index(name)], depth - 1):
            return True
    return False


def kept(p, owner):
    """Is the structure that has an array of pages put where others find it, by the function of a
    position or by one of the same file that calls it, so that the pages stay until somebody
    removes it? Not if it is on that function's stack."""
    path, function = p.file, p.current_element
    if not re.search(r"\bstruct\s+\w+\s*\*\s*%s\b" % owner, walker.body(p)):
        return False
    if linked(path, function, owner):
        return True
    ours = parameters(path, function)
    for caller, arguments in calls_to(path, function) if owner in ours else ():
        given = split(arguments)
        if len(given) == len(ours) and re.match(r"\w+$", given[ours.index(owner)]) and \
                "LONGTERM" not in walker.functions(path)[caller] and linked(path, caller, given[ours.index(owner)]):
            return True
    return False


def brief(p, flags):
    """Do the flags of a call surely not say FOLL_LONGTERM? A parameter may."""
    head = walker.body(p).partition("{")[0]
    chosen = re.sub(r"^[^?]*\?", "", flags)
    return "LONGTERM" not in walker.body(p) and \
        not any(re.search(r"\b%s\s*[,)]" % re.escape(x), head) or "->" in chosen or "." in chosen
                for x in re.findall(r"\b[a-z_]\w*", chosen))


class Ways:
    """The ways from an "if" to a return on which a function gives up pages that it got."""

    def __init__(self):
        self.told, self.fine, self.names = {}, set(), set()

    def tell(self, s, q, name, what):
        if not returned(q, name):
            self.told[walker.where(s), walker.where(q), name] = what
            self.names.add(name)

    def fewer(self, p, s, q, name, n, got="@"):
        """@got is the variable that has the count; else the call is in the condition."""
        if own(p, name) and is_fewer(condition(s), got, n):
            self.tell(s, q, name, "%s() took fewer pages than it was asked for, and they are not released"
                      % re.match(r"\w+", walker.text_at(p)).group(0))

    def left(self, p, s, q, name):
        call, after = walker.text_at(p), walker.text_at(s or q)
        before, between = re.search(r"[^;{}]*$", tree.code(p.file)[:-len(call)]).group(0), call[:-len(after)]
        since = between[walker.end_of(between, between.index("(") + 1):]
        if own(p, name) and beside(before + between) and not (s and about(condition(s), before, since)) and \
                (s or not re.search(r"\b%s\b" % name, since)):
            self.tell(s or q, q, name, "what was got in %s is not released where this returns" % name)

    def asked(self, s):
        return any(x[0] == walker.where(s) for x in self.told)

    def named(self, name):
        return str(name) in self.names

    def cared(self, s, q, name):
        self.fine.add((walker.where(s), walker.where(q), name))

    def said(self, q):
        return next((what for way, what in sorted(self.told.items()) if way[1] == walker.where(q) and way not in self.fine), "")


CALL = re.compile(r"\b(?:get|pin)_user_pages_fast\(")


def condition(s):
    """The condition of the "if" at a position, without spaces, casts and guesses, and with @ for
    the call that is in it, or for what that is assigned to."""
    text = re.sub(r"\((?:unsigned|signed|int|long|s?size_t|[su]\d\d)+\)|\b(?:un)?likely\b", "", re.sub(r"\s", "", walker.statement(s)[0]))
    call = CALL.search(text)
    if call:
        text = text[:call.start()] + "@" + text[walker.end_of(text, call.end()) + 1:]
    return re.sub(r"\(\w+=@\)", "@", text)


def parts(text):
    """What a condition joins by || and &&."""
    while text.startswith("(") and walker.end_of(text, 1) == len(text) - 1:
        text = text[1:-1]
    depth, begin, found = 0, 0, []
    for at, char in enumerate(text):
        depth += {"(": 1, ")": -1}.get(char, 0)
        if not depth and text[at:at + 2] in ("||", "&&"):
            found.append(text[begin:at])
            begin = at + 2
    return [y for x in found + [text[begin:]] for y in parts(x)] if found else [text]


def is_fewer(text, got, n):
    """Does a condition hold where a call got fewer pages than n?"""
    got, n = (re.sub(r"\s", "", x) for x in (got, n))
    forms = {form % pair for form, pair in (
        ("%s!=%s", (got, n)), ("%s!=%s", (n, got)), ("%s<%s", (got, n)), ("%s>%s", (n, got)),
        ("!(%s>=%s)", (got, n)), ("!(%s<=%s)", (n, got)), ("!(%s==%s)", (got, n)), ("!(%s==%s)", (n, got)))}
    return bool(forms & set(parts(text)))


ERRORS = re.compile(r"@(?:<0|<=0|<1|==0)|0(?:>|>=|==)@|1>@|!@|IS_ERR_VALUE\(@\)|"
                    r"!\((?:@(?:>=0|>0|>=1|!=0)|0(?:<=|<|!=)@|1<=@)\)")
GOES_ON = re.compile(r"@(?:>=0|>0|>=1)|0(?:<=|<)@|1<=@")


def only_error(s, got=""):
    """Does the condition of the "if" at a position say of a count only whether it is an error, or
    nothing at all? Without @got the call is in it."""
    text = condition(s)
    if got:
        text = re.sub(r"(?<![\w.])(?<!->)%s(?![\w(\[]|->|\.)" % re.escape(re.sub(r"\s", "", got)), "@", text)
    about_it = [x for x in parts(text) if "@" in x]
    return bool(about_it) and all(ERRORS.match(x) and ERRORS.match(x).end() == len(x) for x in about_it)


def goes_on(s):
    """Is the condition at a position, of an "if" or of a loop, that its call was no error?"""
    return any(GOES_ON.match(x) and GOES_ON.match(x).end() == len(x) for x in parts(condition(s)))


def mentioned(p, name):
    """Is a count named behind the call at a position, but to be set, or compared with an error?"""
    text = walker.text_at(p)
    rest = text[walker.end_of(text, text.index("(") + 1):]
    rest = rest[:rest.find("\n}\n") if "\n}\n" in rest else len(rest)]
    return re.search(r"\b%s\b(?!\s*=[^=]|\s*(?:<|<=|>|>=)\s*0\b)" % re.escape(name), rest) is not None


def beside(between):
    """Is what follows a call reached from it and from nowhere else, and not in the branch of an
    "if", which may be the one for the call's error?"""
    if re.search(r"[;}]\s*(?!default\b)\w+\s*:(?!:)", between):
        return False
    if re.search(r"\bif\b|^[^;{}]*\)\s*$", re.split(r"[;{}]", between)[-1]):
        return False
    blocks = []
    for brace in re.finditer(r"[{}]", between):
        if brace.group() == "{":
            blocks.append(re.split(r"[;{}]", between[:brace.start()])[-1])
        elif not blocks:
            return False
        else:
            blocks.pop()
    return not any(re.search(r"\bif\b|\belse\b", x) or not x.strip() for x in blocks)


def about(text, before, since):
    """Is a condition about the number that a call returned, or about one made of that? @before
    is the statement up to the call, @since what is between the call and the condition."""
    names = set(re.findall(r"(\w+)\s*=\s*$", before))
    for name, how in re.findall(r"\b(\w+)\s*=(?!=)([^;]*);", since):
        known = any(re.search(r"\b%s\b" % x, how) for x in names)
        names = names | {name} if known else names - {name}
    return any(re.search(r"\b%s\b" % x, text) for x in names)
