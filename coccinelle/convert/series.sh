#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Make the patch series in a git tree of its own that holds only the files that
# are touched. Run by convert.sh, which sets linux, work, arches, rest,
# symbol, here and top.
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

read -r kernel < "$work/kernel"

# Each with its place in the tree; a kernel's header may include another one.
core="gup_fast.c mm/gup_fast.c
gup_entry.h mm/gup_entry.h
kernels/$kernel mm/gup_kernel.h
gup_ops.h include/asm-generic/gup_ops.h
gup_split.h include/asm-generic/gup_split.h"
for header in "$top"/core/kernels/*.h; do
	! grep -qxF "#include \"${header##*/}\"" "$top/core/kernels/$kernel" ||
		core="$core"$'\n'"kernels/${header##*/} mm/${header##*/}"
done
# What the walker calls in the slow path.
slow=$(sed -n 's/^ \* gup-kernel-needs: mm\/gup.c //p' "$top/core/kernels/$kernel")

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

guarded() { # FILE ARGUMENT...: what guarded.py makes of it
	python3 -B "$here/account/guarded.py" "${@:2}" < "$tree/$1" > "$work/patched" 2> "$work/guarded.log" ||
		die "$1: $(tail -n 1 "$work/guarded.log")"
	cat "$work/patched" > "$tree/$1"
	rm "$work/patched"
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
touched="mm/gup.c mm/internal.h mm/Kconfig mm/Makefile MAINTAINERS $(xargs < "$work/comments")"
moved=$(cd "$linux" && grep -l '^[[:space:]]select GUP_FAST_PORTABLE' arch/*/Kconfig | xargs)
[ -n "$rest" ] || touched="$touched $moved"
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
	guarded mm/gup.c lift
	guarded mm/gup.c rename "$(entry "$linux")"
	python3 -B "$here/account/guarded.py" check "$tree/mm/gup.c" 2> "$work/guarded.log" ||
		die "$(cat "$work/guarded.log"); part of the semantic patch did not fit"
	expect mm/gup.c "$(entry "$linux")(" 0
	cocci seam-internal mm/internal.h
	for name in $slow; do
		expect mm/gup.c "^static.*\<$name(" 0
		expect mm/internal.h "\<$name(" 1
	done
	insert before "$tree/mm/Kconfig" "config $symbol" "$(fill kconfig SYMBOL "$symbol")"$'\n'
	fill seam SYMBOL "$symbol" SLOW "$(echo "$slow" | sed '/sanity_check/d; s/$/()/' | xargs | sed 's/ /, /g')" | commit

	say "mm: the walker"
	while read -r ours theirs; do put "$top/core/$ours" "$theirs"; done <<< "$core"
	insert after "$tree/mm/Makefile" 'obj-$(CONFIG_GUP_TEST) += gup_test.o' \
		'obj-$(CONFIG_GUP_FAST_PORTABLE) += gup_fast.o'
	# shellcheck disable=SC2046 # a list of files
	maintain $(echo "$core" | cut -d ' ' -f 2)
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
	# A port is total: the walker is selected wherever the tree has fast gup.
	line=$(grep -E "^[[:space:]]select $symbol([[:space:]]|\$)" "$tree/arch/$arch/Kconfig")
	insert after "$tree/arch/$arch/Kconfig" "$line" "${line/$symbol/GUP_FAST_PORTABLE}"
	hook=''
	for file in $hooks; do
		case $file in arch/$arch/*) cocci hook-range "$file"; expect "$file" gup_fast_permitted 0; hook=$file ;; esac
	done
	ops=$(sed -n 's/^#define \(\(gup\|GUP\)_[A-Za-z0-9_]*\).*/\1/p' "$top/arch-$arch"/*.h | sort -u | xargs | sed 's/ /, /g')
	fill arch PREFIX "$([ "$arch" = x86 ] && echo x86/mm || echo "$arch: mm")" ARCH "$arch" \
		SYMBOL "$symbol" OPS "$ops" \
		HOOK "$([ -z "$hook" ] || printf '\nThe hook gup_fast_permitted() in %s goes:\ngup_range_permitted() has its place.\n ' "$(basename "$hook")")" |
		fmt -s -w 74 -g 74 | sed 's/[[:space:]]*$//' | commit
done

if [ -z "$rest" ]; then
	say "mm: the old walker goes"
	cocci leave mm/gup.c
	guarded mm/gup.c take "$symbol"
	for file in mm/gup.c $(xargs < "$work/comments"); do
		# shellcheck disable=SC2046 # a list of names
		guarded "$file" rename $(xargs < "$work/names")
	done
	replace mm/internal.h '#ifdef CONFIG_GUP_FAST_PORTABLE' "#ifdef CONFIG_$symbol"
	replace mm/Makefile 'obj-$(CONFIG_GUP_FAST_PORTABLE) += gup_fast.o' "obj-\$(CONFIG_$symbol) += gup_fast.o"
	kconfig=$(cat "$tree/mm/Kconfig") ours=$(fill kconfig SYMBOL "$symbol")$'\n\n'
	[ "${kconfig/"$ours"/}" != "$kconfig" ] ||
		die "mm/Kconfig: its GUP_FAST_PORTABLE is not the one from here; take out what was changed there"
	printf '%s\n' "${kconfig/"$ours"/}" > "$tree/mm/Kconfig"
	for file in "$tree"/arch/*/Kconfig; do sed -i '/^[[:space:]]select GUP_FAST_PORTABLE\>/d' "$file"; done
	left=$(grep -rnw --exclude-dir=.git -e GUP_FAST_PORTABLE -e CONFIG_GUP_FAST_PORTABLE "$tree" | head -n 1 || true)
	[ -z "$left" ] || die "${left#"$tree/"}: is left of GUP_FAST_PORTABLE, which goes with the old walker; take it out first"
	fill leave SYMBOL "$symbol" | commit
fi

say "writing the series"
git_tree config branch.series.description "$(fill "$([ -n "$rest" ] && echo cover || echo cover-all)" \
	ARCHES "${arches// /, }" SYMBOL "$symbol" REST "${rest// /, }" | sed 's/^Moved here: \.$/Moved here: none, they all were before./')"
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
