#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Do the litmus tests say something of the walker as it is, and does "make prove" notice what
# they are for? Needs no herd7: one that answers as it is told takes its place.
#
# usage: test_litmus.sh	TAP on stdout, some seconds
set -eu
here=$(dirname "$(readlink -f "$0")")
top=$(readlink -f "$here/../..")
area=litmus
# shellcheck source=tests/tap.sh
. "$top/tests/tap.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# A herd7 that answers what VERDICT says: a verdict, or the one that a test expects by its
# file's name, but for the files in WRONG.
cat > "$work/herd" << 'END'
#!/bin/bash
file=${!#} name=$(basename "${!#}" .litmus) verdict=$VERDICT
if [ "$verdict" = right ]; then
	verdict=$(sed -n 's/^ \* Expect: //p' "$TESTS/${name%+twin*}.litmus")
	if [[ $name == *+twin* ]]; then
		case $verdict in Never) verdict=Sometimes ;; *) verdict=Never ;; esac
	fi
	! grep -qxF "$name" <<< "${WRONG-}" || verdict=Always
fi
[ "$verdict" = silent ] || echo "Observation $name $verdict 1 1"
END
chmod +x "$work/herd"

mkdir -p "$work/project/tests" "$work/tree/tools/memory-model"
cp -a "$top/core" "$work/project"
cp -a "$here" "$work/project/tests/litmus"
export TESTS=$work/project/tests/litmus
prove() { python3 -B "$TESTS/prove.py" "$work/herd" models "$work/out" "$work/tree" > "$work/said" 2>&1; }

# expect STATUS WORDS WHAT: what the last run ended with, and said
expect() {
	local rc=0
	[ "$status" = "$1" ] && grep -qE -- "$2" "$work/said" || rc=1
	result "$rc" "$3" "status $status; $(grep -vE '^(ok|#)' "$work/said" | tail -n 5)"
}
try() { # STATUS WORDS WHAT
	status=0
	prove || status=$?
	expect "$@"
}
# planted WHAT FILE SUBSTITUTION WORDS: a mistake in the walker that its tests would not follow
planted() {
	perl -0pi -e "$3" "$work/project/$2"
	if cmp -s "$work/project/$2" "$top/$2"; then
		result 1 "$1" "the mistake changes nothing in $2; adapt it"
	else
		try 1 "$4" "$1"
	fi
	cp "$top/$2" "$work/project/$2"
}

plan 18
export VERDICT=right
try 0 ' 0 failed' "all as expected"
planted "the barrier is dropped" core/gup_fast.c 's/\tsmp_mb__after_atomic\(\);\n//' 'gup_leaf\(\): "smp_mb__after_atomic'
planted "the look back comes before the reference" core/gup_fast.c \
	's/(\ttaken = gup_take\(.*\n)(?:.*\n)*?(\tsmp_mb__after_atomic\(\);\n)(\tkept = gup_look_back\(b, 0, taken\);\n)/$3$1$2/' \
	'"kept = gup_look_back\(b, 0, taken\)" does not stand there behind'
planted "the pmd is not looked at again" core/gup_fast.c \
	's/\tif \(unlikely\(!gup_entry_unchanged\(above, .*\n\t\treturn 0;\n//' 'gup_look_back\(\): "gup_entry_unchanged\(above'
planted "fork's sequence is not read again" core/gup_fast.c 's/if \(unlikely\(gup_fork_raced\(.*\n/if (false) {\n/' '"gup_fork_raced\("'
planted "the head is not looked at again" core/kernels/folio_references.h 's/page_folio\(first\) != folio/false/' 'page_folio\(first\)'
WRONG=unmap try 1 '^not ok .* - unmap \[.*Always' "a verdict that is not expected"
WRONG=unmap+twin1 try 1 '^not ok .* - unmap, without the barrier' "a twin that does not flip"
VERDICT=silent try 1 '^not ok .* nothing' "a herd7 that says nothing"
sed -i '/Twin/d' "$TESTS/numa.litmus"
try 2 'numa: has no twin' "a test without a twin"
cp "$here/numa.litmus" "$TESTS"
sed -i 's/^ \* Twin the writer does not flush: smp_mb();/ * Twin the writer does not flush: smp_mb_;/' "$TESTS/numa.litmus"
try 2 'changes "smp_mb_;", which stands there 0 times' "a twin that changes nothing"
cp "$here/numa.litmus" "$TESTS"
echo 'nobody	core/gup_fast.c	gup_leaf	taken = gup_take(' >> "$TESTS/code"
try 1 'no test stands for it' "a line of code that no test stands for"
cp "$here/code" "$TESTS"

# What a compiler makes of a walker of a few lines, for arm64: in order, without the barrier, and
# with the look back first.
mkdir -p "$work/kernel/mm"
echo "savedcmd_mm/gup_fast.o := aarch64-linux-gnu-gcc -O2 -march=armv8.1-a -c -o mm/gup_fast.o $work/kernel/walker.c" > "$work/kernel/mm/.gup_fast.o.cmd"
object() { # STATUS WORDS WHAT SUBSTITUTION
	cat > "$work/kernel/walker.c" << 'END'
#define READ_ONCE(x) (*(volatile typeof(x) *)&(x))
static inline __attribute__((always_inline)) void gup_take_run(int *count)
{
	__atomic_fetch_add(count, 1, __ATOMIC_RELAXED);
}
static inline __attribute__((always_inline)) int gup_look_back(long *pte, long val)
{
	return READ_ONCE(*pte) == val;
}
int gup_leaf(long *pte, int *count, int pin)
{
	long val = READ_ONCE(*pte);
	int same = 0;

	if (pin)
		gup_take_run(count + 1);
	else
		gup_take_run(count);
	__atomic_thread_fence(__ATOMIC_SEQ_CST);
	same = gup_look_back(pte, val);
	return same;
}
END
	perl -0pi -e "$4" "$work/kernel/walker.c"
	status=0
	python3 -B "$TESTS/objects.py" "$work/objects" "$work/kernel" > "$work/said" 2>&1 || status=$?
	expect "$1" "$2" "$3"
}
object 0 '^ok 1 .* [12] looks behind a reference in gup_leaf' "compiled as it is" ''
object 1 'no full barrier between' "compiled without the barrier" 's/\t__atomic_thread_fence.*\n//'
object 1 'no full barrier between' "with the barrier on one of two ways" 's/(gup_take_run\(count \+ 1\);)\n(\telse\n.*\n)\t__atomic_thread_fence(.*)\n/{ $1 __atomic_thread_fence$3 }\n$2/'
object 1 'no look back behind a reference' "with the look back first" 's/\tsame = gup_look_back.*\n//; s/int same = 0;/int same = gup_look_back(pte, val);/'
rm "$work/kernel/mm/.gup_fast.o.cmd"
status=0
python3 -B "$TESTS/objects.py" "$work/objects" "$work/kernel" > "$work/said" 2>&1 || status=$?
expect 2 'has no mm/.gup_fast.o.cmd' "a folder where no walker was compiled"

# The real verdicts, where herd7 is there by now; what the walker must have, always. Not the
# kernels below build/: a lane of the gate may be building them.
status=0
OBJECTS='' "$here/run.sh" --here "${LINUX:-$top/build/linux-source-6.12}" > "$work/said" 2>&1 || status=$?
expect 0 ' 0 failed' "the tests themselves: $(tail -n 1 "$work/said")"
finish
