#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Build and run the simulator: all tests, or some by name, for each layout, with
# the directed scheduler and under the sanitizers. TAP, one plan.
#
# The sanitizers look at the layouts of the file "sanitized", of each architecture and each
# shape of tables one, or at those that are named; ALL=1 at all of them.
#
# usage: [LAYOUT="NAME..."] [ALL=1] [SEED=N] [SIM_PROGRAM=stub] [SIM_SECONDS=300] run.sh [--list | TEST...]
#   SIM_PROGRAM   what runs each program, "stub PROGRAM --seed N TEST...", to try this script
#   SIM_SECONDS   of CPU time that a program may take; usual are ten
set -eu
here=$(dirname "$(readlink -f "$0")") top=$(readlink -f "$(dirname "$0")/../..")
layouts() { find "$here/layouts" -type f ! -name '*.rows' ! -name README -printf '%f\n' | sort; cat "$here/generations/layouts"; }
tests() { sed -n 's/^SIM_TEST(\(.*\));$/\1/p' "$here"/*.c | sort; }
die() { echo "sim: $*" >&2; exit 2; }
known() { # WHAT NAME LIST
	grep -qxF -- "$2" <<< "$3" || die "there is no $1 '$2'; there are: $(xargs <<< "$3")"
}

[ "${1-}" != --list ] || { tests; exit 0; }
all=$(layouts) names=$(tests) seed=${SEED:-}
wanted=${LAYOUT:-$all}
for layout in $wanted; do known layout "$layout" "$all"; done
while read -r layout; do known layout "$layout" "$all"; done < "$here/sanitized"
for name in "$@"; do known test "$name" "$names"; done
[[ $seed =~ ^[0-9]*$ ]] || die "a seed is a number, as a failed test prints it, not '$seed'"
[ -n "$seed" ] || seed=$(date +%s)
limit=${SIM_SECONDS:-300}
[[ $limit =~ ^[1-9][0-9]*$ ]] || die "SIM_SECONDS is a number above 0, not '$limit'"
command -v parallel > /dev/null || die "GNU parallel is missing; type: apt-get install parallel, or make deps"

# shellcheck source=tests/judge.sh
. "$top/tests/judge.sh"
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
# By an emulator a schedule takes ten times as long; named, races are run all the same.
without_races() { # LAYOUT PROGRAM: the names of its other tests; those of the races are skipped
	local name
	# A name that it has not makes it print those that it has: a generation has not all.
	for name in $("$here/exec.sh" "$2" none 2>&1 | sed -n 's/.*, of //p'); do
		if [[ $name == race_* ]]; then
			echo "ok 0 - $name [$1] # SKIP this machine runs no 32-bit programs; type: make test T=$name LAYOUT=$1" >> "$out/$1.directed.skipped"
		else
			echo "$name"
		fi
	done
}

# Two compilers: gcc has the instrumentation that tells volatile apart on 32 bits.
one() { # FLAVOUR LAYOUT TEST...
	local flavour=$1 layout=$2 cc=gcc log sim name chosen=()
	shift 2
	log=$out/$layout.$flavour sim=build/sim/$layout/$flavour/sim
	if [ "$flavour" = asan ]; then
		# An older generation is there for its races.
		[[ $layout != *+* ]] || { : > "$log.tap"; return; }
		cc=clang-19
		# Races need schedules; if nothing else is wanted there is nothing to do.
		for name in "$@"; do [[ $name == race_* ]] || chosen+=("$name"); done
		[ $# -eq 0 ] || [ ${#chosen[@]} -gt 0 ] || { : > "$log.tap"; return; }
		set -- "${chosen[@]}"
		if [ -z "$named" ] && ! grep -qxF -- "$layout" "$here/sanitized"; then
			echo "ok 0 - sanitizers [$layout] # SKIP make test-all looks there; type: make test LAYOUT=$layout" > "$log.tap"
			return
		fi
	fi
	if ! make -s -C "$top" -f "$here/Makefile" LAYOUT="$layout" FLAVOUR="$flavour" CC=$cc > "$log.make" 2>&1; then
		echo "not ok 0 - $layout, $flavour: does not build: $(grep -m 1 -E 'error|undefined|No rule' "$log.make")" > "$log.tap"
		return
	fi
	if [ "$flavour" = asan ] && [ -z "$named" ] && "$here/exec.sh" --emulated "$top/$sim"; then
		echo "ok 0 - sanitizers [$layout] # SKIP this machine runs no 32-bit programs; type: make test LAYOUT=$layout" > "$log.tap"
		return
	fi
	if [ "$flavour" = directed ] && [ $# = 0 ] && "$here/exec.sh" --emulated "$top/$sim"; then
		mapfile -t chosen < <(without_races "$layout" "$top/$sim")
		set -- "${chosen[@]}"
	fi
	judged "sim: $layout, $flavour" "$limit" "$log" "$sim --seed $seed${*:+ $*}" \
		"${SIM_PROGRAM:-$here/exec.sh}" "$top/$sim" --seed "$seed" "$@" || true
	sed 's/^/# /' "$log.make" | cat - "$log.tap" > "$log.all"
	mv "$log.all" "$log.tap"
}
export -f one without_races judged judge unexplained
named=${LAYOUT:-}${ALL:-}
export here top out seed sanitizer_words limit named
# shellcheck disable=SC2086,SC1083 # lists of names; what parallel fills in
parallel --will-cite -j 2 one {2} {1} "$@" ::: $wanted ::: directed asan || true
for layout in $wanted; do
	for flavour in directed asan; do
		cat "$out/$layout.$flavour.skipped" 2> /dev/null || true
		cat "$out/$layout.$flavour.tap" || echo "not ok - sim: $layout, $flavour: was not run"
	done
done > "$out/all"
counted "$out/all"
echo "TAP version 13"
echo "1..$((passed + failed + skipped))"
echo "# seed $seed"
awk '/^(TAP|1\.\.|# seed)/ { next }
	/^(not )?ok / { sub(/ok ([0-9]+ )?/, "ok " ++n " ") }
	{ print }' "$out/all"
closing
