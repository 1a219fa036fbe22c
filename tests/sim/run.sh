#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Build and run the simulator: all tests, or some by name, for each layout, with
# the directed scheduler and under the sanitizers. TAP, one plan.
#
# usage: [LAYOUT="NAME..."] [SEED=N] run.sh [--list | TEST...]
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
for name in "$@"; do known test "$name" "$names"; done
[[ $seed =~ ^[0-9]*$ ]] || die "a seed is a number, as a failed test prints it, not '$seed'"
[ -n "$seed" ] || seed=$(date +%s)
command -v parallel > /dev/null || die "GNU parallel is missing; type: apt-get install parallel, or make deps"

out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
# Two compilers: gcc has the instrumentation that tells volatile apart on 32 bits.
one() { # FLAVOUR LAYOUT TEST...
	local flavour=$1 layout=$2 cc=gcc log name names=()
	shift 2
	log=$out/$layout.$flavour
	if [ "$flavour" = asan ]; then
		# An older generation is there for its races.
		[[ $layout != *+* ]] || return 0
		cc=clang-19
		# Races need schedules; if nothing else is wanted there is nothing to do.
		for name in "$@"; do [[ $name == race_* ]] || names+=("$name"); done
		[ $# -eq 0 ] || [ ${#names[@]} -gt 0 ] || return 0
		set -- "${names[@]}"
	fi
	if ! make -s -C "$top" -f "$here/Makefile" LAYOUT="$layout" FLAVOUR="$flavour" CC=$cc > "$log.make" 2>&1; then
		echo "not ok 0 - $layout, $flavour: does not build: $(grep -m 1 -E 'error|undefined' "$log.make")" > "$log"
		return
	fi
	sed 's/^/# /' "$log.make" > "$log"
	timeout 300 "$top/build/sim/$layout/$flavour/sim" --seed "$seed" "$@" >> "$log" 2>> "$log.err" || [ $? = 1 ] ||
		echo "not ok 0 - $layout, $flavour: ended early, by $(grep -m 1 -E 'ERROR|runtime error' "$log.err" || echo "a signal or after 300 s")" >> "$log"
}
export -f one
export here top out seed
# shellcheck disable=SC2086,SC1083 # lists of names; what parallel fills in
parallel --will-cite -j 2 one {2} {1} "$@" ::: $wanted ::: directed asan
cat "$out"/*.directed "$out"/*.asan 2> /dev/null | awk -v seed="$seed" '
	/^(TAP|1\.\.|# seed)/ { next }
	/^(not )?ok [0-9]+ / { sub(/ok [0-9]+/, "ok " ++n); if (/^not/) failed++; else if (/# SKIP/) skipped++; else passed++ }
	{ line[++lines] = $0 }
	END {
		print "TAP version 13\n1.." n "\n# seed " seed
		for (i = 1; i <= lines; i++) print line[i]
		print passed + 0 " passed, " failed + 0 " failed, " skipped + 0 " skipped"
		exit failed || !passed
	}'
