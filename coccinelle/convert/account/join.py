# SPDX-License-Identifier: GPL-2.0
"""Join what stands in the source with what the rules know.

Two lists of the walker's statements, one read as text and one by Coccinelle,
must agree; then each entry needs exactly one destination.
"""
import collections
import difflib
import os
import re
import sys

from answers import read_answers
from effects import effects, own_code, variables
from forms import Changes, Form, Forms, Helper, newer_names, newly_named, used_by_ours
from spelling import one_spelling
from source import ENTRY, PRIVATE_ENTRY, Item, Source

WAY_OUT = 'take it out, or add a rule to coccinelle/convert/account/'
# A call that the walker does as well without: it traces, counts or checks the context.
ASIDE = re.compile(r'(trace_|count_|this_cpu_|__this_cpu_|might_|pr_|printk|\w*_count\b|lockdep_|cond_resched\b)\w*\(')
KEEP_IT = 'it only traces, counts or checks: take it out before the conversion, and put it into mm/gup_fast.c ' \
    'after that, or add a rule to coccinelle/convert/account/'
# Known by its effects, not by its form.
ANEW = ' (in a new form)'
ANSWER = 'look what it is for, and say where it goes by a line of ACCOUNT=file'


def plain(directive):
    """A preprocessor line without comments and spare white space."""
    text = re.sub(r'/\*.*?\*/|//.*|\\\n', ' ', directive, flags=re.S)
    return re.sub(r'^# ', '#', re.sub(r'\s+', ' ', text).strip())


def known_directives(book):
    table = {}
    for line in open(os.path.join(book.folder, 'directives.tsv')):
        if '\t' in line:
            text, destination = line.rstrip('\n').split('\t')
            table[text] = destination
    return table


def heads(rules):
    """The parameters of each function that the rules know, as they have them."""
    found = {}
    for rule in rules:
        for name, parameters in re.findall(r'^\s?(\w+)@p\d+\((.*)\)\n', rule.text, re.M):
            if '\n { ... }' in rule.text:
                found.setdefault(name, []).append(parameters)
    return found


class Account:
    def __init__(self, rules, book, name, text):
        entry = PRIVATE_ENTRY if book.private else ENTRY
        self.source = Source(name, one_spelling(name, text, heads(rules)) if book.private else text, entry, text)
        self.rules, self.book, self.ours, self.theirs, self.blamed = rules, book, [], [], []
        self.lacking = []
        self.walker = self.source.walker()
        self.items = []
        for f in self.walker:
            self.items.append(Item(self.source, f.name_at, 'function', f))
            self.items += self.source.statements(f)
        for item in self.items:
            item.destinations, item.rule = [], None
        self.by_place = {(i.line, i.column): i for i in self.items}
        self.by_condition = {i.condition: i for i in self.items if i.condition}
        self.outside()
        if self.goes_whole():
            self.lost()

    def goes_whole(self):
        """Does the file go with its walker?"""
        return self.book.private and self.source.name.endswith('/gup.c')

    def lost(self):
        """What would go with the file, and is no part of the walker."""
        for f in self.source.functions:
            if f not in self.walker:
                self.theirs.append((self.source.place(f.name_at)[0], '%s:%d: %s(): is no part of the walker, and would go '
                                    'with its file; move it elsewhere first' %
                                    (self.source.name, self.source.place(f.name_at)[0], f.name)))
            elif re.search(r'[{;]', self.source.code[f.start:f.name_at]):
                line = self.source.place(f.start)[0]
                self.theirs.append((line, '%s:%d: -: is not read as C, and would go with its file: %s; make it plain C' %
                                    (self.source.name, line, self.source.lines[line - 1].strip())))

    def error(self, item, text, what=None):
        """@what: by which an answer may name it, if there can be one."""
        self.theirs.append((item.line, '%s:%d: %s: %s' %
                            (self.source.name, item.line, item.where, text.replace(';;', ';'))))
        self.blamed.append((item, self.theirs[-1], what))

    def bug(self, line, text):
        self.ours.append('%s:%s: %s' % (self.source.name, line, text))

    def between(self, at):
        """Does @at stand in the walker, or with only the walker around it?"""
        if self.goes_whole():
            return True
        all_functions = self.source.functions
        before = [f for f in all_functions if f.start <= at]
        after = [f for f in all_functions if f.end > at]
        return bool(before and after and before[-1] in self.walker and after[0] in self.walker)

    def outside(self):
        """Preprocessor lines of the walker, and what stands between its functions."""
        source, table = self.source, known_directives(self.book)
        texts, openers, opener_of, ends = {}, [], {}, {}
        for at in source.directives:
            text = plain(re.match(r'#(?:\\\n|[^\n])*', source.text[at:]).group(0))
            texts[at] = text
            if text.startswith('#if'):
                openers.append(at)
            elif re.match(r'#(else|elif|endif)\b', text) and openers:
                opener_of[at] = openers[-1]
                if text.startswith('#endif'):
                    ends[openers.pop()] = at
        self.loose = []
        for at in source.directives:
            group = opener_of.get(at, at)
            inside = [f for f in source.functions if group < f.start < ends.get(group, -1)]
            if not (self.between(at) or re.search(r'\bgup_fast\w*', texts[at]) or
                    (inside and all(f in self.walker for f in inside))):
                continue
            item = Item(source, at, 'directive', None)
            item.end = at + len(re.match(r'#(?:\\\n|[^\n])*', source.text[at:]).group(0))
            item.group = (group, ends.get(group, -1))
            known = table.get(texts[group])
            if known and not texts[at].startswith('#elif'):
                item.destinations = [known]
            elif self.book.private and texts[at].startswith('#include'):
                item.destinations = ['port #include, for what the ops use']
            self.loose.append(item)
        for at in source.loose:
            if self.between(at):
                self.loose.append(Item(source, at, 'other', None))
        for item in self.loose:
            f = [f.name for f in self.walker if f.body < item.start < f.end]
            item.where, item.rule = f[0] if f else '-', None
            item.destinations = getattr(item, 'destinations', [])
        for item in self.items:
            item.where = item.function.name

    def listed(self, seen):
        """Compare the list that was read as text with Coccinelle's."""
        spans = [(self.source.place(f.start), self.source.place(f.end), f) for f in self.walker]
        for kind, line, column in sorted(seen):
            at = self.source.starts[line - 1] + column
            inside = [f for low, high, f in spans if low <= (line, column) <= high]
            if inside and self.source.code[at] != '{' and (line, column) not in self.by_place:
                item = Item(self.source, at, kind, inside[0])
                item.where = inside[0].name
                self.error(item, 'Coccinelle sees a %s here that source.py does not: %s; %s' %
                           (kind, item.text, 'make it plain C, or add a rule to coccinelle/convert/account/'))
        places = {(line, column) for kind, line, column in seen}
        for item in self.items:
            item.seen = (item.line, item.column) in places
            if not item.seen:
                self.error(item, 'Coccinelle does not see this %s: %s; %s' %
                           (item.kind, item.text, 'make it plain C, or add a rule to coccinelle/convert/account/'))

    def match(self, number, note, *place):
        rule = self.rules[number]
        line, column = place[:2]
        item = self.by_condition.get(place) or next((self.by_place[line, column - back] for back in range(3)
                     if (line, column - back) in self.by_place), None)
        # SmPL's "T v;" is static or has a cleanup function as well.
        if item and not rule.function and re.search(r'\bstatic\b|__\w+\s*\(', item.text):
            return
        if item and (not rule.function or item.function.name in rule.function):
            # What is known of this very function is more than what is known of any.
            if not rule.function and item.rule:
                return
            if rule.function and not item.rule:
                item.destinations = []
            item.destinations.append(rule.notes[note].destination)
            if rule.function:
                item.rule = (number, note)
                item.whole = rule.notes[note].sign == '*'
                if item.whole:
                    item.function.goes = rule.notes[note].destination

    def way_out(self, item):
        """What to do about an item that no rule knows. A check is never to be taken out."""
        if not self.book.private:
            return self.nearest(item) + ANSWER
        if item.kind == 'other' and self.goes_whole():
            return 'it would go with its file; move it elsewhere first, or, if it is part of the walker, add a rule to ' \
                'coccinelle/convert/account/'
        if not item.asks or not item.text.startswith('if'):
            return KEEP_IT if ASIDE.match(item.text) else WAY_OUT
        return '%ssay it in a form that is known, or add a rule to coccinelle/convert/account/' % self.nearest(item)

    def nearest(self, item):
        """The known form that is most like an item, in words."""
        if not item.function:
            return ''
        known = {re.sub(r'@p\d+', '', re.sub(r'\\\((.*?)\\\|.*?\\\)', r'\1', line)).strip()
                 for rule in self.rules if item.function.name in rule.function
                 for line in rule.text.split('\n') if re.search(r'@p\d', line)}
        near = difflib.get_close_matches(item.text, sorted(known), 1)
        return 'nearest known is "%s"; ' % near[0].rstrip(' {') if near else ''

    def judge_directives(self):
        """Those inside of a private walker's function go where what they enclose goes."""
        for item in self.loose:
            inside = [f for f in self.walker if f.body < item.start < f.end]
            if item.kind != 'directive' or item.destinations or not inside:
                continue
            whole = getattr(inside[0], 'goes', None)
            ops = {re.split(r',', d)[0] for i in self.items if item.group[0] < i.start < item.group[1]
                   for d in i.destinations if d.startswith('op ')}
            if whole or len(ops) == 1:
                item.destinations = [whole or ops.pop() + ', as it stands']

    def judge(self):
        if self.book.private:
            self.judge_directives()
        unknown = []
        for item in self.items + self.loose:
            goes = getattr(item.function, 'goes', None)
            found = sorted(set(item.destinations))
            # An op that a function becomes as a whole has all that stands in it.
            if goes and (found or goes.startswith('op ')):
                found = [goes]
            if len(found) > 1:
                self.bug(item.line, 'two rules send this to different places: %s' % '; '.join(found))
            elif not found and any(at < item.start < end for at, end in unknown) and \
                    re.match(r'(return|break|goto)\b', item.text):
                pass    # What an unknown condition leads to is said with it.
            elif not found and getattr(item, 'seen', True):
                if item.asks:
                    unknown.append((item.start, item.end))
                what = {'other': 'declaration', 'directive': 'preprocessor line'}.get(item.kind, item.kind)
                self.error(item, 'no rule knows this %s: %s; %s' % (what, item.text, self.way_out(item)), item.text)
            item.destination = found[0] if found else None
        for f in self.walker:
            if not hasattr(f, 'goes'):
                self.judge_function(f, [i for i in self.items if i.function is f])

    def judge_function(self, f, items):
        """Once each, in order, and nothing that must be there is missing."""
        first, last = {}, None
        for item in items:
            if not item.rule or item.kind == 'function':
                continue
            number, note = item.rule
            if self.rules[number].notes[note].sign == '+':
                continue
            if item.rule in first:
                self.error(item, 'known, but a second time (first in line %d): %s; %s' %
                           (first[item.rule].line, item.text, WAY_OUT if self.book.private else ANSWER), item.text)
            first.setdefault(item.rule, item)
            if item.kind == 'declaration':
                continue
            if last and number < last.rule[0]:
                self.error(item, 'known, but not in its order, before line %d: %s; put it back there' %
                           (last.line, item.text))
            else:
                last = item
        if all(i.destination for i in items):
            for number, rule in enumerate(self.rules):
                for note, text in enumerate(rule.notes):
                    either = text.sign == '?' and any((number, n) in first for n, t in enumerate(rule.notes)
                                                      if t.sign == '?')
                    if f.name in rule.function and text.sign in ('!', '?') and not either and (number, note) not in first:
                        self.error(items[0], 'has nothing that goes to "%s", so it is not the walker '
                                   'that %s knows; look what it does instead' %
                                   (text.destination, rule.place))


    def helpers(self, forms, newer):
        """What each function does that no form is known of, by its call."""
        found = {}
        for f in reversed(self.walker):
            if forms.variants[newer(f.name)] or forms.table.has(newer(f.name)):
                continue
            form = Form(self.source, f, [i for i in self.items if i.function is f], newer, found)
            found[newer(f.name) + '()'] = [e for done in form.effects.values() for e in done]
        return found

    def judge_forms(self, forms, newer):
        """Functions that the rules do not know in full, and forms.tsv does, or knows better."""
        helpers = self.helpers(forms, newer)
        for f in self.walker:
            items = [i for i in self.items if i.function is f]
            blamed = [b for b in self.blamed if b[0].function is f]
            form, name, chain = Form(self.source, f, items, newer, helpers), newer(f.name), self.callers(f, newer)
            if not blamed:
                continue
            if name + '()' in helpers:
                changes = Helper(form, forms.table, chain)
            elif forms.variants[name]:
                changes = Changes(*forms.nearest(name, form), form)
            else:
                continue
            # It is that function with a change or two, or another one.
            if len(changes) >= min(len(blamed), 1 + len(form.items) // 4):
                continue
            self.theirs = [e for e in self.theirs if e not in [b[1] for b in blamed]]
            self.blamed = [b for b in self.blamed if b not in blamed]
            for item in items:
                item.destination = forms.table.of_statement(chain, []) if item.kind == 'function' else None
            for n in changes.known:
                item = form.items[n]
                item.destination = forms.table.of_statement(chain, form.effects[item])
                if n in changes.anew and item.destination:
                    item.destination += ANEW
            self.changed(form, name, changes, chain, forms.table)

    def changed(self, form, name, changes, chain, table):
        """Name what a function has that its nearest form has not, and the other way round."""
        asking = [form.items[n] for n in changes.unknown if form.items[n].asks is not None]
        for n in changes.unknown:
            item = form.items[n]
            # What an unknown condition leads to is said with it, if it is nothing new.
            item.under = next((a for a in asking if a.start < item.start < a.end), None)
            if item.under and item.asks is None and table.of_statement(chain, form.effects[item]):
                continue
            item.under = None
            self.error(item, 'no form of %s() that is known has this %s here: %s; %s%s%s' %
                       (name, item.kind, item.text, self.news(changes.more.get(n)),
                        self.nearest(item), ANSWER), item.text)
        for does in changes.missing:
            self.error(form.first, 'lacks a statement that the nearest known form of it has: one with %s; %s' %
                       (does, ANSWER), 'without ' + does)

    @staticmethod
    def news(more):
        """Of an unknown statement that does what a known one does: what else it does."""
        return '' if more is None else 'new in it: %s; ' % more if more else \
            'it calls and tests what a known form does there; '

    def elsewhere(self, forms, newer):
        """Functions of the walker that it calls, and that have no body in its file."""
        bodies = {newer(f.name) for f in self.walker if any(i.function is f and i.kind != 'function' for i in self.items)}
        # A file with only some of its functions is a test's.
        if 'gup_fast_fallback' not in bodies:
            return
        for f in self.walker:
            for name in set(re.findall(r'\b(\w+)\s*\(', self.source.code[f.body:f.end])):
                if ENTRY.match(newer(name)) and newer(name) in forms.variants and \
                        newer(name) not in bodies | {'gup_fast_permitted'}:
                    line = self.source.place(f.name_at)[0]
                    self.theirs.append((line, '%s:%d: %s() calls %s(), which is a part of the walker, and has no body in this '
                                        'file, the only one that is read; move it here first' %
                                        (self.source.name, line, f.name, name)))

    def bypassed(self, forms, newer):
        """What stays for the slow path, and the new walker does not call: what somebody added there
        would be done for no page that is taken fast."""
        for f in self.source.bypassed(used_by_ours()):
            head = Item(self.source, f.name_at, 'function', f)
            items = [head] + self.source.statements(f)
            for item in items:
                item.destinations, item.rule, item.destination, item.where = [], None, None, f.name
            form = Form(self.source, f, items, newer)
            before = len(self.blamed)
            if forms.variants[newer(f.name)]:
                self.changed(form, newer(f.name), Changes(*forms.nearest(newer(f.name), form), form), [newer(f.name)], forms.table)
            else:
                self.error(head, 'stays for the slow path, but the new walker does not call it; %s' % ANSWER, head.text)
            self.items += [item for item, _, _ in self.blamed[before:]]

    def answered(self, answers, newer):
        """What the user says of what is not known."""
        for item, error, what in list(self.blamed):
            done = []
            if item.function and item.kind != 'function':
                known = variables(self.source, item.function)
                done = newly_named(effects(own_code(self.source, item), known), newer)
            fitting = [a for a in answers if what and a.fits(self.source, item, what, done)]
            for answer in fitting:
                answer.used.append(item)
                if what.startswith('without '):
                    self.lacking.append((item, what, answer.destination))
                else:
                    item.destination = answer.destination
            if fitting:
                self.theirs.remove(error)
                self.blamed.remove((item, error, what))
        for item in self.items:
            if getattr(item, 'under', None):
                item.destination = item.under.destination

    def questions(self, table, newer):
        """A line for the user to fill in for each item that only he can place."""
        for item, _, what in self.blamed:
            if not what:
                continue
            known, where = None, item.where
            if item.function:
                does = what.split()[1:] if item.kind == 'function' else \
                    effects(own_code(self.source, item), variables(self.source, item.function))
                known = table.of_statement(self.callers(item.function, newer), newly_named(does, newer))
            if sum(w == what and i.where == where for i, _, w in self.blamed) > 1:
                where = item.line
            yield '%s:%s\t%s\t%s\tREASON' % (self.source.name, where, what.replace('\t', ' '),
                                              re.split(r'[:;,]| \(', known)[0] if known else 'DESTINATION')

    def callers(self, f, newer):
        """A function's newer name, then those of the functions that use it, and so on."""
        chain, more = [f], [f]
        while more:
            more = [g for g in self.walker if g not in chain and
                    any(re.search(r'\b%s\b' % h.name, self.source.code[g.body:g.end]) for h in more)]
            chain += more
        return [newer(g.name) for g in chain]


def read_accounts(rules, book, tree, names, answers=()):
    """Who goes where, for each file. stdin: what spatch printed."""
    accounts = collections.OrderedDict()
    for name in names:
        with open(os.path.join(tree, name), encoding='utf-8', errors='surrogateescape') as file:
            accounts[name] = Account(rules, book, name, file.read())
    seen = collections.defaultdict(set)
    for line in sys.stdin:
        # spatch ran beside a link to the tree.
        words = line.replace(' tree/', ' ', 1).split()
        if words[:1] == ['seen']:
            seen[words[2]].add((words[1], int(words[3]), int(words[4])))
        elif words[:1] == ['known']:
            accounts[words[3]].match(*(int(w) for w in words[1:3] + words[4:]))
    forms = Forms()
    for name, account in accounts.items():
        account.listed(seen[name])
        account.judge()
        if not book.private:
            account.newer = newer_names(accounts['mm/gup.c'].source.text, os.path.join(book.folder, 'older.tsv'))
            account.judge_forms(forms, account.newer)
            account.bypassed(forms, account.newer)
            if name == 'mm/gup.c':
                account.elsewhere(forms, account.newer)
            account.answered(answers, account.newer)
    return accounts


def write_plain(rules, folder, tree, names):
    """Each file as the rules are to see it, below @folder."""
    for name in names:
        with open(os.path.join(tree, name), encoding='utf-8', errors='surrogateescape') as file:
            text = file.read()
        try:
            text = one_spelling(name, text, heads(rules))
        except ValueError:
            pass    # join() says what is no plain C.
        os.makedirs(os.path.join(folder, os.path.dirname(name)), exist_ok=True)
        with open(os.path.join(folder, name), 'w', encoding='utf-8', errors='surrogateescape') as file:
            file.write(text)
    return 0


def unused(answers):
    """What is wrong with answers, by how often they match."""
    for a in answers:
        if not a.used:
            yield '%s: matches nothing that is not known: %s, %s; take this line out, or mend it' % (a.place, a.where, a.what)
        elif len(a.used) > 1:
            yield '%s: matches %d statements, in lines %s; say FILE:LINE for one of them' % \
                (a.place, len(a.used), ', '.join(str(i.line) for i in a.used))


def join(rules, book, tree, names, said=None):
    try:
        answers = read_answers(said)
    except ValueError as error:
        print('ACCOUNT=%s' % error, file=sys.stderr)
        return 1
    try:
        accounts = read_accounts(rules, book, tree, names, answers)
    except ValueError as error:
        print('%s; make it plain C first' % error, file=sys.stderr)
        return 1
    ours, theirs, lines = [], [], []
    for name, account in sorted(accounts.items()):
        if not account.items and not account.loose:
            theirs.append('%s: no function and no line of it is named gup_fast*; name only files of the walker' % name)
        elif not book.private and name == 'mm/gup.c' and all(f.name == 'gup_fast_permitted' for f in account.walker):
            theirs.append('%s: has no function of a walker that is known here: neither gup_fast*() nor '
                          'internal_get_user_pages_fast()' % name)
        ours += account.ours
        theirs += [text for line, text in sorted(account.theirs)]
        for item in sorted(account.items + account.loose, key=lambda i: i.start):
            if item.destination:
                lines.append('%s:%d\t%s\t%s\t%s' % (name, item.line, item.where,
                                                    item.text.replace('\t', ' '), item.destination))
        for item, what, destination in account.lacking:
            lines.append('%s:%d\t%s\t%s\t%s' % (name, item.line, item.where, what, destination))
    print('\n'.join(lines))
    theirs += ['ACCOUNT=%s' % text for text in unused(answers)]
    for text in ours + theirs:
        print(text, file=sys.stderr)
    table = Forms().table
    asked = [] if book.private or ours else [q for _, a in sorted(accounts.items()) for q in a.questions(table, a.newer)]
    if asked:
        print('# For ACCOUNT=file, to be filled in; between the parts are tabs.', file=sys.stderr)
        print('\n'.join(asked), file=sys.stderr)
    return 2 if ours else 1 if theirs else 0
