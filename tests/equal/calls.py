# SPDX-License-Identifier: GPL-2.0
"""The public functions of a tree's shared walker, for calls.c: theirs.h and ours.h.

usage: calls.py TREE CORE KERNEL FOLDER	KERNEL: the tree's generation, of core/kernels/
"""
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, '../../coccinelle/convert/account'))
from source import Source  # noqa: E402

ENTRIES = {'gup_fast_fallback': 'gup_fast', 'internal_get_user_pages_fast': 'lockless_pages_from_mm'}
CHECKS = ('is_valid_gup_args', 'is_valid_gup_flags')
PUBLIC = re.compile(r'(get|pin)_user_pages_fast(_only)?$')


def text_of(path):
    with open(path, encoding='utf-8', errors='surrogateescape') as file:
        return file.read()


def functions(path):
    source = Source(path, text_of(path))
    # Some stand there twice, for trees without page tables; the first is the real one.
    return {f.name: source.text[f.start:f.end + 1] for f in reversed(source.functions)}


def need(found, *names):
    for name in names:
        if name not in found:
            sys.exit('calls.py: no function is called %s any more; mend tests/equal/calls.py' % name)
        yield found[name]


def flags(tree):
    """The tree's FOLL_* and what is made of them, as macros."""
    out = {}
    for name in ('include/linux/mm_types.h', 'include/linux/mm.h', 'mm/internal.h'):
        text = re.sub(r'/\*.*?\*/', '', text_of(os.path.join(tree, name)), flags=re.S).replace('\\\n', ' ')
        out.update(re.findall(r'^\s*(FOLL_\w+) = (1 << \d+),', text, re.M))
        out.update(re.findall(r'^#define[ \t]+(FOLL_\w+|INTERNAL_GUP_FLAGS)[ \t]+(\S.*)$', text, re.M))
    return ['#define %s (%s)' % item for item in out.items()]


def included(core, name):
    """A generation's header, and what it includes of its folder, in that order."""
    inner = re.findall(r'^#include "(\w+\.h)"', text_of(os.path.join(core, 'kernels', name)), re.M)
    return [name] + [n for i in inner if os.path.exists(os.path.join(core, 'kernels', i)) for n in included(core, i)]


def main(tree, core, kernel, folder):
    theirs, fast = functions(tree + '/mm/gup.c'), functions(core + '/gup_fast.c')
    entry = next((e for e in ENTRIES if e in theirs), None)
    if not entry:
        sys.exit('calls.py: %s/mm/gup.c: no entry of a walker that is known' % tree)
    public = [name for name in theirs if PUBLIC.match(name)]
    checks = '\n'.join(theirs[name] for name in CHECKS if name in theirs)
    side = '\n'.join(re.sub(r'\b%s\b' % name, 'SIDE(%s)' % name, theirs[name]) for name in public)
    with open(folder + '/theirs.h', 'w') as out:
        print('\n'.join(flags(tree)), checks, '#define %s THE_WALK' % ENTRIES[entry],
              theirs[entry].replace('static int', 'static inline int'), '#define SIDE(name) theirs_##name', side, sep='\n', file=out)
    # A generation may have one function, and what it includes the others.
    ours, unknown, overflow = {}, [], []
    for name in reversed(included(core, kernel)):
        path = os.path.join(core, 'kernels', name)
        ours.update(functions(path))
        unknown += re.findall(r'^#define\s+FOLL_\w+\s+0$', text_of(path), re.M)
        overflow = re.findall(r'^#define\s+GUP_OVERFLOW\s+.*', text_of(path), re.M) or overflow
    walk = re.search(r'^struct gup_walk \{.*?^\};', text_of(core + '/gup_fast.c'), re.M | re.S)
    with open(folder + '/ours.h', 'w') as out:
        print('\n'.join(unknown), overflow[0], walk.group(0), *need(ours, 'gup_announce_pins', 'gup_enter', 'gup_slow'),
              *need(fast, 'gup_fast_as', 'gup_fast_pages'), '#undef SIDE\n#define SIDE(name) ours_##name',
              re.sub(r'\b%s\b' % entry, 'gup_fast_pages', side), sep='\n', file=out)
        print('#define CALLS', ', '.join('{ "%s", theirs_%s, ours_%s }' % (n, n, n) for n in public), file=out)


if __name__ == '__main__':
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    main(*sys.argv[1:])
