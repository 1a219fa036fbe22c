# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash
# Sourced by what makes patches: a git tree of its own in $work/tree, which holds only
# the files that are touched, and in which each commit is a patch. linux, work, out,
# shared and verb are set by the verb that runs it.
tree=$work/tree
title='GET_USER_PAGES_FAST, PORTABLE WALKER'
name=$(git -C "$linux" config user.name) email=$(git -C "$linux" config user.email)
me="$name <$email>"
export GIT_AUTHOR_NAME=$name GIT_AUTHOR_EMAIL=$email GIT_COMMITTER_NAME=$name GIT_COMMITTER_EMAIL=$email

# The same bytes for everybody: no setting of the caller's git but the name.
git_tree() { GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 git -C "$tree" "$@"; }

# cocci RULES FILE: one semantic patch, on one file; one that finds nothing is an error.
cocci() {
	local rules=${1##*/}

	spatch --very-quiet --macro-file-builtins "$shared/macros.h" --sp-file "$1" -D patch \
		"$tree/$2" -o "$work/patched" > /dev/null 2> "$work/spatch.log" ||
		die "$2: spatch failed on $rules: $(tail -n 1 "$work/spatch.log")"
	[ -s "$work/patched" ] && ! cmp -s "$work/patched" "$tree/$2" ||
		die "$2: $rules found nothing to change; is this tree a known one?"
	# spatch says nothing when the disk is full.
	cmp -s <(tail -n 2 "$work/patched") <(tail -n 2 "$tree/$2") ||
		die "$2: spatch wrote only the beginning of it; is there space left in $out?"
	cat "$work/patched" > "$tree/$2"
	rm "$work/patched"
}

expect() { # FILE PATTERN COUNT: what a semantic patch must have left
	local found
	found=$(grep -c -- "$2" "$tree/$1" || true)
	[ "$found" = "$3" ] || die "$1: expected '$(spoken "$2")' $3 times after the semantic patch, found $found; part of it did not fit"
}

replace() { # FILE OLD NEW: the one line that is OLD; nothing instead, if NEW is empty
	expect "$1" "^$(printf '%s' "$2" | sed 's/[][\.*^$/]/\\&/g')\$" 1
	OLD=$2 NEW=$3 awk '$0 != ENVIRON["OLD"] { print; next } ENVIRON["NEW"] != "" { print ENVIRON["NEW"] }' \
		"$tree/$1" > "$work/patched"
	mv "$work/patched" "$tree/$1"
}

put() { mkdir -p "$(dirname "$tree/$2")"; cp "$1" "$tree/$2"; }

# A section of MAINTAINERS, in its place in the alphabet; later more of its F:.
maintain() {
	[ -e "$tree/MAINTAINERS" ] || return 0
	awk -v title="$title" -v me="$me" -v files="$*" -f "$shared/maintainers.awk" \
		"$tree/MAINTAINERS" > "$work/maintainers" ||
		die "MAINTAINERS: found no place for a section '$title'; is it in alphabetical order?"
	mv "$work/maintainers" "$tree/MAINTAINERS"
}

fill() { # MESSAGE [NAME VALUE]...: a message, a file, with its places filled in
	local text
	text=$(cat "$1"); shift
	while [ $# -gt 0 ]; do text=${text//@$1@/$2}; shift 2; done
	printf '%s\n' "$text"
}

# selected FILE SYMBOL NAME [CONDITION]: "config SYMBOL" selects NAME, before the first
# one behind it in the alphabet.
selected() {
	local line
	line=$(awk -v symbol="$2" -v name="$3" '
		/^(config|menuconfig|menu|endmenu|choice|source|if) / { inside = $2 == symbol }
		inside && $1 == "select" { last = $0; if ($2 > name && !first) first = $0 }
		END { if (first) print "before", first; else if (last) print "after", last }' "$tree/$1")
	[ -n "$line" ] ||
		die "$1: 'config $2' selects nothing, or is missing, so $3 has no place there; is this tree a known one?"
	insert "${line%% *}" "$tree/$1" "${line#* }" $'\tselect '"$3${4-}"
}

# script NAME [PATTERN]: the tree's own, or, where today's perl does not run that any more
# or it has no such line, a younger one, if there is one here.
script() {
	local own=$linux/scripts/$1 younger=$top/build/linux-source-6.12/scripts/$1

	if grep -qs "${2-}" "$own" && perl -e 'exit !grep { /^Version: |get_maintainer\.pl [0-9]/ } `perl $ARGV[0] --version 2>&1`' "$own" < /dev/null; then
		echo "$own"
	elif [ -e "$younger" ]; then
		echo "$younger"
	fi
}

# $core has what of core/ goes into a tree, "ours theirs" a line: put it there, or see that
# it is there.
put_core() {
	local ours theirs

	while read -r ours theirs; do put "$top/core/$ours" "$theirs"; done <<< "$core"
	# shellcheck disable=SC2046 # a list of files
	maintain $(echo "$core" | cut -d ' ' -f 2)
}
same_core() {
	local ours theirs

	while read -r ours theirs; do
		cmp -s "$top/core/$ours" "$linux/$theirs" ||
			die "$theirs: this tree has the portable walker, but not the same as core/$ours; bring it up to date first"
	done <<< "$core"
}

# Commit what changed, with the people whom the tree names for it.
commit() {
	git_tree add -A -f
	git_tree diff --cached --no-prefix --src-prefix=a/ --dst-prefix=b/ > "$work/diff"
	[ -n "${get_maintainer-}" ] || get_maintainer=$(script get_maintainer.pl)
	: > "$work/cc"
	[ -z "$get_maintainer" ] || (cd "$linux" && perl "$get_maintainer" --nogit --nogit-fallback --nogit-blame \
		--norolestats --no-tree --mpath "$tree/MAINTAINERS" "$work/diff" < /dev/null 2> /dev/null) |
		grep -vF "$me" | LC_ALL=C sort -u | sed 's/^/Cc: /' > "$work/cc" || true
	{ cat; echo; cat "$work/cc"; echo "Signed-off-by: $me"; } | cat -s > "$work/message"
	git_tree commit -q -F "$work/message"
}

# copy_touched FILE...: from the user's tree; what stands there is as it was before
copy_touched() {
	local file

	mkdir -p "$tree"
	for file in "$@"; do
		[ -r "$linux/$file" ] || die "$file: is missing or unreadable; restore it first"
		mkdir -p "$tree/$(dirname "$file")"
		# The tree may be read-only, and what is copied of it is written to.
		cat "$linux/$file" > "$tree/$file"
		[ ! -x "$linux/$file" ] || chmod +x "$tree/$file"
	done
	touched=("$@")
}

# maintained: the file for entries of who maintains what, if the tree has it
maintained() { [ ! -e "$linux/MAINTAINERS" ] || echo MAINTAINERS; }

# begin_patches: what is in $tree by now is what the first patch applies to. $base is
# the commit of the user's tree that has just this, if there is one.
begin_patches() {
	local date

	git_tree init -q -b series --template=
	date=$(stat -c @%Y "$linux/Makefile")
	base=''
	if [ "$(git -C "$linux" rev-parse --show-toplevel 2> /dev/null)" = "$linux" ] &&
			git -C "$linux" rev-parse -q --verify HEAD > /dev/null; then
		# shellcheck disable=SC2034 # for who sources this
		# A base commit is one only if what is touched is as it was committed.
		[ -n "$(git -C "$linux" status --porcelain -- "${touched[@]}")" ] || base=$(git -C "$linux" rev-parse HEAD)
		date=$(git -C "$linux" log -1 --format=@%ct)
	fi
	export GIT_AUTHOR_DATE="$date +0000" GIT_COMMITTER_DATE="$date +0000"
	git_tree add -A -f
	git_tree commit -q -m base
	git_tree tag start
}

# write_patches FOLDER OPTION...: of git format-patch
write_patches() {
	git_tree format-patch -q --zero-commit --no-signature "${@:2}" -o "$1" start
}

# write_series FOLDER: with a cover letter, which says what it is for
write_series() {
	write_patches "$1" --cover-letter --cover-from-description=subject
	{
		echo "base-tree: $(kernelversion "$linux")"
		[ -z "$base" ] || echo "base-commit: $base"
	} >> "$(echo "$1"/0000-*.patch)"
	! grep -qr $'^[-+ ].*\r$' "$1" || say "some lines of this tree end in CR LF, so the series takes: git am --keep-cr"
}

# check_patches FOLDER OPTION...: the tree's own checkpatch.pl must accept each patch. It
# starts slowly, so it runs once for all
check_patches() {
	local patch checkpatch said all=() drop=()

	checkpatch=$(script checkpatch.pl SPDX_LICENSE_TAG)
	[ -n "$checkpatch" ] || { say "scripts/checkpatch.pl of that tree does not run here, and there is no younger one: the patches were not checked by it; type: make deps"; return 0; }
	for patch in "$1"/*.patch; do
		case $patch in *0000-*) continue ;; esac
		all+=("$patch")
	done
	# Without MAINTAINERS (a vendor's drop) there is none to be updated.
	[ -e "$linux/MAINTAINERS" ] || drop=(--ignore FILE_PATH_CHANGES)
	# Not in the tree: it would leave a file with names there.
	(cd "$work" && perl -X "$checkpatch" "${drop[@]}" --no-tree --root="$linux" --strict --quiet --terse --no-summary --max-line-length=100 "${@:2}" "${all[@]}") > "$work/checkpatch" 2>&1 || {
		said=$(sed -n '1s,^.*/\([^/]*\.patch\):,\1: checkpatch.pl --strict says: ,p' "$work/checkpatch")
		die "${said:-scripts/checkpatch.pl: $(head -n 1 "$work/checkpatch")}"
	}
}
