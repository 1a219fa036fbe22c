#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Does "make check-mine" find what a change reaches? Does tests/reach know each file of this
# repository, and name only what exists?
#
# usage: test_mine.sh	TAP on stdout, seconds
set -eu
top=$(readlink -f "$(dirname "$0")/../..") area=mine work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# shellcheck source=tests/tap.sh
. "$top/tests/tap.sh"
# shellcheck source=tests/harness/clone.sh
. "$top/tests/harness/clone.sh"
repository "$work/clone"

# reached WHAT FILE PATTERN...: a change of FILE runs what each PATTERN is
reached() {
	local what=$1 file=$2 said wrong='' pattern
	shift 2
	echo >> "$file"
	said=$(bash tests/mine.sh --list 2>&1) || wrong="exit status $?; "
	git checkout -q -- "$file"
	for pattern in "$@"; do
		grep -Eq -- "$pattern" <<< "$said" || wrong="${wrong}no '$pattern'; "
	done
	result "$([ -z "$wrong" ]; echo $?)" "$what" "$wrong"$'\n'"$said"
}
said=$(bash tests/mine.sh 2>&1) && rc=0 || rc=$?
[[ $rc = 0 && $said == *"no file differs from HEAD"* ]] && rc=0 || rc=1
result "$rc" "nothing has changed" "$said"
said=$(BASE=none bash tests/mine.sh 2>&1) && rc=0 || rc=$?
[[ $rc = 2 && $said == *"BASE=none: there is no such commit"* ]] && rc=0 || rc=1
result "$rc" "no such commit" "$said"
reached "the walker" core/gup_fast.c '^# layouts: x86-64-4l arm-lpae' '^# mutants, 12 of [0-9]{2}' '^# scripts: .*test_races_named'
reached "a generation" core/kernels/plain_leaves_rcu.h '^# layouts: x86-64-4l\+plain_leaves_rcu$'
reached "what generations include" core/kernels/older_names.h '^# layouts: x86-64-4l'
reached "a port" arch-powerpc/gup_ops.h '^# layouts: powerpc-[^ ]* powerpc-[^ ]* powerpc-[^ ]*$'
reached "a rule" coccinelle/check/range-unchecked.cocci '^# rules: range-unchecked$'
reached "a rule's case" tests/check/cases/range-unchecked/found.c '^# rules: range-unchecked$'
reached "a script" coccinelle/convert/built.py '^# scripts: test_built$' '^# python3' 'more than a minute: .*test_convert '
reached "a test" tests/convert/test_built.sh '^# scripts: test_built$' '^# shellcheck: tests/convert/test_built.sh$'
reached "a long test" tests/sim/test_probe.sh 'more than a minute: .*test_probe'
reached "a test of the simulator" tests/sim/race_ksm.c '^# layouts: x86-64-4l arm-lpae$' '^# tests of the simulator.*: race_ksm$'
reached "a mutant" tests/mutants/policy-secretmem.cocci '^# mutants, .*: policy-secretmem$'
reached "a page" docs/kernels.md '^# scripts: test_pages$'

git rm -q core/kernels/tail_unlocked.h
said=$(bash tests/mine.sh --list 2>&1) && rc=0 || rc=$?
git reset -q --hard
[[ $rc = 0 && $said == *"layouts: x86-64-4l+tail_unlocked"* ]] || rc=1
result "$rc" "a file that went" "$said"
touch "tests/a file.sh"
said=$(bash tests/mine.sh --list 2>&1) && rc=0 || rc=$?
rm "tests/a file.sh"
[[ $rc = 0 && $said == *"shellcheck: tests/a file.sh"* ]] || rc=1
result "$rc" "a name with a space" "$said"
# A file fails: is that the status?
echo 'if' >> scripts/help.sh
said=$(bash tests/mine.sh 2>&1) && rc=0 || rc=$?
[[ $rc = 1 && $said == *"not ok"*shellcheck* && $said == *" failed, "* ]] && rc=0 || rc=1
result "$rc" "a failure is the status" "$said"
mkdir "$work/bin"
printf '#!/bin/sh\nexit 0\n' > "$work/bin/parallel"
chmod +x "$work/bin/parallel"
said=$(PATH=$work/bin:$PATH bash tests/mine.sh 2>&1) && rc=0 || rc=$?
git checkout -q -- scripts/help.sh
[[ $rc = 1 && $said == *"not ok - 0 of 2 programs ran"* ]] && rc=0 || rc=1
result "$rc" "programs that did not run fail" "$said"

# Each file, by the table alone.
git ls-files | while read -r file; do
	found=''
	while IFS=$'\t' read -r pattern _; do
		[[ -z $pattern || $pattern == '#'* ]] || ! [[ $file =~ ^($pattern)$ ]] || { found=1; break; }
	done < tests/reach
	[ -n "$found" ] || echo "$file"
done > "$work/unknown"
result "$([ ! -s "$work/unknown" ]; echo $?)" "tests/reach knows each file" "$(head -n 20 "$work/unknown")"
sed '/^#/d' tests/reach | awk -F '\t' '$2 ~ /^(test|long)$/ { print $3 }' | xargs -n 1 | sort -u | while read -r name; do
	[[ $name == *@* ]] || [ -n "$(find tests -name "$name.sh")" ] || echo "$name"
done > "$work/none"
result "$([ ! -s "$work/none" ]; echo $?)" "the tests that it names exist" "$(cat "$work/none")"
finish
