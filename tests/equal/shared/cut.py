# SPDX-License-Identifier: GPL-2.0
"""Cut the fast walker out of a tree's mm/gup.c, for the simulator: theirs.c, on stdout.

usage: cut.py TREE ARCH SHIM COMPILER...

From the entry on, each function and macro of mm/gup.c that it needs is taken, with the #if
lines around it: the compiler chooses the branch, by the layout's configuration. What the
compiler then lacks is looked for in HEADERS, and taken from there. A name that nobody has
ends this with an error.

Who has a name decides what is compiled: SHIM first, then mm/gup.c, and PREFERRED in
HEADERS; then the simulator; then all else in HEADERS. COMPILER... is the command line
that compiles a file of the simulator, without the file.
"""
import glob
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, '..'), os.path.join(HERE, '../../../coccinelle/convert/account')]
from source import Function, Source  # noqa: E402
from calls import ENTRIES, text_of  # noqa: E402

GUP = 'mm/gup.c'
HEADERS = ('mm/internal.h', 'include/linux/pgtable.h', 'include/asm-generic/pgtable.h', 'include/linux/mm.h',
           'include/linux/secretmem.h')
# The tree's own, though the simulator has them too: what decides, and how an entry is read.
PREFERRED = ('gup_must_unshare', 'page_is_secretmem', 'gup_can_follow_protnone', 'gup_fast_permitted', 'ptep_get_lockless', 'pmdp_get_lockless')
# Of the architecture's own headers only these.
OF_ARCH = ('gup_fast_permitted',)
# What the walk ends with is the simulator's.
SLOW = re.compile(r'__gup_longterm_')
LACKS = re.compile(r"(?:implicit declaration of function|unknown type name) '(\w+)'|'(\w+)' undeclared")


def die(why):
    sys.exit('equal: ' + why)


class File:
    """Functions and macros of a file, with the #if lines that they stand in."""

    def __init__(self, tree, name):
        self.name = name
        self.source = Source(name, text_of(os.path.join(tree, name)))
        self.pieces = {}
        macros = [Function(m.group(1), at, at, at, self.line_end(at) - 1) for at in self.source.directives
                  for m in [re.match(r'#\s*define\s+(\w+)', self.source.text[at:])] if m]
        self.around = self.conditions()
        for piece in self.source.functions + macros:
            self.pieces.setdefault(piece.name, []).append(piece)

    def line_end(self, at):
        return re.compile(r'(?:\\\n|[^\n])*').match(self.source.text, at).end()

    def conditions(self):
        """For each #if, #else and #endif: where it is, and what holds from there on."""
        out, stack = [(0, ())], []
        for at in self.source.directives:
            text = self.source.text[at:self.line_end(at)]
            word = re.match(r'#\s*(\w+)', text)
            word = word.group(1) if word else ''
            if word.startswith('if'):
                # What keeps a header from being read twice.
                guard = not stack and not out[1:] and re.match(r'#\s*ifndef\s+_', text)
                stack.append([] if guard else [text])
            elif word.startswith('el'):
                stack[-1].append(text)
            elif word == 'endif':
                stack.pop()
            else:
                continue
            out.append((at, tuple(tuple(c) for c in stack if c)))
        return out

    def text(self, piece):
        held = [c for at, c in self.around if at <= piece.start][-1]
        lines = [line for condition in held for line in condition]
        return '\n'.join(lines + [self.source.text[piece.start:piece.end + 1]] + ['#endif'] * len(held))

    def words(self, piece):
        """What a piece names, out of comments and strings."""
        text = self.source.text[piece.start:piece.end + 1]
        return set(re.findall(r'\b[A-Za-z_]\w*', re.sub(r'/\*.*?\*/|"(?:\\.|[^"\\])*"', ' ', text, flags=re.S)))


class Cut:
    def __init__(self, tree, arch, shim, compiler):
        self.tree, self.compiler = tree, compiler + ['-include', shim]
        self.gup = File(tree, GUP)
        self.headers = [File(tree, name) for name in HEADERS if os.path.exists(os.path.join(tree, name))]
        self.of_arch = [File(tree, os.path.relpath(path, tree)) for path in
                        glob.glob('%s/arch/%s/include/asm/pgtable*.h' % (tree, arch)) if self.read(path)]
        shims = text_of(shim)
        self.shim = set(re.findall(r'^#define\s+(\w+)|^static [^\n(=]*?\b(\w+)\(', shims, re.M))
        self.shim = {name for pair in self.shim for name in pair if name}
        self.names = {}
        simulator = self.run('-E', '-dD', text='').stdout
        self.macros = set(re.findall(r'^#define (\w+)', simulator, re.M))
        self.functions = set(re.findall(r'\b(\w+)\s*\(', simulator))

    def read(self, path):
        """One word of 32 bits has not the headers of one of 64."""
        other = '64' if '-m32' in self.compiler else '32'
        return not path.endswith('_%s.h' % other)

    def run(self, *options, text):
        with tempfile.NamedTemporaryFile('w', suffix='.c', encoding='utf-8', errors='surrogateescape') as file:
            file.write(text)
            file.flush()
            return subprocess.run(self.compiler + list(options) + [file.name], stdout=subprocess.PIPE, check=False,
                                  stderr=subprocess.PIPE, encoding='utf-8', errors='surrogateescape',
                                  env=dict(os.environ, LC_ALL='C'))

    def owners(self, name):
        """In which files is a name that is to be cut out? An architecture's may be instead of a default."""
        if name in self.shim or SLOW.match(name):
            return []
        special = [file for file in self.of_arch if name in OF_ARCH and name in file.pieces]
        common = [file for file in [self.gup] + self.headers if name in file.pieces]
        return special + common[:1]

    def take(self, name):
        """A name, and what of mm/gup.c and of PREFERRED it needs in turn."""
        files = self.owners(name)
        if not files or name in self.names:
            return False
        self.names[name] = files
        for word in {word for file in files for piece in file.pieces[name] for word in file.words(piece)}:
            if word in self.gup.pieces or word in PREFERRED:
                self.take(word)
        return True

    def text(self):
        """What is taken: headers first, each file's in its own order."""
        out = []
        for file in reversed([self.gup] + self.headers + self.of_arch):
            pieces = [p for name, files in self.names.items() if file in files for p in file.pieces[name]]
            out += [file.text(piece) for piece in sorted(pieces, key=lambda p: p.start)]
        text = '\n\n'.join(out) + '\n'
        # The simulator's are functions of the same name: ours may call them.
        for name in sorted(set(self.names) & self.functions - self.macros):
            text = re.sub(r'\b%s\b' % name, 'theirs_' + name, text)
        gone = ['#undef ' + name for name in self.names if name in self.macros]
        return '\n'.join(gone + ['', text])

    def whole(self):
        entry = next((name for name in ENTRIES if name in self.gup.pieces), None)
        if not entry:
            die('%s/%s: none of %s; say in tests/equal/calls.py what the walk begins with there' %
                (self.tree, GUP, ', '.join(ENTRIES)))
        self.take(entry)
        tail = ('int theirs_fast_pages(unsigned long start, int nr_pages, unsigned int gup_flags, struct page **pages)\n'
                '{\n\treturn %s(start, nr_pages, gup_flags, pages);\n}\n' % entry)
        while True:
            text = self.text() + tail
            said = self.run('-fsyntax-only', '-fno-diagnostics-show-caret', '-fmax-errors=0', text=text)
            if not said.returncode:
                return text
            # One that is taken is lacking where its own text does not compile.
            lacking = {a or b for a, b in LACKS.findall(said.stderr)} - set(self.names)
            unknown = sorted(name for name in lacking if not self.take(name))
            if unknown:
                die('%s/%s: nobody here has %s; say in tests/equal/shared/shim.h what it is in the simulator' %
                    (self.tree, GUP, ', '.join(unknown)))
            if not lacking:
                errors = [line for line in said.stderr.split('\n') if 'error: ' in line]
                die('what was cut out of %s/%s does not compile; mend tests/equal/shared/shim.h: %s' %
                    (self.tree, GUP, '; '.join(errors[:5])))


def main(tree, arch, shim, *compiler):
    text = Cut(tree, arch, shim, list(compiler)).whole()
    print('/* Cut out of %s of a tree; not to be kept. */\n%s' % (GUP, text), end='')


if __name__ == '__main__':
    if len(sys.argv) < 5:
        sys.exit(__doc__)
    main(*sys.argv[1:])
