#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Move a Linux tree's fast gup onto the portable walker, as a patch series.
#
# usage: convert.sh --linux TREE --out FOLDER [--arch "ARCH ..."] [--apply]
#
#   --linux  a kernel tree, in git or not; it is only read
#   --out    gets series/*.patch and report.md; empty, or from an earlier run
#   --arch   which architectures move; default: all that have a port here and
#            fast gup in the tree. The tree's own walker goes with the last one
#   --apply  also apply the series, by git am, to the tree, which must be clean
set -eu
here=$(dirname "$(readlink -f "$0")")
top=$(readlink -f "$here/../..")
# shellcheck source=coccinelle/convert/lib.sh
. "$here/lib.sh"

linux='' out='' arches='' apply=''
while [ $# -gt 0 ]; do
	case $1 in
	--linux) shift; linux=${1-} ;;
	--out) shift; out=${1-} ;;
	--arch) shift; arches=${1-} ;;
	--apply) apply=1 ;;
	*) sed -n '3,12s/^# \{0,1\}//p' "$0"; [ "$1" = --help ] && exit 0; exit 2 ;;
	esac
	[ $# = 0 ] || shift
done
[ -n "$linux" ] || die "no tree given; type: make convert LINUX=path/to/linux"
[ -n "$out" ] || die "no output folder given; type: make convert OUT=path"

need_spatch
need git git
need perl perl
need python3 python3
# A caller's git, as in "git rebase --exec", is not ours; and reading writes nothing.
# shellcheck disable=SC2046 # a list of names
unset $(git rev-parse --local-env-vars)
export GIT_OPTIONAL_LOCKS=0

# The tree: a kernel, with a walker that is known here.
[ -e "$linux" ] || die "LINUX=$linux: there is no such folder; type: make convert LINUX=path/to/linux"
[ -d "$linux" ] && [ -r "$linux" ] && [ -x "$linux" ] || die "LINUX=$linux: not a readable folder; check its permissions"
[ -f "$linux/Kbuild" ] && [ -f "$linux/mm/Makefile" ] && grep -q '^VERSION = ' "$linux/Makefile" 2> /dev/null ||
	die "LINUX=$linux: not a kernel tree (no Kbuild, mm/ and Makefile of Linux); give the top folder of one"
linux=$(readlink -f "$linux")
for file in mm/gup.c mm/internal.h mm/Kconfig MAINTAINERS; do
	[ -r "$linux/$file" ] || die "LINUX=$linux: $file is missing or unreadable; restore it first"
done
for kind in name email; do
	[ -n "$(git -C "$linux" config "user.$kind")" ] ||
		die "git has no user.$kind, and each patch needs a Signed-off-by; type: git config --global user.$kind ..."
done
selects() { grep -Eq "^[[:space:]]select $2([[:space:]]|\$)" "$linux/arch/$1/Kconfig" 2> /dev/null; }

# The Kconfig symbol of fast gup, as this tree spells it.
symbol=$(sed -nE 's/^config (HAVE_GUP_FAST|HAVE_FAST_GUP)$/\1/p' "$linux/mm/Kconfig")
case $symbol in
HAVE_*[!A-Z_]*|'') die "mm/Kconfig: has neither HAVE_GUP_FAST nor HAVE_FAST_GUP, or both; this tree has no fast gup that is known here" ;;
esac

ported() { for port in "$top"/arch-*/gup_ops.h; do basename "$(dirname "$port")" | sed 's/^arch-//'; done; }
# Has the tree's own walker gone already?
gone=''
! grep -qxF "obj-\$(CONFIG_$symbol) += gup_fast.o" "$linux/mm/Makefile" || gone=1
moved() { selects "$1" GUP_FAST_PORTABLE || { [ -n "$gone" ] && [ -e "$linux/arch/$1/include/asm/gup_ops.h" ]; }; }
left='' done=''
if [ -n "$arches" ]; then
	for arch in $(echo "$arches" | xargs -n 1 | LC_ALL=C sort -u); do
		[ -d "$linux/arch/$arch" ] ||
			die "ARCH=$arch: the tree has no such architecture; it has: $(cd "$linux/arch" && echo */ | tr -d /)"
		selects "$arch" "$symbol" ||
			die "ARCH=$arch: has no fast gup in this tree, so there is nothing to convert; it is 'enable' that it needs"
		[ -f "$top/arch-$arch/gup_ops.h" ] ||
			die "ARCH=$arch: has no port here yet; write arch-$arch/gup_ops.h as core/gup_ops.h says, or take one of: $(ported | xargs)"
		if moved "$arch"; then done="$done $arch"; else left="$left $arch"; fi
	done
	[ -z "$done" ] || [ -z "$left" ] ||
		die "LINUX=$linux: already converted for${done}; name only the others: ARCH=\"${left# }\""
else
	for arch in $(ported); do
		if ! selects "$arch" "$symbol"; then continue
		elif moved "$arch"; then done="$done $arch"; else left="$left $arch"; fi
	done
fi
# Who stays behind, on the tree's own walker? If nobody does, it goes.
rest=''
for kconfig in "$linux"/arch/*/Kconfig; do
	arch=$(basename "$(dirname "$kconfig")")
	! selects "$arch" "$symbol" || moved "$arch" || case " $left " in
	*" $arch "*) ;;
	*) rest="$rest $arch" ;;
	esac
done
rest=${rest# }
[ -z "$done" ] || [ -n "$left" ] || { [ -z "$rest" ] && [ -z "$gone" ]; } ||
	die "LINUX=$linux: already converted (${done# }); nothing was changed"
[ -z "$gone" ] || die "LINUX=$linux: its own walker has gone already, and arch/${left%% *} does not compile without <asm/gup_ops.h>; copy that from here"
[ ! -e "$linux/mm/gup_fast.c" ] || grep -q GUP_FAST_PORTABLE "$linux/mm/Kconfig" ||
	die "LINUX=$linux: mm/gup_fast.c is there, but not from here; move it away first"
[ -n "$left$done" ] || die "LINUX=$linux: no architecture of it has both fast gup (select $symbol) and a port here; it is 'enable' that it needs"
arches=${left# }
for arch in $arches; do
	[ "$(grep -c "^[[:space:]]select $symbol\\>" "$linux/arch/$arch/Kconfig")" = 1 ] ||
		die "arch/$arch/Kconfig: selects $symbol more than once; leave one such line, for the new select to follow"
done

if [ -n "$apply" ]; then
	[ "$(git -C "$linux" rev-parse --show-toplevel 2> /dev/null)" = "$linux" ] ||
		die "APPLY=1: $linux is no git tree of yours; leave APPLY out, and apply the series by patch -p1"
	[ ! -e "$(git -C "$linux" rev-parse --path-format=absolute --git-path rebase-apply)" ] ||
		die "APPLY=1: a git am or rebase is in progress in $linux; finish it, or type: git am --abort"
	[ -z "$(git -C "$linux" status --porcelain)" ] ||
		die "APPLY=1: $linux has uncommitted changes; commit or stash them first"
fi

# The output: ours or empty. All is made beside it, and moved in at the end.
case $(readlink -m "$out")/ in
"$linux"/*) die "OUT=$out: is inside of LINUX=$linux, which is only read; give a folder elsewhere" ;;
esac
if [ -e "$out" ] && [ ! -d "$out" ]; then die "OUT=$out: is not a folder; give another one"; fi
if [ -d "$out" ] && [ -n "$(ls -A "$out")" ] && [ ! -e "$out/.gup-convert" ]; then
	die "OUT=$out: is not empty and holds something that is not ours; give another folder, or empty it"
fi
work=$(readlink -m "$out")/.work
fresh=''
[ -e "$out" ] || fresh=1
leave() {
	status=$?
	trap '' INT TERM
	rm -rf "$work"
	if [ $status != 0 ] && [ -n "$fresh" ]; then rmdir "$out" 2> /dev/null; fi
	exit $status
}
trap leave EXIT
trap 'echo "convert: interrupted; nothing was changed" >&2; exit 130' INT TERM
mkdir -p "$out" 2> /dev/null && rm -rf "$work" && mkdir "$work" 2> /dev/null ||
	die "OUT=$out: cannot write there; give another folder"
out=$(readlink -f "$out")
[ "$(df -Pk "$out" | awk 'NR == 2 { print $4 }')" -ge 16384 ] ||
	die "OUT=$out: less than 16 MB are free there; free some space, or give another folder"

export linux out work arches rest symbol here top
bash "$here/inspect.sh"
bash "$here/series.sh"
bash "$here/report.sh" > "$work/report.md"

# From here on, Ctrl-C waits: the output is whole, and so is the tree.
stopped=''
trap 'stopped=1' INT TERM
results=("$out/series" "$out/report.md" "$out/accounts.tsv")
rm -rf "${results[@]}"
touch "$out/.gup-convert" && mv "$work/series" "$work/report.md" "$work/accounts.tsv" "$out/" || {
	rm -rf "${results[@]}" "$out/.gup-convert"
	die "OUT=$out: cannot write there any more; give another folder"
}
fresh=''
say "wrote $out/report.md and $(find "$out/series" -name '*.patch' | wc -l) patches in $out/series"
[ -z "$apply" ] || [ -z "$stopped" ] || { echo "convert: interrupted; nothing was applied" >&2; exit 130; }
[ -z "$apply" ] || bash "$here/apply.sh"
