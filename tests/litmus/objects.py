# SPDX-License-Identifier: GPL-2.0
"""Does the compiled walker have the order that the litmus tests have?

usage: objects.py WORK FOLDER...

  FOLDER	where a kernel with the walker was built: mm/.gup_fast.o.cmd has how
  WORK		gets mm/gup_fast.o once more, with line numbers

In the machine code of each function that has them, by the call that each instruction was
inlined from:

  look	a load of gup_look_back()
  take	an atomic operation of gup_take() that takes references
  full	a full barrier, or what is one on this architecture

On each way from a "take" to the next "look" there must be a "full" one, and such ways must
exist. What is called out of line is not followed. TAP on stdout. Exit status: 0, 1 for an object that has another order, 2 for one that
cannot be read.
"""
import os
import re
import subprocess
import sys

# By the machine that objdump names: atomic operations, full barriers, loads, jumps to
# somewhere else, and jumps that also go on.
MACHINES = {
    'aarch64': {
        'atomic': r'(ld(add|set|clr)|cas|swp|stl?xr)', 'full': r'dmb\s+ish$', 'load': r'ldu?r', 'jump': r'b\s', 'maybe': r'(b\.|cbn?z|tbn?z)',
        'end': r'(ret|br\s)'},
    'arm': {
        'atomic': r'strexd?', 'full': r'dmb\s+ish$', 'load': r'ldr', 'jump': r'b(\.[nw])?\s', 'maybe': r'b(eq|ne|cs|cc|mi|pl|vs|vc|hi|ls|ge|lt|gt|le)|cbn?z',
        'end': r'(bx\s|pop\s.*pc|ldmia?\s.*pc)'},
    'powerpc': {
        'atomic': r'st[wd]cx\.', 'full': r'(hw)?sync', 'load': r'l[wd]z?x?\s', 'jump': r'b\s', 'maybe': r'b(eq|ne|lt|gt|le|ge|dnz|dz|un|nu|ns|so)[+-]?\s', 'end': r'(blr|bctr)'},
    'riscv': {
        'atomic': r'(amo|sc\.)', 'full': r'fence(\s+(rw,rw|iorw,iorw))?$', 'load': r'(c\.)?l[wd]\s', 'jump': r'(j|c\.j)\s', 'maybe': r'(c\.)?b(eq|ne|lt|ge|gt|le)', 'end': r'(ret|jr\s|c\.jr)'},
    'x86-64': {
        'atomic': r'lock\b', 'full': r'(lock\b|mfence|xchg)', 'load': r'(mov|cmp|test|xor)', 'jump': r'jmp', 'maybe': r'j(?!mp)', 'end': r'(ret|jmp\s+\*)'},
}
# A copy on the stack is no look at a table.
STACK = re.compile(r'\[(sp|r7|fp|r11|x29)\b|\(%r[sb]p\b|\((r1|sp|s0)\)')
# What takes a reference, inlined into gup_take().
TAKES = ('gup_take_run', 'gup_take')
LINE = re.compile(r'^\s*([0-9a-f]+):')


def die(text):
    print('prove: ' + text, file=sys.stderr)
    sys.exit(2)


def compiled(folder, work):
    """The walker once more, with line numbers, and the prefix of its tools."""
    try:
        with open(os.path.join(folder, 'mm/.gup_fast.o.cmd'), encoding='utf-8') as file:
            command = re.match(r'(?:saved)?cmd_\S+ := (.*)', file.readline())[1].split(' ; ')[0].split(';')[0]
    except (OSError, TypeError):
        die(f'{folder}: has no mm/.gup_fast.o.cmd, so no walker was compiled there; type: make sparse')
    made = os.path.join(work, os.path.basename(os.path.dirname(os.path.abspath(folder))) + '-' + os.path.basename(os.path.abspath(folder)) + '.o')
    # The folder stays as it is: somebody may be building there.
    command = re.sub(r' -Wp,-MM?D,\S+', '', command)
    command = re.sub(r' -o mm/(\.tmp_)?gup_fast\.o', f' -g -o {made}', command)
    done = subprocess.run(['sh', '-c', command], cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode or not os.path.exists(made):
        die(f'{folder}: does not compile again: {(done.stderr or done.stdout).strip()[-200:]}')
    prefix = re.search(r'(\S*?)(?:gcc|clang)(-\d+)?\s', command)[1]
    return made, None if 'clang' in command else os.path.basename(prefix)


def tool(prefix, name):
    """Of the same target as the compiler; LLVM's knows all."""
    return [prefix + name] if prefix is not None else [{'objdump': 'llvm-objdump-19', 'addr2line': 'llvm-addr2line-19'}[name]]


def instructions(made, prefix):
    """Functions, each a list of (address, text)."""
    text = subprocess.run([*tool(prefix, 'objdump'), '-d', made], capture_output=True, text=True, check=True).stdout
    functions, body = {}, None
    for line in text.split('\n'):
        name = re.match(r'^[0-9a-f]+ <([^>]+)>:', line)
        if name:
            if not name[1].startswith(('.L', '$')):
                body = functions.setdefault(name[1], [])
        elif body is not None and LINE.match(line):
            # GNU's has a tab before the bytes as well.
            fields = line.split('\t')
            what = ' '.join(fields[1 if fields[0].split(':', 1)[1].strip() else 2:])
            what = re.sub(r'\s+(//|;|@|#\s|# ).*', '', what).strip()
            if what:
                body.append((int(LINE.match(line)[1], 16), what))
    return text, functions


def inlined(made, prefix, addresses):
    """For each address the functions that it was inlined from, the innermost first."""
    done = subprocess.run([*tool(prefix, 'addr2line'), '-i', '-f', '-a', '-e', made, *(hex(a) for a in addresses)], capture_output=True, text=True, check=True)
    stacks = []
    for line in done.stdout.split('\n'):
        if re.match(r'^0x[0-9a-f]+$', line):
            stacks.append([])
        elif stacks and line and ':' not in line:
            stacks[-1].append(line)
    return dict(zip(addresses, stacks))


def kinds(body, stacks, machine):
    marks = []
    for at, what in body:
        stack = stacks.get(at, [])
        here = set()
        if re.match(machine['full'], what):
            here.add('full')
        if re.match(machine['atomic'], what) and any(name in TAKES for name in stack):
            here.add('take')
        if 'gup_look_back' in stack and re.match(machine['load'], what) and re.search(r'[\[(]', what) and not STACK.search(what):
            here.add('look')
        marks.append(here)
    return marks


def following(body, machine):
    """For each instruction those that may come next."""
    where = {at: n for n, (at, _) in enumerate(body)}
    nexts = []
    for n, (_, what) in enumerate(body):
        after = [n + 1] if n + 1 < len(body) else []
        target = [where[int(t, 16)] for t in re.findall(r'\b(?:0x)?([0-9a-f]+)\b(?= <|$)', what) if int(t, 16) in where]
        if re.match(machine['end'], what):
            nexts.append([])
        elif re.match(machine['maybe'], what):
            nexts.append(after + target)
        elif re.match(machine['jump'], what) and target:
            nexts.append(target)
        else:
            nexts.append(after)
    return nexts


def unordered(body, marks, nexts, full_is_take):
    """Ways from "take" to "look": how many looks are reached, and those without "full" before."""
    reached, bad = set(), []
    for n, here in enumerate(marks):
        if 'take' not in here:
            continue
        # (instruction, was there a barrier)
        todo, seen = [(m, full_is_take) for m in nexts[n]], set()
        while todo:
            at, full = todo.pop()
            if (at, full) in seen:
                continue
            seen.add((at, full))
            if 'look' in marks[at]:
                reached.add(at)
                if not full:
                    bad.append((body[n], body[at]))
                continue
            for m in nexts[at]:
                todo.append((m, full or 'full' in marks[at]))
    return reached, bad


def main(work, *folders):
    os.makedirs(work, exist_ok=True)
    print('TAP version 13')
    print(f'1..{len(folders)}')
    failed = skipped = 0
    for number, folder in enumerate(folders, 1):
        made, prefix = compiled(folder, work)
        text, functions = instructions(made, prefix)
        name = re.search(r'file format elf\d+-(?:little|big)?(\S+)', text)[1]
        machine = next((known for key, known in MACHINES.items() if name.startswith(key)), None)
        if not machine:
            skipped += 1
            print(f'ok {number} - {os.path.basename(made)[:-2]} # SKIP tests/litmus/objects.py knows no {name}')
            continue
        looks, bad, whose = 0, [], []
        for function, body in functions.items():
            stacks = inlined(made, prefix, [at for at, _ in body]) if body else {}
            marks = kinds(body, stacks, machine)
            if not any('take' in here for here in marks) or not any('look' in here for here in marks):
                continue
            reached, wrong = unordered(body, marks, following(body, machine), machine is MACHINES['x86-64'])
            looks += len(reached)
            whose.append(function)
            bad += [(function, *pair) for pair in wrong]
        good = looks and not bad
        failed += not good
        print(f'{"" if good else "not "}ok {number} - {os.path.basename(made)[:-2]}: {looks} looks behind a reference in {", ".join(whose) or "no function"}, each behind a full barrier')
        for function, take, look in bad[:3]:
            print(f'# {function}: no full barrier between {take[0]:x}: {take[1]} and {look[0]:x}: {look[1]}')
        if not looks:
            print('# no look back behind a reference was found; objdump and addr2line may speak otherwise')
    print(f'{len(folders) - failed - skipped} passed, {failed} failed' + (f', {skipped} skipped' if skipped else ''))
    sys.exit(1 if failed else 0)


if __name__ == '__main__':
    if len(sys.argv) < 3:
        print(__doc__.split('\n\n')[1])
        sys.exit(2)
    main(*sys.argv[1:])
