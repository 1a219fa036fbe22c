#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Move a Linux tree's fast gup onto the portable walker, as a patch series.
#
# usage: convert.sh --linux TREE --out FOLDER [--arch "ARCH ..."] [--apply]
#
#   --linux  a kernel tree, in git or not; it is only read
#   --out    gets series/*.patch and report.md; empty, or from an earlier run
#   --arch   which architectures move; default: all that have a port here and
#            fast gup in the tree
#   --apply  also apply the series, by git am, to the tree, which must be clean
set -eu
here=$(dirname "$(readlink -f "$0")")
top=$(readlink -f "$here/../..")
# shellcheck source=coccinelle/convert/lib.sh
. "$here/lib.sh"

linux='' out='' arches='' apply=''
while [ $# -gt 0 ]; do
	case $1 in
	--linux) linux=$2; shift ;;
	--out) out=$2; shift ;;
	--arch) arches=$2; shift ;;
	--apply) apply=1 ;;
	*) sed -n '3,12s/^# \{0,1\}//p' "$0"; [ "$1" = --help ] && exit 0; exit 2 ;;
	esac
	shift
done
[ -n "$linux" ] || die "no tree given; type: make convert LINUX=path/to/linux"
[ -n "$out" ] || die "no output folder given; type: make convert OUT=path"

need_spatch
need git git
need perl perl
need python3 python3
for kind in name email; do
	git config "user.$kind" > /dev/null ||
		die "git has no user.$kind, and each patch needs a Signed-off-by; type: git config --global user.$kind ..."
done

# The tree: a kernel, with a walker that is known here.
[ -e "$linux" ] || die "LINUX=$linux: there is no such folder; type: make convert LINUX=path/to/linux"
[ -d "$linux" ] && [ -r "$linux" ] && [ -x "$linux" ] || die "LINUX=$linux: not a readable folder; check its permissions"
[ -f "$linux/Kbuild" ] && [ -f "$linux/mm/Makefile" ] && grep -q '^VERSION = ' "$linux/Makefile" 2> /dev/null ||
	die "LINUX=$linux: not a kernel tree (no Kbuild, mm/ and Makefile of Linux); give the top folder of one"
linux=$(readlink -f "$linux")
for file in mm/gup.c mm/internal.h mm/Kconfig MAINTAINERS; do
	[ -r "$linux/$file" ] || die "LINUX=$linux: $file is missing or unreadable; restore it first"
done
selects() { grep -Eq "^[[:space:]]select $2([[:space:]]|\$)" "$linux/arch/$1/Kconfig" 2> /dev/null; }

ported() { for port in "$top"/arch-*/gup_ops.h; do basename "$(dirname "$port")" | sed 's/^arch-//'; done; }
if [ -n "$arches" ]; then
	for arch in $arches; do
		[ -d "$linux/arch/$arch" ] ||
			die "ARCH=$arch: the tree has no such architecture; it has: $(cd "$linux/arch" && echo */ | tr -d /)"
		selects "$arch" HAVE_GUP_FAST ||
			die "ARCH=$arch: has no fast gup in this tree, so there is nothing to convert; it is 'enable' that it needs"
		[ -f "$top/arch-$arch/gup_ops.h" ] ||
			die "ARCH=$arch: has no port here yet; write arch-$arch/gup_ops.h as core/gup_ops.h says, or take one of: $(ported | xargs)"
	done
else
	for arch in $(ported); do
		! selects "$arch" HAVE_GUP_FAST || arches="$arches $arch"
	done
fi
moved=''
for arch in $arches; do
	! selects "$arch" GUP_FAST_PORTABLE || moved="$moved $arch"
done
[ -z "$moved" ] || [ "$(echo $arches)" != "$(echo $moved)" ] ||
	die "LINUX=$linux: already converted (${moved# }); nothing was changed"
[ -z "$moved" ] || die "LINUX=$linux: already converted for${moved}; name only the others: ARCH=\"...\""
[ ! -e "$linux/mm/gup_fast.c" ] || grep -q GUP_FAST_PORTABLE "$linux/mm/Kconfig" ||
	die "LINUX=$linux: mm/gup_fast.c is there, but not from here; move it away first"
[ -n "$arches" ] || die "LINUX=$linux: no architecture of it has both fast gup (select HAVE_GUP_FAST) and a port here; it is 'enable' that it needs"
arches=$(echo $arches)

if [ -n "$apply" ]; then
	[ "$(git -C "$linux" rev-parse --show-toplevel 2> /dev/null)" = "$linux" ] ||
		die "APPLY=1: $linux is no git tree; leave APPLY out, and apply the series by patch -p1"
	[ -z "$(git -C "$linux" status --porcelain)" ] ||
		die "APPLY=1: $linux has uncommitted changes; commit or stash them first"
fi

# The output: ours or empty. All is made beside it, and moved in at the end.
if [ -e "$out" ] && [ ! -d "$out" ]; then die "OUT=$out: is not a folder; give another one"; fi
if [ -d "$out" ] && [ -n "$(ls -A "$out")" ] && [ ! -e "$out/.gup-convert" ]; then
	die "OUT=$out: is not empty and holds something that is not ours; give another folder, or empty it"
fi
mkdir -p "$out" 2> /dev/null && touch "$out/.gup-convert" 2> /dev/null ||
	die "OUT=$out: cannot write there; give another folder, or free some space"
out=$(readlink -f "$out")
work=$out/.work
rm -rf "$work"

in_am=''
leave() {
	status=$?
	trap - EXIT INT TERM
	[ -z "$in_am" ] || git -C "$linux" am --abort 2> /dev/null || true
	rm -rf "$work"
	exit $status
}
trap leave EXIT
trap 'echo "convert: interrupted; nothing was changed" >&2; exit 130' INT TERM
mkdir "$work" 2> /dev/null || die "OUT=$out: cannot write there; give another folder, or free some space"

export linux out work arches here top
bash "$here/inspect.sh"
bash "$here/series.sh"
bash "$here/report.sh" > "$work/report.md" || die "OUT=$out: could not write the report; is the disk full?"

rm -rf "$out/series" "$out/report.md" "$out/accounts.tsv"
mv "$work/series" "$work/report.md" "$work/accounts.tsv" "$out/"
say "wrote $out/report.md and $(find "$out/series" -name '*.patch' | wc -l) patches in $out/series"

if [ -n "$apply" ]; then
	say "applying the series to $linux"
	before=$(git -C "$linux" rev-parse HEAD)
	in_am=1
	git -C "$linux" am -q "$out"/series/000[1-9]-*.patch 2> "$work/am.log" ||
		die "APPLY=1: the series does not apply ($(head -n 1 "$work/am.log")); the tree is as it was, see $out/series"
	in_am=''
	say "applied; to go back: git -C $linux reset --hard ${before:0:12}"
fi
