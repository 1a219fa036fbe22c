# SPDX-License-Identifier: GPL-2.0
"""Which names of a generated header has nobody? Such a header would not compile.

A private walker that looks like one that is known gets words of that one where it was
wrong, or where a header of its architecture says more. Here each identifier is looked
for: in the walker, in core/, in arch/ARCH/include, in include/.
"""
import os
import re
import subprocess
import sys

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


def active(text, tree, ours, dead):
    """Without the branches of #ifdef and #ifndef that are not compiled if the @tree has these
    names, and our files define those; @dead symbols of Kconfig the tree does not have. What
    is defined behind its own #ifndef, as the name that keeps a header from being read
    twice, is not defined before."""
    out, stack, lines = [], [], text.split('\n')
    for number, line in enumerate(lines):
        at = re.match(r'#\s*(if|ifdef|ifndef|else|elif|endif)\b\s*(\w*)', line)
        if at and at[1] in ('if', 'ifdef', 'ifndef'):
            itself = re.match(r'#\s*define\s+%s\b' % at[2], lines[number + 1]) if at[2] else None
            defined = at[2] in tree or (at[2] in ours and not itself)
            known = at[1] != 'if' and (not at[2].startswith('CONFIG_') or at[2] in dead)
            stack.append(defined == (at[1] == 'ifdef') if known else None)
        elif at and at[1] == 'else' and stack[-1] is not None:
            stack[-1] = not stack[-1]
        elif at and at[1] == 'endif':
            stack.pop()
        elif False not in stack:
            out.append(line)
    return '\n'.join(out)


# Functions that macros of <linux/page-flags.h> make of a flag's name.
FLAGS = re.compile(r'^(?:(?:Set|Clear)?Page|folio_(?:test|set|clear)_)([A-Z]\w+|[a-z]\w+)$')
OURS = ('gup_', 'config_', '__have_', '__arch_', '__pagetable_', '__builtin_')
COMPILER = {'pragma', 'unroll', 'GCC', 'static_assert'}


def grep(tree, options, patterns, *places):
    done = subprocess.run(['grep', *options, '-f', '-', *(place for place in places if os.path.exists(os.path.join(tree, place)))],
                          cwd=tree, input='\n'.join(sorted(patterns)), capture_output=True, encoding='latin-1', check=False)
    return set(done.stdout.split('\n')) - {''}


def lacks(paths, texts, here, flags, dead):
    """The names that these files use, and that neither they nor the tree have."""
    ours = {name for path in paths for name in re.findall(r'#\s*define\s+(\w+)', texts[path])}
    left = {path: active(texts[path], here, ours, dead) for path in paths}
    # A part of a port that is included for a symbol only.
    included = ' '.join(re.findall(r'<asm/(gup_\w+)\.h>', '\n'.join(left.values())))
    parts = [text for path, text in left.items() if '/arch-' not in path or os.path.basename(path) == 'gup_ops.h' or
             os.path.basename(path)[:-2] in included.split()]
    tested = {name for path in paths for name in re.findall(r'(?:#\s*ifn?def\s+|defined\s*\(?\s*)(\w+)', texts[path])}
    used = {word for text in parts for word in words(text)} - KEYWORDS - COMPILER - tested - here
    used -= {name for text in parts for name in own(text)}
    return {name for name in used if flags.get(name) not in here and not name.lower().startswith(OURS)}


def foreign(tree, arches):
    """For each architecture the names that a shared walker's files use, and the tree lacks there.
    @arches: the files that it gets, by architecture."""
    texts = {}
    for path in {path for paths in arches.values() for path in paths}:
        with open(path, encoding='utf-8') as file:
            texts[path] = re.sub(r'/\*.*?\*/|//[^\n]*', ' ', file.read(), flags=re.S)
    every = {word for text in texts.values() for word in words(text)}
    flags = {name: FLAGS.match(name)[1] for name in every if FLAGS.match(name)}
    asked = every | set(flags.values())
    found = grep(tree, ['-rhowF'], asked, 'include', 'mm/internal.h', 'mm/gup.c')
    symbols = {name[7:] for name in every if name.startswith('CONFIG_')}
    kconfig = grep(tree, ['-rhoxE', '--include=Kconfig*'], {f'(menu)?config {name}' for name in symbols}, '.')
    dead = {'CONFIG_' + name for name in symbols if not {f'config {name}', f'menuconfig {name}'} & kconfig}
    for arch, paths in arches.items():
        here = found | grep(tree, ['-rhowF'], asked - found, f'arch/{arch}/include')
        yield arch, lacks(paths, texts, here, flags, dead)


def main(tree, *words_of):
    """names.py TREE ARCH:FILE...: for each ARCH a line of the names that its FILEs use, and the tree lacks"""
    arches = {}
    for arch, path in (word.split(':', 1) for word in words_of):
        arches.setdefault(arch, []).append(path)
    for arch, names in foreign(tree, arches):
        if names:
            print(arch, *sorted(names))


if __name__ == '__main__':
    main(*sys.argv[1:])
