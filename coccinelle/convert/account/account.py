# SPDX-License-Identifier: GPL-2.0
r"""Account for each statement of a tree's own fast gup walker.

usage: account.py rules TREE			the semantic patch for that tree, on stdout
       account.py [--answers FILE] join TREE FILE...	the account, on stdout; stdin: what
					spatch printed with that semantic patch; FILE: what the
					user says of what is not known (answers.py)
       account.py --private rules FOLDER TREE FILE...	the same, for a private walker,
       account.py --private join TREE FILE...	which stands in these files; in FOLDER
					they are spelled as the rules are (spelling.py)
       account.py --private header ARCH TREE FILE...	what a private walker tells of its
					architecture, as its <asm/gup_ops.h>; stdin as above

The walker of mm/gup.c has its rules beside this file; with --private it is one of
arch/*/mm/gup.c, and the rules are those in private/.

The rules stand in the .cocci files beside this one, as SmPL with notes:

  //: function (level ...)	the rules from here on are for this function. With
				levels, each is written once, for the first of
				them, and repeated with the names of the others.
  //: function, function	for each of these
  //: function (level ...) keeping level	but for the names of that level, which stay
  //: function ... of newer	only for walkers whose functions have the newer
				names, or "of older", as older.tsv has them
  code  //= destination		where this statement goes, and those on the next
				lines up to the next note. From these notes come
				the position of each statement's first token, and
				the script that prints it.
  \(e\&whole\) //= ...	a loop "do { } while (e);", for which SmPL has no
				pattern of its own: its whole condition is e
  //=! destination		the function must have it
  //=? destination		the function must have it, or another one of this rule's
				with this sign
  //=+ destination		it may stand there more than once, and anywhere
  //=* destination		all that is known of this function goes there
  code  //=-			no statement to be noted, but a part of the pattern

The order of the rules is the order in which their statements must stand in a
function; those of one rule, and declarations, stand in any order. A second match
of one pattern in a function is refused like an unknown statement.

Limits: a pattern is the whole statement. "unlikely()" in it matches likely() and
neither; its absence matches only that, and so do braces around one statement.
"""
import collections
import os
import re
import sys
import traceback

from source import DECLARATION, NO_TYPE

HERE = os.path.dirname(os.path.abspath(__file__))
SCRIPT = '''
@initialize:python@
@@
def seen(kind, positions):
    for p in positions:
        print('seen', kind, p.file, p.line, p.column)

def known(rule, notes):
    for note, positions in enumerate(notes):
        for p in positions:
            print('known', rule, note, p.file, p.line, p.column, p.line_end, p.column_end)
'''

# Where the rules for a kind of walker stand, the levels that its tables have, and whether
# it is an architecture's own.
Book = collections.namedtuple('Book', 'folder levels upper private')
SHARED = Book(HERE, ['pte', 'pmd', 'pud', 'p4d', 'pgd'], ['PTE', 'PMD', 'PUD', 'P4D', 'PGDIR'], False)
FIVE_LEVELS = SHARED._replace(folder=os.path.join(HERE, 'private'), private=True)
PRIVATE = FIVE_LEVELS._replace(levels=['pte', 'pmd', 'pud', 'pgd'], upper=['PTE', 'PMD', 'PUD', 'PGDIR'])

# What only a walker with the older names has.
OLDER = re.compile(r'\blockless_pages_from_mm\b')

Rule = collections.namedtuple('Rule', 'name place function text notes')
Note = collections.namedtuple('Note', 'sign destination')


def shift(book, text, by, keep=None):
    """The same, some levels higher."""
    for names in (book.levels, book.upper):
        names = names[1:] if keep == names[0].lower() else names
        text = re.sub('(%s)(?=p?(?:_|$|[^A-Za-z]))' % '|'.join(names[:len(names) - by] if by else names),
                      lambda m, n=names: n[n.index(m.group(1)) + by], text)
    return text


def anchor(code):
    """Where in a line of SmPL its statement's position goes."""
    whole = re.search(r'\\&\w+', code)
    if whole:
        return whole.end()
    skip = re.match(r'\s*(\}\s*)?(else\b\s*)?', code).end()
    word = re.compile(r'\w*').match(code, skip).group(0)
    declared = DECLARATION.match(code, skip)
    if declared and word not in NO_TYPE and code[declared.end()] in '=;':
        return declared.end(3)
    first = re.compile(r'\w+').search(code, skip)
    return first.end() if first else 0


def annotate(name, lines):
    """Give each statement of a rule's body a position. Return: text, notes."""
    body, notes, note, depth = [], [], None, 0
    for line in lines:
        code, mark, text = line.partition('//=')
        if text == '-':
            body.append(code.rstrip())
            continue
        if mark:
            sign = text[0] if text[0] in '!?+*' else ''
            note = Note(sign, text[len(sign):].strip())
        at = anchor(code)
        if at and depth == 0 and code.strip() not in ('else', '} else {'):
            if not note:
                sys.exit('%s: a statement without a note: %s' % (name, code.strip()))
            # But for "+", the sign is the noted statement's own.
            notes.append(note if mark or note.sign == '+' else Note('', note.destination))
            code = '%s@p%d%s' % (code[:at], len(notes), code[at:])
        depth += code.count('(') - code.count(')') if code.strip() not in '()' else 0
        body.append(code.rstrip())
    return '\n'.join(body), notes


def metavariables(head, body, place):
    """None may be the name of a struct or member as well: SmPL would take it for those too."""
    for line in head:
        for name in re.findall(r'(\w+)(?=[,;])', line.partition('//')[0]):
            if re.search(r'(struct\s+|->|\.)%s\b' % name, '\n'.join(body).replace('...', '')):
                sys.exit('%s: %s is a metavariable, and a struct or member too; rename it' % (place, name))


def older_names():
    table = dict(line.split() for line in open(os.path.join(HERE, 'older.tsv')) if line[0] not in '#\n')
    pattern = re.compile(r'\b(?:%s)\b' % '|'.join(table))
    return lambda text: text and pattern.sub(lambda m: table[m.group(0)], text)


def read_rules(book, path, older):
    """The rules of one file for one generation of names, repeated for each level."""
    file = os.path.basename(path)
    called = older_names() if older else lambda text: text
    function, shifts, keep, ours, head, rules = None, [0], None, True, None, []
    lines = open(path).read().split('\n')
    for i, line in enumerate(lines + ['//:']):
        if head is not None and re.match(r'@\w|//:', line):
            split = next(j for j in range(head + 1, i) if lines[j].startswith('@@'))
            body = [x for x in lines[split + 1:i] if not re.match(r'//(?!=)', x)]
            metavariables(lines[head + 1:split], body, '%s:%d' % (file, head + 1))
            text, notes = annotate('%s:%d' % (file, head + 1), body)
            places = ''.join(', p%d' % (n + 1) for n in range(len(notes)))
            text = '%s\nposition %s;\n@@\n%s' % ('\n'.join(lines[head:split]), places[2:], text)
            for by in shifts if ours else []:
                rule = called(shift(book, text, by, keep))
                rules.append(Rule(re.match(r'@(\w+)', rule).group(1), '%s:%d' % (file, head + 1),
                                  called(shift(book, function, by)).split(', ') if function else [], rule,
                                  [Note(n.sign, shift(book, n.destination, by, keep)) for n in notes]))
            head = None
        section = re.match(r'//: (\w+(?:, \w+)*)(?: \(([\w ]+)\))?(?: keeping (\w+))?(?: of (newer|older))?$', line)
        if section:
            keep, ours = section.group(3), section.group(4) in (None, 'older' if older else 'newer')
            function, levels = section.group(1), (section.group(2) or 'pte').split()
            shifts = [book.levels.index(x) - book.levels.index(levels[0]) for x in levels if x in book.levels]
        elif re.match(r'@\w', line):
            head = i
    return rules


def all_rules(book, tree):
    if book.private:
        return [rule for file in sorted(os.listdir(book.folder)) if file.endswith('.cocci')
                for rule in read_rules(book, os.path.join(book.folder, file), False)]
    with open(os.path.join(tree, 'mm/gup.c'), encoding='utf-8', errors='surrogateescape') as walker:
        older = bool(OLDER.search(walker.read()))
    rules = []
    for file in sorted(os.listdir(HERE)):
        if file.endswith('.cocci') and file != 'list.cocci':
            rules += read_rules(book, os.path.join(HERE, file), older)
    return rules


def print_rules(rules):
    print(SCRIPT + open(os.path.join(HERE, 'list.cocci')).read())
    for number, rule in enumerate(rules):
        print(rule.text)
        print('@script:python@')
        for n in range(len(rule.notes)):
            print('p%d << %s.p%d = [];' % (n + 1, rule.name, n + 1))
        print('@@\nknown(%d, [%s])\n' %
              (number, ', '.join('p%d' % (n + 1) for n in range(len(rule.notes)))))


def private_book(tree, files):
    """Has the walker among @files a level of p4ds?"""
    for name in files:
        if os.path.exists(os.path.join(tree, name)):
            with open(os.path.join(tree, name), encoding='utf-8', errors='surrogateescape') as text:
                if re.search(r'\bgup_p4d_range\b', text.read()):
                    return FIVE_LEVELS
    return PRIVATE


def main(arguments):
    book, answers = SHARED, None
    if arguments[:1] == ['--answers'] and len(arguments) > 1:
        answers, arguments = arguments[1], arguments[2:]
    if arguments[:1] == ['--private']:
        arguments = arguments[1:]
        tree = 1 if arguments[:1] == ['join'] else 2
        book = private_book(*arguments[tree:tree + 1], arguments[tree + 1:])
    if arguments[:1] == ['rules'] and book.private and len(arguments) > 3:
        from join import write_plain
        rules = all_rules(book, arguments[2])
        print_rules(rules)
        return write_plain(rules, *arguments[1:3], arguments[3:])
    if arguments[:1] == ['rules'] and len(arguments) > 1:
        print_rules(all_rules(book, arguments[1]))
        return 0
    if arguments[:1] == ['join'] and len(arguments) > 2:
        from join import join
        return join(all_rules(book, arguments[1]), book, arguments[1], arguments[2:], answers)
    if arguments[:1] == ['header'] and len(arguments) > 3:
        from extract import header
        return header(all_rules(book, arguments[2]), book, *arguments[1:3], arguments[3:])
    return __doc__


if __name__ == '__main__':
    try:
        sys.exit(main(sys.argv[1:]))
    except Exception:    # pylint: disable=broad-except; it is our mistake, and not the tree's
        traceback.print_exc()
        sys.exit(2)
