# SPDX-License-Identifier: GPL-2.0
"""What a user says of statements that are not known: ACCOUNT=file.

A line each, with tabs between, and "#" before a comment:

  FILE:FUNCTION	what	destination	reason

FUNCTION is "-" outside of functions; FILE:LINE will do. What is the statement's first line
as in the tree; or one of its effects (effects.py), as "vendor_check()"; or "without" and the
effects that are missing. A destination is "op NAME", "core NAME()", "kernel NAME()", which must
be there in core/, or "dropped". Each line must match one statement that is not known.
"""
import glob
import os
import re

CORE = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', '..', 'core')
MARK = ' (accounted for by the user)'


class Answer:
    def __init__(self, path, number, line):
        self.place = '%s:%d' % (path, number)
        words = re.split(r'\t+', line.strip('\t'))
        if len(words) != 4 or not all(w.strip() for w in words):
            raise ValueError('%s: not four parts with tabs between: FILE:FUNCTION, what, destination, reason' % self.place)
        self.where, self.what, destination, reason = (w.strip() for w in words)
        m = re.match(r'(?:(op) (\w+)|(core|kernel) (\w+)\(\)|dropped)$', destination)
        if not m:
            raise ValueError('%s: "%s" is no destination; it is op NAME, core NAME(), kernel NAME() or dropped' % (self.place, destination))
        name = m.group(2) or m.group(4)
        if name and not in_core(m.group(1) or m.group(3), name):
            raise ValueError('%s: core/ has no %s; look in core/gup_ops.h, core/gup_fast.c and core/kernels' % (self.place, destination))
        self.destination, self.used = '%s: %s%s' % (destination, reason, MARK), []

    def fits(self, source, item, what, done):
        return self.where in ('%s:%s' % (source.name, item.where), '%s:%d' % (source.name, item.line)) and \
            (self.what == what or self.what in done)


def in_core(kind, name):
    files = {'op': ['gup_ops.h'], 'core': ['gup_fast.c', 'gup_entry.h', 'gup_descend.h'], 'kernel': ['kernels/*.h']}[kind]
    for path in [p for f in files for p in glob.glob(os.path.join(CORE, f))]:
        with open(path, encoding='utf-8') as file:
            if re.search(r'(?:#define|[a-z_*]+)\s+\**%s\b' % name, file.read()):
                return True
    return False


def read_answers(path):
    if not path:
        return []
    with open(path, encoding='utf-8') as file:
        return [Answer(os.path.basename(path), n, line) for n, line in enumerate(file.read().split('\n'), 1)
                if line.strip() and not line.startswith('#')]
