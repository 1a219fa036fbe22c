# SPDX-License-Identifier: GPL-2.0
"""Say what the rules found: as compilers do, as a table, and as SARIF, from the same list.

usage: report.py --rules FOLDER --linux TREE --work FOLDER --silence FILE [--sarif FILE]

Exit status: 0 nothing was found, 10 something was, 2 what is wrong was said.
"""
import argparse
import fnmatch
import glob
import json
import os
import re
import sys

from source import Source

SAID = re.compile(r'(?P<file>.*?):(?P<line>\d+):(?P<column>\d+)-\d+: (?P<what>.*)')
SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json'


def lines(name):
    with open(name, encoding='utf-8', errors='surrogateescape') as file:
        return file.read().splitlines()


def clause(sentence):
    """A sentence as a part of another one."""
    sentence = sentence.strip().rstrip('.')
    return sentence[:1].lower() + sentence[1:] if sentence[1:2].islower() else sentence


class Mistake(Exception):
    """It could not be checked, and why."""


class Rule:
    def __init__(self, folder, name):
        self.name, text = name, lines(os.path.join(folder, name + '.cocci'))
        self.head = dict(m.groups() for m in (re.match(r'// (\w+):\s*(.*)', x) for x in reversed(text)) if m)
        self.what = ' '.join(x[3:].strip() for x in text if x.startswith('///')).strip()
        self.limits = ' '.join(x[3:].strip() for x in text if x.startswith('//#')).strip()
        self.severity = self.head['Severity']

    def sarif(self):
        text = '%s. Why: %s. What to do: %s.' % (self.what.rstrip('.'), clause(self.head['Why']), clause(self.head['Fix']))
        return {'id': self.name, 'shortDescription': {'text': self.what}, 'fullDescription': {'text': self.head['Why']},
                'help': {'text': '%s From: %s. %s' % (text, self.head['Source'].rstrip('.'), self.limits)},
                'defaultConfiguration': {'level': self.severity},
                'properties': {'precision': {'High': 'high', 'Moderate': 'medium'}.get(self.head['Confidence'], 'low')}}


class Finding:
    def __init__(self, rule, file, line, column, what):
        self.rule, self.file, self.line, self.column, self.what = rule, file, line, column, what
        self.silenced = None

    def key(self):
        return self.file, self.line, self.column, self.rule.name, self.what

    def message(self):
        return '; '.join([self.what.rstrip('.'), clause(self.rule.head['Why']), clause(self.rule.head['Fix'])])

    def __str__(self):
        return '%s:%d:%d: %s: %s [%s]' % (self.file, self.line, self.column, self.rule.severity, self.message(), self.rule.name)

    def sarif(self, index):
        result = {'ruleId': self.rule.name, 'ruleIndex': index, 'level': self.rule.severity,
                  'message': {'text': self.message()},
                  'locations': [{'physicalLocation': {
                      'artifactLocation': {'uri': self.file, 'uriBaseId': 'SRCROOT'},
                      'region': {'startLine': self.line, 'startColumn': self.column}}}]}
        if self.silenced:
            result['suppressions'] = [{'kind': 'external', 'justification': self.silenced.reason}]
        return result


class Silence:
    """A line of the silence file: rule, path or path:function, and the reason."""
    def __init__(self, rule, place, reason, at):
        self.rule, self.reason, self.at, self.used = rule, reason, at, False
        self.path, _, self.function = place.partition(':')

    def covers(self, finding, function):
        return self.rule == finding.rule.name and fnmatch.fnmatchcase(finding.file, self.path) and \
            self.function in ('', function)


def read_silence(name, known):
    silences, bad = [], 0
    for number, line in enumerate(lines(name) if os.path.exists(name) else [], 1):
        if not line.strip() or line.lstrip().startswith('#'):
            continue
        words, at = line.split(None, 2), '%s:%d' % (name, number)
        if words[0] not in known:
            print('check: %s: there is no rule %s; there are: %s' % (at, words[0], ' '.join(known)), file=sys.stderr)
        elif len(words) < 3:
            print('check: %s: no reason given; write: rule  path[:function]  why this is none' % at, file=sys.stderr)
        else:
            silences.append(Silence(*words, at))
            continue
        bad += 1
    return silences, bad


def function_at(tree, finding, sources={}):
    """The function in which a finding is, or ''."""
    if finding.file not in sources:
        try:
            sources[finding.file] = Source(finding.file, '\n'.join(lines(os.path.join(tree, finding.file))) + '\n')
        except (ValueError, IndexError):
            sources[finding.file] = None
    source = sources[finding.file]
    for f in source.functions if source else []:
        if source.place(f.start)[0] <= finding.line <= source.place(f.end)[0]:
            return f.name
    return ''


def findings(work, tree, rule):
    """What spatch said, without what it said twice, columns counted from 1 as compilers do."""
    found = {}
    for name in glob.glob(os.path.join(work, 'said', glob.escape(rule.name) + '=??')):
        for line in lines(name):
            at = SAID.fullmatch(line)
            if not at:
                raise Mistake('%s: said something that is no finding: %s' % (rule.name, line))
            finding = Finding(rule, os.path.relpath(at['file'], tree), int(at['line']), int(at['column']) + 1, at['what'])
            found[finding.key()] = finding
    return list(found.values())


def table(rows):
    widths = [max(len(str(row[i])) for row in rows) for i in range(len(rows[0]))]
    for row in rows:
        yield '  '.join(str(x).ljust(w) if not i else str(x).rjust(w) for i, (x, w) in enumerate(zip(row, widths))).rstrip()


def main():
    parser = argparse.ArgumentParser()
    for name in ('rules', 'linux', 'work', 'silence', 'sarif', 'narrowed'):
        parser.add_argument('--' + name, default='')
    args = parser.parse_args()
    known = sorted(os.path.basename(x)[:-len('.cocci')] for x in glob.glob(os.path.join(args.rules, '*.cocci')))
    silences, bad = read_silence(args.silence, known)
    if bad:
        return 2
    rules = [Rule(args.rules, name) for name in known if os.path.exists(os.path.join(args.work, 'files', name))]
    looked = {rule.name: lines(os.path.join(args.work, 'files', rule.name)) for rule in rules}
    all_found = sorted((f for rule in rules for f in findings(args.work, args.linux, rule)), key=Finding.key)
    for finding in all_found:
        for silence in silences:
            if silence.covers(finding, function_at(args.linux, finding) if silence.function else ''):
                silence.used, finding.silenced = True, finding.silenced or silence
    shown = [f for f in all_found if not f.silenced]
    for finding in shown:
        print(finding)
    for s in silences:
        run = s.rule in looked and (not args.narrowed or any(fnmatch.fnmatchcase(x, s.path) for x in looked[s.rule]))
        if run and not s.used:
            print('check: %s: silences nothing; remove it: %s %s' % (s.at, s.rule, s.path + (s.function and ':' + s.function)), file=sys.stderr)

    missed = [x.split('\t') for x in lines(os.path.join(args.work, 'not_checked'))]
    rows = [('rule', 'files', 'found', 'silenced')]
    for rule in rules:
        mine = [f for f in all_found if f.rule is rule]
        rows.append((rule.name, len(looked[rule.name]), sum(not f.silenced for f in mine), sum(bool(f.silenced) for f in mine)))
    files = {x for names in looked.values() for x in names}
    rows.append(('all', len(files), len(shown), len(all_found) - len(shown)))
    if shown:
        print()
    print('\n'.join(table(rows)))
    unseen = {(x[0], x[1], x[2]) for x in missed if x[2] and 'left out' not in x[3]}
    partly = {(x[0], x[2]) for x in missed if 'left out' in x[3]}
    print('not checked: %d files, %d functions; %d functions perhaps not in full%s' % (
        len({x[0] for x in missed if not x[2]}), len(unseen), len(partly), '; see check.log' if missed else ''))
    with open(os.path.join(args.work, 'check.log'), 'w', encoding='utf-8', errors='surrogateescape') as log:
        for file, line, function, why in missed:
            print('%s:%s: %s: %s' % (file, line, function or 'the whole file', why), file=log)

    if args.sarif:
        order = {rule.name: i for i, rule in enumerate(rules)}
        notes = [{'level': 'warning', 'message': {'text': 'not checked%s: %s' % (': ' + x[2] if x[2] else '', x[3])},
                  'locations': [{'physicalLocation': {'artifactLocation': {'uri': x[0], 'uriBaseId': 'SRCROOT'},
                                                      'region': {'startLine': max(int(x[1]), 1)}}}]} for x in missed]
        run = {'tool': {'driver': {'name': 'gup check', 'rules': [rule.sarif() for rule in rules]}},
               'invocations': [{'executionSuccessful': True, 'toolExecutionNotifications': notes}],
               'originalUriBaseIds': {'SRCROOT': {'description': {'text': 'The top folder of the kernel tree'}}},
               'results': [f.sarif(order[f.rule.name]) for f in all_found]}
        try:
            with open(args.sarif, 'w', encoding='utf-8', errors='replace') as file:
                json.dump({'$schema': SCHEMA, 'version': '2.1.0', 'runs': [run]}, file, indent=1)
                file.write('\n')
        except OSError as error:
            raise Mistake('SARIF=%s: %s; give another file' % (args.sarif, error.strerror)) from error
    return 10 if shown else 0


if __name__ == '__main__':
    try:
        sys.exit(main())
    except Mistake as mistake:
        print('check: %s' % mistake, file=sys.stderr)
        sys.exit(2)
