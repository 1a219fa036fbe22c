#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Does each runner turn red if a program under it says less than it planned, or ends in
# another way than its results explain? And is it green if all is well?
#
# usage: [RUNNER="NAME..."] test_runners.sh	TAP on stdout, seconds
#
# The runners are copied into a tree of their own, where one program stands for those
# that they build and run; $STUB says how it is to end.
set -u
top=$(readlink -f "$(dirname "$0")/../..") area=harness work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LC_ALL=C
# shellcheck source=tests/tap.sh
. "$top/tests/tap.sh"
unset LAYOUT SEED LINUX OUT

mkdir -p "$work/tree/build"
# shellcheck source=tests/harness/turns.sh
. "$top/tests/harness/turns.sh"
cat > "$work/stub" << 'END'
#!/bin/bash
echo "$1" >> "$STUB_LOG"
[ "$1" != --none ] || exit 2
[ "$1" != none ] || { echo "sim: there is no test 'none', of leaf" >&2; exit 2; }
case $STUB in
passes) echo "1..2"; echo "ok 1 - leaf"; echo "ok 2 - more # SKIP as planned" ;;
passes1) echo "1..1"; echo "ok 1 - leaf" ;;
fails) echo "1..1"; echo "not ok 1 - leaf"; echo "# 1 of 2 cases failed; the first: x"; exit 1 ;;
exit_0) ;;
exit_1) exit 1 ;;
signal) kill -SEGV $$ ;;
fewer_1) echo "1..3"; echo "ok 1 - leaf"; echo "leaf.c:50:3: runtime error: shift exponent -1 is negative" >&2; exit 1 ;;
sanitizer) echo "1..1"; echo "ok 1 - leaf"; echo "==7==ERROR: AddressSanitizer: heap-use-after-free" >&2; exit 0 ;;
skips) echo "1..1"; echo "ok 1 - leaf # SKIP no tree"; exit 4 ;;
timeout) echo "1..1"; while :; do :; done ;;
esac
END
chmod +x "$work/stub"

# all RUNNER COMMAND...: of a runner that looks at the results of a program
all() {
	local how
	turns green "$1" passes "${@:2}"
	for how in fails exit_0 exit_1 signal fewer_1 sanitizer timeout; do
		turns red "$1" $how "${@:2}"
	done
}

# Cases of the judge itself that no runner could have of its own.
. "$top/tests/judge.sh"
judgement() { # WHAT STATUS PLAN-AND-RESULTS COLOUR
	printf '%b' "$3" > "$work/one.tap"
	: > "$work/one.err"
	judge one "$2" "$work/one" again && set -- "$@" green || set -- "$@" red
	result "$([ "$4" = "$5" ]; echo $?)" "$1 is $4" "$(cat "$work/one.tap")"
}
judgement "fewer than planned, status 0" 0 '1..3\nok 1 - leaf\n' red
judgement "more than planned" 0 '1..1\nok 1 - leaf\nok 2 - more\n' red
judgement "passed, and status 1" 1 '1..1\nok 1 - leaf\n' red
judgement "failed, and status 0" 0 '1..1\nnot ok 1 - leaf\n' red
judgement "planned twice" 0 '1..1\nok 1 - leaf\n1..1\n' red
judgement "out of sequence" 0 '1..2\nok 1 - leaf\nok 3 - more\n' red
judgement "nothing planned and nothing run" 0 '1..0\n' red
judgement "bailed out" 0 '1..1\nok 1 - leaf\nBail out! no more\n' red
judgement "failed, and status 2" 2 '1..1\nnot ok 1 - leaf\n' red
judgement "all skipped, and status 4" 4 '1..2\nok 1 - leaf # SKIP no tree\nok 2 - more # SKIP no tree\n' green
judgement "one of two skipped, and status 4" 4 '1..2\nok 1 - leaf # SKIP no tree\nok 2 - more\n' red
judgement "nothing, and status 4" 4 '' red
judgement "all skipped" 0 '1..0 # SKIP no tree\n' green
judgement "the plan at the end" 0 'ok 1 - leaf\n1..1\n' green
# shellcheck disable=SC2030,SC2034 # of this shell only
result "$(passed=0 failed=0 skipped=1; closing > "$work/closing" && echo 1 || echo 0)" "only skipped is red" "$(cat "$work/closing")"

# finishes STATUS WHAT COMMAND...: how a script ends that does this with tap.sh
finishes() {
	local said rc=0
	said=$(sh -c ". '$top/tests/tap.sh'; $3; finish") || rc=$?
	result "$([ $rc = "$1" ]; echo $?)" "tap: $2, so the status is $1" "status $rc: $said"
}
finishes 0 "some passed" 'result 0 leaf; skip more "no tree"'
finishes 1 "one failed" 'result 1 leaf; skip more "no tree"'
finishes 1 "nothing was run" :
finishes 1 "fewer than planned, and skipped" 'plan 2; skip leaf "no tree"'
finishes 4 "all were skipped" 'skip leaf "no tree"; skip more "no tree"'

# The simulator, its make but for the name.
printf '#!/bin/sh\nexit 0\n' > "$work/bin/make"
chmod +x "$work/bin/make"
all sim env LAYOUT=um-64 SEED=1 SIM_SECONDS=1 SIM_PROGRAM="$work/stub" "$top/tests/sim/run.sh" test_leaf

# All tests, of which there is one.
mkdir -p "$work/tree/tests/sim"
cp "$top/tests/run.sh" "$top/tests/judge.sh" "$work/tree/tests"
cp "$top/tests/sim/run.sh" "$work/tree/tests/sim"
printf '#!/bin/bash\nexec "%s" leaf\n' "$work/stub" > "$work/tree/tests/test_stub.sh"
all run env TEST_SECONDS=1 "$work/tree/tests/run.sh"
words() { echo '^# skipped: test_stub: no tree$'; }
turns red run skips env TEST_SECONDS=1 "$work/tree/tests/run.sh"
printf '#!/bin/bash\necho 1..1; echo ok 1 - leaf\n' > "$work/tree/tests/test_other.sh"
said=$(STUB=skips "$work/tree/tests/run.sh" 2>&1)
result "$(grep -qx '1 passed, 0 failed, 1 skipped' <<< "$said" && grep -qx "$(words)" <<< "$said"; echo $?)" "run: of two scripts the one that was skipped is named" "$said"
rm "$work/tree/tests/test_other.sh"
ways

# The threads. --none is how exec.sh asks whether the machine runs such a program at all.
for flavour in free soak; do
	mkdir -p "$work/soak/um-64/$flavour"
	cp "$work/stub" "$work/soak/um-64/$flavour/free"
done
all soak env MINUTES=0.01 SIM_SECONDS=1 SEED=1 OUT="$work/soak" "$top/tests/sim/soak.sh" um-64

# Coverage, of which only the program's part can be without a compiler.
mkdir -p "$work/tree/tests/sim/"{layouts,generations} "$work/tree/build/sim/um-64/cov"
: > "$work/tree/tests/sim/generations/layouts"
cp "$top"/tests/sim/{exec,coverage}.sh "$work/tree/tests/sim"
cp "$top/tests/sim/layouts/um-64" "$work/tree/tests/sim/layouts"
echo 'SIM_TEST(leaf);' > "$work/tree/tests/sim/test_leaf.c"
cp "$work/stub" "$work/tree/build/sim/um-64/cov/sim"
for how in fails exit_0 exit_1 signal fewer_1 sanitizer timeout; do
	turns red coverage $how env SIM_SECONDS=1 "$work/tree/tests/sim/coverage.sh"
done

# make equal, its programs but for one.
mkdir -p "$work/linux/arch/x86/mm" "$work/tree/tests/equal/rows"
touch "$work/linux/Kbuild" "$work/linux/arch/x86/mm/gup.c"
cp "$top/tests/equal/run.sh" "$work/tree/tests/equal"
cp "$top/tests/equal/rows/x86-64" "$work/tree/tests/equal/rows"
all equal env LINUX="$work/linux" BUILD="$work/equal" SEED=1 TABLES=1 EQUAL_SECONDS=1 \
	EQUAL_PROGRAM="$work/stub" "$work/tree/tests/equal/run.sh"
rc=0
said=$(TREES=$work "$work/tree/tests/equal/run.sh") || rc=$?
result "$([ $rc = 4 ] && grep -qx '0 passed, 0 failed, 1 skipped' <<< "$said"; echo $?)" "equal: without a tree it is skipped" "$said"

# The rules of make check, by a spatch that says nothing.
printf '#!/bin/bash\necho "$*" >> "$STUB_LOG"\ncase $STUB in exit_1) exit 1 ;; signal) kill -SEGV $$ ;; timeout) while :; do :; done ;; esac\n' > "$work/bin/spatch"
chmod +x "$work/bin/spatch"
words() { echo '^not ok .*found'; }
for how in exit_0 exit_1 signal timeout; do
	turns red "rules" $how env RULE_SECONDS=1 RULE=slow-path-loses-count "$top/tests/check/test_rules.sh"
done

# And by one that knows what is to be found, by the comments, and dies once it has patched.
cat > "$work/bin/spatch" << 'END'
#!/bin/bash
echo "$*" >> "$STUB_LOG"
case " $* " in
*" --parse-cocci "*) exit 0 ;;
*" -D patch "*)
	for file in "$@"; do case $file in *.c) sed -i 's,/\* found \*/,,' "$file" ;; esac; done
	case $STUB in exit_1) exit 1 ;; signal) kill -SEGV $$ ;; dies) echo "Fatal error: exception Foo" >&2 ;; esac
	exit 0
	;;
esac
sed '/^$/d' "${!#}" | while read -r file; do
	[ "$STUB" != timeout ] || while :; do :; done
	grep -n '/\* found \*/' "$file" | cut -d : -f 1 | if [ "$STUB" = fewer ]; then tail -n +2; else cat; fi | while read -r line; do
		case " $* " in
		*" -D report "*) echo "$file:$line:1-2: found" ;;
		*" -D org "*) echo "* TODO [[view:$file::face=ovl-face1::linb=$line::colb=1::cole=2][found]]" ;;
		*" -D context "*) printf -- '--- %s\n-found\n' "$file" ;;
		esac
	done
done
END
words() { echo '^not ok .*found.*, patched'; }
turns green "rules, patched" passes env RULE=slow-path-loses-count "$top/tests/check/test_rules.sh"
for how in exit_1 signal dies; do
	turns red "rules, patched" $how env RULE=slow-path-loses-count "$top/tests/check/test_rules.sh"
done
words() { echo '^not ok .*found'; }
turns red "rules" fewer env RULE=slow-path-loses-count "$top/tests/check/test_rules.sh"
rm "$work/bin/spatch"

# The mutants. Without one the program passes; a mutant is killed by a case that fails.
private=$work/tree/coccinelle/convert/account/private
mkdir -p "$work/tree/tests/mutants" "$work/tree/core" "$work/tree/arch-um" "$private"
cp "$top/tests/mutants/run.sh" "$work/tree/tests/mutants"
touch "$work/tree/tests/mutants/macros.h" "$work/tree/core/x.c" "$private/x.h"
printf '// File: core/x.c\n// Killed-by: leaf\n// Layouts: um-64\n' > "$work/tree/tests/mutants/leaf.cocci"
cat > "$work/bin/spatch" << 'END'
#!/bin/bash
echo mutated >> "${!#}"
END
cat > "$work/bin/make" << 'END'
#!/bin/bash
for word in "$@"; do case $word in OUT=*) out=${word#OUT=} ;; esac; done
mkdir -p "$out/um-64/directed/include"
touch "$out/um-64/directed/sim" "$out/um-64/directed/x.d"
END
printf '#!/bin/bash\ncase $1 in */base/*) STUB=passes1 ;; esac\nexec "%s" "$@"\n' "$work/stub" > "$work/mutant"
chmod +x "$work/bin/spatch" "$work/bin/make" "$work/mutant"
mutants() { env SIM_SECONDS=1 SIM_PROGRAM="$work/mutant" "$work/tree/tests/mutants/run.sh"; }
words() { echo '^not ok .*leaf, not killed'; }
turns green mutants fails mutants
for how in passes passes1 exit_0 exit_1 signal fewer_1 sanitizer timeout; do turns red mutants $how mutants; done
for how in "timeout 152" "signal SIGSEGV"; do
	echo "// Ends: ${how#* }: it is the mutant's way" >> "$work/tree/tests/mutants/leaf.cocci"
	turns green mutants "${how% *}" mutants
	sed -i '/^\/\/ Ends/d' "$work/tree/tests/mutants/leaf.cocci"
done

# The bench, one part of which stands for all.
mkdir -p "$work/tree/tests/bench" "$work/tree/tests/kernel"
cp "$top/tests/bench/run.sh" "$work/tree/tests/bench"
cp "$top"/tests/kernel/*.sh "$work/tree/tests/kernel"
for tool in gnuplot cmark-gfm; do ln -s /bin/true "$work/bin/$tool"; done
cat > "$work/tree/tests/bench/part.sh" << 'END'
#!/bin/bash
echo "$1" >> "$STUB_LOG"
figure() { printf 'part\t-\tx86\tload\tns\t2\t1\t-\tnone\n'; }
: > "$1"
case $STUB in
passes) figure > "$1" ;;
nothing) printf 'about\tx86\ttext\n' > "$1" ;;
fewer) { printf 'about\tx86\ttext\nabout\tarm\ttext\n'; figure; } > "$1" ;;
exit_1) figure > "$1"; exit 1 ;;
signal) figure > "$1"; kill -SEGV $$ ;;
timeout) figure > "$1"; while :; do :; done ;;
esac
END
chmod +x "$work/tree/tests/bench/part.sh"
words() { echo 'part .*type: make bench T=part'; }
cp "$top"/tests/bench/{report.awk,goals,reasons} "$work/tree/tests/bench"
turns green bench passes env LINUX="$work/linux" OUT="$work/bench" "$work/tree/tests/bench/run.sh" part
for how in exit_0 exit_1 signal nothing fewer timeout; do
	turns red bench $how env BENCH_SECONDS=1 LINUX="$work/linux" OUT="$work/bench" "$work/tree/tests/bench/run.sh" part
done

# The gate, whose steps are a make's. "make lint" is the one that ends as $STUB says.
mkdir -p "$work/tree/.ci"
cp "$top/.ci/run" "$work/tree/.ci"
cat > "$work/bin/make" << 'END'
#!/bin/bash
echo "$*" >> "$STUB_LOG"
[ "$1" = lint ] || { echo "2 passed, 0 failed, 1 skipped"; exit 0; }
case $STUB in
passes) echo "3 passed, 0 failed" ;;
fails) echo "3 passed, 1 failed"; exit 1 ;;
fails_0) echo "3 passed, 1 failed" ;;
passes_1) echo "3 passed, 0 failed"; echo "make: *** Error 1" >&2; exit 2 ;;
exit_0) ;;
exit_1) exit 1 ;;
signal) kill -SEGV $$ ;;
none) echo "0 passed, 0 failed" ;;
skips) echo "0 passed, 0 failed, 2 skipped"; exit 4 ;;
skips_0) echo "0 passed, 0 failed, 2 skipped" ;;
esac
END
words() { echo '=== failed: make lint$'; }
gate=$work/tree/.ci/run
turns green gate passes "$gate"
for how in fails fails_0 passes_1 exit_0 exit_1 signal none skips skips_0; do turns red gate $how "$gate"; done
said=$(STUB=passes PATH="$work/bin:$PATH" "$gate" 2>&1)
result "$(grep -q 'convert LINUX=build/linux-3.14.52.* # SKIP there is no' <<< "$said" && grep -q '^=== skipped: make test-series' <<< "$said" && grep -qE '^[0-9]+ passed, 0 failed, [0-9]+ skipped$' <<< "$said"; echo $?)" \
	"gate: an older tree that is missing is named and counted" "$said"
finish
