#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Undo one check of the walker at a time, and see that the simulator's tests tell.
#
# usage: [SIM_SECONDS=100] run.sh [--jobs N] [NAME...]	TAP and a table on stdout, about two minutes
#
# Each NAME.cocci here is applied to a copy of the tree. Its head says which file
# it changes ("File:"), which test must fail then ("Killed-by:"), and in which of
# the simulator's layouts ("Layouts:"). The test must pass without the mutant.
# One that must not come to an end, or dies, says so ("Ends: 152: it walks for ever"), with
# the status that unexplained() of tests/judge.sh tells, or the signal ("Ends: SIGSEGV: ...").
# What was built of a survivor stays in build/mutants/NAME.
set -eu
export LC_ALL=C
# shellcheck source=tests/judge.sh
. "$(dirname "$0")/../judge.sh"
here=$(dirname "$(readlink -f "$0")")
top=$(readlink -f "$here/../..")
work=$top/build/mutants
seed=1
limit=${SIM_SECONDS:-100}
export here top work seed limit sanitizer_words

die() { echo "mutants: $1" >&2; exit 2; }
field() { sed -n "s,^// $2: *,,p" "$here/$1.cocci"; }

ending() { field "$1" Ends | sed 's/:.*//'; }

# The program for a layout, out of TREE into OUT; what make says is in OUT.log.
build() { # TREE OUT LAYOUT
	mkdir -p "$2"
	make -s -f "$1/tests/sim/Makefile" WERROR= TOP="$1" OUT="$2" LAYOUT="$3" > "$2/$3.log" 2>&1
}

# Run a test; prints what became of it: passed, or how a case of it failed, or "no ...".
# Only a case that fails tells of the mutant: a program that dies or is stopped has said
# nothing, unless the mutant's head tells that it must ("Ends: STATUS: reason").
verdict() { # OUT LAYOUT TEST [STATUS]
	local log=$1/$2.$3 rc=0 sim=$1/$2/directed/sim
	judged "$3" "$limit" "$log" "$sim --seed $seed $3" \
		"${SIM_PROGRAM:-$top/tests/sim/exec.sh}" "$sim" --seed "$seed" "$3" || rc=$?
	if [ -n "${4-}" ] && grep -qE "^not ok - .* status $4;|^not ok - .*: died of $4;" "$log.tap"; then echo "by its end, $4"
	elif grep -q '^not ok - ' "$log.tap"; then sed -n 's/^not ok - /no case failed: /p' "$log.tap"
	elif grep -q '^ok .*# SKIP' "$log.tap"; then echo "no case in this layout"
	elif [ $rc = 0 ]; then echo passed
	else
		sed -n 's/^# \([0-9]* of [0-9]*\) cases failed; the first: /\1: /p' "$log.tap" | grep . || echo "no case was named"
	fi
}

# Without a mutant, once for each layout and each of its tests.
base() { # LAYOUT
	[ -f "$work/base/tree/tests/sim/layouts/${1%+*}" ] || { echo "no such layout; see tests/sim/layouts" > "$work/base/$1.built"; return; }
	rm -f "$work/base/out/$1/directed/sim"
	build "$work/base/tree" "$work/base/out" "$1" && echo ok > "$work/base/$1.built" ||
		echo "does not build without the mutant; see build/mutants/base/out/$1.log" > "$work/base/$1.built"
}
base_test() { # LAYOUT TEST
	[ "$(cat "$work/base/$1.built")" != ok ] || verdict "$work/base/out" "$1" "$2" > "$work/base/$1.$2"
}

# A copy of the tree with the mutant in it, or NAME/why, which says why not.
mutate() { # NAME
	local m=$work/${1:?}
	rm -rf "${m:?}"
	mkdir -p "$m/out"
	cp -a "$work/base/tree" "$m/tree"
	apply "$1" > "$m/why" && rm "$m/why"
}
apply() { # NAME
	local file m=$work/$1
	file=$(field "$1" File)
	[ -f "$m/tree/$file" ] || { echo "changes '$file', which does not exist"; return 1; }
	spatch --very-quiet --no-includes --macro-file "$here/macros.h" --in-place \
		--sp-file "$here/$1.cocci" "$m/tree/$file" > "$m/spatch.log" 2>&1 ||
		{ echo "does not parse or apply; see build/mutants/$1/spatch.log"; return 1; }
	! cmp -s "$m/tree/$file" "$work/base/tree/$file" ||
		{ echo "changes nothing in $file, which has other words by now; adapt it"; return 1; }
}

# Only what includes the mutated file is compiled; for the core that is walker.o.
mutant_build() { # NAME LAYOUT
	local m=$work/$1 b dep object
	b=$m/out/$2/directed
	dep=$(field "$1" File)
	case $dep in core/kernels/*) dep="\(gup_kernel\|$(basename "$dep" .h)\)\.h" ;; *) dep=${dep##*/} ;; esac
	mkdir -p "$m/out/$2"
	cp -a "$work/base/out/$2/directed" "$b"
	for object in "$b"/*.d; do
		! grep -q "/$dep\b" "$object" || rm -f "${object%.d}.o"
	done
	rm -f "$b"/*.d "$b/sim"
	find "$b/include" -type l -delete # they lead to the tree without the mutant
	build "$m/tree" "$m/out" "$2"
}

one() { # NUMBER NAME LAYOUT
	local name=$2 layout=$3 test why="" said without
	test=$(field "$name" Killed-by)
	without=$(cat "$work/base/$layout.built")
	[ "$without" != ok ] || without=$(cat "$work/base/$layout.$test")
	if [ -e "$work/$name/why" ]; then why=$(cat "$work/$name/why")
	elif [ ! -e "$work/base/out/$layout/directed/sim" ]; then why=$without
	elif ! mutant_build "$name" "$layout"; then
		why="does not compile, which proves nothing; see build/mutants/$name/out/$layout.log"
	elif [ "$without" != passed ]; then
		why="$test without the mutant: $without"
	else
		said=$(verdict "$work/$name/out" "$layout" "$test" "$(ending "$name")")
		case $said in passed | no\ *) why="survives: $test: $said" ;; esac
	fi
	if [ -z "$why" ]; then
		rm -rf "$work/$name/out/$layout" # nobody will look at it
		echo "ok $1 - mutant: $name, killed by $test [$layout]"
		printf '%s\t%s\t%s\t%s\t%s\n' "$name" "$(field "$name" File)" "$test" "$layout" "$said" > "$work/$name/$layout.row"
	else
		echo "not ok $1 - mutant: $name, not killed by $test [$layout]"
		echo "# $name $why"
		echo "# again: tests/mutants/run.sh $name; what it changes: diff -ru build/mutants/base/tree build/mutants/$name/tree"
		echo "# then: build/mutants/$name/out/$layout/directed/sim --seed $seed $test"
	fi
}
export -f field ending judged judge unexplained build verdict base base_test mutate apply mutant_build one

jobs=2
if [ "${1-}" = --jobs ]; then
	[[ ${2-} =~ ^[1-9][0-9]*$ ]] || die "--jobs wants a number, not '${2-}'"
	jobs=$2
	shift 2
fi
for tool in spatch parallel; do
	command -v "$tool" > /dev/null ||
		die "no $tool; install the Debian package $(case $tool in spatch) echo coccinelle ;; *) echo parallel ;; esac)"
done
mapfile -t all < <(cd "$here" && printf '%s\n' *.cocci | sed 's/\.cocci$//')
for name in "$@"; do
	[ -f "$here/$name.cocci" ] || die "no mutant '$name'; there are: ${all[*]}"
done
[ $# -gt 0 ] || set -- "${all[@]}"
mkdir -p "$work/base/out"
exec 9> "$work/lock"
flock -n 9 || die "another run uses build/mutants; wait for its end"
runs=() layouts=() tests=()
for name in "$@"; do
	for key in File Killed-by Layouts; do
		[ -n "$(field "$name" $key)" ] || die "mutant '$name' does not say '// $key: ...' in its head"
	done
	for layout in $(field "$name" Layouts); do
		runs+=("$name $layout")
		layouts+=("$layout")
		tests+=("$layout $(field "$name" Killed-by)")
	done
done
rm -rf "$work/base/tree" "$work/base"/*.built
mkdir -p "$work/base/tree/tests"
cp -a "$top"/core "$top"/arch-* "$work/base/tree/"
cp -a "$top/tests/sim" "$work/base/tree/tests/"
# What the conversion puts into a port, and a layout may name as its port.
(cd "$top" && cp -a --parents coccinelle/convert/account/private/*.h "$work/base/tree/")
in_parallel() { SHELL=/bin/bash parallel --will-cite --keep-order --jobs "$jobs" --colsep ' ' "$@"; }
printf '%s\n' "${layouts[@]}" | sort -u | in_parallel base '{1}'
printf '%s\n' "${tests[@]}" | sort -u | in_parallel base_test '{1}' '{2}'
printf '%s\n' "$@" | in_parallel mutate '{1}' || true # each says itself why not
echo "TAP version 13"
echo "1..${#runs[@]}"
printf '%s\n' "${runs[@]}" | in_parallel one '{#}' '{1}' '{2}' | tee "$work/tap"
counted "$work/tap"
# Whatever did not say how it went did not go well.
missing=$((${#runs[@]} - passed - failed - skipped))
[ $missing = 0 ] || echo "not ok - $missing mutants of ${#runs[@]} have no result"
failed=$((failed + missing))
for run in "${runs[@]}"; do
	cat "$work/${run% *}/${run#* }.row" 2> /dev/null || true
done | awk -F '\t' '
	BEGIN { $0 = "mutant\tfile\tkilled by\tlayout\tcases that fail, of all; the first"; keep() }
	{ keep() }
	function keep(   i) { line[++n] = $0; for (i = 1; i < 5; i++) if (length($i) > wide[i]) wide[i] = length($i) }
	END { for (l = 1; l <= n; l++) { split(line[l], f); printf "#"; for (i = 1; i < 5; i++) printf " %-" wide[i] "s", f[i]; print " " f[5] } }'
closing
