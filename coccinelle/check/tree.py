# SPDX-License-Identifier: GPL-2.0-only
"""What a tree says of an architecture, from its files: what rules in this folder must
know and what cannot be matched in C, as Kconfig and #ifdef are not.

A rule finds this file so, under "make check", under coccicheck, and by hand:

  @initialize:python@
  @@
  import os, sys
  sys.path.insert(0, os.environ.get('GUP_CHECK') or os.path.dirname(os.environ.get('COCCI') or ''))
  sys.dont_write_bytecode = True
  import tree

Each fact is a function, with its reason above it. None means: cannot tell, and then a
rule says nothing.
"""
import collections
import functools
import glob
import os
import re

LEVELS = ('pte', 'pmd', 'pud', 'p4d')
cached = functools.lru_cache(maxsize=None)


@cached
def read(path):
    """A file's text; nothing where there is none."""
    try:
        with open(path, encoding='utf-8', errors='surrogateescape') as text:
            return text.read()
    except OSError:
        return ''


@cached
def code(path):
    """The same without comments and strings, character for character."""
    def blank(match):
        return re.sub(r'[^\n]', ' ', match.group(0))
    return re.sub(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"', blank, read(path), flags=re.S)


@cached
def root(path):
    """The tree that a file is of: the nearest folder above it that has arch/ and Kbuild, or,
    in a case of ours, which has no Kbuild, the nearest that has arch/."""
    folder, nearest = os.path.dirname(os.path.abspath(path)), None
    while folder != os.path.dirname(folder):
        if os.path.isdir(os.path.join(folder, 'arch')):
            if os.path.exists(os.path.join(folder, 'Kbuild')):
                return folder
            nearest = nearest or folder
        folder = os.path.dirname(folder)
    return nearest


def inside(path):
    """A file's name relative to its tree."""
    top = root(path)
    return os.path.relpath(os.path.abspath(path), top) if top else path


def arch(path):
    """The architecture whose file this is, or None: everybody's."""
    match = re.match(r'arch/([^/]+)/', inside(path)) if root(path) else None
    return match.group(1) if match else None


# What is everybody's is told of those that were asked for alone (ARCH=), which check.sh sets.
@cached
def arches(top):
    asked = os.environ.get('GUP_ARCH', '').split()
    there = (os.path.basename(x) for x in glob.glob(os.path.join(top, 'arch', '*')) if os.path.isdir(x))
    return sorted(x for x in there if not asked or x in asked)


#
# Kconfig
#

Says = collections.namedtuple('Says', 'condition file line')


@cached
def kconfig_files(top, name):
    return sorted(glob.glob(os.path.join(top, 'arch', name, '**', 'Kconfig*'), recursive=True))


@cached
def has_symbol(top, name, symbol):
    """Is there a "config SYMBOL" in an architecture's Kconfig files?"""
    return any(re.search(r'^config %s$' % symbol, read(x), re.M) for x in kconfig_files(top, name))


@cached
def kconfig(top, name):
    """Per symbol where an architecture's Kconfig files say that it is on, and when:
    "select X if C" as C, with the symbol of the block if that is not always on;
    "config X" with "def_bool y" as what it depends on. An "if" around blocks counts too."""
    said = collections.defaultdict(list)
    for path in kconfig_files(top, name):
        block, on, needs, selects, around = None, None, [], [], []

        def close():
            if block is None:
                return
            outer = [x for x in around if x]
            if on is not None:
                said[block].append(Says(' && '.join(outer + needs + on), path, start))
            always = on is not None and not needs and not on
            for symbol, condition, line in selects:
                said[symbol].append(Says(' && '.join(outer + ([] if always else [block]) + condition), path, line))

        start, told = 0, None
        number = 0
        # A line that goes on counts for the lines it takes.
        for line in read(path).replace('\\\n', '\0').split('\n'):
            number += 1 + line.count('\0')
            line = line.replace('\0', ' ').split('#')[0].expandtabs(8).rstrip()
            words = line.split()
            if not words:
                continue
            # Help ends where a line stands further left than its first.
            indent = len(line) - len(line.lstrip())
            if told is not None:
                told = told or indent or 1
                if indent >= told:
                    continue
                told = None
            if words[0] in ('help', '---help---'):
                told = 0
                continue
            if words[0] in ('config', 'menuconfig', 'choice', 'endchoice', 'menu', 'endmenu', 'source', 'if', 'endif'):
                close()
                block, on, needs, selects, start = None, None, [], [], number
                if words[0] in ('config', 'menuconfig') and len(words) == 2:
                    block = words[1]
                elif words[0] == 'if':
                    around.append(line.strip()[3:])
                elif words[0] == 'endif' and around:
                    around.pop()
            elif block is None:
                continue
            elif words[0] == 'depends' and words[1:2] == ['on']:
                needs.append(' '.join(words[2:]))
            elif words[0] == 'def_bool' or (words[0] == 'default' and words[1:2] == ['y']):
                if words[1:2] == ['y']:
                    on = [' '.join(words[3:])] if words[2:3] == ['if'] else []
                elif len(words) > 1 and words[1] != 'n':
                    on = [' '.join(words[1:])]
            elif words[0] == 'select' and len(words) > 1:
                selects.append((words[1], [' '.join(words[3:])] if words[2:3] == ['if'] else [], number))
        close()
    return said


def needs(condition):
    """The symbols all of which must be on for a condition of Kconfig. Where it says "or",
    or "not", none of these, so that nothing is taken for granted."""
    parts = re.split(r'\s*&&\s*', condition.strip().strip('()')) if condition.strip() else []
    return {x.strip('() ') for x in parts if re.match(r'^\(?\w+\)?$', x.strip())}


def always(condition):
    """Is a select unconditional? On one CPU, or without an MMU, no walker can be wrong."""
    return not needs(condition) - {'SMP', 'MMU'} and not re.search(r'!|\|\|', condition)


def selected_with(top, name, symbol, others):
    """Does an architecture select a symbol always, or where one of these others is on, as far as its
    condition names one?"""
    return any(always(x.condition) or words(x.condition) & others for x in kconfig(top, name).get(symbol, []))


@cached
def only_selected(top, symbol):
    """Is this symbol off unless an architecture selects it? Then its "config" has no prompt."""
    for path in (os.path.join(top, 'mm', 'Kconfig'), os.path.join(top, 'arch', 'Kconfig')):
        block = re.search(r'^config %s\n((?:[ \t]+.*\n|\n)*)' % symbol, read(path), re.M)
        if block:
            return not re.search(r'^\s+(?:bool|tristate) \S|^\s+(?:prompt|default|def_bool)\b', block.group(1), re.M)
    return False


# A kernel of one CPU has nobody who walks while somebody frees. User mode Linux had no SMP
# before 6.19. Source: "config SMP" in the architecture's Kconfig.
def has_smp(top, name):
    return 'SMP' in kconfig(top, name) or has_symbol(top, name, 'SMP')


#
# The walker
#

# The one of mm/gup.c has had four names, ours has a fifth. Source: mm/Kconfig, 3.18 to 6.12.
WALKERS = ('HAVE_GENERIC_RCU_GUP', 'HAVE_GENERIC_GUP', 'HAVE_FAST_GUP', 'HAVE_GUP_FAST', 'GUP_FAST_PORTABLE', 'HAVE_RCU_GUP')


@cached
def walker(top, name):
    """Under which conditions there is a lockless walker, as a list of conditions one of
    which suffices ('': always); empty if there is none."""
    found = [x.condition for symbol in WALKERS for x in kconfig(top, name).get(symbol, [])]
    # A file of its own before that, which arch/X/mm/Makefile compiles always or for a symbol.
    private = os.path.join(top, 'arch', name, 'mm', 'gup.c')
    if re.search(r'\bget_user_pages_fast\s*\(', code(private)):
        make = read(os.path.join(top, 'arch', name, 'mm', 'Makefile')).replace('\\\n', ' ')
        lines = re.findall(r'^(?:obj|lib)-(\S+)\s*[:+]?=.*\bgup\.o\b', make, re.M)
        for when in lines or ['y']:
            symbol = re.match(r'\$\(CONFIG_(\w+)\)', when)
            found.append(symbol.group(1) if symbol else '')
    return found


#
# Table free
#

RCU_TABLE_FREE = ('HAVE_RCU_TABLE_FREE', 'MMU_GATHER_RCU_TABLE_FREE')


@cached
def rcu_table_free(top, name):
    """Where RCU table free is selected, and when. s390 had a tlb_remove_table() of its own
    before 5.2, in its mm/pgtable.c, without a symbol for it: always then."""
    found = [x for symbol in RCU_TABLE_FREE for x in kconfig(top, name).get(symbol, [])]
    if not found:
        for path in glob.glob(os.path.join(top, 'arch', name, 'mm', '*.c')):
            match = re.search(r'^void tlb_remove_table\(', code(path), re.M)
            if match:
                found.append(Says('', path, code(path)[:match.start()].count('\n') + 1))
    return found


# Is each invalidation of TLBs for user memory an interrupt that CPUs with interrupts off
# hold back, and that is waited for?
#  ipi     True, False, or None for an architecture that nobody looked at
#  unless  with ipi True: the symbol under which some flush is none
#  why     in words, for a message
Flush = collections.namedtuple('Flush', 'ipi unless why')
BROADCAST = {
    # ARM ARM, "TLB maintenance": the "inner shareable" forms are broadcast. ARMv6 SMP has none,
    # and sends IPIs: tlb_ops_need_broadcast() in arch/arm/include/asm/smp_plat.h.
    'arm': 'the hardware broadcasts TLB invalidation',
    'arm64': 'the hardware broadcasts TLB invalidation',
    # tlbie is broadcast, and the hash is flushed by hypercalls on a hypervisor.
    'powerpc': 'tlbie is broadcast',
    # IPTE, IDTE and CSP work on all CPUs. Principles of Operation, "Invalidate DAT table entry".
    's390': 'IPTE and IDTE work on all CPUs',
    # SBI: "remote fence" is done by the firmware, which interrupts no kernel.
    'riscv': 'the firmware does remote fences',
    # Cross calls are vectored traps. local_irq_save() raises %pil, and does not hold them back:
    # cheetah_xcall_deliver() and tl0_ivec in arch/sparc/kernel; hence RCU table free since 3.x.
    'sparc': 'cross calls are not held back by local_irq_save()',
}


@cached
def flush(top, name):
    def asm(path):
        return code(os.path.join(top, 'arch', name, path))
    if name in BROADCAST:
        return Flush(False, None, BROADCAST[name])
    if name == 'x86':
        # Since 6.15: AMD's INVLPGB, a broadcast.
        if re.search(r'\binvlpgb_', asm('mm/tlb.c')):
            return Flush(False, None, 'INVLPGB broadcasts the invalidation')
        # Xen, Hyper-V and KVM do it by a hypercall, which leaves out CPUs that do not run.
        # Source: pv_mmu_ops in arch/x86/include/asm/paravirt_types.h.
        if re.search(r'\bflush_tlb_(others|multi)\b', asm('include/asm/paravirt_types.h')):
            return Flush(True, 'PARAVIRT', 'a hypervisor does it without an IPI')
        return Flush(True, None, 'flush_tlb_others() sends IPIs')
    if name == 'mips':
        # Since 5.2: with MMIDs, of MIPSr6, ginvt does it on all CPUs.
        # Source: flush_tlb_mm() in arch/mips/kernel/smp.c.
        if re.search(r'\bcpu_has_mmid\b', asm('kernel/smp.c')):
            return Flush(True, 'CPU_MIPSR6', 'with MMIDs ginvt does it on all CPUs')
        return Flush(True, None, 'smp_on_other_tlbs() sends IPIs')
    # flush_tlb_mm() in arch/{sh,loongarch}/kernel/smp.c
    if name in ('sh', 'loongarch') and re.search(r'\b(smp_call_function|on_each_cpu\w*)\s*\(', asm('kernel/smp.c')):
        return Flush(True, None, 'flush_tlb_mm() sends IPIs')
    return Flush(None, None, '')


# Of an architecture that has both kinds of hardware, the symbols one of which a kernel for the
# kind that broadcasts has. ARMv7 does, ARMv6 sends IPIs. Source: tlb_ops_need_broadcast() in
# arch/arm/include/asm/smp_plat.h; LPAE is ARMv7's.
def broadcasts_with(top, name):
    if name == 'arm' and 'tlb_ops_need_broadcast' in read(os.path.join(top, 'arch/arm/include/asm/smp_plat.h')):
        return {'CPU_V7', 'CPU_32v7', 'ARM_LPAE'}
    return set()


# Since 6.14 emptied tables are freed while they are in use (PT_RECLAIM), for which RCU is
# needed whatever a flush is. Source: mm/Kconfig.
def reclaims_tables(top):
    return re.search(r'^config PT_RECLAIM$', read(os.path.join(top, 'mm', 'Kconfig')), re.M) is not None


# Huge pages that are split: before 4.5 a walker must be waited for then, which
# pmdp_splitting_flush() does; since then a split takes the references first. Source: mm/huge_memory.c,
# eef1b3ba053a ("thp: implement split_huge_pmd()").
def splits_huge_pages(top, name):
    return bool(kconfig(top, name).get('HAVE_ARCH_TRANSPARENT_HUGEPAGE')) and has_smp(top, name) and \
        bool(walker(top, name))


def own_split(top, name):
    """Does an architecture split in its own way?"""
    files = glob.glob(os.path.join(top, 'arch', name, 'include', 'asm', '**', '*.h'), recursive=True)
    return any('__HAVE_ARCH_PMDP_SPLITTING_FLUSH' in code(x) for x in files)


#
# Functions and macros of an architecture that free page tables
#

Definition = collections.namedtuple('Definition', 'name path first last head body')
FREE_TLB = re.compile(r'^_*(p(?:te|md|ud|4d))_free_tlb$')


@cached
def definitions(path):
    """The macros with arguments, which have no head, and the functions of a file, by text. A
    function ends at the brace in the first column: an #else may open one more than is closed."""
    text, found = code(path), []
    for match in re.finditer(r'^[ \t]*#[ \t]*define[ \t]+(\w+)\(((?:[^\n]*\\\n)*[^\n]*)', text, re.M):
        first = text.count('\n', 0, match.start()) + 1
        found.append(Definition(match.group(1), path, first, first + match.group(2).count('\n'),
                                '', match.group(2).partition(')')[2]))
    plain = re.sub(r'^[ \t]*#(?:[^\n]*\\\n)*[^\n]*', lambda m: re.sub(r'[^\n]', ' ', m.group(0)), text, flags=re.M)
    for match in re.finditer(r'^[a-zA-Z_](?:[\w\s*]*[\s*])?(\w+)\s*\(([^;{}]*)\)\s*\{', plain, re.M):
        end = plain.find('\n}', match.end()) + 1 if match.group(0).endswith('\n{') else 0
        end = end or closing(plain, match.end())
        found.append(Definition(match.group(1), path, plain.count('\n', 0, match.start()) + 1,
                                plain.count('\n', 0, end) + 1, match.group(0), plain[match.end():end]))
    return found


def closing(text, start):
    """Where the brace before @start is closed."""
    depth = 1
    for match in re.compile(r'[{}]').finditer(text, start):
        depth += 1 if match.group(0) == '{' else -1
        if not depth:
            return match.start()
    return len(text)


def around(path, line):
    """The macro or function that a line is in, or None."""
    inner = [x for x in definitions(path) if x.first <= line <= x.last]
    return min(inner, key=lambda x: x.last - x.first) if inner else None


@cached
def table_files(top, name):
    """Where an architecture has what frees page tables."""
    under = os.path.join(top, 'arch', name)
    files = glob.glob(os.path.join(under, 'include', 'asm', '**', '*.h'), recursive=True)
    files += glob.glob(os.path.join(under, 'mm', '**', '*.c'), recursive=True)
    return sorted(x for x in files if re.search(r'pgalloc|pgtable|tlb', os.path.basename(x)))


# What ends the search: it frees, at once or with the pages, or gives the table to RCU.
AT_ONCE = re.compile(r'^(p(?:te|md|ud|4d)_free|free_pages?|__free_pages?|kmem_cache_free|pagetable_free|pagetable_dtor_free|pgtable_free)$')
WITH_PAGES = re.compile(r'^_*tlb_remove_page(_ptdesc|_size)?$')
BY_RCU = re.compile(r'^tlb_remove_(table|ptdesc)$')


@cached
def frees(top, name):
    """The functions and macros by which p?d_free_tlb() comes to free a table, each with the
    levels that come to it."""
    bodies = collections.defaultdict(list)
    for path in table_files(top, name):
        for item in definitions(path):
            bodies[item.name].append(item.body)
    levels = collections.defaultdict(set)
    todo = [(x, FREE_TLB.match(x).group(1)) for x in bodies if FREE_TLB.match(x)]
    while todo:
        item, level = todo.pop()
        if level in levels[item]:
            continue
        levels[item].add(level)
        for body in bodies[item]:
            for called in calls(body):
                if called in bodies and re.search('free|remove', called) and \
                        not (AT_ONCE.match(called) or WITH_PAGES.match(called) or BY_RCU.match(called)):
                    todo.append((called, level))
    return levels


# How many levels an architecture has at most: the defaults of PGTABLE_LEVELS. Source: Kconfig.
@cached
def most_levels(top, name):
    most = 0
    for path in kconfig_files(top, name):
        block = re.search(r'^config PGTABLE_LEVELS\n((?:[ \t]+.*\n|\n)*)', read(path), re.M)
        for value in re.findall(r'^\s+default (\d)', block.group(1), re.M) if block else []:
            most = max(most, int(value))
    return most


@cached
def really_frees(top, name, function):
    """Does pmd_free() and the like free anything, in some configuration? Where the level is
    folded it is empty, in the architecture's own pgalloc.h or in asm-generic/pgtable-nop?d.h."""
    level = function.split('_')[0]
    if level not in LEVELS:
        return True
    own = [x.body for path in table_files(top, name) for x in definitions(path) if x.name == function]
    if any(re.search(r'free\w*\s*\(', x) for x in own):
        return True
    generic = os.path.join(top, 'include', 'asm-generic', 'pgalloc.h')
    includes = any('<asm-generic/pgalloc.h>' in read(x) for x in table_files(top, name))
    least = {'pte': 1, 'pmd': 3, 'pud': 4, 'p4d': 5}[level]
    return includes and any(x.name == function for x in definitions(generic)) and most_levels(top, name) >= least


#
# The preprocessor
#

@cached
def conditions(path):
    """Per line the conditions of the #if around it: what must be true, as text; "!" before it
    in the #else."""
    stack, lines = [], [()]
    text = code(path).replace('\\\n', ' \x00')
    for line in text.split('\n'):
        match = re.match(r'\s*#\s*(ifdef|ifndef|if|elif|else|endif)\b\s*(.*)', line)
        if match:
            what, rest = match.group(1), re.sub(r'\s+', ' ', match.group(2).replace('\x00', '')).strip()
            if what in ('if', 'ifdef', 'ifndef'):
                stack.append(('' if what == 'if' else 'defined ' if what == 'ifdef' else '!defined ') + rest)
            elif what == 'endif':
                if stack:
                    stack.pop()
            elif stack:
                stack[-1] = rest if what == 'elif' else '!(' + stack[-1] + ')'
        lines += [tuple(stack)] * (1 + line.count('\x00'))
    return lines


def without(path, line, symbols):
    """Is this line only compiled where one of these symbols is off? Yes, also, where it stands
    under a condition with one of them that is not understood."""
    lines = conditions(path)
    for condition in lines[line] if line < len(lines) else ():
        for symbol in symbols:
            name = r'(?:CONFIG_)?' + symbol + r'\b'
            if not re.search(name, condition):
                continue
            on = re.match(r'^(?:defined ?\(?|IS_ENABLED\()?\s*' + name + r'\)?$', condition) or \
                re.match(r'^!\(!defined ?\(?' + name + r'\)?\)$', condition) or \
                (re.search(r'(?<!!)(?<!!defined\()(?<!!defined )\b' + name, condition) and '||' not in condition and
                 '!(' not in condition)
            if not on:
                return True
    return False


def never(path, line, top, name, symbols):
    """Is this line compiled in no configuration of an architecture that has one of these symbols? So
    in the #else of what it selects then, and in the #ifdef of what it does not select at all."""
    lines = conditions(path)
    for condition in lines[line] if line < len(lines) else ():
        match = re.fullmatch(r'(!?)\(?(!?)defined ?\(?(?:CONFIG_)(\w+)\)?\)?', condition)
        if not match:
            continue
        symbol, off = match.group(3), bool(match.group(1)) != bool(match.group(2))
        if off and selected_with(top, name, symbol, symbols):
            return True
        if not off and not kconfig(top, name).get(symbol) and not has_symbol(top, name, symbol) and only_selected(top, symbol):
            return True
    return False


#
# Words
#

def calls(text):
    """The names in a text that an argument list follows."""
    return set(re.findall(r'\b(\w+)\s*\(', text))


def named(said):
    """The symbol that stands where an architecture says it, for a message."""
    line = read(said[0].file).split('\n')[said[0].line - 1]
    match = re.search(r'\b(\w*RCU_TABLE_FREE)\b', line)
    return match.group(1) if match else 'tlb_remove_table()'


def other_word_size(path):
    """A file for 32 bits, of an architecture that walks without locks with 64 only, as sparc:
    pgalloc.h includes pgalloc_32.h or pgalloc_64.h. Source: arch/sparc/mm/Makefile, 3.x."""
    walks = walker(root(path), arch(path))
    return bool(walks) and all('64' in x for x in walks) and bool(re.search(r'[-_]32\.', os.path.basename(path)))


def freeing(p):
    """The function or macro that a position is in, if p?d_free_tlb() comes to it on an
    architecture where somebody on another CPU may walk meanwhile; else None."""
    top, name = root(p.file), arch(p.file)
    if not name or not walker(top, name) or not has_smp(top, name) or other_word_size(p.file):
        return None
    inside = around(p.file, int(p.line))
    return inside if inside and inside.name in frees(top, name) else None


def tables_of(p, inside):
    """Of what the tables are that a function frees: "ptes, or pmds"."""
    levels = frees(root(p.file), arch(p.file))[inside.name]
    return ', or '.join(x + 's' for x in LEVELS if x in levels)


def words(condition):
    """All symbols that a condition names."""
    return set(re.findall(r'\w+', condition))


#
# Users of fast gup
#

def pins(path):
    """Does the tree tell pins from references, since 5.6? A file of no tree is taken for a new
    one. Source: Documentation/core-api/pin_user_pages.rst."""
    top = root(path)
    return not top or 'pin_user_pages_fast' in code(os.path.join(top, 'include', 'linux', 'mm.h'))
