# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash
# Sourced by the tests of the runners: a program stands for what a runner builds or runs,
# and $STUB says how that is to end. It writes to $STUB_LOG, which shows that it was run.
# $work/bin is first in PATH.
# shellcheck disable=SC2154 # who sources this sets work
mkdir -p "$work/bin"
export STUB STUB_LOG=$work/log

# What a wrong end is told by, unless a runner has words of its own.
ways() { words() { way "$1"; }; }
way() {
	case $1 in
	fails) echo 'not ok .*leaf' ;;
	exit_*) echo "planned nothing" ;;
	signal) echo "SIGSEGV" ;;
	fewer_1) echo "1 of 3 results.*ok 1 - leaf.*runtime error: shift" ;;
	sanitizer) echo "AddressSanitizer: heap" ;;
	timeout) echo "time limit" ;;
	esac
}
ways

# turns COLOUR RUNNER HOW COMMAND...: one that is red names what was wrong
turns() {
	local colour=$1 what="$2: $3" how=$3 said rc=0 bad=''
	[ -z "${RUNNER-}" ] || [[ " $RUNNER " == *" $2 "* ]] || return 0
	shift 3
	STUB=$how
	: > "$STUB_LOG"
	said=$(PATH="$work/bin:$PATH" "$@" 2>&1) || rc=$?
	if [ "$colour" = red ]; then
		[ $rc != 0 ] || bad="exit status 0; "
		grep -q -- "$(words "$how")" <<< "$said" || bad="${bad}it does not say '$(words "$how")'; "
	else
		[ $rc = 0 ] || bad="exit status $rc; "
	fi
	[ -s "$STUB_LOG" ] || bad="${bad}the program was not run; "
	result "$([ -z "$bad" ]; echo $?)" "$what is $colour" "$bad$said"
}
