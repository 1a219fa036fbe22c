#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Move a Linux tree's fast gup onto the portable walker, as a patch series.
#
# usage: convert.sh --linux TREE --out FOLDER [--arch "ARCH ..."] [--account FILE] [--apply]
#
#   --linux  a kernel tree, in git or not; it is only read
#   --out    gets series/*.patch and report.md; empty, or from an earlier run
#   --arch   which architectures move; default: all that have a port here and
#            fast gup in the tree. The tree's own walker goes with the last one. In a
#            tree with private walkers (arch/*/mm/gup.c): all that have one
#   --account  what you say of statements that are not known, as the refusal printed it
#   --apply  also apply the series, by git am, to the tree, which must be clean
set -eu
here=$(dirname "$(readlink -f "$0")")
top=$(readlink -f "$here/../..")
verb=convert shared=$here
# shellcheck source=coccinelle/convert/lib.sh
. "$here/lib.sh"
# shellcheck source=coccinelle/convert/user.sh
. "$here/user.sh"

linux='' out='' arches='' apply='' account=''
while [ $# -gt 0 ]; do
	case $1 in
	--linux) shift; linux=${1-} ;;
	--out) shift; out=${1-} ;;
	--arch) shift; arches=${1-} ;;
	--account) shift; account=${1-} ;;
	--apply) apply=1 ;;
	*) sed -n '3,14s/^# \{0,1\}//p' "$0"; [ "$1" = --help ] && exit 0; exit 2 ;;
	esac
	[ $# = 0 ] || shift
done
given_tree mm/Kconfig mm/Makefile
if [ -n "$account" ]; then
	[ -f "$account" ] && [ -r "$account" ] ||
		die "ACCOUNT=$account: no such file, or not readable; it has the lines that a refusal prints, filled in"
	account=$(readlink -f "$account")
fi
if [ -n "$(find "$linux/arch" -mindepth 3 -maxdepth 3 -path '*/mm/gup.c' | head -n 1)" ]; then
	[ -z "$account" ] ||
		die "ACCOUNT=$account: is for statements of mm/gup.c, and the walkers of this tree are private; leave it out"
	given_apply
	begin_output
	given=$arches
	export given
	export -f selects
	bash "$here/private.sh"
	finish_output series report.md report.html accounts.tsv enable -- series report.md report.html accounts.tsv
	say "wrote $out/report.md, report.html and $(made "$out/series") in $out/series"
	apply_output "$out/series"
	exit 0
fi
[ "$symbol" != GUP_FAST_PORTABLE ] ||
	die "LINUX=$linux: none of its architectures has a walker of its own any more; nothing was changed"
for file in mm/gup.c mm/internal.h; do
	[ -r "$linux/$file" ] || die "LINUX=$linux: $file is missing or unreadable; restore it first"
done
# Has the tree's own walker gone already?
gone=''
! grep -qxF "obj-\$(CONFIG_$symbol) += gup_fast.o" "$linux/mm/Makefile" || gone=1
moved() { selects "$1" GUP_FAST_PORTABLE || { [ -n "$gone" ] && [ -e "$linux/arch/$1/include/asm/gup_ops.h" ]; }; }
left='' done=''
if [ -n "$arches" ]; then
	for arch in $(echo "$arches" | xargs -n 1 | LC_ALL=C sort -u); do
		given_arch "$arch"
		selects "$arch" "$symbol" ||
			die "ARCH=$arch: has no fast gup in this tree, so there is nothing to convert; use make enable instead"
		given_port "$arch"
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
	die "LINUX=$linux: mm/gup_fast.c exists, but is not this project's; move it away first"
[ -n "$left$done" ] || die "LINUX=$linux: no architecture of it has both fast gup (select $symbol) and a port here; use make enable instead"
arches=${left# }
for arch in $arches; do
	[ "$(grep -c "^[[:space:]]select $symbol\\>" "$linux/arch/$arch/Kconfig")" = 1 ] ||
		die "arch/$arch/Kconfig: selects $symbol more than once; leave one such line, for the new select to follow"
done

given_apply
begin_output
export arches rest account
bash "$here/inspect.sh"
bash "$here/series.sh"
bash "$here/report.sh" > "$work/report.md"

# What enable.sh made goes, too: it stood on the series before.
finish_output series report.md accounts.tsv enable -- series report.md accounts.tsv
say "wrote $out/report.md and $(made "$out/series") in $out/series"
apply_output "$out/series"
