#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Is a tree as it was when convert.sh is stopped by Ctrl-C, at any moment, and
# when its series does not apply?
#
# usage: test_convert_stopped.sh	TAP on stdout, about a minute
#
#   LINUX=path  a 6.12 tree; a small copy of it is worked on
set -eu
here=$(dirname "$(readlink -f "$0")")
top=$(readlink -f "$here/../..")
area=convert
# shellcheck source=tests/convert/tap.sh
. "$here/tap.sh"
need_linux
work=$(mktemp -d)
chmod 755 "$work"
trap 'rm -rf "$work"' EXIT
neutral_git
export TMPDIR=$work/tmp LC_ALL=C
mkdir -m 1777 "$TMPDIR"
small_tree "$work/small"
# Its checkpatch.pl and get_maintainer.pl take their time, and are not asked here.
printf '%s\n' 'exit 0;' > "$work/small/scripts/checkpatch.pl"
printf '%s\n' 'print "linux-mm\@kvack.org\n";' > "$work/small/scripts/get_maintainer.pl"
git -C "$work/small" commit -q -a -m "quick scripts"
quick_project "$work/project"
tree=$work/tree out=$work/out
plan 21

# as_before WHAT TREE STATUS PATTERN: after a run with that exit status and message
as_before() {
	local wrong='' rc=0
	[ "$status" = "$3" ] || wrong="exit status $status, expected $3; "
	[ "$(grep -c '^convert: ' "$work/stderr")" = 1 ] && grep -Eq "^convert: .*$4" "$work/stderr" ||
		wrong="${wrong}not the one sentence with '$4'; "
	as_seen "$2" > "$work/after"
	cmp -s "$work/before" "$work/after" ||
		wrong="${wrong}the tree has changed: $(diff "$work/before" "$work/after" | head -n 5); "
	[ -z "$(ls -A "$TMPDIR")" ] || { wrong="${wrong}left in TMPDIR: $(ls -A "$TMPDIR"); "; rm -rf "${TMPDIR:?}"/*; }
	[ -z "$wrong" ] || rc=1
	result "$rc" "$1" "$wrong$(printf '\n'; head -n 4 "$work/stderr")"
}

# interrupt WHAT LINE SECONDS PROJECT ARGUMENT...: Ctrl-C that long after convert.sh said LINE
interrupt() {
	local what="Ctrl-C $1" line=$2 seconds=$3 project=$4 pid i
	shift 4
	rm -rf "$out"
	as_seen "$tree" > "$work/before"
	: > "$work/stdout"
	# With job control, since a job in the background would ignore it.
	set -m
	run_convert "$project" --linux "$tree" --out "$out" --arch arm64 "$@" \
		> "$work/stdout" 2> "$work/stderr" &
	pid=$!
	set +m
	for ((i = 0; i < 1200; i++)); do
		if grep -q "$line" "$work/stdout" || ! kill -0 $pid 2> /dev/null; then break; fi
		sleep 0.05
	done
	sleep "$seconds"
	kill -INT -- -$pid 2> /dev/null || true
	status=0
	wait $pid 2> /dev/null || status=$?
	as_before "$what: the tree" "$tree" 130 'interrupted; nothing was'
	rc=0
	case $line in
	wrote*|applying*) [ -s "$out/report.md" ] && [ ! -e "$out/.work" ] || rc=1 ;;
	*) [ ! -e "$out" ] || rc=1 ;;
	esac
	# Who got the signal as well may take a moment to die of it.
	for ((i = 0; i < 100; i++)); do pgrep -g $pid > /dev/null || break; sleep 0.05; done
	! pgrep -g $pid > /dev/null || rc=1
	result "$rc" "$what: no half output, no process" "$(ls -A "$out" 2>&1; pgrep -l -g $pid)"
}

new_tree "$tree"
interrupt "while parsing" "parsing what" 0.2 "$top"
interrupt "while accounting" "finding the place" 0.5 "$top"
interrupt "in the seam" "mm: the seam" 0.3 "$work/project"
interrupt "in a semantic patch, before --apply" "mm: the seam" 0.1 "$work/project" --apply
interrupt "while writing the series" "writing the series" 0 "$work/project" --apply
# Each patch takes a while to apply.
printf '#!/bin/sh\nsleep 0.7\n' > "$tree/.git/hooks/pre-applypatch"
chmod +x "$tree/.git/hooks/pre-applypatch"
for seconds in 0.1 1 1.8; do
	interrupt "$seconds seconds into --apply" "applying the series" $seconds "$work/project" --apply
done

# apply WHAT PATTERN: a run with --apply that must fail and leave all as it was
apply() {
	rm -rf "$out"
	as_seen "$tree" > "$work/before"
	status=0
	run_convert "$work/project" --linux "$tree" --out "$out" --arch arm64 --apply \
		> "$work/stdout" 2> "$work/stderr" || status=$?
	as_before "$1" "$tree" 1 "$2"
}
as=()
# shellcheck disable=SC2016 # a hook
printf '#!/bin/sh\n[ ! -e mm/gup_fast.c ] || { echo "no walkers on Fridays"; exit 1; }\n' > "$tree/.git/hooks/pre-applypatch"
apply "a hook that refuses the second patch" 'APPLY=1: the series does not apply .*the tree is as it was, see .*series'
check "the series is there to look at" test -s "$out/series/0001-mm-gup-open-a-seam-between-fast-gup-s-callers-and-it.patch"
rm "$tree/.git/hooks/pre-applypatch"

# What git ignores may be somebody's all the same.
echo arch/arm64/include/asm/gup_ops.h >> "$tree/.git/info/exclude"
echo "precious" > "$tree/arch/arm64/include/asm/gup_ops.h"
apply "a file in the way" 'APPLY=1: .*arch/arm64/include/asm/gup_ops.h is there, unknown to git; move it away first'
new_tree "$tree"
printf '#!/bin/sh\necho "fatal: cannot" >&2; exit 1\n' > "$tree/.git/hooks/applypatch-msg"
chmod +x "$tree/.git/hooks/applypatch-msg"
git -C "$tree" config rerere.enabled true
apply "a hook that refuses the first patch" 'the series does not apply'

# A folder that may not be written, once files before it have been.
nobody=()
[ "$(id -u)" != 0 ] || nobody=(setpriv --reuid=65534 --regid=65534 --clear-groups)
if "${nobody[@]}" test -r "$top/coccinelle/convert/convert.sh" 2> /dev/null; then
	new_tree "$tree"
	[ "$(id -u)" != 0 ] || chown -R 65534:65534 "$tree"
	git config --file "$work/gitconfig" safe.directory '*'
	chmod 777 "$work"
	chmod 555 "$tree/mm"
	as=("${nobody[@]}")
	apply "a folder that may not be written" 'the series does not apply'
	chmod 755 "$tree/mm"
else
	skip "a folder that may not be written" "user nobody may not read $top; check its permissions"
fi
finish
