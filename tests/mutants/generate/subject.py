# SPDX-License-Identifier: GPL-2.0
"""What is built of a file with mutants in it, and how its tests are run."""
import filecmp
import os
import re
import resource
import shutil
import signal
import subprocess

HERE = os.path.dirname(os.path.realpath(__file__))
TOP = os.path.realpath(os.path.join(HERE, "../../.."))
# What the conversion puts into a port, and a layout may name as its port.
PARTS = "coccinelle/convert/account/private"
EXEC = os.path.join(TOP, "tests/sim/exec.sh")
CRASHES = (signal.SIGSEGV, signal.SIGABRT, signal.SIGBUS, signal.SIGFPE, signal.SIGILL, signal.SIGTRAP)


class Failure(Exception):
    """What is no mutant's doing: the run is worth nothing."""


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def run(command, tests, mutant, limit, seen=None):
    """How tests end with a mutant: "passed", or which of them told, and how; and their seconds."""
    env = dict(os.environ, GUP_MUTANT=str(mutant))
    if seen:
        env["GUP_MUTANTS_SEEN"] = seen

    def limits():
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 5))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([*command, "--seed", "1", *tests], env=env, capture_output=True, text=True, errors="replace",
                          preexec_fn=limits, timeout=60 * limit + 600, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    said = done.stdout.split("\n")
    passed = [line for line in said if line.startswith("ok ")]
    failed = [line for line in said if line.startswith("not ok ")]
    # They run in the order of their names.
    last = sorted(tests)[min(len(passed), len(tests) - 1)]
    sanitizer = re.search("runtime error: |(ERROR|WARNING): [A-Za-z]*Sanitizer:", done.stderr)
    if done.returncode == 0 and len(passed) == len(tests) and not failed and not sanitizer:
        return "passed", spent
    if done.returncode == 1 and failed:
        return f"{failed[0].split()[4]} said so", spent
    if sanitizer:
        return f"{last} by a sanitizer", spent
    if -done.returncode == signal.SIGXCPU:
        return f"{last} by time limit", spent
    if -done.returncode in CRASHES:
        return f"{last} by a crash", spent
    raise Failure(f"{' '.join([*command, *tests])} with GUP_MUTANT={mutant} ended with status {done.returncode} and "
                  f"{len(passed) + len(failed)} results, which says nothing: {(done.stderr or done.stdout)[-200:]}")


class Sim:
    """The simulator's program for a layout and a flavour, out of a copy of the tree."""
    def __init__(self, file, layout, flavour, work):
        self.file, self.layout, self.flavour, self.work = file, layout, flavour, work
        self.name = layout + ("" if flavour == "directed" else f", {flavour}")
        self.tree, self.out = os.path.join(work, "tree"), os.path.join(work, "out")
        self.program = os.path.join(self.out, layout, flavour, "sim")
        self.main = os.path.join(self.tree, "core/gup_fast.c")
        self.mutated = os.path.join(self.tree, file)

    def copy(self):
        """What is as in the last copy keeps its time; what is not, is newer than all that was
        compiled, though it may have been edited while that ran."""
        fresh = self.tree + ".new"
        shutil.rmtree(fresh, ignore_errors=True)
        os.makedirs(os.path.join(fresh, "tests"))
        headers = [n for n in os.listdir(os.path.join(TOP, PARTS)) if n.endswith(".h")]
        for name in ("core", *(n for n in os.listdir(TOP) if n.startswith("arch-")), "tests/sim", PARTS):
            shutil.copytree(os.path.join(TOP, name), os.path.join(fresh, name), copy_function=shutil.copy,
                            ignore=(lambda at, names: [n for n in names if n not in headers]) if name == PARTS else None)
        shutil.copy(os.path.join(HERE, "switch.c"), os.path.join(fresh, "tests/sim/test_switch.c"))
        for at, _, names in os.walk(fresh):
            for path in (os.path.join(at, name) for name in names):
                before = os.path.join(self.tree, os.path.relpath(path, fresh))
                if os.path.exists(before) and filecmp.cmp(before, path, shallow=False):
                    shutil.copystat(before, path)
        shutil.rmtree(self.tree, ignore_errors=True)
        os.rename(fresh, self.tree)

    def make(self, *targets):
        # With all mutants in it, to optimize more takes more than twice as long.
        with open(os.path.join(self.work, "make.log"), "w", encoding="utf-8") as log:
            command = ["make", "-s", "-f", f"{self.tree}/tests/sim/Makefile", f"TOP={self.tree}", f"OUT={self.out}", f"LAYOUT={self.layout}",
                       f"FLAVOUR={self.flavour}", "WALKER=-O1", f"CC={'clang-19' if self.flavour == 'asan' else 'gcc'}", "WERROR=-w"]
            done = subprocess.run([*command, *targets], stdout=log, stderr=log, check=False)
        return done.returncode == 0

    def arguments(self):
        """For the parser; the headers that a layout makes must be there."""
        if not self.make(os.path.join(self.out, self.layout, self.flavour, "walker.o")):
            raise Failure(f"{self.name} does not build without a mutant; see {self.work}/make.log")
        word = re.search(r"^word\s+32", self.rows(), re.M)
        sim = os.path.join(self.tree, "tests/sim")
        multiarch = subprocess.run(["gcc", "-print-multiarch"], capture_output=True, text=True, check=True).stdout.strip()
        return ["-std=gnu11", "-DSIM_IN_WALKER", "-I", os.path.join(self.out, self.layout, self.flavour, "include"), "-I", os.path.join(sim, "include"), "-iquote", sim,
                *([] if self.flavour == "asan" else ["-DGUP_BATCH=4", "-DGUP_PIECE=8"]),
                *(["-m32", "-msse2", "-idirafter", f"/usr/include/{multiarch}"] if word else [])]

    def rows(self):
        folder, text, todo = os.path.join(self.tree, "tests/sim/layouts"), "", [self.layout.split("+")[0]]
        while todo:
            with open(os.path.join(folder, todo.pop()), encoding="utf-8") as file:
                more = file.read()
            text += more
            todo += re.findall(r"^use\s+(\S+)", more, re.M)
        return text

    def build(self, text):
        with open(self.mutated, "w", encoding="utf-8") as file:
            file.write(text)
        if not self.make():
            return False
        # A look for each process whether it takes an emulator would take as long as most tests.
        foreign = subprocess.run([EXEC, "--emulated", self.program], check=False).returncode == 0
        self.command = [*([EXEC] if foreign else []), self.program]
        return True

    def assembly(self, text):
        """What a compiler makes of the walker with @text, as a kernel is built; None if nothing."""
        with open(self.mutated, "w", encoding="utf-8") as file:
            file.write(text)
        out = os.path.join(self.out, self.layout, self.flavour, "walker.s")
        return read(out) if self.make(out) else None

    def errors(self):
        """The lines of the mutated file, whatever its name there, that a compiler complains of,
        and what it says."""
        with open(os.path.join(self.work, "make.log"), encoding="utf-8") as log:
            text = log.read()
        complaints = re.findall(r"^(\S+):(\d+):\d+: (?:fatal )?error:", text, re.M)
        return [int(n) for name, n in complaints if os.path.realpath(name) == os.path.realpath(self.mutated)], text

    def tests(self):
        """The program's own; with a generation of its own it has not all of them."""
        done = subprocess.run([*self.command, "--seed", "?"], capture_output=True, text=True, check=False)
        return [t for t in done.stderr.split(" of ")[-1].split() if self.flavour != "asan" or not t.startswith("race_")]


class Plain:
    """A file of C and another one with its tests: what the generator's own test has."""
    def __init__(self, file, tests, work):
        self.file, self.source, self.work, self.name = file, tests, work, "plain"
        self.program = os.path.join(work, "program")
        self.command = [self.program]
        self.main = self.mutated = os.path.join(work, os.path.basename(file))

    def copy(self):
        shutil.copy(self.file, self.mutated)

    def arguments(self):
        return ["-std=gnu11"]

    def build(self, text):
        with open(self.mutated, "w", encoding="utf-8") as file:
            file.write(text)
        with open(os.path.join(self.work, "make.log"), "w", encoding="utf-8") as log:
            done = subprocess.run(["gcc", "-O1", "-w", "-o", self.program, self.mutated, self.source, os.path.join(HERE, "switch.c")],
                                  stdout=log, stderr=log, check=False)
        return done.returncode == 0

    def assembly(self, text):
        with open(self.mutated, "w", encoding="utf-8") as file:
            file.write(text)
        done = subprocess.run(["gcc", "-O2", "-w", "-S", "-o", "-", self.mutated], capture_output=True, text=True, check=False)
        return done.stdout if done.returncode == 0 else None

    errors = Sim.errors

    def tests(self):
        return subprocess.run([self.program, "--list"], capture_output=True, text=True, check=True).stdout.split()
