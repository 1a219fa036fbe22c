#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Give an architecture that has no fast gup what it lacks, as patches that stand on
# the portable walker. What an architecture needs stands in a folder of its own here.
#
# usage: enable.sh --linux TREE --out FOLDER --arch ARCH [--apply]
#
#   --linux  a kernel tree, in git or not; it is only read
#   --out    gets enable/ARCH/*.patch; if the tree is not converted yet, it must have
#            the series that convert.sh made of it, and the patches go on top
#   --arch   which architecture
#   --apply  also apply them, by git am, to the tree, which must be clean
set -eu
here=$(dirname "$(readlink -f "$0")")
top=$(readlink -f "$here/../..")
verb=enable shared=$top/coccinelle/convert
# shellcheck source=coccinelle/convert/lib.sh
. "$shared/lib.sh"
# shellcheck source=coccinelle/convert/user.sh
. "$shared/user.sh"

linux='' out='' arch='' apply=''
while [ $# -gt 0 ]; do
	case $1 in
	--linux) shift; linux=${1-} ;;
	--out) shift; out=${1-} ;;
	--arch) shift; arch=${1-} ;;
	--apply) apply=1 ;;
	*) sed -n '3,13s/^# \{0,1\}//p' "$0"; [ "$1" = --help ] && exit 0; exit 2 ;;
	esac
	[ $# = 0 ] || shift
done
known_here() { for part in "$here"/*/[0-9]*/part; do basename "$(dirname "$(dirname "$part")")"; done | LC_ALL=C sort -u | xargs; }
[ -n "$arch" ] || die "no architecture given; type: make enable ARCH=..., one of: $(known_here)"
[ -d "$here/$arch" ] && [ "${arch%/*}" = "$arch" ] ||
	die "ARCH=$arch: what it lacks is not known here; known are: $(known_here). Write coccinelle/enable/$arch as the README there says"
given_tree mm/Kconfig mm/Makefile
given_arch "$arch"
given_port "$arch"
if [ ! -e "$linux/arch/$arch/include/asm/gup_ops.h" ] && { shares "$arch" || [ -e "$linux/arch/$arch/mm/gup.c" ]; }; then
	say "$arch: has fast gup already in this tree, on a walker that is not from here; nothing to do"
	exit 0
fi

# Where does the portable walker come from?
built_on=tree
if [ ! -e "$linux/mm/gup_fast.c" ]; then
	built_on=series
	ls "$out"/series/0*.patch > /dev/null 2>&1 ||
		die "LINUX=$linux: mm/gup_fast.c is missing: this tree is not on the portable walker, and OUT=$out has no series for it; type: make convert first"
	[ -z "$apply" ] ||
		die "APPLY=1: LINUX=$linux: mm/gup_fast.c is missing: apply the series before; type: make convert APPLY=1"
elif ! grep -qs '^int gup_fast_pages(' "$linux/mm/gup_fast.c" || [ ! -e "$linux/include/asm-generic/gup_ops.h" ]; then
	die "LINUX=$linux: mm/gup_fast.c exists, but is not this project's; move it away, and type: make convert"
fi
given_apply
begin_output
trap 'status=$?; unforeseen $status; leave $status' EXIT
# shellcheck source=coccinelle/convert/patches.sh
. "$shared/patches.sh"

# rows PART [VERB...]: its rows, fields apart by one tab each
rows() {
	sed '/^#/d; /^$/d; s/@SYMBOL@/'"$symbol"'/g; s/@ARCH@/'"$arch"'/g; s/\t\t*/\t/g' "$here/$arch/$1/part"
}
parts=$(cd "$here/$arch" && for part in [0-9]*/part; do dirname "$part"; done)

# there FILE: a part rests on it. That somebody has lost it is another thing than that this
# tree is of a time when it had another name.
there() {
	[ ! -e "$tree/$1" ] && [ ! -e "$linux/$1" ] || return 0
	[ -n "$(git -C "$linux" ls-files -- "$1" 2> /dev/null)" ] ||
		die "ARCH=$arch: this tree is older than what coccinelle/enable/$arch knows, or much younger: it has no $1"
	die "$1: is missing or unreadable; restore it first"
}

files="$(maintained) mm/Kconfig"
for part in $parts; do
	while IFS=$'\t' read -r row file rest; do
		case $row in cocci|after|drop|end|select|walker) there "$file" ;; esac
	done < <(rows "$part")
	files="$files $(rows "$part" | awk -F '\t' '$1 ~ /^(cocci|after|drop|end|select|walker)$/ { print $2 }' | xargs)"
done
if [ $built_on = series ]; then
	patches=$(find "$out/series" -name '0*.patch' ! -name '0000-*' | LC_ALL=C sort)
	# shellcheck disable=SC2086 # a list of files
	touched_before=$(git apply --numstat $patches 2> /dev/null | cut -f 3 | LC_ALL=C sort -u) ||
		die "OUT=$out: its series cannot be read; type: make convert"
	for file in $touched_before; do
		[ ! -e "$linux/$file" ] || files="$files $file"
	done
fi
say "copying the files that will be touched"
# shellcheck disable=SC2046 # a list of files
copy_touched $(echo "$files" | xargs -n 1 | LC_ALL=C sort -u)
if [ $built_on = series ]; then
	for patch in $patches; do
		patch -d "$tree" -p1 -s -f -F0 < "$patch" > "$work/log" 2>&1 ||
			die "OUT=$out: ${patch##*/} is not for LINUX=$linux; type: make convert"
	done
fi
begin_patches

# found FILE PATTERN: in the tree, as the patches find it
found() {
	local file=$tree/$1
	[ -e "$file" ] || file=$linux/$1
	grep -q -- "$2" "$file" 2> /dev/null
}

# What is to be done, and can it be? Nothing is made before all parts have said so.
todo='' cocci=()
for part in $parts; do
	here_too='' lacks='' needless='' called=$part
	while IFS=$'\t' read -r row file rest; do
		case $row in
		title) called=$file ;;
		needless) ! found "$file" "$rest" || needless=1 ;;
		has) if found "$file" "$rest"; then here_too=$file; else lacks=$file; fi ;;
		esac
	done < <(rows "$part")
	if [ -z "$lacks" ] || [ "$needless" ]; then
		say "$arch: $called: this tree has them already; skipped"
		continue
	fi
	[ -z "$here_too" ] ||
		die "$here_too: has a part of what '$called' would bring, and $lacks lacks the other; complete it by hand, or take it out"
	while IFS=$'\t' read -r row file rest; do
		case $row in
		title|has|needless|select|walker|port|expect|after|drop|end) ;;
		free) ! found "$file" "$rest" ||
			die "$file: '$(grep -m 1 -- "$rest" "$linux/$file" | xargs -0 | xargs)' has what '$called' would take; choose another one in coccinelle/enable/$arch/$part" ;;
		known)
			there "$file"
			found "$file" "$rest" ||
			die "$file: is not known here: it lacks $(spoken "$rest"), on which '$called' rests; read it, and adapt coccinelle/enable/$arch/$part" ;;
		cocci)
			cocci+=(--rules "$here/$arch/$part" "$file") ;;
		*) die "coccinelle/enable/$arch/$part/part: no row is called '$row'; see coccinelle/enable/README" ;;
		esac
	done < <(rows "$part")
	todo="$todo $part"
done
if [ -z "$todo" ]; then
	say "nothing is left to do for $arch"
	exit 0
fi
[ ${#cocci[@]} = 0 ] || bash "$shared/parsed.sh" "$linux" "${cocci[@]}" 2> "$work/log" || {
	cat "$work/log" >&2
	die "$(sed 's/:.*//; q' "$work/log"): the lines above were not parsed in full, so no rule can be trusted there; make them plain C, or add the macro to coccinelle/convert/macros.h"
}

# only FILE PATTERN WHAT: the one line that is PATTERN, where WHAT is done, by number in $line
only() {
	local found
	found=$(grep -n -- "$2" "$tree/$1" | cut -d : -f 1)
	case $found in
	''|*[!0-9]*) die "$1: is not known here: a line '$(spoken "$2")' is there $(echo "$found" | grep -c .) times, where once is needed for what $3; read it, and adapt coccinelle/enable/$arch/$part" ;;
	esac
	line=$found
}

for part in $todo; do
	while IFS=$'\t' read -r row file rest; do
		case $row in
		title) say "$arch: $file" ;;
		cocci) cocci "$here/$arch/$part/$rest.cocci" "$file" ;;
		after)
			only "$file" "${rest#* }" "goes behind it"
			sed -i "${line}r $here/$arch/$part/${rest%% *}" "$tree/$file" ;;
		drop)
			only "$file" "$rest" "drops it"
			sed -i "${line}d" "$tree/$file" ;;
		end) cat "$here/$arch/$part/$rest" >> "$tree/$file" ;;
		expect) expect "$file" "${rest#* }" "${rest%% *}" ;;
		select) selected "$file" "${rest%% *}" "${rest#* }" ;;
		walker) ! grep -q '^config GUP_FAST_PORTABLE$' "$tree/mm/Kconfig" || selected "$file" "$rest" GUP_FAST_PORTABLE ;;
		port)
			for header in "$top/arch-$arch"/*.h; do
				put "$header" "arch/$arch/include/asm/${header##*/}"
				maintain "arch/$arch/include/asm/${header##*/}"
			done ;;
		esac
	done < <(rows "$part")
	fill "$here/$arch/$part/message" SYMBOL "$symbol" | commit
done

say "writing the patches"
mkdir -p "$work/enable"
[ ! -d "$out/enable" ] || cp -a "$out/enable/." "$work/enable/"
rm -rf "$work/enable/${arch:?}"
write_patches "$work/enable/$arch"
# What a younger checkpatch.pl says of shapes that are those of the tree.
check_patches "$work/enable/$arch" --ignore AVOID_BUG,FLEXIBLE_ARRAY,MACRO_ARG_REUSE,MACRO_ARG_UNUSED
finish_output enable -- enable
say "wrote $(made "$out/enable/$arch") in $out/enable/$arch"
[ $built_on = tree ] || say "they go on top of those in $out/series"
apply_output "$out/enable/$arch"
