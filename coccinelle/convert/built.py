# SPDX-License-Identifier: GPL-2.0
r"""What builds a private walker: under which condition, and with which flags.

usage: built.py condition TREE ARCH	the condition under which arch/ARCH/mm/gup.o is
					built, as Kconfig's "if" takes it; "y": always
       built.py in TREE ARCH CONFIG	"y" if that .config builds it, else "n"
       built.py flags TREE ARCH		what else the Makefile says of gup.o, as mm/Makefile
					says it of the objects that come instead
       built.py without FILE		stdin to stdout: a Makefile without gup.o; FILE is
					its name in messages

make itself says what is in obj-y; here is only found out which symbols it can depend on.
What cannot be understood is an error with file and line.
"""
import itertools
import os
import re
import subprocess
import sys

REFERENCE = re.compile(r'\$[({]([\w.-]+)[)}]')
CONDITIONAL = re.compile(r'\s*(ifeq|ifneq|ifdef|ifndef|else|endif)\b(.*)$', re.S)
ASSIGNED = re.compile(r'\s*([^\s:=+?#][^:=+?#]*?)\s*(\+=|:=|\?=|::=|=)(.*)$', re.S)
OBJECT = re.compile(r'(?:^|(?<=[\s(,]))gup\.o(?=$|[\s),])')
FLAG = re.compile(r'(\w+)_gup\.o$')
SAYS = re.compile(r'(?:\b|_)gup\.[osic]\b')
# What kbuild itself reads.
ENDS = re.compile(r'(obj|lib|core|libs|drivers|head)-')
MOST = 8


class Unknown(Exception):
    pass


def holds(*names):
    """What finds one of these words in a list of objects."""
    return re.compile(r'(?:^|(?<=[\s(,]))(?:%s)(?=$|[\s),])' % '|'.join(re.escape(n) for n in names))


def without_comment(text):
    return re.sub(r'(?<!\\)#.*', '', text, flags=re.S)


class Line:
    """One line of a Makefile with what goes on behind its backslashes."""

    def __init__(self, number, text, inside):
        self.number, self.text, self.inside = number, text, inside
        found = ASSIGNED.match(text) if not text.startswith('\t') else None
        self.name, self.sign, self.value = found.groups() if found else (None, None, text)


class Makefile:
    """@name: as messages say it."""

    def __init__(self, name, text):
        self.name, self.text, self.lines = name, text, []
        self.conditions, inside, number = {}, [], 0
        physical = text.split('\n')
        while number < len(physical):
            first, whole = number, physical[number]
            while whole.endswith('\\') and number + 1 < len(physical):
                number += 1
                whole = whole[:-1] + ' ' + physical[number]
            number += 1
            whole = without_comment(whole)
            word = CONDITIONAL.match(whole)
            if not word:
                self.lines.append(Line(first + 1, whole, list(inside)))
            elif word.group(1) == 'endif':
                inside = inside[:-1]
            elif word.group(1) == 'else':
                inside = inside[:-1] + [inside[-1] + [(first + 1, whole)]] if inside else inside
            else:
                inside = inside + [[(first + 1, whole)]]

    def unknown(self, line, text):
        raise Unknown('%s:%d: %s' % (self.name, line.number if isinstance(line, Line) else line, text))

    def builders(self, target):
        """The lines that put @target into a list, and those that pass that list on."""
        found = [x for x in self.lines if x.name and target.search(x.value) and not FLAG.search(x.name)]
        more = True
        while more:
            names = {re.split(r'[$]', x.name)[0] for x in found}
            lists = [n for n in names if not ENDS.match(n)]
            new = [x for x in self.lines if x not in found and x.name and
                   (any(x.name.startswith(n) for n in lists) or
                    any(r.startswith(n) for n in lists for r in REFERENCE.findall(x.value)) or
                    any(w in x.value.split() for n in lists for w in composite(n)))]
            found += new
            more = bool(new)
        return sorted(found, key=lambda x: x.number)

    def asked(self, target):
        """The symbols that decide, each with the values that are told apart."""
        lines = self.builders(target)
        if not lines:
            raise Unknown('%s:1: nothing here builds what is looked for: %s' %
                          (self.name, target.pattern.split('(?:')[-1].split(')')[0].replace('\\', '')))
        symbols, todo, done = {}, [], set()
        for x in lines:
            todo += [(x.number, x.name)] + [part for group in x.inside for part in group]
            todo += [(x.number, call) for call in re.findall(r'\$\(\w[\w-]*\s[^$]*(?:\$\([^()]*\)[^$()]*)*\)', x.value)
                     if target.search(call)]
        while todo:
            number, text = todo.pop()
            for name in REFERENCE.findall(text) + re.findall(r'ifn?def\s+(\w+)', text):
                if name.startswith('CONFIG_'):
                    symbols.setdefault(name[7:], set()).update(compared(text))
                elif name not in done:
                    done.add(name)
                    where = [x for x in self.lines if x.name and variable(name, x.name)]
                    if not where:
                        self.unknown(number, 'what is built here depends on $(%s), which is not said in this file; '
                                     'say it by a CONFIG_ symbol' % name)
                    for x in where:
                        todo += [(x.number, x.name + ' ' + x.value)]
                        todo += [part for group in x.inside for part in group]
            if re.search(r'\$\((shell|eval|call|foreach|wildcard)\b', text):
                self.unknown(number, 'what is built here is found out by a function of make, which is not known here; '
                             'say it by a CONFIG_ symbol')
        return symbols, lines


def composite(family):
    """The objects that a list "family" makes up, as foo-y or foo-objs of foo.o."""
    name = re.sub(r'-(y|objs|)$', '', family)
    return [name + '.o'] if name and name not in ('obj', 'lib') else []


def variable(name, assigned):
    """May a line that assigns to @assigned set @name?"""
    return bool(re.match(re.sub(r'\\\$\\[({][\w.\\-]+\\[)}]', '.*', re.escape(assigned)) + '$', name))


def compared(text):
    """What a value is compared with."""
    words = re.match(r'\s*(?:else\s+)?ifn?eq\s*\((.*),(.*)\)\s*$', text) or \
        re.match(r'\s*(?:else\s+)?ifn?eq\s*["\'](.*)["\']\s+["\'](.*)["\']\s*$', text)
    return {w.strip() for w in words.groups() if '$' not in w and w.strip() not in ('', 'y', 'm', 'n')} if words else set()


def kinds(tree, arch):
    """The symbols of Kconfig that are no plain yes or no, as far as files say that are at hand."""
    table = {}
    roots = [os.path.join(tree, 'arch', arch)] + [os.path.join(tree, x) for x in ('mm', 'init', 'kernel')]
    files = [os.path.join(tree, 'arch/Kconfig')] + [os.path.join(folder, f) for root in roots
                                                   for folder, _, names in os.walk(root) for f in names if f.startswith('Kconfig')]
    for file in files:
        name = None
        for line in open(file, encoding='utf-8', errors='surrogateescape') if os.path.exists(file) else ():
            word = re.match(r'(?:menu)?config\s+(\w+)|\s+(?:def_)?(bool|tristate|int|hex|string)\b', line)
            if word and word.group(1):
                name = word.group(1)
            elif word and name:
                table.setdefault(name, word.group(2))
    return table


def runs(makefile, target, others, values):
    """Is @target in a list of what is built, by make, with these values? @others: all else."""
    said = ''.join('CONFIG_%s := %s\n' % pair for pair in values.items())
    rest = sorted(set(re.findall(r'CONFIG_(\w+)', makefile)) - set(values))
    said += ''.join('CONFIG_%s := %s\n' % (name, others) for name in rest) if others else ''
    script = said + 'gup-all := \n' + makefile + '''
gup-parts = $(foreach o,$(filter %.o,$(1)),$(call gup-parts,$($(o:.o=-y)) $($(o:.o=-objs)))) $(1)
$(foreach w,$(call gup-parts,$(obj-y) $(lib-y) $(core-y) $(libs-y) $(drivers-y) $(head-y)),$(info :$(w)))
.PHONY: gup-end
gup-end: ;@:
'''
    done = subprocess.run(['make', '-s', '-r', '-R', '-f', '-', 'gup-end'], input=script, env={'PATH': os.environ['PATH']},
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding='utf-8', errors='surrogateescape', check=False)
    if done.returncode:
        raise Unknown('%s: make does not read it: %s' % (runs.name, done.stderr.strip().split('\n')[-1]))
    return any(target.search(line[1:].strip()) for line in done.stdout.split('\n') if line[:1] == ':')


def settings(symbols, kind):
    """Each assignment of values, with the atoms of it that are true. An atom: a Kconfig expression."""
    choices = []
    for name in sorted(symbols):
        if kind.get(name) in ('int', 'hex', 'string') or symbols[name]:
            values = sorted(symbols[name])
            choices.append([(name, v, '%s = %s' % (name, v)) for v in values] + [(name, '0' if '0' not in values else '1', '')])
        else:
            choices.append([(name, 'y', name if kind.get(name) != 'tristate' else name + ' = y'), (name, '', '')])
    for chosen in itertools.product(*choices):
        yield {n: v for n, v, _ in chosen}, frozenset(atom for _, _, atom in chosen if atom)
    settings.atoms = sorted(atom for choice in choices for _, _, atom in choice if atom)


def simplest(atoms, true, false):
    """The fewest terms, each an "and" of atoms or of "not"s, that hold for @true and not for @false."""
    def fits(term, atom_set):
        return all((atom in atom_set) == sign for atom, sign in term)
    terms = []
    for size in range(len(atoms) + 1):
        for some in itertools.combinations(atoms, size):
            for signs in itertools.product((True, False), repeat=size):
                term = list(zip(some, signs))
                if not any(fits(term, s) for s in false) and any(fits(term, s) for s in true) and \
                        not any(set(t) <= set(term) for t in terms):
                    terms.append(term)
    left, chosen = list(true), []
    while left:
        best = max(terms, key=lambda t: (sum(fits(t, s) for s in left), -len(t)))
        chosen.append(best)
        left = [s for s in left if not fits(best, s)]
    def said(atom, sign):
        return atom if sign else atom.replace(' = ', ' != ') if ' = ' in atom else '!' + atom
    return ' || '.join(' && '.join(said(*x) for x in term) for term in sorted(chosen)) or 'n'


def read(tree, name):
    path = os.path.join(tree, name)
    if not os.path.exists(path):
        return None
    with open(path, encoding='utf-8', errors='surrogateescape') as file:
        return file.read()


def sliced(makefile, lines):
    """Only these lines of a Makefile, in their conditions: the rest may call a compiler."""
    out = []
    for x in lines:
        for group in x.inside:
            out += [text for _, text in group]
        out += [x.text] + ['endif'] * len(x.inside)
    return '\n'.join(out) + '\n'


def one(makefile, target, text, kind):
    """The condition in one Makefile; @text: what make is to read of it, or None for what decides."""
    symbols, lines = makefile.asked(target)
    if len(symbols) > MOST:
        makefile.unknown(lines[0], 'what is built here depends on %d symbols (%s), which are too many to be understood; '
                         'say it by one' % (len(symbols), ' '.join(sorted(symbols))))
    if text is None:
        text = sliced(makefile, [x for x in makefile.lines if x in lines or
                                 (x.name and any(variable(r, x.name) for y in lines for r in REFERENCE.findall(y.text)))])
    runs.name = makefile.name
    true, false = [], []
    for values, atoms in settings(symbols, kind):
        built = {runs(text, target, others, values) for others in ('', 'y')}
        if len(built) > 1:
            makefile.unknown(lines[0], 'what is built here depends on more than %s, in a way that is not understood; '
                             'say it by one CONFIG_ symbol' % (' '.join(sorted(symbols)) or 'no symbol'))
        (true if built.pop() else false).append(atoms)
    if not false:
        return 'y'
    if not true:
        makefile.unknown(lines[0], 'nothing builds this, whatever is configured')
    return simplest(settings.atoms, true, false)


def places(tree, arch):
    """The Makefiles that decide, with what to look for, and what make may read of each."""
    name = 'arch/%s/mm/Makefile' % arch
    text = read(tree, name)
    if text is None:
        raise Unknown('%s: is missing or unreadable; restore it first' % name)
    makefile = Makefile(name, text)
    found = [x for x in makefile.lines if x.name and not FLAG.search(x.name) for _ in OBJECT.findall(x.value)]
    if len(found) != 1:
        raise Unknown('%s:%d: expected gup.o once, found it %d times; leave one such line' %
                      (name, found[-1].number if found else 1, len(found)))
    yield makefile, OBJECT, text
    entered = holds('arch/%s/mm/' % arch, 'arch/$(SRCARCH)/mm/', 'arch/$(ARCH)/mm/', 'mm/')
    known = [Makefile(n, t) for n, t in ((n, read(tree, n)) for n in ('arch/%s/Kbuild' % arch, 'arch/%s/Makefile' % arch)) if t]
    known = [m for m in known if m.builders(entered)]
    if len(known) != 1:
        raise Unknown('arch/%s/Makefile:1: %s; say it in one of arch/%s/Makefile and Kbuild' %
                      (arch, 'both this and Kbuild enter mm/' if known else 'neither this nor Kbuild enters mm/', arch))
    yield known[0], entered, None


def condition(tree, arch):
    kind, said = kinds(tree, arch), []
    for makefile, target, text in places(tree, arch):
        here = one(makefile, target, text, kind)
        if here != 'y':
            said.append(here)
    if len(said) > 1 and not any('||' in s for s in said):
        said = sorted(' && '.join(said).split(' && '))
    elif len(said) > 1:
        said = ['(%s)' % s if '||' in s else s for s in said]
    return ' && '.join(said) or 'y'


def built_in(tree, arch, config):
    values = dict(re.findall(r'^CONFIG_(\w+)=(.*)$', config, re.M))
    built = True
    for makefile, target, text in places(tree, arch):
        if text is None:
            symbols, lines = makefile.asked(target)
            text = sliced(makefile, lines)
        runs.name = makefile.name
        built = built and runs(text, target, '', {n: v.strip('"') for n, v in values.items()})
    return 'y' if built else 'n'


def flags(tree, arch):
    """Lines that are for gup.o alone."""
    makefile = next(places(tree, arch))[0]
    out = []
    for x in makefile.lines:
        flag = FLAG.search(x.name) if x.name else None
        if flag and x.inside:
            makefile.unknown(x, '%s is for gup.o, which goes, under a condition; say it without one, and it goes '
                             'over to mm/gup_fast.o' % x.name)
        elif flag:
            for instead in ('gup_fast.o', 'gup_public.o'):
                out.append('%s_%s %s %s' % (flag.group(1), instead, x.sign, ' '.join(x.value.split())))
        elif not (x.name and OBJECT.search(x.value)) and SAYS.search(x.text):
            makefile.unknown(x, 'says something of gup.o, which goes, that is not known here: %s; move it to '
                             'mm/Makefile, of gup_fast.o, or take it out' % ' '.join(x.text.split()))
    return '\n'.join(out)


def without(text, name):
    """Only the lines that have it change."""
    lines, out, i = text.split('\n'), [], 0
    while i < len(lines):
        first = i
        while lines[i].endswith('\\') and i + 1 < len(lines):
            i += 1
        i += 1
        group = lines[first:i]
        whole = Line(first + 1, without_comment(' '.join(x.rstrip('\\') for x in group)), [])
        if whole.name and FLAG.search(whole.name):
            continue
        if whole.name and OBJECT.search(whole.value):
            if not OBJECT.sub('', whole.value).strip():
                if composite(re.split(r'[$]', whole.name)[0]) and '$' not in whole.name and whole.sign != '+=':
                    raise Unknown('%s:%d: %s has gup.o alone, and would have nothing; take it out first' %
                                  (name, first + 1, whole.name))
                continue
            group = taken(group)
        elif SAYS.search(whole.text):
            raise Unknown('%s:%d: still says something of gup.o, which goes; take it out first' % (name, first + 1))
        out += group
    return '\n'.join(out)


def taken(group):
    """One logical line without gup.o: its place, and the blanks before it."""
    out = []
    for line in group:
        new = re.sub(r'[ \t]+gup\.o(?=[ \t\\]|$)', '', line)
        if new == line:
            new = re.sub(r'^gup\.o[ \t]+|(?<=[=])gup\.o(?=[ \t]|$)', '', line)
        # What stood in its place, not the blanks for which there was none before.
        if new != line and re.match(r'[ \t]+gup\.o', line):
            new = re.match(r'[ \t]*', line).group(0) + new.lstrip()
        elif new != line and re.search(r'=[ \t]*gup\.o', line):
            new = re.sub(r'=[ \t]*', lambda m: re.search(r'=[ \t]*(?=gup\.o)', line).group(0), new, count=1)
        if new != line and not new.strip(' \t\\'):
            if not line.endswith('\\') and out:
                out[-1] = out[-1].rstrip('\\').rstrip()
            continue
        out.append(new if new == line else new.rstrip())
    return out


def main(how, *arguments):
    if how == 'without':
        sys.stdout.write(without(open(0, encoding='utf-8', errors='surrogateescape', newline='').read(), *arguments))
    elif how == 'in':
        with open(arguments[2], encoding='utf-8', errors='surrogateescape') as file:
            print(built_in(*arguments[:2], file.read()))
    else:
        text = {'condition': condition, 'flags': flags}[how](*arguments)
        if text:
            print(text)


if __name__ == '__main__':
    if sys.argv[1:2] + [len(sys.argv)] not in (['condition', 4], ['flags', 4], ['in', 5], ['without', 3]):
        sys.exit(__doc__)
    try:
        main(*sys.argv[1:])
    except Unknown as error:
        sys.exit(str(error))
