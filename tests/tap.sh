# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=sh
# Sourced by tests: results as TAP. $area, if there is one, stands before each of them.
number=0
failed=0
skipped=0
planned=
last_result=

plan() { echo "TAP version 13"; echo "1..$1"; planned=$1; }

# result STATUS WHAT [DETAILS]
result()
{
	number=$((number + 1))
	last_result=$2
	if [ "$1" = 0 ]; then
		echo "ok $number - ${area:+$area: }$2"
	else
		failed=$((failed + 1))
		echo "not ok $number - ${area:+$area: }$2"
		[ -z "${3:-}" ] || printf '%s\n' "$3" | sed 's/^/#   /'
	fi
}

skip() # WHAT REASON
{
	number=$((number + 1))
	skipped=$((skipped + 1))
	echo "ok $number - ${area:+$area: }$1 # SKIP $2"
}

# finish: how many there were, if nobody said so before, and how they went. The status is 0,
# 1 if one failed, and 4, as of the kernel's selftests, if all were skipped: nothing was run.
finish()
{
	[ -n "$planned" ] || { echo "1..$number"; planned=$number; }
	good=$((number - failed - skipped))
	if [ "$number" != "$planned" ] || [ "$number" = 0 ]; then
		echo "not ok - ${area:+$area: }$number results, $planned were planned${last_result:+; the last: $last_result}"
		failed=$((failed + 1))
	fi
	skips=
	[ "$skipped" = 0 ] || skips=", $skipped skipped"
	echo "$good passed, $failed failed$skips"
	[ "$failed" = 0 ] || return 1
	[ "$good" != 0 ] || return 4
}
