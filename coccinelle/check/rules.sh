# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash
# Sourced by check.sh and the tests: a rule's header, and how a rule is run.

# header RULE.cocci KEY: what stands behind "// KEY:"
header() { sed -n "s,^// $2:[[:space:]]*,,p" "$1" | head -n 1; }

# run_rule RULE.cocci MODE SPATCH-ARGUMENT...: by the options that the rule asks for, as
# coccicheck does. A rule's Python finds its neighbours through GUP_CHECK. No .cocciconfig
# is for this: a kernel's has files sought by git grep, which hangs on a list of them.
run_rule() {
	local rule=$1 mode=$2 options
	shift 2
	read -ra options <<< "$(header "$rule" Options)"
	case $mode in report|org) options+=(--no-show-diff) ;; esac
	HOME=/nonexistent GUP_CHECK=$(dirname "$(readlink -f "$rule")") PYTHONDONTWRITEBYTECODE=1 \
		spatch --very-quiet --no-scanner -D "$mode" "${options[@]}" --sp-file "$rule" "$@" < /dev/null
}

# ran STATUS FILE: did a rule run to its end? spatch's status does not always tell.
ran() {
	[ "$1" = 0 ] && ! grep -Eq '^Fatal error|^exception|[Ee]rror in Python|Traceback|^EXN|parse error|[Tt]imeout' "$2"
}
