#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Move walkers that architectures keep for themselves, in arch/*/mm/gup.c, onto the
# portable one. Run by convert.sh, which has looked at the arguments and sets linux,
# out, work, given, apply, symbol, here and top; the output is begun.
set -eu
# shellcheck source=coccinelle/convert/lib.sh
. "$here/lib.sh"
# shellcheck source=coccinelle/convert/patches.sh
. "$shared/patches.sh"
trap 'unforeseen $?' EXIT
series=$work/series rules=$here/account/private

private=$(cd "$linux" && printf '%s\n' arch/*/mm/gup.c | cut -d / -f 2 | xargs)
arches=$private
if [ -n "$given" ]; then
	arches=''
	for arch in $(echo "$given" | xargs -n 1 | LC_ALL=C sort -u); do
		[ -d "$linux/arch/$arch" ] ||
			die "ARCH=$arch: the tree has no such architecture; it has: $(cd "$linux/arch" && echo */ | tr -d /)"
		case " $private " in
		*" $arch "*) arches="$arches $arch" ;;
		*)
			! selects "$arch" GUP_FAST_PORTABLE || die "ARCH=$arch: already converted in LINUX=$linux"
			! shares "$arch" ||
				die "ARCH=$arch: has no walker of its own, but shares that in mm/gup.c, which stays as it is in a tree with private ones, so there is nothing to convert for it here; private are: $private"
			die "ARCH=$arch: has no fast gup in this tree, so there is nothing to convert; use make enable instead" ;;
		esac
	done
	arches=${arches# }
fi

# Parts of a walker that stand elsewhere, by who has them.
elsewhere() { # ARCH
	(cd "$linux" && grep -lE '^(static )?int gup_huge(pd|pte)\(' "arch/$1"/mm/*.c 2> /dev/null | grep -v '/gup\.c$') || true
}

kernel=$(kernel_generation "$linux" kernels) || { told=1; exit 1; }
public=$(kernel_generation "$linux" public) || { told=1; exit 1; }
core="$(core_files "$kernel")
public/$public mm/gup_public.c
$(included public "$public")"
core=${core%$'\n'}

# The block of Kconfig that speaks for an architecture: the one that selects most.
speaks() {
	awk '/^config /{ name = $2 } $1 == "select" { n[name]++ }
		END { for (c in n) if (n[c] > most) { most = n[c]; best = c } print best }' "$linux/arch/$1/Kconfig"
}

# named FILE: "config GUP_FAST_PORTABLE" goes to the end of mm/Kconfig
named() {
	[ -z "$(tail -c 1 "$1")" ] || die "mm/Kconfig: its last line lacks a newline; add it first"
	{ echo; fill "$here/messages/private-kconfig"; } >> "$1"
}

# settled ARCH: what builds its walker, with which flags, and does the symbol come out so?
# Leaves $work/built/ARCH.{when,flags,shown}.
settled() {
	local when tree=$work/proof built=$work/built/$1

	python3 -B "$here/built.py" condition "$linux" "$1" > "$built.when" &&
		python3 -B "$here/built.py" flags "$linux" "$1" > "$built.flags" || return 1
	read -r when < "$built.when"
	mkdir -p "$tree/mm" "$tree/arch/$1"
	cat "$linux/mm/Kconfig" > "$tree/mm/Kconfig"
	cat "$linux/arch/$1/Kconfig" > "$tree/arch/$1/Kconfig"
	grep -q '^config GUP_FAST_PORTABLE' "$tree/mm/Kconfig" || named "$tree/mm/Kconfig"
	selected "arch/$1/Kconfig" "$(speaks "$1")" GUP_FAST_PORTABLE "$([ "$when" = y ] || echo " if $when")"
	bash "$here/proved.sh" "$linux" "$1" "$when" "$tree" > "$built.shown"
}

# What is not known stops its architecture, and is named; the others go on.
mkdir "$work/ops" "$work/built"
: > "$work/accounts.tsv"; : > "$work/stopped"; : > "$work/bugs"
moving=''
for arch in $arches; do
	say "$arch: parsing, and finding the place of each statement of its walker"
	files=$(elsewhere "$arch")
	# shellcheck disable=SC2086 # a list of files
	if bash "$here/parsed.sh" "$linux" --rules "$rules" "arch/$arch/mm/gup.c" $files 2> "$work/log" &&
			bash "$here/account.sh" --private "$arch" "$work/ops/$arch.h" "$linux" $files > "$work/account" 2> "$work/log" &&
			say "$arch: checking that the symbol is set where its walker is built, and only there" &&
			(settled "$arch") 2> "$work/log"; then
		cat "$work/account" >> "$work/accounts.tsv"
		cat "$work/ops/$arch.h.bugs" >> "$work/bugs"
		moving="$moving $arch"
	else
		status=$?
		[ $status != 130 ] || exit 130
		sed -i 's/^convert: //' "$work/log"
		[ $status = 1 ] || { cat "$work/log" >&2; die "account.sh stopped with the message above, which says nothing about the tree; nothing was changed"; }
		sed "s/^/$arch	/" "$work/log" >> "$work/stopped"
		sed 's/^/convert: /' "$work/log" >&2
		say "$arch: stays as it is, because of the lines above"
	fi
done
moving=${moving# }
[ -n "$moving" ] || die "the lines above keep each walker of this tree from moving; nothing was changed"

say "copying the files that will be touched"
files="mm/Kconfig mm/Makefile $(maintained)"
for arch in $moving; do
	files="$files arch/$arch/mm/gup.c arch/$arch/mm/Makefile arch/$arch/Kconfig $(elsewhere "$arch")"
	files="$files $(cd "$linux" && grep -rlwE 'gup_huge(pd|pte)' --include='*.h' "arch/$arch/include" 2> /dev/null | xargs)"
done
# shellcheck disable=SC2046 # a list of files
copy_touched $(echo "$files" | xargs -n 1 | LC_ALL=C sort -u)
begin_patches

if ! grep -q '^config GUP_FAST_PORTABLE' "$tree/mm/Kconfig"; then
	say "mm: the walker"
	while read -r _ theirs; do
		[ ! -e "$linux/$theirs" ] || die "$theirs: exists, but is not this project's; move it away first"
	done <<< "$core"
	put_core
	[ -z "$(tail -c 1 "$tree/mm/Makefile")" ] || die "mm/Makefile: its last line lacks a newline; add it first"
	named "$tree/mm/Kconfig"
	echo 'obj-$(CONFIG_GUP_FAST_PORTABLE) += gup_fast.o gup_public.o' >> "$tree/mm/Makefile"
	fill "$here/messages/private-core" | commit
else
	same_core
fi

for arch in $moving; do
	say "$arch: <asm/gup_ops.h>, select, and its own walker goes"
	put "$work/ops/$arch.h" "arch/$arch/include/asm/gup_ops.h"
	maintain "arch/$arch/include/asm/gup_ops.h"
	read -r when < "$work/built/$arch.when"
	selected "arch/$arch/Kconfig" "$(speaks "$arch")" GUP_FAST_PORTABLE "$([ "$when" = y ] || echo " if $when")"
	rm "$tree/arch/$arch/mm/gup.c"
	python3 -B "$here/built.py" without "arch/$arch/mm/Makefile" < "$tree/arch/$arch/mm/Makefile" > "$work/patched" 2> "$work/log" ||
		die "$(tail -n 1 "$work/log")"
	cat "$work/patched" > "$tree/arch/$arch/mm/Makefile"
	[ ! -s "$work/built/$arch.flags" ] ||
		{ echo; echo "ifeq (\$(SRCARCH),$arch)"; cat "$work/built/$arch.flags"; echo endif; } >> "$tree/mm/Makefile"
	for file in $(elsewhere "$arch") $(cd "$tree" && grep -rlwE 'gup_huge(pd|pte)' --include='*.h' "arch/$arch/include" || true); do
		[ "$file" != "arch/$arch/include/asm/gup_ops.h" ] || continue
		python3 -B "$here/account/guarded.py" private "$file" < "$tree/$file" > "$work/patched" 2> "$work/log" ||
			die "$file: $(tail -n 1 "$work/log")"
		cat "$work/patched" > "$tree/$file"
		expect "$file" '\<gup_huge\(pd\|pte\)\>' 0
	done
	left=$(cd "$linux" && grep -rlwE 'gup_huge(pd|pte)' --include='*.[chS]' "arch/$arch" mm include | while read -r file; do
		[ -e "$tree/$file" ] || [ "$file" = "arch/$arch/mm/gup.c" ] || echo "$file"
	done | head -n 1)
	[ -z "$left" ] || die "$left: uses a part of arch/$arch's walker, which would go; take that out first"
	grep "^arch/$arch/" "$work/bugs" | cut -f 2 | uniq > "$work/wrong" || true
	ops=$(sed -n 's/^#define \(\(gup\|GUP\)_[A-Za-z0-9_]*\).*/\1/p' "$work/ops/$arch.h" | LC_ALL=C sort -u | xargs | sed 's/ /, /g')
	fill "$here/messages/private-arch" PREFIX "$([ "$arch" = x86 ] && echo x86/mm || echo "$arch: mm")" ARCH "$arch" OPS "$ops" \
		WRONG "$([ ! -s "$work/wrong" ] || { echo; echo "Not carried over, since it was wrong:"; sed 's/^/ - it /' "$work/wrong"; echo " "; })" |
		fmt -s -w 74 -g 74 | sed 's/[[:space:]]*$//' | commit
done

say "writing the series"
rest=$(for arch in $private; do case " $moving " in *" $arch "*) ;; *) echo "$arch" ;; esac; done | xargs)
shares=$(cd "$linux/arch" && for arch in *; do ! shares "$arch" || echo "$arch"; done | xargs)
git_tree config branch.series.description "$(fill "$here/messages/private-cover" ARCHES "${moving// /, }" \
	REST "$([ -z "$rest" ] || printf '\nNot moved, each keeps its own: %s.' "${rest// /, }")" \
	SHARES "$([ -z "$shares" ] || printf '\nOn the walker that they share in mm/gup.c, which stays: %s.' "${shares// /, }")")"
write_series "$series"
# What the tree's own expressions are, they stay.
check_patches "$series" --ignore BOOL_MEMBER,C99_COMMENTS,CAMELCASE,MACRO_ARG_REUSE,MACRO_ARG_UNUSED,MEMORY_BARRIER,NEW_TYPEDEFS,PREFER_READ_ONCE,SPACING,STORAGE_CLASS,UNNECESSARY_PARENTHESES,VOLATILE
export moving rest shares kernel series
bash "$here/private-report.sh" > "$work/report.md"
python3 -B "$here/account/picture.py" "$linux" "$work/ops" "$work/accounts.tsv" > "$work/report.html"
