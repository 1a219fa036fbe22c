# SPDX-License-Identifier: GPL-2.0
"""The accounts of all forms, each as account.sh --private would give it, by one run of
spatch for each number of levels: to compile the rules takes it longer than to use them.

usage: all.py FORMS FOLDER	for row N of FORMS, in FOLDER/N: status, out, err, port, port.bugs
"""
import contextlib
import io
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
CONVERT = os.path.join(HERE, '../../../coccinelle/convert')
sys.path[:0] = [HERE, os.path.join(CONVERT, 'account')]
from account import all_rules, print_rules, private_book  # noqa: E402
from extract import header  # noqa: E402
from join import join, write_plain  # noqa: E402
from make import made  # noqa: E402

WALKER = 'arch/foo/mm/gup.c'


def put(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w') as file:
        file.write(text)


def tree(folder, form):
    """An architecture that has this walker; HEADER=NAME:TEXT is a file of its asm/."""
    put(folder + '/arch/foo/Kconfig', '')
    put(folder + '/' + WALKER, made(form))
    with open(HERE + '/foo.h') as known:
        put(folder + '/arch/foo/include/asm/foo.h', known.read())
    for name, text in re.findall(r'\tHEADER=([^:\t]*):([^\t]*)', form):
        put(folder + '/arch/foo/include/asm/' + name, text + '\n')


def quiet(step, said):
    """Run @step with what spatch @said. Return: status, output, errors."""
    sys.stdin = io.StringIO(said)
    with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(io.StringIO()) as err:
        status = step()
    return status, out.getvalue(), err.getvalue()


def main(forms, work):
    groups = {}
    for n, form in enumerate((row for row in open(forms) if row[0] != '#'), 1):
        folder = os.path.join(work, str(n))
        tree(folder, form.rstrip('\n'))
        book = private_book(folder, [WALKER])
        groups.setdefault(len(book.levels), (book, []))[1].append(str(n))
    for book, these in groups.values():
        rules = all_rules(book, work)
        with open(work + '/rules.cocci', 'w') as file, contextlib.redirect_stdout(file):
            print_rules(rules)
        for n in these:
            write_plain(rules, '%s/%s/tree' % (work, n), '%s/%s' % (work, n), [WALKER])
        said = subprocess.run(['spatch', '--very-quiet', '--no-includes', '--macro-file-builtins', CONVERT + '/macros.h',
                               '--sp-file', 'rules.cocci'] + ['%s/tree/%s' % (n, WALKER) for n in these], cwd=work,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False, encoding='utf-8')
        if said.returncode:
            sys.exit('all.py: spatch ended with status %d: %s' % (said.returncode, said.stderr[-500:]))
        for n in these:
            folder = '%s/%s' % (work, n)
            own = ''.join(line.replace(' %s/tree/' % n, ' tree/') + '\n' for line in said.stdout.split('\n') if ' %s/tree/' % n in line)
            status, out, err = quiet(lambda f=folder, r=rules, b=book: join(r, b, f, [WALKER]), own)
            if status == 0:
                status, port, bugs = quiet(lambda f=folder, r=rules, b=book: header(r, b, 'foo', f, [WALKER]), own)
                err = bugs if status else err
                put(folder + '/port', port)
                put(folder + '/port.bugs', bugs)
            for name, text in (('status', '%d\n' % status), ('out', out), ('err', err)):
                put(folder + '/' + name, text)


if __name__ == '__main__':
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
