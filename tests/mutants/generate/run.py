# SPDX-License-Identifier: GPL-2.0
"""Run all mutants of files against the tests that reach them; see run.sh in ../."""
import argparse
import concurrent.futures
import filecmp
import glob
import hashlib
import json
import os
import re
import shutil
import sys
import threading
import time
from render import applied, mutants, named_in, render
from sites import Finder
from subject import Failure, HERE, PARTS, Plain, Sim, TOP, run

# Seconds of one test that is slow, beyond what a program takes to start, by an emulator a
# tenth; of tests that run in one process.
SLOW, TOGETHER = 0.1, 0.2
# Who told the last time, if it was no test.
NOBODY = "nobody"
CLASSES = ("killed", "same code", "equivalent", "alive", "not compilable", "not reached", "not tried")


def layouts_of(rows, file):
    """FILE LAYOUT[,FLAVOUR]... in the order in which they are tried."""
    found = []
    with open(rows, encoding="utf-8") as lines:
        for line in lines:
            words = line.split("#")[0].split()
            if words and words[0] == file:
                found += [(w.split(",") + ["directed"])[:2] for w in words[1:]]
    return found


def files_of(rows):
    with open(rows, encoding="utf-8") as lines:
        return list(dict.fromkeys(line.split("#")[0].split()[0] for line in lines if line.split("#")[0].strip()))


class State:
    """All that a result depends on; apart from the rest the files of tests, of which more come."""
    def __init__(self, plain):
        sums, tests, self.of_test = hashlib.sha256(), hashlib.sha256(), {}
        folders = ["core", *sorted(n for n in os.listdir(TOP) if n.startswith("arch-")), "tests/sim", PARTS]
        paths = [os.path.join(at, name) for folder in folders
                 for at, _, names in os.walk(os.path.join(TOP, folder)) for name in names]
        paths += [os.path.join(HERE, name) for name in ("sites.py", "render.py", "subject.py", "switch.c")]
        for path in sorted(paths):
            name = os.path.relpath(path, TOP)
            with open(path, "rb") as file:
                text = file.read()
            if re.fullmatch(r"tests/sim/(test|race)_\w+\.c", name):
                tests.update(text)
                for test in re.findall(rb"^SIM_TEST\((\w+)\);$", text, re.M):
                    self.of_test[test.decode()] = hashlib.sha256(text).hexdigest()[:8]
            else:
                sums.update(name.encode() + text)
        if plain:
            with open(plain, "rb") as file:
                tests.update(file.read())
        self.rest, self.tests = sums.hexdigest()[:16], tests.hexdigest()[:8]

    def stamp(self, verdict):
        """Who was killed stays so while that test is what it was; who was not is asked again."""
        if verdict[0] == "killed":
            return self.of_test.get(verdict[1].split()[0], self.tests)
        return "-" if verdict[0] in ("same code", "not compilable") else self.tests

    def holds(self, row):
        return row[-1] == self.stamp(row)

    @property
    def name(self):
        return f"{self.rest} {self.tests}"


class Notes:
    """Lines "NAME<tab>...", added as they come; those of another @state are forgotten."""
    def __init__(self, path, state, holds=lambda row: True):
        self.path, self.rows = path, {}
        if os.path.exists(path):
            with open(path, encoding="utf-8") as lines:
                rows = [line.rstrip("\n").split("\t") for line in lines]
            if rows and rows[0] == ["state", state]:
                self.rows = {r[0]: r[1:] for r in rows[1:] if len(r) > 1 and holds(r[1:])}
        if not self.rows:
            with open(path, "w", encoding="utf-8") as file:
                file.write(f"state\t{state}\n")

    def add(self, name, *words):
        self.rows[name] = list(words)
        with open(self.path, "a", encoding="utf-8") as file:
            file.write("\t".join([name, *words]) + "\n")


def another(subject, work):
    """The same in another folder."""
    how = (subject.layout, subject.flavour) if isinstance(subject, Sim) else (subject.source,)
    return type(subject)(subject.file, *how, work)


def same_file(a, b):
    return os.path.exists(a) and os.path.exists(b) and filecmp.cmp(a, b, shallow=False)


def borrow_file(path, to, from_work, to_work):
    """What make reads of it is about files of the other folder: else a test that changes later
    is not compiled again."""
    copy = shutil.copy2(path, to)
    if path.endswith(".d"):
        with open(copy, encoding="utf-8") as file:
            text = file.read()
        with open(copy, "w", encoding="utf-8") as file:
            file.write(text.replace(from_work + "/", to_work + "/"))


def borrow(subject):
    """What another program of the same layout has compiled, of files that are the same. Not
    what sees the core or a port; nor the headers, which are links to a tree."""
    if not isinstance(subject, Sim) or os.path.isdir(subject.out):
        return
    tail = os.path.relpath(os.path.dirname(subject.program), subject.out)
    for out in glob.glob(os.path.join(TOP, "build/mutants/all/*/*/out", glob.escape(tail))):
        from_work = os.path.dirname(out.removesuffix(os.path.join("out", tail)))
        theirs = os.path.join(from_work, "tree/tests/sim")
        ours = os.path.join(subject.tree, "tests/sim")
        shared = [os.path.relpath(os.path.join(at, n), ours) for at, _, names in os.walk(ours) for n in names if not n.endswith(".c")]
        if not all(same_file(os.path.join(ours, n), os.path.join(theirs, n)) for n in shared):
            continue
        os.makedirs(os.path.dirname(subject.program))
        # The tests and the services are one file each for the compiler, with these in it.
        joined = all(same_file(os.path.join(ours, n), os.path.join(theirs, n)) for n in os.listdir(ours) if n.endswith(".c"))
        for path in glob.glob(os.path.join(glob.escape(out), "*.[odc]")):
            name = os.path.basename(path)[:-2]
            if name in ("tests", "harness") and joined or \
               name not in ("walker", "public", "layout", "test_ops", "test_entry", "test_looks") and \
               same_file(os.path.join(ours, name + ".c"), os.path.join(theirs, name + ".c")):
                borrow_file(path, os.path.dirname(subject.program), from_work, subject.work)
        return


class Round:
    """One file in one program: the mutants that nobody has killed so far."""
    def __init__(self, subject, name, jobs, until, notes, killers, times, state, differ, excused):
        self.subject, self.name, self.jobs, self.until = subject, name, jobs, until
        self.notes, self.killers, self.times, self.state = notes, killers, times, state
        self.differ = differ	# keys of what was other code in another program
        self.excused = excused	# and of whom there is a reason for
        self.verdicts = {}	# key: (class, more)
        self.plainly, self.compiler, self.beside = None, threading.Lock(), None
        self.built, self.seconds, self.reached, self.later = False, {}, {}, []
        self.same = {}		# key: does the compiler make the same of it?

    def prepare(self, done):
        os.makedirs(self.subject.work, exist_ok=True)
        self.subject.copy()
        borrow(self.subject)
        finder = Finder(self.subject.mutated, self.subject.main, self.subject.arguments())
        self.mutants = mutants(self.name, finder.find())
        self.wanted = [m for m in self.mutants if m.key not in done]
        self.text = finder.text

    def build(self):
        """The program with all of them, and what its tests are like; once, if it is wanted."""
        if not self.built:
            self.built = True
            self.compile(self.wanted)
            self.usual()
            if not self.later:
                self.measure_slow()

    def compile(self, wanted):
        while True:
            # Numbers without a gap: those of a mask count on.
            for number, mutant in enumerate(wanted, 1):
                mutant.number = number
            text = render(self.text, wanted)
            if self.subject.build(text):
                break
            lines, log = self.subject.errors()
            named = {n for line in lines for n in self.to_blame(text, line)}
            if not named:
                with open(os.path.join(self.subject.work, "make.log.failed"), "w", encoding="utf-8") as file:
                    file.write(log)
                raise Failure(f"{self.subject.name} does not build with the mutants of {self.name}, and the compiler names none of them; "
                              f"see {self.subject.work}/make.log")
            for mutant in wanted:
                if mutant.number in named:
                    self.verdicts[mutant.key] = ("not compilable", "")
                    self.note(mutant, self.verdicts[mutant.key])
            wanted = [m for m in wanted if m.number not in named]
        self.wanted = wanted

    @staticmethod
    def to_blame(text, line):
        """A compiler complains of a declaration at its name or at its end: what is nearest."""
        near = sorted(range(max(line - 4, 1), min(line + 4, text.count("\n")) + 1), key=lambda at: abs(at - line))
        return next(filter(None, (named_in(text, at) for at in near)), [])

    def usual(self):
        """Which tests there are, how long each takes, which mutants it evaluates. Those that
        were slow when they were last seen may not be wanted."""
        self.seconds, self.reached, self.later = {}, {}, []
        times = [t.split("=") for t in self.times.rows.get(self.subject.name, [])]
        slow = self.slow_of({test: float(seconds) for test, seconds in times})
        for test in self.subject.tests():
            if test in slow:
                self.later.append(test)
            else:
                self.measure(test)

    @staticmethod
    def slow_of(seconds):
        least = min(seconds.values(), default=0)
        return {test for test, its in seconds.items() if its - least > SLOW}

    def measure(self, test):
        seen = os.path.join(self.subject.work, "seen")
        how, seconds = run(self.subject.command, [test], 0, 300, seen)
        if how != "passed":
            raise Failure(f"{test} of {self.subject.name} fails without a mutant, {how}")
        self.seconds[test] = seconds
        with open(seen, encoding="utf-8") as lines:
            self.reached[test] = {int(line) for line in lines}

    def measure_slow(self):
        while self.later:
            self.measure(self.later.pop())
        self.times.add(self.subject.name, *(f"{t}={s:.2f}" for t, s in self.seconds.items()))

    def groups(self, mutant, slow):
        """Tests that evaluate it: what told the last time, then those that take no time
        together; the slow ones one by one."""
        tests = [t for t in sorted(self.seconds, key=self.seconds.get) if mutant.number in self.reached[t]]
        last, slow_ones = self.killers.rows.get(mutant.key, [""])[0], self.slow_of(self.seconds)
        least = min(self.seconds.values())
        if slow:
            # Who told the last time was not asked among the others if he is known to be slow.
            return [[t] for t in sorted(tests, key=lambda t: t != last) if t in slow_ones]
        groups = [[t for t in tests if t == last], []]
        for test in tests:
            if test == last or test in slow_ones:
                continue
            if groups[-1] and sum(self.seconds[t] - least for t in [*groups[-1], test]) > TOGETHER:
                groups.append([])
            groups[-1].append(test)
        return [g for g in groups if g]

    def one(self, mutant, slow):
        """A verdict, or None if it is to be seen what the slow tests say."""
        if not self.is_reached(mutant):
            return None if self.later else ("not reached", "")
        for group in self.groups(mutant, slow):
            if time.time() > self.until:
                return "not tried", ""
            how, _ = run(self.subject.command, group, mutant.number, self.limit(group))
            if how != "passed":
                return "killed", how
        return ("alive", "") if slow else None

    def alone(self, mutant):
        """The same in a program of its own: among others what is a constant to the compiler is
        none, so that a branch which depends on that is not reached."""
        self.build()
        subject = self.other()
        mutant.number, reached = 1, False
        if not subject.build(render(self.text, [mutant])):
            return "not compilable", ""
        seen = os.path.join(subject.work, "seen")
        tests, slow = sorted(self.seconds, key=self.seconds.get), self.slow_of(self.seconds)
        for group in [[t for t in tests if t not in slow], *[[t] for t in tests if t in slow]]:
            how, _ = run(subject.command, group, 1, self.limit(group), seen)
            if how != "passed":
                return "killed", how
            # Whom no test reaches that takes no time, no other one does, as a rule.
            if not reached:
                reached = os.path.getsize(seen) > 0
                if not reached:
                    return "not reached", ""
                if self.is_same(mutant):
                    return "same code", ""
        return "alive", f"alone in {self.subject.name}"

    def other(self):
        """For programs with one mutant, beside the one with all."""
        if not self.beside:
            self.beside = another(self.subject, os.path.join(self.subject.work, "alone"))
            os.makedirs(self.beside.work, exist_ok=True)
            self.beside.copy()
            borrow(self.beside)
        return self.beside

    def limit(self, tests):
        """Ten times as long as usual, and seconds more: whoever needs that hangs."""
        return int(10 * sum(self.seconds[t] for t in tests)) + 2

    def as_text(self, mutant):
        """What the quick tests tell of the very text. Among others a mutant that leaves out how
        something begins may go unseen: a compiler need not know then that it is undefined."""
        if time.time() > self.until or mutant.key in self.notes.rows and self.notes.rows[mutant.key][0] != "quick":
            return None
        if self.is_reached(mutant) and self.is_same(mutant):
            return None
        with self.compiler:
            slow = self.slow_of(self.seconds)
            subject, tests = self.other(), [t for t in self.seconds if t not in slow]
            if not subject.build(applied(self.text, mutant)):
                return None
            how, _ = run(subject.command, tests, 0, self.limit(tests))
        if how == "passed":
            return None
        self.note(mutant, ("killed", how))
        self.killers.add(mutant.key, NOBODY)
        return "killed", how

    def is_reached(self, mutant):
        return any(mutant.number in numbers for numbers in self.reached.values())

    def is_same(self, mutant):
        """Does the compiler make the very same of the walker with this mutant as without?"""
        with self.compiler:
            if mutant.key in self.same:
                return self.same[mutant.key]
            if not self.plainly:
                self.plainly = self.subject.assembly(self.text)
                if not self.plainly:
                    raise Failure(f"{self.subject.name} cannot be compiled without a mutant; see {self.subject.work}/make.log")
            self.same[mutant.key] = self.subject.assembly(applied(self.text, mutant)) == self.plainly
            return self.same[mutant.key]

    def judged(self, mutant, slow=False):
        known = self.notes.rows.get(mutant.key)
        if known and (known[0] != "quick" or not slow):
            return None if known[0] == "quick" else known[:2]
        if time.time() > self.until:
            return "not tried", ""
        # To compile it takes a second or two, which is longer than most tests need to tell, and
        # shorter than all of them: so that comes first if nobody told the last time, unless code
        # that differed in another program says that somebody will.
        doubtful = self.killers.rows.get(mutant.key) == [NOBODY] and mutant.key not in self.differ | self.excused
        if (slow or doubtful) and self.is_reached(mutant) and self.is_same(mutant):
            verdict = "same code", ""
        else:
            verdict = self.one(mutant, slow)
        if verdict is None:
            self.note(mutant, ("quick", ""))
        elif verdict[0] != "not tried":
            self.note(mutant, verdict)
            if verdict[0] != "not reached":
                self.killers.add(mutant.key, verdict[1].split()[0] if verdict[0] == "killed" else NOBODY)
        return verdict

    def note(self, mutant, verdict):
        self.notes.add(mutant.key, *verdict, self.state.stamp(verdict))

    def go(self, done):
        """The tests that take no time."""
        self.prepare(done)
        if time.time() <= self.until and any(m.key not in self.notes.rows for m in self.wanted):
            self.build()
        self.left = self.judge(self.wanted, self.judged)

    def go_on(self, keys):
        """The slow ones, for those whom nobody told in any program. Returns what went wrong."""
        todo = [m for m in self.left if m.key in keys and (m.key in self.excused or time.time() <= self.until)]
        try:
            if any(m.key not in self.excused for m in todo):
                self.build()
                self.measure_slow()
            self.judge(todo, lambda m: self.excuse(m) if m.key in self.excused else self.as_text(m) or self.judged(m, True))
        except Failure as failure:
            return str(failure)
        return ""

    def excuse(self, mutant):
        """There is a reason why no test can tell; which is not wanted for the very same code."""
        if self.killers.rows.get(mutant.key) != [NOBODY] and self.built and time.time() <= self.until:
            if self.is_reached(mutant) and self.is_same(mutant):
                return self.judged(mutant, True)
            self.killers.add(mutant.key, NOBODY)
        return "alive", ""

    def judge(self, todo, how):
        """Whom nobody has told so far."""
        left = []
        with concurrent.futures.ThreadPoolExecutor(self.jobs) as pool:
            for mutant, verdict in zip(todo, pool.map(how, todo)):
                if verdict is None:
                    left.append(mutant)
                    verdict = ("not tried", "by the slow tests")
                if verdict[0] in ("alive", "not tried") and verdict[1:] != ("",) or verdict[0] == "alive":
                    verdict = (verdict[0], f"GUP_MUTANT={mutant.number} {os.path.relpath(self.subject.program, TOP)}")
                self.verdicts[mutant.key] = tuple(verdict)
        return left


def together(rounds):
    """What all programs say of each mutant."""
    order, found = ("killed", "not tried", "alive", "same code", "not reached", "not compilable"), {}
    for this in rounds:
        for key, verdict in this.verdicts.items():
            found[key] = min((found.get(key, verdict), verdict), key=lambda v: order.index(v[0]))
    return found


def apart(rounds, found, notes, state):
    """Those whom no program of all has reached, each in a program of its own."""
    for key in [k for k, v in found.items() if v[0] == "not reached"]:
        for this in rounds:
            mutant = next((m for m in this.mutants if m.key == key), None)
            if key in notes.rows or time.time() > this.until:
                break
            verdict = this.alone(mutant) if mutant else ("not reached", "")
            if verdict[0] != "not reached" or this is rounds[-1]:
                notes.add(key, *verdict, state.stamp(verdict))
        found[key] = tuple(notes.rows.get(key, ["not tried", ""])[:2])


def excuses(path):
    """FILE FUNCTION: TEXT -> OTHER: REASON; OTHER may be "^ bits 3-5,8"."""
    rows = []
    if os.path.exists(path):
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                line = line.rstrip("\n")
                if not line.strip() or line.startswith("#"):
                    continue
                match = re.fullmatch(r"(\S+ \w+): (.+ -> .+): ([^:].*)", line)
                if not match:
                    raise Failure(f"{os.path.relpath(path, TOP)}: this is no 'FILE FUNCTION: TEXT -> OTHER: REASON': {line}")
                rows.append((line, keys(f"{match.group(1)}: {match.group(2)}")))
    return rows


def keys(text):
    """One key, or one for each bit."""
    match = re.fullmatch(r"(.* -> \^ )bits ([-0-9,]+)( \(\d+\))?", text)
    if not match:
        return [text]
    bits = []
    for part in match.group(2).split(","):
        low, _, high = part.partition("-")
        bits += range(int(low), int(high or low) + 1)
    return [f"{match.group(1)}bit {bit}{match.group(3) or ''}" for bit in bits]


def judge(files, verdicts, rows):
    """The list of what is equivalent against what was found. Returns what is wrong with it."""
    wrong = []
    for line, names in rows:
        if names[0].split()[0] not in files:
            continue
        for key in names:
            verdict = verdicts.get(key)
            if verdict is None:
                wrong.append(f"a reason is stale, there is no such mutant any more: {line}" + (f" [{key}]" if len(names) > 1 else ""))
            elif verdict[0] == "killed":
                wrong.append(f"a reason is wrong, {verdict[1].split()[0]} tells: {line}" + (f" [{key}]" if len(names) > 1 else ""))
            elif verdict[0] == "same code":
                wrong.append(f"a reason is not wanted, the compiler makes the same of it: {line}" + (f" [{key}]" if len(names) > 1 else ""))
            elif verdict[0] in ("alive", "not reached"):
                verdicts[key] = ("equivalent", "")
    return wrong


def report(files, verdicts, wrong):
    counts = {file: dict.fromkeys(CLASSES, 0) for file in files}
    for key, (verdict, _) in verdicts.items():
        counts[key.split()[0]][verdict] += 1
    for kind in ("alive", "not reached", "not tried"):
        for key, (verdict, more) in sorted(verdicts.items()):
            if verdict == kind and (more or kind != "not tried"):
                print(f"# {kind}: {key}" + (f"  [{more}]" if more else ""))
    for line in wrong:
        print(f"# {line}")
    return counts


def table(counts):
    """The score of each file and of all of them."""
    files = list(counts)
    wide = max(map(len, [*files, "in all"]))
    print(f"# {'':{wide}} " + " ".join(f"{c:>14}" for c in CLASSES))
    counts = dict(counts)
    counts["in all"] = {c: sum(counts[f][c] for f in files) for c in CLASSES}
    for file, of in counts.items():
        print(f"# {file:{wide}} " + " ".join(f"{of[c]:>14}" for c in CLASSES))
    score = counts["in all"]
    print("mutants: " + ", ".join(f"{score[c]} {c}" for c in CLASSES))
    return score


def folder(args, file):
    return os.path.join(args.work, re.sub(r"\W", "_", file))


def keep_score(args, files, counts, state):
    for file in files:
        with open(os.path.join(folder(args, file), "score"), "w", encoding="utf-8") as out:
            json.dump([state, counts[os.path.basename(file) if args.plain else file]], out)


def kept_score(args, files, state):
    """The scores as they were found last; of what was changed since, or not tried, it says so."""
    counts, wrong = {}, 0
    for file in files:
        path = os.path.join(folder(args, file), "score")
        if not os.path.exists(path):
            print(f"# {file}: was not looked at")
            wrong = 1
            continue
        with open(path, encoding="utf-8") as kept:
            of, counts[file] = json.load(kept)
        if of != state:
            print(f"# {file}: a source or a test was changed since")
            wrong = 1
    table(counts)
    return wrong


def main():
    parser = argparse.ArgumentParser(description="All mutants of files, by a machine.")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--budget", type=float, default=0, help="minutes; 0: as long as it takes")
    parser.add_argument("--work", default=os.path.join(TOP, "build/mutants/all"))
    parser.add_argument("--equivalent", default=os.path.join(HERE, "../equivalent"))
    parser.add_argument("--plain", help="the file with the tests of one that is no part of the simulator")
    parser.add_argument("--layout", default="", help="only these, in place of the file's own")
    parser.add_argument("--all-tests", action="store_true", help="ask the slow ones about what is equivalent, too")
    parser.add_argument("--score", action="store_true", help="print what was found the last time")
    parser.add_argument("files", nargs="*")
    args = parser.parse_args()
    rows = os.path.join(HERE, "layouts")
    files = args.files or files_of(rows)
    state = State(args.plain)
    until = time.time() + 60 * args.budget if args.budget else float("inf")
    os.makedirs(args.work, exist_ok=True)
    if args.score:
        return kept_score(args, files, state.name)
    verdicts, broken = {}, []
    killers = Notes(os.path.join(args.work, "killers"), "any")
    times = Notes(os.path.join(args.work, "times"), "any")
    reasons = excuses(args.equivalent)
    excused = set() if args.all_tests else {key for _, names in reasons for key in names}
    for file in files:
        chosen = [(name.split(",") + ["directed"])[:2] for name in args.layout.split()] or layouts_of(rows, file)
        if args.plain:
            chosen = [("plain", "plain")]
        if not chosen:
            raise Failure(f"no layout is given for '{file}' in tests/mutants/generate/layouts; there are: {' '.join(files_of(rows))}")
        found, rounds = {}, []
        for layout, flavour in chosen:
            work = os.path.join(folder(args, file), f"{layout}.{flavour}")
            os.makedirs(work, exist_ok=True)
            subject = Plain(file, args.plain, work) if args.plain else Sim(file, layout, flavour, work)
            began = time.time()
            this = Round(subject, os.path.basename(file) if args.plain else file, args.jobs, until,
                         Notes(os.path.join(work, "results"), state.rest, state.holds), killers, times, state,
                         {k for k, v in found.items() if v[0] == "alive"}, excused)
            try:
                this.go({k for k, v in found.items() if v[0] == "killed"})
            except Failure as failure:
                # The others are worth something all the same.
                broken.append(f"{file} in {subject.name}: {failure}")
                print(f"# {broken[-1]}", flush=True)
                continue
            rounds.append(this)
            found = together(rounds)
            left = sum(v[0] in ("alive", "not reached", "not tried") for v in found.values())
            print(f"# {file} in {subject.name}: {len(this.verdicts)} mutants, {left} left, {time.time() - began:.0f} s", flush=True)
        for this in rounds:
            failure = this.go_on({k for k, v in found.items() if v[0] == "not tried"})
            if failure:
                broken.append(f"{file} in {this.subject.name}: {failure}")
                print(f"# {broken[-1]}", flush=True)
            found = together(rounds)
        apart(rounds, found, Notes(os.path.join(folder(args, file), "alone"), state.rest, state.holds), state)
        verdicts.update(found)
    names = [os.path.basename(f) for f in files] if args.plain else files
    wrong = broken + judge(names, verdicts, reasons)
    counts = report(names, verdicts, wrong)
    keep_score(args, files, counts, state.name)
    score = table(counts)
    return 1 if wrong or broken or score["alive"] or score["not reached"] or score["not tried"] or not score["killed"] else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failure as failure:
        print(f"mutants: {failure}", file=sys.stderr)
        sys.exit(2)
