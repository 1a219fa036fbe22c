# SPDX-License-Identifier: GPL-2.0
"""Which of core/FOLDER's files is for a tree? By what stands in the tree, never by its
version: vendors backport.

usage: generation.py TREE FILE...	the FILE whose every need the tree has, and nothing that
					it must not have; of several the one with most needs.
					If there is none: exit status 1, what is unmet of the
					nearest one on stderr, and on stdout its name, how many
					needs it has, and how many are unmet

In the head of a file: " * gup-kernel-needs: PATH NAME", and "gup-kernel-must-lack". NAME is
a word, or a pattern as grep's for words on a line.
"""
import os
import re
import sys

ENTRY = re.compile(r'^ \* gup-kernel-(needs|must-lack): (\S+)[ \t]+(.*\S)', re.M)


class Tree:
    def __init__(self, root):
        self.root, self.texts = root, {}

    def text(self, path):
        if path not in self.texts:
            try:
                with open(os.path.join(self.root, path), encoding='latin-1') as file:
                    self.texts[path] = file.read()
            except OSError:
                self.texts[path] = ''
        return self.texts[path]

    def has(self, path, name):
        pattern = re.sub(r'[^\w\s.*]', lambda sign: '\\' + sign[0], name)
        return re.search(r'(?<!\w)' + pattern + r'(?!\w)', self.text(path)) is not None

    def unmet(self, name, entries):
        for kind, path, what in entries:
            if kind == 'needs' and not self.has(path, what):
                yield f'{path}: lacks {what}'
        for kind, path, what in entries:
            if kind == 'must-lack' and self.has(path, what):
                yield f'{path}: must not have {what}; {name} says why'


def main(tree, *files):
    tree, best, nearest = Tree(tree), None, None
    for file in sorted(files):
        with open(file, encoding='utf-8') as text:
            entries = ENTRY.findall(text.read())
        needs = sum(kind == 'needs' for kind, _, _ in entries)
        if not needs:
            continue
        name = os.path.basename(file)
        unmet = list(tree.unmet(name, entries))
        if not unmet and (best is None or needs > best[0]):
            best = needs, name
        # To compare what is missing of few with what is of many.
        if nearest is None or len(unmet) / needs < nearest[0]:
            nearest = len(unmet) / needs, name, needs, unmet
    if best:
        print(best[1])
        return
    print(*nearest[3], sep='\n', file=sys.stderr)
    print(nearest[1], nearest[2], len(nearest[3]))
    sys.exit(1)


if __name__ == '__main__':
    main(*sys.argv[1:])
