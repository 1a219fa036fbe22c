#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Do the rules find the same with the Coccinelle of another Debian release as with the
# installed one? Not all of its regular expressions, isomorphisms and positions are alike.
#
# usage: ALL=1 [SUITES=folder] test_spatch.sh	TAP on stdout, minutes
#
# scripts/spatch.sh fetches it; one that cannot be had is named.
set -eu
here=$(dirname "$(readlink -f "$0")")
top=$(readlink -f "$here/../..")
area=spatch
# shellcheck source=tests/tap.sh
. "$here/../tap.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

version() { "$1" --version 2> /dev/null | sed -n '1s/^spatch version \([^ ]*\).*/\1/p'; }
installed=$(version "${SPATCH:-spatch}") || true
for suite in bookworm trixie; do
	what="the rules' cases with the Coccinelle of $suite"
	if [ -z "${ALL-}" ]; then
		skip "$what" "minutes; type: make test T=test_spatch ALL=1"
	elif [ -z "${SPATCH-}" ] && grep -qsx "VERSION_CODENAME=$suite" /etc/os-release; then
		skip "$what" "$installed is installed, so test_rules runs them"
	elif ! other=$("$top/scripts/spatch.sh" "$suite" 2> "$work/err"); then
		skip "$what" "cannot be had: $(tail -n 1 "$work/err")"
	elif [ "$(version "$other")" = "$installed" ]; then
		skip "$what" "$installed is installed, so test_rules runs them"
	else
		status=0
		SPATCH=$other "$here/test_rules.sh" > "$work/said" 2>&1 || status=$?
		echo "# $suite has $(version "$other"), and $installed is installed: $(tail -n 1 "$work/said")"
		grep -q '^[1-9][0-9]* passed' "$work/said" || status=1
		result $status "$what" "$(sed -n '/^not ok/,/^ok/{/^ok/d; p}' "$work/said"; tail -n 1 "$work/said")"
	fi
done
finish
