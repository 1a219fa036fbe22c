#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Apply a series to the tree by git am: all of it, or nothing. Run by a verb that sets
# linux, out, work and verb, and has seen that the tree is clean.
#
# usage: apply.sh FOLDER
set -eu
# shellcheck source=coccinelle/convert/lib.sh
. "$shared/lib.sh"
series=$1
before=$(git -C "$linux" rev-parse HEAD)
created=$(git -C "$work/tree" diff --name-only --diff-filter=A start HEAD)

for file in $created; do
	[ ! -e "$linux/$file" ] || die "APPLY=1: $linux/$file is there, unknown to git; move it away first"
done

# Take back what git am did, halfway or not. The tree was clean.
back() {
	git -C "$linux" am --abort > /dev/null 2>&1 || true
	git -C "$linux" reset -q --hard "$before" 2> /dev/null || true
	# shellcheck disable=SC2086 # a list of files
	(cd "$linux" && rm -f $created 2> /dev/null) || true
	[ -z "$(git -C "$linux" status --porcelain)" ] && [ "$(git -C "$linux" rev-parse HEAD)" = "$before" ] ||
		die "APPLY=1: $1, and $linux could not be put back; type: git -C $linux reset --hard ${before:0:12}"
}

say "applying the series to $linux"
# Ctrl-C does not reach git, in a session of its own; then all of it is taken back.
stopped='' failed=''
trap 'stopped=1' INT TERM
(trap '' INT TERM; find "$series" -name '0*.patch' ! -name '0000-*' -print0 | LC_ALL=C sort -z |
	setsid -w xargs -0 git -C "$linux" am -q --keep-cr > "$work/am.log" 2>&1) || failed=1
trap '' INT TERM
if [ -n "$stopped" ]; then
	back "it was interrupted"
	echo "$verb: interrupted; nothing was applied" >&2
	exit 130
fi
if [ -n "$failed" ]; then
	back "the series does not apply"
	die "APPLY=1: the series does not apply ($(grep -m 1 . "$work/am.log" || echo no message)); the tree is as it was, see $series"
fi
say "applied; to go back: git -C $linux reset --hard ${before:0:12}"
