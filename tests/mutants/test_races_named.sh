#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# A race has one name: in the comments of the core, as a scenario of the simulator,
# and as a mutant. Each that has one of these has all three.
#
# usage: test_races_named.sh	TAP on stdout, at once
#
# A comment says "Race: collapse." or "Race: unmap, migration, hugetlb unshare."
set -eu
export LC_ALL=C
cd "$(dirname "$0")/../.."

# Names in comments: up to the full stop, over the ends of lines, blanks as "_".
in_comments() {
	cat core/*.c core/*.h core/kernels/* | sed 's/^[ \t]*\/\?\*\+\/\?//' | tr -s '\n\t ' ' ' |
		grep -oE 'Race: [^.]*\.' | sed 's/^Race: //; s/\.$//' | tr ',' '\n' |
		sed 's/^ *//; s/ *$//' | tr 'A-Z ' 'a-z_' | sort -u
}
scenarios() { printf '%s\n' tests/sim/race_*.c | sed 's,.*/race_,,; s/\.c$//' | sort -u; }
mutants() { printf '%s\n' tests/mutants/race_*-*.cocci | sed 's,.*/race_,,; s/-.*//' | sort -u; }
killed_by() { sed -n 's/^\/\/ Killed-by: //p' tests/mutants/"$1".cocci; }

number=0 failed=0
result() { # STATUS WHAT WAY-OUT
	number=$((number + 1))
	if [ "$1" = 0 ]; then
		echo "ok $number - races named: $2"
	else
		failed=$((failed + 1))
		echo "not ok $number - races named: $2"
		echo "# $3"
	fi
}
has() { grep -qxF "$2" <<< "$1"; }

comments=$(in_comments) scenarios=$(scenarios) mutants=$(mutants)
mapfile -t races < <(printf '%s\n' "$comments" "$scenarios" "$mutants" | grep . | sort -u)
mapfile -t files < <(cd tests/mutants && printf '%s\n' race_*.cocci | sed 's/\.cocci$//')
echo "TAP version 13"
echo "1..$((3 * ${#races[@]} + ${#files[@]}))"
for race in "${races[@]}"; do
	has "$comments" "$race" && rc=0 || rc=1
	result "$rc" "$race, in a comment of the core" "write 'Race: ${race//_/ }.' where core/ guards against it"
	has "$scenarios" "$race" && rc=0 || rc=1
	result "$rc" "$race, as a scenario" "write tests/sim/race_$race.c"
	has "$mutants" "$race" && rc=0 || rc=1
	result "$rc" "$race, as a mutant" "write tests/mutants/race_$race-WHAT.cocci, which its scenario kills"
done
for file in "${files[@]}"; do
	by=race_${file#race_}
	by=${by%%-*}
	[ "$(killed_by "$file")" = "$by" ] && rc=0 || rc=1
	result "$rc" "$file is killed by its scenario" "let its head say 'Killed-by: $by'"
done
echo "$((number - failed)) passed, $failed failed"
[ "$failed" = 0 ]
