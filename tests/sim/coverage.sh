#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# How much of the walker, the generations' headers, the public functions and the
# ports the simulator's tests reach: lines and branches, over all layouts, and
# those of the generations beside them. A line or branch counts as covered if one
# layout covers it. Every line must be, and every file be in a build; of the
# branches 95 %, and each other one has its reason in the file "uncovered".
# TAP at the end.
#
# FLAVOUR=cov compiles without optimization and inlines nothing, so that a branch
# of the source is one branch of the object, and a function that nothing calls is
# in it all the same. race_fork, half of all schedules, reaches nothing of a port:
# it runs in one layout only, all other tests in all that have them.
#
# usage: [SEED=1] coverage.sh [--without TEST]...
#   --without TEST   leave a test out, to see what it alone reaches
set -eu
sim=$(dirname "$(readlink -f "$0")") top=$(readlink -f "$(dirname "$0")/../..")
die() { echo "coverage: $*" >&2; exit 2; }
usage() { sed -n 's/^# \(usage: \)/\1/p; s/^#   --/  --/p' "$0"; }

# shellcheck source=tests/judge.sh
. "$sim/../judge.sh"
seed=${SEED:-1} without=''
all=$(sed -n 's/^SIM_TEST(\(.*\));$/\1/p' "$sim"/*.c | sort)
while [ $# -gt 0 ]; do
	case $1 in
	-h|--help) usage; exit 0 ;;
	--without)
		[ $# -gt 1 ] || die "--without needs the name of a test"
		grep -qxF -- "$2" <<< "$all" || die "there is no test '$2'; there are: $(xargs <<< "$all")"
		without="$without $2"
		shift 2 ;;
	*) usage >&2; die "there is no option '$1'" ;;
	esac
done
[[ $seed =~ ^[0-9]+$ ]] || die "SEED is a number, not '$seed'"
for program in parallel gcov python3; do
	command -v $program > /dev/null || die "$program is missing; type: make deps"
done

layouts=$(find "$sim/layouts" -type f ! -name '*.rows' ! -name README -printf '%f\n' | sort; cat "$sim/generations/layouts")
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
# The only layout that runs race_fork.
forks=x86-64-4l
one() { # LAYOUT: notes, counts and what the tests said, as LAYOUT.json, .tap
	local layout=$1 dir=$top/build/sim/$1/cov name has names=() units=()
	# Counts are of the very object that the notes describe, and of this run.
	rm -f "$dir"/{walker,public}.{o,d,gcno,gcda}
	nice make -s -C "$top" -f "$sim/Makefile" LAYOUT="$layout" FLAVOUR=cov > "$results/$layout.make" 2>&1 || {
		echo "coverage: $layout does not build: $(grep -m 1 -E 'error|undefined|No rule' "$results/$layout.make")"
		return 1
	}
	# A name that it has not makes it print those that it has: not each layout has all.
	has=$("$sim/exec.sh" "$dir/sim" none 2>&1 | sed -n 's/.*, of //p')
	[ -n "$has" ] || { echo "coverage: the program of $layout does not name its tests"; return 1; }
	for name in $tests; do
		[ "$name" = race_fork ] && [ "$layout" != "$forks" ] || [[ " $has " != *" $name "* ]] || names+=("$name")
	done
	judged "$layout" "${SIM_SECONDS:-600}" "$results/$layout" "$dir/sim --seed $seed ${names[*]}" \
		nice "$sim/exec.sh" "$dir/sim" --seed "$seed" "${names[@]}" || {
		echo "coverage: a test fails in $layout, so that its counts say nothing: $(grep -m 1 -A 2 '^not ok' "$results/$layout.tap" | xargs -0)"
		return 1
	}
	for name in walker public; do [ ! -e "$dir/$name.gcno" ] || units+=("$name"); done
	for name in "${units[@]}"; do cat "$dir/$name.d"; done > "$results/$layout.d"
	(cd "$dir" && gcov --json-format --branch-probabilities --stdout "${units[@]/%/.gcda}") \
		> "$results/$layout.json" 2> "$results/$layout.gcov" || {
		echo "coverage: gcov cannot read the counts of $layout: $(head -n 1 "$results/$layout.gcov")"
		return 1
	}
}
export -f one judged judge unexplained
tests=$(grep -vxF "$(xargs -n 1 <<< "${without:- -}")" <<< "$all" | xargs)
export sim top results seed forks tests sanitizer_words
failed=0
# shellcheck disable=SC2086 # a list of names
parallel --will-cite -j 2 one ::: $layouts >&2 || failed=$?
[ $failed = 0 ] || die "$failed of $(wc -w <<< "$layouts") layouts have no counts, as said above"

python3 -B - "$top" "$results" "$sim/uncovered" << 'END'
import collections, glob, json, os, re, sys

top, results, reasons_file = sys.argv[1:]
FILES = "core/*.c", "core/*.h", "core/kernels/*.h", "core/public/*.[ch]", "arch-*/*.h"
NEEDED = 95
files = sorted(os.path.relpath(f, top) for glob_ in FILES for f in glob.glob(f"{top}/{glob_}"))
source = {f: open(f"{top}/{f}").read().split("\n") for f in files}

# gcov's own counts: it knows no marks in the source by which code is left out.
# A layout's macros can make another number of branches of a line, so branches
# of a place are told apart by how many there are, and then by their order.
lines = collections.Counter()
branches = collections.Counter()
layouts_of = collections.defaultdict(set)
# Some headers have no lines that run: what a build includes its dependencies say.
built = set()
for path in sorted(glob.glob(f"{results}/*.json")):
    layout = os.path.basename(path)[:-5]
    built.update(os.path.relpath(os.path.realpath(os.path.join(top, p)), top)
                 for p in open(f"{path[:-5]}.d").read().replace(":", " ").split() if p != "\\")
    units = [json.loads(text) for text in open(path).read().split("\n") if text]
    for part in [part for unit in units for part in unit["files"]]:
        # The headers stand in the build's include folder as links.
        file = os.path.relpath(os.path.realpath(part["file"]), top)
        if file not in source:
            continue
        here = collections.defaultdict(list)
        for line in part["lines"]:
            place = file, line.get("function_name", "-"), line["line_number"]
            lines[place] += line["count"]
            here[place] += [b["count"] for b in line["branches"]]
        for place, counts in here.items():
            for i, count in enumerate(counts):
                branches[place, len(counts), i] += count
                layouts_of[place, len(counts)].add(layout)

def text(place):
    return source[place[0]][place[2] - 1].strip()

def say(what, done, total):
    return f"{what} {done}/{total} {100 * done / total if total else 100:.1f} %"

bad_lines = sorted(p for p in lines if not lines[p])
missing = [f for f in files if f not in built]
uncovered = collections.defaultdict(list)
for (place, of, i), count in sorted(branches.items()):
    if not count:
        uncovered[place].append((of, i))

print(f"{'file':<26} {'lines':>16}  {'branches':>16}")
for name in files + ["all"]:
    mine = lambda f: name in ("all", f)
    l = [lines[p] for p in lines if mine(p[0])]
    b = [branches[k] for k in branches if mine(k[0][0])]
    cell = lambda c: f"{sum(map(bool, c))}/{len(c)}" + (f" {100 * sum(map(bool, c)) / len(c):6.1f} %" if c else "      - ")
    print(f"{name:<26} {cell(l):>16}  {cell(b):>16}")

# The files and functions that a reason names must be there: else it is one of another time.
paths = [os.path.relpath(os.path.join(at, name), top) for folder in ("core", "tests", *glob.glob(f"{top}/arch-*"))
         for at, _, names in os.walk(os.path.join(top, folder)) for name in names]
words = set(re.findall(r"\w+", " ".join(open(f"{top}/{p}").read() for p in paths
                                       if re.match(r"(core|arch-\w+|tests/sim)/.*\.(c|h|awk|rows)$", p))))

def names_gone(reason):
    return ([n for n in re.findall(r"[\w/-]+\.(?:[ch]|sh)\b", reason) if not any(f"/{p}".endswith(f"/{n}") for p in paths)] +
            [n + "()" for n in re.findall(r"\b(\w+)\(\)", reason) if n not in words])

# FILE FUNCTION: FRAGMENT: [N branches, ]REASON
wrong, explained = [], set()
rows = open(reasons_file).read().split("\n") if os.path.exists(reasons_file) else []
for row in rows:
    if not row.strip() or row.startswith("#"):
        continue
    for name in names_gone(row.split(": ", 1)[-1]):
        wrong.append(f"a reason is stale, there is no {name} any more: {row}")
    m = re.fullmatch(r"(\S+) (\w+|-): never: .+", row)
    if m:
        file, function = m.groups()
        inside = [p for p in lines if p[0] == file and function in ("-", p[1])]
        if any(lines[p] for p in inside) or (not inside and file not in missing):
            wrong.append(f"a reason is stale, it is called, or is there no more: {file} {function}")
        bad_lines = [p for p in bad_lines if p not in inside]
        explained.update(inside)
        if function == "-" and file in missing:
            missing.remove(file)
        continue
    m = re.fullmatch(r"(\S+) (\w+): (.+?): (?:(\d+) branches, )?(.+)", row)
    if not m:
        wrong.append(f"this is no 'FILE FUNCTION: FRAGMENT: REASON': {row}")
        continue
    file, function, fragment, number, _ = m.groups()
    what = f"{file} {function}: {fragment}"
    found = sorted({k[0] for k in branches if k[0][:2] == (file, function) and fragment in text(k[0])})
    if not found:
        wrong.append(f"a reason is stale, there is no such branch any more: {what}")
    elif len(found) > 1:
        wrong.append(f"a reason is for more than one line, make its fragment longer: {what}")
    elif not uncovered.get(found[0]):
        wrong.append(f"a reason is stale, its branches are covered: {what}")
    elif len(uncovered[found[0]]) != int(number or 1):
        wrong.append(f"a reason speaks of {number or 1} branch(es) not covered, "
                     f"there are {len(uncovered[found[0]])}: {what}")
    else:
        explained.add(found[0])
for place, which in sorted(uncovered.items()):
    if place in explained:
        continue
    for of, i in which:
        known = sorted(layouts_of[place, of])
        wrong.append(f"no reason for {place[0]}:{place[2]}, {place[1]}(), branch {i + 1} of {of} "
                     f"({known[0]}{' and others' if len(known) > 1 else ''}): {text(place)}")

passed = failed = 0
def result(good, what, remarks):
    global passed, failed
    print(f"{'ok' if good else 'not ok'} {passed + failed + 1} - coverage: {what}")
    for remark in remarks:
        print(f"# {remark}")
    passed, failed = passed + bool(good), failed + (not good)

taken, total = sum(map(bool, branches.values())), len(branches)
print("TAP version 13\n1..3")
result(not bad_lines and not missing, say("lines", len(lines) - len(bad_lines), len(lines)),
       [f"not covered: {p[0]}:{p[2]}, {p[1]}(): {text(p)}" for p in bad_lines] +
       [f"no layout compiles {f}" for f in missing])
result(total and 100 * taken >= NEEDED * total, say("branches", taken, total),
       [] if total and 100 * taken >= NEEDED * total else [f"{NEEDED} % are needed"])
result(not wrong, "each branch that is not covered has a reason", wrong)
print(f"{passed} passed, {failed} failed")
sys.exit(bool(failed))
END
