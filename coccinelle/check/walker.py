# SPDX-License-Identifier: GPL-2.0-only
"""What the rules about walkers share: which function is one, and whose tables it walks.
README, "What is a walker", says it in words. A rule finds this file as it finds tree.py.
"""
import functools
import os
import re

import tree
from tree import calls

cached = functools.lru_cache(maxsize=None)
ENTRY = re.compile(r"\b(?:(?:pte|pmd|pud|p4d|pgd)_t|hugepd_t)\b")

# What the trees call their walkers, and the public functions of older ones.
NAMED = re.compile(r"^_*(?:gup_|get_user_pages_fast$)")

# References that fail instead of reviving a page that is free.
SPECULATIVE = frozenset("""page_cache_get_speculative page_cache_add_speculative
    get_page_unless_zero try_get_compound_head try_grab_compound_head try_get_page
    try_grab_page try_get_folio try_grab_folio try_grab_folio_fast folio_try_get
    folio_try_get_rcu folio_ref_try_add folio_ref_try_add_rcu folio_ref_add_unless
    page_ref_add_unless""".split())

# Who has the vma, or the lock of a table, need not be afraid of other CPUs.
LOCKED = re.compile(r"\bstruct\s+vm_area_struct\b|\b(?:pte_offset_map_lock|pte_lockptr|"
                    r"p[mu]d_lock(?:ptr)?|huge_pte_lock\w*|assert_spin_locked|spin_lock|"
                    r"mmap_assert_locked|p[mu]d_trans_huge_lock)\b")


@cached
def functions(path):
    """Each function of a file by name: head and body, of all versions if there is an #else."""
    found = {}
    for f in tree.definitions(path):
        if f.head:
            found[f.name] = found.get(f.name, "") + f.head + f.body + "}\n"
    return found


@cached
def takers(path):
    """What takes a reference that may fail: functions of the kernel, and those of this file
    that call one and know of no entry, so that the look back is their caller's."""
    found, funcs = set(SPECULATIVE), functions(path)
    while True:
        more = {f for f in funcs if f not in found and not ENTRY.search(funcs[f]) and
                not LOCKED.search(funcs[f]) and calls(funcs[f]) & found}
        if not more:
            return found
        found |= more


@cached
def walkers(path):
    """Functions of a file that walk page tables, or take what stands there, without a lock."""
    funcs = functions(path)
    able = {f for f in funcs if not LOCKED.search(funcs[f]) and
            (ENTRY.search(funcs[f]) or calls(funcs[f]) & takers(path))}
    found = {f for f in able if NAMED.match(f) or
             ENTRY.search(funcs[f]) and calls(funcs[f]) & takers(path)}
    while True:
        more = {g for f in found for g in calls(funcs[f]) & able if ENTRY.search(funcs[g])} - found
        if not more:
            return found
        found |= more


def body(p):
    """Head and body of the function that a position is in."""
    return functions(p.file).get(p.current_element, "")


def inside(p):
    """Is a position in a walker?"""
    return p.current_element in walkers(p.file)


def takes(p, function):
    """Does a walker that has the entry at hand take a reference here that may fail?"""
    return inside(p) and bool(ENTRY.search(body(p))) and function in takers(p.file)


@cached
def arches(path):
    """The architectures that walk by the functions of a file."""
    top, own = tree.root(path), tree.arch(path)
    if not top:
        return ()
    if own:
        return (own,)
    return tuple(a for a in tree.arches(top) if any(tree.kconfig(top, a).get(x) for x in tree.WALKERS))


@cached
def unblocked(path):
    """Those on which interrupts off do not always keep other CPUs from freeing a page, as each
    flush would if it were an IPI."""
    found = []
    for arch in arches(path):
        flush = tree.flush(tree.root(path), arch)
        if flush.ipi is False:
            found.append(arch)
        elif flush.ipi and flush.unless:
            found.append("%s with %s" % (arch, flush.unless))
    return tuple(sorted(found, key=lambda x: " " in x))


def named(names):
    """A few of them, for a message."""
    names = list(names)
    return ", ".join(names[:3]) + (" and %d more" % (len(names) - 3) if len(names) > 3 else "")


# What waits for every CPU that has interrupts off. Source: arch/powerpc/mm of 3.11 and later.
WAITS = re.compile(r"\b(?:kick_all_cpus_sync|serialize_against_pte_lookup|smp_call_function|"
                   r"tlb_remove_table_sync_one)\s*\(")


@cached
def collapses(path):
    """Architectures of unblocked() on which khugepaged takes tables away under a walker that
    does not look at the pmd: their pmdp_collapse_flush(), which was called pmdp_clear_flush()
    before 4.2, does not wait for walkers."""
    top, found = tree.root(path), []
    for arch in unblocked(path):
        name = arch.split()[0]
        if not tree.kconfig(top, name).get("HAVE_ARCH_TRANSPARENT_HUGEPAGE"):
            continue
        flushes = [f.body for x in tree.table_files(top, name) for f in tree.definitions(x)
                   if re.search(r"pmdp_(collapse|clear)_flush$", f.name)]
        if not any(WAITS.search(x) for x in flushes):
            found.append(arch)
    return tuple(found)


@cached
def lockless_is_on_copy(top, level):
    """Does the tree's default p?d_offset_lockless() step down from the address of the copy?"""
    text = "".join(tree.code(os.path.join(top, "include", x)) for x in
                   ("linux/pgtable.h", "asm-generic/pgtable.h"))
    return re.search(r"#\s*define\s+%s_offset_lockless\((\w+),\s*(\w+),\s*\w+\)\s*\\?\s*%s_offset\(&\(?\2\b"
                     % (level, level), text) is not None


@cached
def own_lockless(top, arch, level):
    return any(re.search(r"#\s*define\s+%s_offset_lockless\b" % level, tree.code(x))
               for x in tree.table_files(top, arch))


@cached
def folded_when_built(top, arch, level):
    """Has a configuration of an architecture no tables of this level? Then <asm-generic> has the
    step to it, which gives back the address that it got."""
    headers = {"pmd": "nopmd", "pud": "no(?:pmd|pud)", "p4d": "no(?:pmd|pud|p4d)"}
    return any(re.search(r"#\s*include\s+<asm-generic/pgtable-%s(?:-hack)?\.h>" % headers[level], tree.read(x))
               for x in tree.table_files(top, arch))


@cached
def folded_at_run_time(top, arch, level):
    """The bodies of an architecture's own steps to this level that may give back the address
    that they got, or not."""
    return [f.body for x in tree.table_files(top, arch) for f in tree.definitions(x)
            if re.match(r"(?:%s_offset|__%s_offset)$" % (level, level), f.name) and
            re.search(r"\bif\b", f.body) and re.search(r"\(%s_t \*\)\s*(?:p4d|pgd|pud)p?\s*;" % level, f.body)]


def copied(p, step, first):
    """The level to which a walker steps down from a copy, or nothing; @first is the step's first
    argument."""
    level, lockless = step.split("_")[0], step.endswith("_lockless")
    top = tree.root(p.file)
    if not inside(p) or not top:
        return ""
    if not (lockless_is_on_copy(top, level) if lockless else re.match(r"& ?\w+$", str(first))):
        return ""
    return level


def below(p):
    """Head and body of the walker at a position, and of those that it calls, directly or not."""
    return below_named(p.file, p.current_element)


def below_named(path, function):
    funcs, todo, found = functions(path), [function], set()
    while todo:
        name = todo.pop()
        if name not in found:
            found.add(name)
            todo += calls(funcs.get(name, "")) & walkers(path)
    return "".join(funcs.get(x, "") for x in sorted(found))


# What gives a page back; a device's pagemap is not a page.
GIVES = re.compile(r"\b(?!put_dev_pagemap\b)(\w*(?:put|undo|unpin|release|give|drop)\w*)\s*\(\s*&?([^,()]*)")


def device_only(text):
    """Does a function take pages of a device whose pagemap it holds? Those are not freed then."""
    return "get_dev_pagemap" in calls(text) and "pte_page" not in calls(text)


@cached
def plain_takers(path):
    """What takes a reference without asking whether somebody else still has one: functions of
    the kernel, and those of this file that do only that and know of no entry."""
    funcs = functions(path)
    found = set("get_page get_page_foll folio_get folio_ref_add page_ref_add page_ref_inc".split())
    count = re.compile(r"\batomic_(?:add|inc)\s*\([^;]*->_(?:ref)?count\b")
    return frozenset(found | {f for f in funcs if not ENTRY.search(funcs[f]) and not LOCKED.search(funcs[f]) and
                              (calls(funcs[f]) & found or count.search(funcs[f])) and
                              not calls(funcs[f]) & takers(path) and not device_only(funcs[f])})


def text_at(p):
    """The text of the file from a position on."""
    text = tree.code(p.file)
    return text[sum(len(x) + 1 for x in text.split("\n")[:int(p.line) - 1]) + int(p.column):]


def first_argument(p):
    """Of the call at a position: the first argument, if that is a name."""
    found = re.match(r"\w+\s*\(\s*(\w+)\s*[,)]", text_at(p))
    return found.group(1) if found else ""


def first_argument_of_read(p):
    """The pointer whose entry READ_ONCE(*pointer), or an accessor, reads at a position for the
    first time: that is kept or handed back, and not compared."""
    text = tree.code(p.file)
    before = text[:len(text) - len(text_at(p))]
    found = re.match(r"\w+\s*\(\s*\*?\s*(\w+)\s*\)", text_at(p))
    return found.group(1) if found and re.search(r"(?:[^=!<>]=|\breturn)\s*$", before) else ""


def end_of(text, start, marks=""):
    """Where the bracket before @start is closed, or one of these marks stands in no bracket."""
    depth = 1
    for at in range(start, len(text)):
        depth += {"(": 1, ")": -1}.get(text[at], 0)
        if not depth or depth == 1 and text[at] in marks:
            return at
    return len(text)


def statement(p):
    """Condition and first branch of the "if" at a position, as text."""
    text = text_at(p)
    start = text.index("(")
    end = end_of(text, start + 1)
    rest = text[end + 1:]
    space = len(rest) - len(rest.lstrip())
    if rest[space] == "{":
        return text[start + 1:end], rest[space:tree.closing(rest, space + 1) + 1]
    return text[start + 1:end], rest[space:rest.index(";") + 1]


def way_out(p):
    """What is done where the condition of the "if" at a position holds, up to where the function
    returns, as text; nothing if the walk goes on then."""
    branch = statement(p)[1]
    jump = re.search(r"\bgoto\s+(\w+)", branch)
    if jump:
        return branch + "".join(re.findall(r"^\s*%s:.*" % jump.group(1), body(p), re.M | re.S))
    return branch if re.search(r"\breturn\b", branch) else ""


def same_page(p, one, other, result):
    """Are two names, of what was taken and of what is given back, of the same page? @result is
    what the taking function returned, if it was kept."""
    text = body(p)
    alias = {(one, other)} | ({(result, other)} if result else set())
    for a, b in list(alias):
        if a == b or re.search(r"\b%s\s*=\s*(?:(?:compound_head|page_folio)\s*\(\s*)?%s\b" % (re.escape(a), re.escape(b)), text) \
                or re.search(r"\b%s\s*=\s*(?:(?:compound_head|page_folio)\s*\(\s*)?%s\s*\)?\s*;" % (re.escape(b), re.escape(a)), text):
            return True
    return False


def level_of(p, name):
    """What a pointer or a variable of a walker is to: pte, pmd, ..., or nothing."""
    found = re.search(r"\b(pte|pmd|pud|p4d|pgd)_t\b[^;(){}]*\b%s\b" % re.escape(name), body(p))
    return found.group(1) if found else ""


def plain_read(p):
    """The entry that is read at a position by "variable = *pointer;" alone: its level and the
    pointer. What barrier() follows at once is not read again."""
    line = tree.code(p.file).split("\n")[int(p.line) - 1]
    found = re.match(r"\s*(?:\w+_t\s+)?(\w+)\s*=\s*\*\s*(\w+)\s*;", line)
    if not found or not inside(p) or re.match(r"[^\n]*\n\s*barrier\(\);", text_at(p)):
        return None
    level = level_of(p, found.group(2))
    return (level, found.group(2)) if level and level_of(p, found.group(1)) == level else None


# Entries of two words: where, and which levels that a walker reads. arm's are too, but with
# LPAE ldrd loads them whole. Source: pte_t and pmd_t in arch/*/include/asm/{page,pgtable*}.h.
WIDE = {"x86": (("X86_PAE",), ("pte", "pmd")), "mips": (("64BIT_PHYS_ADDR", "PHYS_ADDR_T_64BIT"), ("pte",)),
        "sh": (("X2TLB",), ("pte",)), "powerpc": (("PTE_64BIT",), ("pte",))}


@cached
def own_reader(top, arch, function):
    return any(re.search(r"#\s*define\s+%s\b" % function, tree.code(x)) for x in tree.table_files(top, arch))


def torn(p, function, level):
    """Architectures on which a walker's read of an entry of this level, by a function, is two."""
    top, found = tree.root(p.file), []
    for arch in arches(p.file):
        symbols, levels = WIDE.get(arch, ((), ()))
        said = [x for x in symbols if tree.kconfig(top, arch).get(x) or tree.has_symbol(top, arch, x)]
        if level not in levels or not said or tree.without(p.file, int(p.line), set(symbols)) or \
                tree.never(p.file, int(p.line), top, arch, set(symbols)):
            continue
        if function.endswith("_lockless"):
            split = ["GUP_GET_PXX_LOW_HIGH"] + (["GUP_GET_PTE_LOW_HIGH"] if level == "pte" else [])
            if any(tree.selected_with(top, arch, x, set(symbols)) for x in split):
                continue
        # The function at hand is a default, for those that have none of their own.
        if own_reader(top, arch, p.current_element) or own_reader(top, arch, function):
            continue
        found.append("%s with %s" % (arch, said[0]))
    return found


# What holds interrupts back, and so the IPIs of those who free or split; lockdep's "assert"
# says that a caller does.
def holds(name):
    return bool(re.search(r"irqs?_(?:\w+_)?(?:save|disabled?)", name))


def lets(name):
    return bool(re.search(r"irqs?_(?:\w+_)?(?:restore|enable)", name))


@cached
def rcu_is_enough(path):
    """May a walk in this file do with RCU? Not where a table is freed after an IPI alone. What
    splits and collapses huge pages is not asked: the walker looks at the pmd again."""
    top = tree.root(path)
    always = {a for a in arches(path) if any(tree.always(x.condition) for x in tree.rcu_table_free(top, a))}
    return not any(tree.flush(top, a).ipi and a not in always for a in arches(path))


def reached(path, names):
    """Those of the names that are functions of a file, and what they call there."""
    funcs = functions(path)
    found = {x for x in names if x in funcs}
    while True:
        more = {g for f in found for g in calls(funcs[f]) if g in funcs} - found
        if not more:
            return found
        found |= more


@cached
def tops(path):
    """Walkers that read the top level, and take pages, or call those who do."""
    funcs, taking = functions(path), takers(path) | plain_takers(path)
    return {f for f in walkers(path) if re.search(r"\bpgd_offset\s*\(", funcs[f]) and
            calls(below_named(path, f)) & taking}


@cached
def leading(path):
    """Functions of a file that come to a walk: those of tops(), and who calls these."""
    funcs, found = functions(path), set(tops(path))
    while True:
        more = {f for f in funcs if calls(funcs[f]) & found} - found
        if not more:
            return found
        found |= more


PUBLIC = re.compile(r"^_*(?:get|pin)_user_pages_fast(?:_only)?$")


def where(p):
    return (p.file, int(p.line), int(p.column))


class Section:
    """What a rule learned of a file's calls: which are where interrupts are off for sure."""

    def __init__(self):
        self.off, self.sites = {}, {}

    def covered(self, p, name):
        self.off[where(p)] = (p.current_element, name)

    def called(self, p, name):
        self.sites.setdefault((p.file, name), set()).add((p.current_element, where(p)))

    def entered_on(self, path, function, seen=()):
        """The public function by which interrupts may be on when a function is entered."""
        sites = self.sites.get((path, function), ())
        if not sites:
            return function if PUBLIC.match(function) else ""
        for caller, site in sorted(sites):
            if site not in self.off and caller not in seen:
                found = self.entered_on(path, caller, seen + (function,))
                if found:
                    return found
        return ""

    def has_off(self, path, function, name):
        """Does a function of this file call another with interrupts off? One spatch sees many
        files, and functions of other files have the same names."""
        return any(at[0] == path and call == (function, name) for at, call in self.off.items())

    def within(self, path):
        """Functions of a file that are called with interrupts off, or by such a one."""
        return reached(path, {name for at, (_, name) in self.off.items() if at[0] == path})
