#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# A race has one name: in the comments of the core and the ports, as a scenario of the
# simulator, as a mutant, and as a litmus test. Each that has one of these has all four. Each header of a
# generation, and each port, that names one has a mutant of its own, in a build that has it:
# a mutant of another file proves nothing of this one.
#
# usage: test_races_named.sh	TAP on stdout, at once
#
# A comment says "Race: collapse." or "Race: unmap, migration, hugetlb unshare."
set -eu
export LC_ALL=C
cd "$(dirname "$0")/../.."
area="races named"
# shellcheck source=tests/tap.sh
. tests/tap.sh

# Names in comments: up to the full stop, over the ends of lines, blanks as "_".
in_comments() { # FILE...
	cat "$@" | sed 's/^[ \t]*\/\?\*\+\/\?//' | tr -s '\n\t ' ' ' |
		grep -oE 'Race: [^.]*\.' | sed 's/^Race: //; s/\.$//' | tr ',' '\n' |
		sed 's/^ *//; s/ *$//' | tr 'A-Z ' 'a-z_' | sort -u
}
scenarios() { printf '%s\n' tests/sim/race_*.c | sed 's,.*/race_,,; s/\.c$//' | sort -u; }
mutants() { printf '%s\n' tests/mutants/race_*-*.cocci | sed 's,.*/race_,,; s/-.*//' | sort -u; }
# The header of a generation, and what it includes of the others.
headers() { # GENERATION
	local next
	echo "core/kernels/$1.h"
	while read -r next; do
		[ ! -f "core/kernels/$next.h" ] || headers "$next"
	done < <(sed -n 's/^#include "\([a-z_]*\)\.h"$/\1/p' "core/kernels/$1.h")
}
# Is a file in the walker that is built for a layout?
built_for() { # FILE LAYOUT
	local generation=folio_pins
	case $1 in
	core/kernels/*)
		[[ $2 != *+* ]] || generation=${2#*+}
		grep -qxF "$1" < <(headers "$generation") ;;
	arch-*) [ "${1%%/*}" = "arch-$(awk -v rows=tests/sim/layouts -v want=arch -f tests/sim/rows.awk \
		-f tests/sim/gen.awk "tests/sim/layouts/${2%+*}")" ] ;;
	esac
}
# Is a mutant of this race one of this very file, in a build that has the file?
dies_with() { # FILE RACE
	local mutant layouts layout
	for mutant in tests/mutants/race_"$2"-*.cocci; do
		[ -f "$mutant" ] && grep -qxF "// File: $1" "$mutant" || continue
		read -r -a layouts < <(sed -n 's/^\/\/ Layouts: //p' "$mutant")
		for layout in "${layouts[@]}"; do
			! built_for "$1" "$layout" || return 0
		done
	done
	return 1
}
litmus() { sed -n 's/^ \* Race: //p' tests/litmus/*.litmus | tr ',' '\n' | sed 's/^ *//' | tr 'A-Z ' 'a-z_' | sort -u; }
killed_by() { sed -n 's/^\/\/ Killed-by: //p' tests/mutants/"$1".cocci; }

has() { grep -qxF "$2" <<< "$1"; }

comments=$(in_comments core/*.[ch] core/kernels/* arch-*/*) scenarios=$(scenarios) mutants=$(mutants) litmus=$(litmus)
mapfile -t races < <(printf '%s\n' "$comments" "$scenarios" "$mutants" "$litmus" | grep . | sort -u)
mapfile -t files < <(cd tests/mutants && printf '%s\n' race_*.cocci | sed 's/\.cocci$//')
# What a header or a port says for itself.
mapfile -t claims < <(for file in core/kernels/* arch-*/*; do in_comments "$file" | sed "s,^,$file ,"; done)
plan $((4 * ${#races[@]} + ${#files[@]} + ${#claims[@]}))
for race in "${races[@]}"; do
	has "$comments" "$race" && rc=0 || rc=1
	result "$rc" "$race, in a comment of the core" "write 'Race: ${race//_/ }.' where core/ guards against it"
	has "$scenarios" "$race" && rc=0 || rc=1
	result "$rc" "$race, as a scenario" "write tests/sim/race_$race.c"
	has "$mutants" "$race" && rc=0 || rc=1
	result "$rc" "$race, as a mutant" "write tests/mutants/race_$race-WHAT.cocci, which its scenario kills"
	has "$litmus" "$race" && rc=0 || rc=1
	result "$rc" "$race, as a litmus test" "write tests/litmus/NAME.litmus, which says 'Race: ${race//_/ }'"
done
for file in "${files[@]}"; do
	by=race_${file#race_}
	by=${by%%-*}
	[ "$(killed_by "$file")" = "$by" ] && rc=0 || rc=1
	result "$rc" "$file is killed by its scenario" "let its head say 'Killed-by: $by'"
done
for claim in "${claims[@]}"; do
	dies_with "${claim% *}" "${claim#* }" && rc=0 || rc=1
	result "$rc" "${claim#* } of ${claim% *}, as a mutant of that file" \
		"write tests/mutants/race_${claim#* }-WHAT.cocci, whose head says 'File: ${claim% *}', with a layout whose walker has it"
done
finish
