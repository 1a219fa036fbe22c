#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Does convert.sh make of a tree the series that it should: one that applies,
# the same each time, all at once or one architecture after the other?
#
# usage: test_convert.sh	TAP on stdout, about two minutes
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
trap 'rm -rf "$work"' EXIT
neutral_git
export TMPDIR=$work/tmp LC_ALL=C
mkdir "$TMPDIR"
small_tree "$work/small"
tree=$work/tree
whole_project "$work/project"
ports=$(cd "$work/small" && sed -n 's,^arch/\([^/]*\)/Kconfig$,\1,p' <(grep -l '^	select HAVE_GUP_FAST\>' arch/*/Kconfig) | xargs)
plan $((53 + $(echo "$ports" | wc -w)))

# convert WHAT PROJECT TREE OUT ARGUMENT...: it must succeed, and say nothing on stderr
convert() {
	local what=$1 project=$2 linux=$3 out=$4 rc=0
	shift 4
	run_convert "$project" --linux "$linux" --out "$out" "$@" \
		> "$work/stdout" 2> "$work/stderr" || rc=$?
	[ ! -s "$work/stderr" ] && [ -z "$(ls -A "$TMPDIR")" ] && [ ! -e "$out/.work" ] || rc=1
	result "$rc" "$what" "$(tail -n 3 "$work/stderr") left: $(ls -A "$TMPDIR" "$out")"
}
patches() { find "$1/series" -name '0*.patch' ! -name '0000-*' | sort; }
tree_of() { git -C "$1" rev-parse 'HEAD^{tree}'; }
# count FILE PATTERN NUMBER
count() {
	local found
	found=$(grep -c -- "$2" "$tree/$1" || true)
	[ "$found" = "$3" ] || { echo "$1: '$2' $found times"; return 1; }
}
has_port() {
	cmp "$work/project/arch-$1/gup_ops.h" "$tree/arch/$1/include/asm/gup_ops.h" &&
		grep -qx "+	select GUP_FAST_PORTABLE$(sed -n 's/^	select HAVE_GUP_FAST//p' "$work/small/arch/$1/Kconfig")" "$out"/series/*[0-9]-"$1"*
}
left_behind() { # TREE: is something left of what goes last?
	! git -C "$1" grep -nw -e GUP_FAST_PORTABLE -e CONFIG_GUP_FAST_PORTABLE &&
		! git -C "$1" grep -nE '\<(gup_fast|record_subpages|try_grab_folio_fast|gup_fast_p[a-z0-9]+_(range|leaf))\(' -- mm
}
each_patch() { local patch; for patch in $(patches "$out"); do grep -q "$1" "$patch" || { echo "$patch: no $1"; return 1; }; done; }

# All architectures, from a tree in git.
new_tree "$tree"
mkdir -p "$tree/include/generated"
echo '#define CONFIG_HAVE_GUP_FAST 1' > "$tree/include/generated/autoconf.h"
echo include/generated >> "$tree/.git/info/exclude"
out=$work/out
before=$(every_byte "$tree")
convert "a whole tree" "$work/project" "$tree" "$out"
check "the tree is only read" test "$(every_byte "$tree")" = "$before"
check "a patch for the seam, the walker, each port, and the old walker" test "$(patches "$out" | wc -l)" = $((3 + $(echo "$ports" | wc -w)))
check "each patch is signed off" each_patch '^Signed-off-by: Test of Convert <test@example.org>$'
check "each patch is from the same" each_patch '^From: Test of Convert <test@example.org>$'
check "each patch goes to whom the tree names" each_patch '^Cc: .*linux-mm@kvack.org'
cover=$(echo "$out"/series/0000-*.patch)
check "the cover letter names the base commit" grep -qx "base-commit: $(git -C "$tree" rev-parse HEAD)" "$cover"
check "and the version" grep -qx "base-tree: $(make -s -C "$LINUX" kernelversion)" "$cover"
check "and that nobody is left behind" grep -qx 'Left on the walker in mm/gup.c: none.' "$cover"
check "no place of a cover letter is left open" test -z "$(grep '@[A-Z]*@\|BLURB\|SUBJECT HERE' "$cover")"
# shellcheck disable=SC2046 # names without spaces
check "git am" git -C "$tree" am -q $(patches "$out")
check "nothing is left over" test -z "$(git -C "$tree" status --porcelain)"
whole=$(tree_of "$tree")
for arch in $ports; do
	check "$arch has its ops, and selected the walker as fast gup" has_port "$arch"
done
check "the callers call the seam" count mm/gup.c '^	return gup_fast_pages(start, nr_pages, gup_flags, pages);' \
	"$(grep -c 'return gup_fast_fallback(' "$work/small/mm/gup.c")"
check "the old name is gone" count mm/gup.c 'gup_fast_fallback' 0
check "nothing is left of the old walker" left_behind "$tree"
check "comments that named it name the new one" count mm/mmu_gather.c 'gup_fast_pages() and other' 1
check "mm/Makefile builds the walker for all" count mm/Makefile '^obj-$(CONFIG_HAVE_GUP_FAST) += gup_fast.o$' 1
check "without fast gup there is only the slow path" awk '
	/^#ifndef CONFIG_HAVE_GUP_FAST$/ { inside = 1 }
	/^static int gup_fast_pages\(/ { if (!inside) exit 1; entry++ }
	inside && /__gup_longterm_locked\(/ { slow++ }
	inside && /pgd|irq|nr_pinned/ { print; exit 1 }
	/^#endif .* !CONFIG_HAVE_GUP_FAST / { if (!inside) exit 1; inside = 0; ends++ }
	END { if (entry != 1 || slow != 1 || ends != 1) exit 1 }' "$tree/mm/gup.c"
check "nothing but the walker went" test "$(git -C "$tree" diff --numstat "HEAD~1" -- ':!mm/gup.c' | awk '{ n += $1 + $2 } END { print (n > 20 && n < 60) }')" = 1
check "something went" test "$(gone "$tree" | wc -l)" -gt 15
check "what went is what was accounted for" diff <(accounted "$out/accounts.tsv" gup_fast_fallback) <(gone "$tree")
git -C "$tree" show HEAD~1:mm/gup.c > "$work/guarded.c"
check "the walker starts and ends inside of the guards" awk '
	/^#ifndef CONFIG_GUP_FAST_PORTABLE$/ { if (inside++) exit 1; n++ }
	/^#endif .* !CONFIG_GUP_FAST_PORTABLE / { if (!inside--) exit 1 }
	/^static .*(gup_fast|try_grab_folio_fast|record_subpages)[a-z_0-9]*\(/ { if (!inside) { print; exit 1 } }
	/^int (pin_user_pages_fast|get_user_pages_fast|get_user_pages_fast_only)\(/ { if (inside) exit 1; public++ }
	END { if (n < 3 || inside || public != 3) exit 1 }' "$work/guarded.c"
check "what the walker calls is no longer static" count mm/gup.c '^static.*\(gup_put_folio\|__gup_longterm_locked\|sanity_check_pinned_pages\)(' 0
for name in gup_fast_pages __gup_longterm_locked gup_put_folio sanity_check_pinned_pages; do
	check "mm/internal.h declares $name()" count mm/internal.h "^\(int\|long\|void\) $name(" 1
done
check "arm's condition is the tree's" grep -qx '+	select GUP_FAST_PORTABLE if ARM_LPAE' "$out"/series/*-arm-mm*
check "no hook is left" test -z "$(cd "$tree" && for arch in $ports; do grep -rl gup_fast_permitted "arch/$arch"; done)"

# The report.
missing=''
for section in "Patches" "Ops, and what they replace" "Where each statement went" "What somebody must look at" "Size"; do
	awk -v section="## $section" '$0 == section { on = 1; next } /^## / { on = 0 } on && /./ { n++ } END { exit n < 2 }' \
		"$out/report.md" || missing="$missing, $section"
done
check "the report has each section, with something in it" test -z "$missing"

# Again, elsewhere, with other settings of git: the same bytes.
cp -a "$out" "$work/first"
cp -a "$work/small" "$work/elsewhere"
for setting in format.signOff=true diff.noprefix=true format.subjectPrefix=RFC core.abbrev=20 commit.gpgSign=true diff.algorithm=patience; do
	git config --file "$work/gitconfig" "${setting%%=*}" "${setting#*=}"
done
convert "the same again" "$work/project" "$work/elsewhere" "$work/again"
for name in signOff subjectPrefix; do git config --file "$work/gitconfig" --unset "format.$name"; done
for name in diff.noprefix core.abbrev commit.gpgSign diff.algorithm; do git config --file "$work/gitconfig" --unset "$name"; done
check "gives the same bytes" diff -r "$work/first" "$work/again"

# One architecture after the other, with --apply, and into the same output.
# Another project that knows the account beforehand.
mv "$work/project" "$work/slow"
cp -a "$work/slow" "$work/project"
quick "$work/project"
new_tree "$tree"
convert "x86 alone, applied" "$work/project" "$tree" "$out" --arch x86 --apply
check "other architectures are untouched" test -z "$(git -C "$tree" diff --name-only HEAD~3 -- arch ':!arch/x86')"
check "the earlier output has made way" test "$(patches "$out" | wc -l)" = 3
git clone -q "$work/small" "$work/by-hand"
# shellcheck disable=SC2046 # names without spaces
git -C "$work/by-hand" am -q $(patches "$out")
check "what is committed is the series" test "$(git -C "$tree" log -3 --format='%T %an %ae %at %B')" = \
	"$(git -C "$work/by-hand" log -3 --format='%T %an %ae %at %B')"
cover=$(echo "$out"/series/0000-*.patch)
check "the old walker stays for the others, and who they are is said" grep -qx \
	"Left on the walker in mm/gup.c, which therefore stays: $(echo "$ports" | sed 's/ x86//; s/ /, /g')." "$cover"
most=$(echo "$ports" | xargs -n 1 | grep -vx -e x86 -e sh | xargs)
convert "then all but one" "$work/project" "$tree" "$out" --arch "$most" --apply
check "the old walker stays for one" test "$(patches "$out" | wc -l)" = "$(echo "$most" | wc -w)" -a \
	"$(grep -c '^#ifndef CONFIG_GUP_FAST_PORTABLE$' "$tree/mm/gup.c")" -gt 2
check "which is named" grep -qx 'Left on the walker in mm/gup.c, which therefore stays: sh.' "$out"/series/0000-*.patch
git clone -q "$tree" "$work/last"
convert "then the last one" "$work/slow" "$tree" "$out" --apply
check "the old walker goes" test "$(patches "$out" | wc -l)" = 2
check "comes to the same as all at once" test "$(tree_of "$tree")" = "$whole"

# Somebody else has moved the last one, and left the old walker to us.
git clone -q "$tree" "$work/moved"
git -C "$work/moved" reset -q --hard HEAD~1
convert "the old walker alone" "$work/project" "$work/moved" "$work/alone" --apply
check "is one patch" test "$(patches "$work/alone" | wc -l)" = 1
check "and comes to the same" test "$(tree_of "$work/moved")" = "$whole"

# What still needs it stops that, by name; and nothing is changed.
stops() { # WHAT PATTERN
	local rc=0
	git -C "$work/last" commit -q -a -m "vendor"
	before=$(every_byte "$work/last")
	run_convert "$work/project" --linux "$work/last" --out "$work/none" > "$work/stdout" 2> "$work/stderr" && rc=1
	grep -Eq "^convert: $2" "$work/stderr" && [ "$(every_byte "$work/last")" = "$before" ] && [ ! -e "$work/none" ] || rc=1
	result "$rc" "$1" "$(cat "$work/stderr")"
	git -C "$work/last" reset -q --hard HEAD~1
}
echo '#ifdef CONFIG_GUP_FAST_PORTABLE' >> "$work/last/mm/memory.c"
stops "who depends on the symbol that goes" 'mm/memory.c: uses GUP_FAST_PORTABLE, which goes with the last architecture'
sed -i 's/without locks with the walker/without any lock with the walker/' "$work/last/mm/Kconfig"
stops "a symbol that somebody changed" 'mm/Kconfig: its GUP_FAST_PORTABLE is not the one from here'
echo '/* GUP_FAST_PORTABLE */' >> "$work/last/mm/internal.h"
stops "what is left of the symbol" 'mm/internal.h:[0-9]+:.*is left of GUP_FAST_PORTABLE'
sed -i 's/nr_pinned = gup_fast(/nr_pinned = vendor_fast(/' "$work/last/mm/gup.c"
stops "a way in that is not the known one" 'mm/gup.c: leave.cocci found nothing to change'
before=$(every_byte "$tree")
rc=0
run_convert "$top" --linux "$tree" --out "$work/none" --apply > "$work/stdout" 2> "$work/stderr" || rc=$?
check "converted already: refused" test $rc = 1
check "converted already: says so" grep -q "^convert: .*: already converted (.*); nothing was changed$" "$work/stderr"
check "converted already: nothing is changed" test "$(every_byte "$tree")" = "$before" -a ! -e "$work/none"
finish
