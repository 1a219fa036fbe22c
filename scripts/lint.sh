#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Look at our own files: style, kernel-doc, shell, semantic patches. Silence is
# good; each line that is printed is to be mended.
#
# usage: LINUX=tree lint.sh
set -u
cd "$(dirname "$0")/.." || exit 2
[ -f "${LINUX-}/scripts/checkpatch.pl" ] ||
	{ echo "lint: LINUX=${LINUX-} has no scripts/checkpatch.pl; give a kernel tree" >&2; exit 2; }
mapfile -t files < <(git ls-files --cached --others --exclude-standard)
logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT
jobs=$(nproc) begun=0

# check NAME COMMAND...: fails if the command does, or says anything. As many run side by
# side as there are processors.
check() {
	local log
	while [ "$(jobs -rp | wc -l)" -ge "$jobs" ]; do wait -n || true; done
	begun=$((begun + 1)) log=$logs/$(printf %03d $begun)
	echo "$1" > "$log.name"
	shift
	{ "$@" > "$log" 2>&1; echo $? > "$log.status"; } &
}

judged() {
	local name log status good=0 bad=0
	for name in "$logs"/*.name; do
		log=${name%.name}
		status=$(cat "$log.status" 2> /dev/null || echo "none: it died")
		if [ "$status" = 0 ] && [ ! -s "$log" ]; then
			good=$((good + 1))
		else
			bad=$((bad + 1))
			printf 'not ok - %s, status %s\n' "$(cat "$name")" "$status"
			cat "$log"
		fi
	done
	echo "lint: $good passed, $bad failed"
	[ "$bad" = 0 ] && [ $((good + bad)) = "$begun" ]
}

some() { printf '%s\n' "${files[@]}" | grep -E "$1"; }

spatch_parses() { # FILE
	local said mode=()
	! grep -q '^virtual.*patch' "$1" || mode=(-D patch)
	! grep -q '^virtual report' "$1" || mode=(-D report)
	said=$(spatch --parse-cocci "$1" "${mode[@]}" 2>&1) || { echo "$1: $said" | tail -n 3; return 1; }
}
# each COMMAND FILE...: on each file, as many at a time as there are processors
each() { local command=$1; shift; printf '%s\0' "$@" | xargs -0 -P "$jobs" -n 1 bash -c "$command \"\$1\"" -; }
export -f spatch_parses

# The rules in account/ have notes; what spatch sees is made from them, and only
# finds things, which spatch takes for a mistake once it has parsed them all.
account_parses() {
	local rules said tree bad=0
	rules=$(mktemp --suffix=.cocci)
	for tree in "$LINUX" build/linux-source-6.1; do
		[ -e "$tree/mm/gup.c" ] || continue
		python3 -B coccinelle/convert/account/account.py rules "$tree" > "$rules" || bad=1
		said=$(spatch --parse-cocci "$rules" 2>&1) || true
		! grep -B 1 -A 2 -E 'charpos|Fatal|Failure|not supported' <<< "$said" || bad=1
	done
	rm "$rules"
	[ $bad = 0 ]
}

# Names that are defined with "#define gup_x gup_x" must be ops of the contract.
ops_known() {
	local op
	sed -n 's/^#define \(gup_[a-z0-9_]*\) \1$/\1/p' arch-*/*.h | sort -u | while read -r op; do
		grep -q "^#ifndef $op$" core/gup_ops.h || echo "$op: no op of core/gup_ops.h"
	done
}

# An op that a rule puts a private walker's statement into is one that somebody calls.
rules_ops_known() {
	local op
	{ grep -rhoE '//=[!?]? op [^,]*' coccinelle/convert/account; sed -n "s/^    ('\(gup_[a-z_]*\)'.*/\1/p" coccinelle/convert/account/extract.py; } |
		grep -oE '\b(gup|GUP)_[A-Za-z0-9_]+\b' | sort -u | while read -r op; do
		grep -qw "$op" core/*.[ch] core/kernels/*.h core/public/* || echo "$op: is named in coccinelle/convert/account, and nowhere in core/"
	done
}

# Each op and each default in the contract has its kernel-doc, or shares one.
ops_documented() {
	local op
	sed -n 's/^#ifndef \([gG][uU][pP]_[A-Za-z0-9_]*\)$/\1/p' core/gup_ops.h | while read -r op; do
		grep -Eq "^ \* .*\b$op\b(\(\))?" core/gup_ops.h || echo "$op: not documented in core/gup_ops.h"
	done
}

# Plain words: these files, and what of these folders is prose or has comments.
pages="README.md CONTRIBUTING.md docs core arch-[a-z0-9]+ coccinelle tests"
plain_words() {
	local page found=()
	for page in $pages; do
		mapfile -t -O ${#found[@]} found < <(some "^$page(/.*(\.(md|[ch])|/README|/messages?(/[a-z-]+)?))?\$" |
			grep -vE '^tests/.*\.[ch]$')
	done
	scripts/words.sh "${found[@]}"
}

sizes() { # the limits of the house
	awk -v max="$1" 'FNR > max { late[FILENAME] = FNR } END { for (f in late) print f ": " late[f] " lines, at most " max }' "${@:2}"
}

mapfile -t c < <(some '^(core|arch-[a-z0-9]+)/.*\.[ch]$')
mapfile -t sim < <(some '^tests/(sim|bench)/.*\.[ch]$|^tests/kernel/um_host\.c$')
mapfile -t sh < <(some '\.sh$|^\.ci/run$')
mapfile -t cocci < <(some '\.cocci$')
check "there are files to look at" test "$((${#c[@]} && ${#sim[@]} && ${#sh[@]} && ${#cocci[@]}))" = 1
check "checkpatch --strict" perl "$LINUX/scripts/checkpatch.pl" --no-tree --strict --terse --no-summary --ignore FILE_PATH_CHANGES,SPDX_LICENSE_TAG -f "${c[@]}"
# Without what makes sense inside a kernel only: its macros, its types, what its barriers pair with.
check "checkpatch --strict, the simulator and the bench" perl "$LINUX/scripts/checkpatch.pl" --no-tree --strict --terse --no-summary --ignore AVOID_EXTERNS,BIT_MACRO,CAMELCASE,COMPLEX_MACRO,EMBEDDED_FUNCTION_NAME,FILE_PATH_CHANGES,IS_ENABLED_CONFIG,LINE_SPACING,MACRO_ARG_PRECEDENCE,MACRO_ARG_REUSE,MACRO_ARG_UNUSED,MEMORY_BARRIER,NEW_TYPEDEFS,PREFER_DEFINED_ATTRIBUTE_MACRO,PREFER_KERNEL_TYPES,SPDX_LICENSE_TAG,VOLATILE -f "${sim[@]}"
check "kernel-doc" perl "$LINUX/scripts/kernel-doc" -none "${c[@]}"
check "shellcheck" bash -c 'printf "%s\0" "$@" | xargs -0 -P 2 -n 20 shellcheck -x' - "${sh[@]}"
mapfile -t plain < <(printf '%s\n' "${cocci[@]}" | grep -v /account/)
check "spatch parses each rule" each spatch_parses "${plain[@]}"
check "spatch parses the rules of the account" account_parses
check "ops of the ports are in the contract" ops_known
check "ops of the rules are in the core" rules_ops_known
check "ops are documented" ops_documented
check "plain words (scripts/words.tsv)" plain_words
# gup_fast.c has the whole of the leaf routine, from the race to the record.
check "the walker's size" sizes 560 core/gup_fast.c
check "the size of what it includes" sizes 500 core/gup_entry.h core/gup_descend.h core/kernels/*.h
check "the contract's size" sizes 600 core/gup_ops.h
check "the ports' size" sizes 120 arch-*/*.h
check "semantic patches' size" sizes 150 "${cocci[@]}"
check "no architecture in the core" bash -c '! grep -nE "CONFIG_(X86|ARM|PPC|S390|MIPS|RISCV)|LINUX_VERSION_CODE" core/*.[ch] core/kernels/*'
check "nothing in the core or a port knows of tests" bash -c '! grep -niE "\bsim_|simulat|KUNIT|SELFTEST" core/*.[ch] core/kernels/* arch-*/*.h'
check "the walker has no #ifdef" bash -c '! grep -nE "^#\s*if" core/gup_fast.c'
wait
rm -f .checkpatch-camelcase.* # a cache of checkpatch's, which it leaves here
judged
