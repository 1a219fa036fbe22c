#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Make the patch series in a git tree of its own that holds only the files that
# are touched. Run by convert.sh, which sets linux, work, arches, here and top.
set -eu
# shellcheck source=coccinelle/convert/lib.sh
. "$here/lib.sh"
trap 'unforeseen $?' EXIT
tree=$work/tree series=$work/series
title='GET_USER_PAGES_FAST, PORTABLE WALKER'
name=$(git -C "$linux" config user.name) email=$(git -C "$linux" config user.email)
me="$name <$email>"
export GIT_AUTHOR_NAME=$name GIT_AUTHOR_EMAIL=$email GIT_COMMITTER_NAME=$name GIT_COMMITTER_EMAIL=$email
read -r hooks < "$work/hooks" || true

core='gup_fast.c mm/gup_fast.c
gup_entry.h mm/gup_entry.h
kernels/folio_pins.h mm/gup_kernel.h
gup_ops.h include/asm-generic/gup_ops.h
gup_split.h include/asm-generic/gup_split.h'

# The same bytes for everybody: no setting of the caller's git but the name.
git_tree() { GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 git -C "$tree" "$@"; }

# One semantic patch, on one file; a rule that finds nothing is an error.
cocci() {
	spatch --very-quiet --macro-file-builtins "$here/macros.h" --sp-file "$here/$1.cocci" -D patch \
		"$tree/$2" -o "$work/patched" > /dev/null 2> "$work/spatch.log" ||
		die "$2: spatch failed on $1.cocci: $(tail -n 1 "$work/spatch.log")"
	[ -s "$work/patched" ] && ! cmp -s "$work/patched" "$tree/$2" ||
		die "$2: $1.cocci found nothing to change; is this walker a known one?"
	# spatch says nothing when the disk is full.
	cmp -s <(tail -n 3 "$work/patched") <(tail -n 3 "$tree/$2") ||
		die "$2: spatch wrote only the beginning of it; is there space left in $out?"
	cat "$work/patched" > "$tree/$2"
	rm "$work/patched"
}

expect() { # FILE PATTERN COUNT: what a semantic patch must have left
	local found
	found=$(grep -c -- "$2" "$tree/$1" || true)
	[ "$found" = "$3" ] || die "$1: expected '$2' $3 times after the semantic patch, found $found; part of it did not fit"
}

put() { mkdir -p "$(dirname "$tree/$2")"; cp "$1" "$tree/$2"; }

# A section of MAINTAINERS, in its place in the alphabet; later more of its F:.
maintain() {
	awk -v title="$title" -v me="$me" -v files="$*" -f "$here/maintainers.awk" \
		"$tree/MAINTAINERS" > "$work/maintainers" ||
		die "MAINTAINERS: found no place for a section '$title'; is it in alphabetical order?"
	mv "$work/maintainers" "$tree/MAINTAINERS"
}

fill() { # MESSAGE [NAME VALUE]...: a message with its places filled in
	local text
	text=$(cat "$here/messages/$1"); shift
	while [ $# -gt 0 ]; do text=${text//@$1@/$2}; shift 2; done
	printf '%s\n' "$text"
}

# Commit what changed, with the people whom the tree names for it.
commit() {
	git_tree add -A -f
	git_tree diff --cached --no-prefix --src-prefix=a/ --dst-prefix=b/ > "$work/diff"
	(cd "$linux" && perl scripts/get_maintainer.pl --nogit --nogit-fallback --nogit-blame \
		--norolestats --no-tree --mpath "$tree/MAINTAINERS" "$work/diff" 2> /dev/null) | grep -vF "$me" | LC_ALL=C sort -u |
		sed 's/^/Cc: /' > "$work/cc" || true
	{ cat; echo; cat "$work/cc"; echo "Signed-off-by: $me"; } | cat -s > "$work/message"
	git_tree commit -q -F "$work/message"
}

say "copying the files that will be touched"
mkdir -p "$tree"
touched="mm/gup.c mm/internal.h mm/Kconfig mm/Makefile MAINTAINERS"
for arch in $arches; do touched="$touched arch/$arch/Kconfig"; done
for file in $touched $hooks; do
	mkdir -p "$tree/$(dirname "$file")"
	cp "$linux/$file" "$tree/$file"
done
git_tree init -q -b series --template=
date=$(stat -c @%Y "$linux/Makefile")
base=''
if [ "$(git -C "$linux" rev-parse --show-toplevel 2> /dev/null)" = "$linux" ] &&
		git -C "$linux" rev-parse -q --verify HEAD > /dev/null; then
	# A base commit is one only if what is touched is as it was committed.
	# shellcheck disable=SC2086
	[ -n "$(git -C "$linux" status --porcelain -- $touched $hooks)" ] || base=$(git -C "$linux" rev-parse HEAD)
	date=$(git -C "$linux" log -1 --format=@%ct)
fi
export GIT_AUTHOR_DATE="$date +0000" GIT_COMMITTER_DATE="$date +0000"
git_tree add -A -f
git_tree commit -q -m base
git_tree tag start

if ! grep -q GUP_FAST_PORTABLE "$tree/mm/Kconfig"; then
	say "mm: the seam"
	cocci seam mm/gup.c
	expect mm/gup.c '^#ifndef CONFIG_GUP_FAST_PORTABLE$' 4
	expect mm/gup.c '^#endif /\* !CONFIG_GUP_FAST_PORTABLE \*/$' 4
	expect mm/gup.c 'gup_fast_fallback(' 0
	expect mm/gup.c '^static.*\(gup_put_folio\|__gup_longterm_locked\|sanity_check_pinned_pages\)(' 0
	cocci seam-internal mm/internal.h
	insert before "$tree/mm/Kconfig" 'config HAVE_GUP_FAST' "$(cat "$here/messages/kconfig")"$'\n'
	fill seam | commit

	say "mm: the walker"
	while read -r ours theirs; do put "$top/core/$ours" "$theirs"; done <<< "$core"
	insert after "$tree/mm/Makefile" 'obj-$(CONFIG_GUP_TEST) += gup_test.o' \
		'obj-$(CONFIG_GUP_FAST_PORTABLE) += gup_fast.o'
	maintain include/asm-generic/gup_ops.h include/asm-generic/gup_split.h mm/gup_entry.h mm/gup_fast.c mm/gup_kernel.h
	fill core | commit
else
	while read -r ours theirs; do
		cmp -s "$top/core/$ours" "$linux/$theirs" ||
			die "$theirs: this tree has the seam, but not the same walker as core/$ours; bring it up to date first"
	done <<< "$core"
fi

for arch in $arches; do
	say "$arch: select, <asm/gup_ops.h>, hooks"
	for header in "$top/arch-$arch"/*.h; do
		put "$header" "arch/$arch/include/asm/${header##*/}"
		maintain "arch/$arch/include/asm/${header##*/}"
	done
	line=$(grep -E '^[[:space:]]select HAVE_GUP_FAST([[:space:]]|$)' "$tree/arch/$arch/Kconfig")
	insert after "$tree/arch/$arch/Kconfig" "$line" "$(printf '\t%s' "$(cat "$top/arch-$arch/select")")"
	hook=''
	for file in $hooks; do
		case $file in arch/$arch/*) cocci hook-range "$file"; expect "$file" gup_fast_permitted 0; hook=$file ;; esac
	done
	ops=$(sed -n 's/^#define \(\(gup\|GUP\)_[A-Za-z0-9_]*\).*/\1/p' "$top/arch-$arch"/*.h | sort -u | xargs | sed 's/ /, /g')
	fill arch PREFIX "$([ "$arch" = x86 ] && echo x86/mm || echo "$arch: mm")" ARCH "$arch" \
		IF " $(sed 's/.*GUP_FAST_PORTABLE *//' "$top/arch-$arch/select")" OPS "$ops" \
		HOOK "$([ -z "$hook" ] || printf '\nThe hook gup_fast_permitted() in %s\ngoes: gup_range_permitted() has its place.\n ' "$(basename "$hook")")" |
		fmt -s -w 74 -g 74 | sed 's/[[:space:]]*$//' | commit
done

say "writing the series"
rest=''
for kconfig in "$linux"/arch/*/Kconfig; do
	arch=$(basename "$(dirname "$kconfig")")
	if grep -q '^[[:space:]]select HAVE_GUP_FAST' "$kconfig" && ! grep -q '^[[:space:]]select GUP_FAST_PORTABLE' "$kconfig"; then
		case " $arches " in *" $arch "*) ;; *) rest="$rest $arch" ;; esac
	fi
done
git_tree config branch.series.description "$(fill cover ARCHES "${arches// /, }" \
	REST "$(echo "${rest:-none}" | xargs | sed 's/ /, /g')")"
git_tree format-patch -q --zero-commit --no-signature --cover-letter \
	--cover-from-description=subject -o "$series" start
{
	echo "base-tree: $(kernelversion "$linux")"
	[ -z "$base" ] || echo "base-commit: $base"
} >> "$(echo "$series"/0000-*.patch)"
for patch in "$series"/*.patch; do
	case $patch in *0000-*) continue ;; esac
	# Not in the tree: it would leave a file with names there.
	(cd "$work" && perl "$linux/scripts/checkpatch.pl" --no-tree --strict --quiet --no-summary "$patch") > "$work/checkpatch" 2>&1 ||
		die "$(basename "$patch"): checkpatch.pl --strict of that tree says: $(grep -A 3 -m 1 . "$work/checkpatch" | tr '\n' ' ')"
done
