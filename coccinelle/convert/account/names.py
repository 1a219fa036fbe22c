# SPDX-License-Identifier: GPL-2.0
"""Which names of a generated header has nobody? Such a header would not compile.

A private walker that looks like one that is known gets words of that one where it was
wrong, or where a header of its architecture says more. Here each identifier is looked
for: in the walker, in core/, in arch/ARCH/include, in include/.
"""
import os
import re

KEYWORDS = set('''auto break case char const continue default do double else enum extern float for goto if inline int long
register return short signed sizeof static struct switch typedef union unsigned void volatile while bool true false
define undef ifdef ifndef endif elif include defined error __always_inline __user NULL'''.split())
CORE = os.path.join(os.path.dirname(os.path.abspath(__file__)), '../../../core')
DECLARED = re.compile(r'\b(\w+)[ \t]+\**(\w+)\s*(?=[,;=)\[(])')


def code(text):
    """Without comments, strings, and the names of included files."""
    text = re.sub(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'', ' ', text, flags=re.S)
    return re.sub(r'#\s*include\b[^\n]*', ' ', text)


def words(text):
    return set(re.findall(r'\b[A-Za-z_]\w*', code(text)))


def headers(*folders):
    for folder in folders:
        for path, _, names in os.walk(folder):
            for name in names:
                if name.endswith(('.h', '.c')):
                    with open(os.path.join(path, name), encoding='utf-8', errors='surrogateescape') as file:
                        yield file.read()


def own(text):
    """What a header declares or defines itself."""
    plain = code(text)
    names = set(re.findall(r'#\s*define\s+(\w+)|\}\s*(\w+)\s*;', plain))
    names = {name for pair in names for name in pair}
    for first, name in DECLARED.findall(plain):
        if first not in ('return', 'goto', 'else', 'case', 'define', 'ifdef', 'ifndef', 'if', 'defined'):
            names.add(name)
    return names


def lacking(header, tree, arch, sources):
    """The names of @header that neither the walker's @sources nor any header has."""
    left = {n for n in words(header) - KEYWORDS - own(header) if not n.startswith(('CONFIG_', '__HAVE_', '__ARCH_', '__PAGETABLE_'))}
    for text in sources:
        left -= words(text)
    for folder in (CORE, os.path.join(tree, 'arch', arch, 'include'), os.path.join(tree, 'include')):
        if left:
            for text in headers(folder):
                left -= words(text)
    return left
