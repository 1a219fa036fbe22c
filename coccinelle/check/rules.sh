# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash
# Sourced by check.sh and the tests: a rule's header, and how a rule is run.

# Another Coccinelle than the installed one: scripts/spatch.sh has one of a newer Debian.
spatch=${SPATCH:-spatch}
# It is run in other folders.
case $spatch in
/*) ;;
*/*) SPATCH=$PWD/$spatch spatch=$PWD/$spatch ;;
esac

# spatch starts python3 a few times to find its library. Where that is a script which looks
# for a Python, as pyenv's is, four fifths of a run's time would go there.
[ -n "${python_found-}" ] || python_found=$(python3 -c 'import os, sys; print(os.path.dirname(sys.executable))' 2> /dev/null) || true
[ -z "$python_found" ] || PATH=$python_found:$PATH
export python_found

# headers RULE.cocci...: the lines "// KEY: VALUE" of each, as RULE, KEY and VALUE with tabs.
# header RULE.cocci KEY: one VALUE
headers() {
	awk 'FNR == 1 { rule = FILENAME; sub(/.*\//, "", rule); sub(/\.cocci$/, "", rule) }
		match($0, /^\/\/ [A-Za-z]+:[[:space:]]*/) {
			key = $2; sub(/:.*/, "", key)
			if (!seen[rule, key]++) printf "%s\t%s\t%s\n", rule, key, substr($0, RLENGTH + 1)
		}' "$@"
}
header() { headers "$1" | awk -F '\t' -v key="$2" '$2 == key { sub(/^[^\t]*\t[^\t]*\t/, ""); print }'; }

# run_rule RULE.cocci MODE SPATCH-ARGUMENT...: by the options that the rule asks for, as
# coccicheck does. A rule's Python finds its neighbours through GUP_CHECK. No .cocciconfig
# is for this: a kernel's has files sought by git grep, which hangs on a list of them.
macros=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/macros.h
run_rule() {
	local rule=$1 mode=$2 options
	shift 2
	read -ra options <<< "$(header "$rule" Options)"
	case $mode in report|org) options+=(--no-show-diff) ;; esac
	HOME=/nonexistent GUP_CHECK=$(dirname "$(readlink -f "$rule")") PYTHONDONTWRITEBYTECODE=1 \
		"$spatch" --very-quiet --no-scanner -D "$mode" "${options[@]}" --macro-file "$macros" --sp-file "$rule" "$@" < /dev/null
}

# ran STATUS FILE: did a rule run to its end? spatch's status does not always tell.
ran() {
	[ "$1" = 0 ] && ! grep -Eq '^Fatal error|^exception|[Ee]rror in Python|Traceback|^EXN|parse error|[Tt]imeout' "$2"
}

# died FILE: if a rule is fine and only files are at fault, one of them a line, with what
# Coccinelle died of; else nothing. 1.3 fails an assertion where 1.1.1 leaves a macro out.
ours='[Ee]rror in Python|Traceback|parse error'
died() {
	! grep -Eq "^Fatal error|$ours" "$1" || return 0
	sed -nE 's/^EXN: (.*) in ([^ ].*)$/\2\t\1/p' "$1"
}
