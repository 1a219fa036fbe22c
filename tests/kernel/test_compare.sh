#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# usage: test_compare.sh
#
# The harness must notice what it is for: takes a small console log, breaks the
# converted side in one way after the other, and wants compare.sh to fail each
# time, naming it, and to pass when nothing but time and addresses changed.
# Needs no kernel.

set -eu
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR disable=SC1091
. "$here/arch.sh"

[ "${1-}" != --help ] || usage 0
[ $# = 0 ] || usage 2
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

cat >"$tmp/base.log" <<'EOF2'
[    0.000000] Spectre V2 : WARNING: Unprivileged eBPF is enabled
[    1.000000] | init: 128 hugetlb pages of 2048 kB
[    2.000000] @@@ begin cow
[    2.100000] | TAP version 13
[    2.200000] | # [RUN] Basic COW after fork() ... with base page
[    2.300000] | ok 1 No leak from parent into child
[    2.400000] | # [RUN] Basic COW after fork() ... with swapped out page
[    2.500000] | ok 2 # SKIP MADV_PAGEOUT did not work, is swap enabled?
[    2.550000] | # [RUN] vmsplice() + unmap in parent after fork() ... with hugetlb (64 kB)
[    2.560000] | ok 3 # XFAIL Leak from child into parent
[    2.600000] @@@ end cow exit-0 0.6
[    2.700000] @@@ pins cow 100 100
[    3.000000] @@@ begin gup_test/uTw-1
[    3.100000] | # GUP_FAST_BENCHMARK: Time: get:1234 put:56 us
[    3.200000] | ok 1 ioctl status 0
[    3.300000] @@@ end gup_test/uTw-1 exit-0 0.3
[    3.400000] @@@ pins gup_test/uTw-1 200 200
[    4.000000] @@@ begin khugepaged/anon
[    4.100000] | Run test: collapse_full (khugepaged:anon)
[    4.200000] | Collapse multiple fully populated PTE table..... OK
[    4.300000] @@@ end khugepaged/anon exit-0 0.3
[    4.400000] @@@ pins khugepaged/anon 200 200
[    5.000000] @@@ pins all 200 200
[    5.100000] @@@ done 3
EOF2
"$here/results.sh" "$tmp/base.log" >"$tmp/base"

# shellcheck source-path=SCRIPTDIR disable=SC1091
. "$here/../tap.sh"
plan "$(grep -cE '^(try|last) ' "$0")"

# try NAME pass|WORDS SED-SCRIPT: WORDS must be in what compare.sh says
try()
{
	sed "$3" "$tmp/base.log" >"$tmp/conv.log"
	"$here/results.sh" "$tmp/conv.log" >"$tmp/conv"
	status=0
	"$here/compare.sh" "$tmp/base" "$tmp/conv" >"$tmp/out" || status=1
	bad=1
	if [ "$2" = pass ]; then
		[ "$status" != 0 ] || bad=0
	elif [ "$status" != 0 ] && grep -qF "$2" "$tmp/out"; then
		bad=0
	fi
	result "$bad" "$1" "$(cat "$tmp/out")"
}

try "nothing changed" pass ''
try "an unsteady subtest passes" pass 's/ok 3 # XFAIL Leak/ok 3 No leak/'
try "an unsteady subtest fails" "vmsplice" 's/ok 3 # XFAIL/not ok 3/'
try "times and ticks only" pass 's/get:1234/get:99/; s/table\.\.\.\.\. /table... /
	s/^\[ *\([0-9]\)\./[   1\1./; s/0\.3$/9.9/'
try "gup_test's threads print across each other" pass \
	's/| ok 1 ioctl status 0/| ok 1 # GUP_FAST: Time: get:1 put:2 us#\n[    3.2] | ioctl status 0/'
try "and one of them fails" "ioctl status" \
	's/| ok 1 ioctl status 0/| not ok 1 # GUP_FAST: Time: get:1 us#\n[    3.2] | ioctl status -14/'
try "a subtest fails" "with base page" 's/ok 1 No leak/not ok 1 Leak/'
try "a subtest passes that was skipped" "swapped out" \
	's/# SKIP MADV.*/No leak from parent into child/'
try "which may be timing" 'Only failures that the file "timing" names' \
	's/# SKIP MADV.*/No leak from parent into child/'
try "a subtest is skipped for another reason" "1 failed" \
	's/# SKIP MADV.*/# SKIP no swap/'
try "a subtest is lost" "not run" '/ok 1 No leak/d'
try "gup_test gets fewer pages" "truncated (size: 4096)" \
	's/put:56 us/&, truncated (size: 4096)/'
try "gup_test's ioctl fails" "ioctl status" 's/ok 1 ioctl status 0/not ok 1 ioctl status -14/'
try "khugepaged fails a step" "Collapse multiple" 's/\.\. OK/.. Fail/'
try "a program crashes" "signal-11" 's/cow exit-0/cow signal-11/'
try "a program hangs" "timeout-0" 's/cow exit-0/cow timeout-0/'
try "a warning" "dmesg splats" \
	's/^.*@@@ end cow/[    2.5] WARNING: CPU: 1 PID: 9 at mm\/gup.c:1\n&/'
try "an oops" "dmesg splats" 's/^.*@@@ end cow/[    2.5] BUG: unable to handle page fault\n&/'
try "a data race elsewhere" pass \
	's/^.*@@@ end cow/[    2.5] BUG: KCSAN: data-race in task_tick \/ wake_up\n&/'
try "a data race in the walker" "dmesg splats" \
	's/^.*@@@ end cow/[    2.5] BUG: KCSAN: data-race in gup_fast \/ wake_up\n&/'
try "a stalled CPU" "dmesg splats" \
	's/^.*@@@ end cow/[    2.5] rcu: INFO: rcu_sched self-detected stall on CPU\n&/'
try "a pin is lost" "100 acquired, 99 released" 's/pins cow 100 100/pins cow 100 99/'
try "lines are lost" "console complete" \
	's/^.*@@@ end cow/** 12 printk messages dropped **\n&/'
try "the kernel stops early" "end reached" '/@@@ begin khug/,$ d'
try "nothing runs" "nothing ran on conv" '/@@@/,$ d'

# last NAME LINE SED-SCRIPT: what compare.sh ends with when both logs are changed
last()
{
	sed "$3" "$tmp/base.log" >"$tmp/conv.log"
	"$here/results.sh" "$tmp/conv.log" >"$tmp/conv"
	"$here/compare.sh" "$tmp/conv" "$tmp/conv" >"$tmp/out" || :
	bad=0
	[ "$(tail -n 1 "$tmp/out")" = "$2" ] || bad=1
	result "$bad" "$1" "wanted: $2; $(cat "$tmp/out")"
}

last "a skip on both is no pass" "7 passed, 0 failed, 1 skipped" ''
last "what fails on both is neither passed nor a difference" \
	"6 passed, 0 failed, 1 skipped, 1 fail on both" 's/ok 1 No leak/not ok 1 Leak/'

finish
