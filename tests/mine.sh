#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Run what a change can reach, in about a minute: of the files that differ from a commit,
# or are new, the table "reach" beside this script says which tests, layouts and mutants.
#
# usage: LINUX=tree [BASE=HEAD] mine.sh [--list]	TAP of each test, then the counts
#   --list   print what would run, and run nothing
#
# It begins with the list of what it runs, and of what takes longer, with the command for that.
set -eu
top=$(readlink -f "$(dirname "$0")/..")
cd "$top"
# shellcheck source=tests/judge.sh
. tests/judge.sh
die() { echo "check-mine: $*" >&2; exit 2; }
base=${BASE:-HEAD}
git rev-parse -q --verify "$base^{commit}" > /dev/null || die "BASE=$base: there is no such commit; see git log"
mkdir -p build
# A file that went, or that has another name, reaches as much as one that changed.
mapfile -d '' -t files < <({ git diff -z --name-only --no-renames "$base"; git ls-files -z --others --exclude-standard; } | LC_ALL=C sort -zu)
if [ ${#files[@]} = 0 ]; then
	echo "check-mine: no file differs from $base, so nothing is to be tested; an earlier commit is BASE=COMMIT"
	exit 0
fi

# layouts_of ARCH: its page tables, those of the sanitizers first
layouts_of() {
	{ cat tests/sim/sanitized; ls tests/sim/layouts; } | awk -v arch="$1" '
		!seen[$1]++ {
			cmd = "awk -v rows=tests/sim/layouts -v layout=" $1 " -v want=arch -f tests/sim/rows.awk -f tests/sim/gen.awk tests/sim/layouts/" $1 " 2> /dev/null"
			if ($1 !~ /README|[.]rows$/ && (cmd | getline found) > 0 && found == arch) print $1
			close(cmd)
		}'
}
mutants_of() { grep -lx "// File: $1" tests/mutants/*.cocci | sed 's,.*/,,; s/\.cocci$//'; }

# reaches FILE: what the table says of it, "KIND WORD..." a line
reaches() {
	local pattern kind words
	while IFS=$'\t' read -r pattern kind words; do
		[[ -z $pattern || $pattern == '#'* ]] || ! [[ $1 =~ ^($pattern)$ ]] ||
			{ words=${words//@2/${BASH_REMATCH[3]-}}; echo "$kind ${words//@/${BASH_REMATCH[2]-}}"; }
	done < tests/reach
}
for file in "${files[@]}"; do
	reaches "$file" | grep . || echo "unknown $file"
done | awk '!seen[$0]++' > build/reach.of
for file in "${files[@]}"; do
	! reaches "$file" | grep -x 'mutants *' > /dev/null || mutants_of "$file" || true
done > build/reach.mutants
of() { sed -n "s/^$1 //p" build/reach.of | tr ' ' '\n' | awk 'NF && !seen[$0]++'; }
# there PATTERN: of names on stdin those whose file exists
there() { local name; while read -r name; do [ ! -e "${1//@/$name}" ] || echo "$name"; done; }
# run_generation NAME: layouts with core/kernels/NAME.h, or with what includes that
run_generation() {
	[ "$1" != folio_pins ] || echo x86-64-4l
	grep -h "+$1\$" tests/sim/generations/layouts ||
		grep -l "^#include \"$1\.h\"" core/kernels/*.h | while read -r header; do run_generation "$(basename "$header" .h)"; done
}

mapfile -t layouts < <({ of layouts; for name in $(of generation); do run_generation "$name" | head -n 3; done; for arch in $(of port); do layouts_of "$arch" | head -n 3; done; } | awk '!seen[$0]++')
# All tests, if something else that is common to them has changed as well.
mapfile -t sims < <(printf '%s\n' "${files[@]}" | grep -qE '^(core|arch-|tests/sim/(include|layouts|generations|[a-z]*\.))' ||
	for name in $(of file | there 'tests/sim/@.c'); do sed -n 's/^SIM_TEST(\(.*\));$/\1/p' "tests/sim/$name.c"; done)
# What tests/run.sh begins first are those that take minutes.
minutes=$(bash tests/run.sh --long)
mapfile -t tests < <(of test | grep -vxF -e "$(of long)" -e "$minutes")
mapfile -t rules < <(of rule)
# Some of many, others after each change: a dozen takes half a minute.
mapfile -t mutants < <(shuf --random-source=<(git diff "$base" | sha256sum; yes) build/reach.mutants | head -n 12)
mapfile -t mutants < <({ of mutant; printf '%s\n' "${mutants[@]}"; } | awk 'NF && !seen[$0]++')
mapfile -t mutants < <(printf '%s\n' "${mutants[@]}" | there 'tests/mutants/@.cocci')
mapfile -t rules < <(printf '%s\n' "${rules[@]}" | there 'coccinelle/check/@.cocci')
mapfile -t tests < <(for name in "${tests[@]}"; do [ -z "$(find tests -name "$name.sh")" ] || echo "$name"; done)
[ ${#sims[@]} = 0 ] || [ ${#layouts[@]} -gt 0 ] || layouts=(x86-64-4l)
shell=() python=()
for file in "${files[@]}"; do
	[ -e "$file" ] || continue
	case $file in *.sh) shell+=("$file") ;; *.py) python+=("$file") ;; esac
done

show() { [ $# = 1 ] || echo "# $1: ${*:2}"; }
show "differ from $base" "${files[@]}"
show "shellcheck" "${shell[@]}"
show "python3 -m py_compile" "${python[@]}"
show "layouts" "${layouts[@]}"
show "tests of the simulator (default: all)" "${sims[@]}"
show "rules" "${rules[@]}"
show "scripts" "${tests[@]}"
show "mutants, ${#mutants[@]} of $(wc -l < build/reach.mutants)" "${mutants[@]}"
mapfile -t unknown < <(of unknown)
show "nothing in tests/reach is about" "${unknown[@]}"
mapfile -t later < <({ of long; of test | grep -xF -e "$minutes" || true; } | awk '!seen[$0]++')
show "not here, since each takes more than a minute: make test T=\"${later[*]}\"" "${later[@]}"
[ "${1-}" != --list ] || exit 0

rm -rf build/mine
mkdir -p build/mine
# one NAME COMMAND...
one() {
	local name=$1
	shift
	judged "$name" 600 "build/mine/$name" "$*" "$@" || true
	cat "build/mine/$name.tap"
}
# A tool that says nothing if all is well, as a test of one result
quiet() {
	local said
	echo 1..1
	if said=$("$@" 2>&1); then echo "ok 1 - $1"; else printf 'not ok 1 - %s\n# %s\n' "$1" "${said//$'\n'/$'\n# '}"; exit 1; fi
}
export -f one quiet judged judge unexplained
export sanitizer_words
jobs=()
add() { jobs+=("$(printf '%q ' "$@")"); }
[ ${#shell[@]} = 0 ] || add shellcheck bash -c 'quiet shellcheck -x "$@"' - "${shell[@]}"
[ ${#python[@]} = 0 ] || add python bash -c 'quiet python3 -B -c "import ast, sys; [ast.parse(open(f).read(), f) for f in sys.argv[1:]]" "$@"' - "${python[@]}"
for name in "${tests[@]}"; do add "$name" bash "$(find tests -name "$name.sh")"; done
[ ${#rules[@]} = 0 ] || add rules env RULE="${rules[*]}" bash tests/check/test_rules.sh
[ ${#jobs[@]} = 0 ] || printf '%s\n' "${jobs[@]}" | SHELL=$BASH parallel --will-cite -j 2 'eval one {}' || true
[ ${#layouts[@]} = 0 ] || LAYOUT="${layouts[*]}" one sim bash tests/sim/run.sh "${sims[@]}"
[ ${#mutants[@]} = 0 ] || one mutants bash tests/mutants/run.sh --jobs 2 "${mutants[@]}"
results=(build/mine/*.tap)
planned=$((${#jobs[@]} + (${#layouts[@]} > 0) + (${#mutants[@]} > 0)))
[ "$planned" -gt 0 ] || { echo "check-mine: nothing here tests these files; see tests/README"; exit 0; }
[ -e "${results[0]}" ] || results=()
counted "${results[@]}"
if [ ${#results[@]} != "$planned" ]; then
	echo "not ok - ${#results[@]} of $planned programs ran"
	failed=$((failed + 1))
fi
closing
