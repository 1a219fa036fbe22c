#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Make the patch series in a git tree of its own that holds only the files that
# are touched. Run by convert.sh, which sets linux, work, arches, rest,
# symbol, here and top.
set -eu
# shellcheck source=coccinelle/convert/lib.sh
. "$here/lib.sh"
trap 'unforeseen $?' EXIT
# shellcheck source=coccinelle/convert/patches.sh
. "$shared/patches.sh"
series=$work/series
read -r hooks < "$work/hooks" || true

read -r kernel < "$work/kernel"

core=$(core_files "$kernel")
# What the walker calls in the slow path.
slow=$(sed -n 's/^ \* gup-kernel-needs: mm\/gup.c //p' "$top/core/kernels/$kernel")

guarded() { # FILE ARGUMENT...: what guarded.py makes of it
	python3 -B "$here/account/guarded.py" "${@:2}" < "$tree/$1" > "$work/patched" 2> "$work/guarded.log" ||
		die "$1: $(tail -n 1 "$work/guarded.log")"
	cat "$work/patched" > "$tree/$1"
	rm "$work/patched"
}

# What whoever runs this said of the old walker, for a commit's message
answered() {
	[ -s "$work/answered" ] || return 0
	printf '\nOf the walker in mm/gup.c this was accounted for by hand:\n'
	while IFS=$'\t' read -r place _ text to; do
		fmt -s -w 72 <<< "$place: $text goes to $to" | sed '1s/^/ - /; 2,$s/^/   /'
	done < "$work/answered" | sed 's/ goes to dropped:/ is dropped:/'
}

say "copying the files that will be touched"
files="mm/gup.c mm/internal.h mm/Kconfig mm/Makefile $(maintained) $(xargs < "$work/comments")"
moved=$(cd "$linux" && grep -l '^[[:space:]]select GUP_FAST_PORTABLE' arch/*/Kconfig | xargs)
[ -n "$rest" ] || files="$files $moved"
for arch in $arches; do files="$files arch/$arch/Kconfig"; done
# shellcheck disable=SC2086 # lists of files
copy_touched $files $hooks
begin_patches

if ! grep -q GUP_FAST_PORTABLE "$tree/mm/Kconfig"; then
	say "mm: the seam"
	cocci "$here/seam.cocci" mm/gup.c
	guarded mm/gup.c lift
	guarded mm/gup.c rename "$(entry "$linux")"
	python3 -B "$here/account/guarded.py" check "$tree/mm/gup.c" 2> "$work/guarded.log" ||
		die "$(cat "$work/guarded.log"); part of the semantic patch did not fit"
	expect mm/gup.c "$(entry "$linux")(" 0
	if grep -qwE 'gup_must_unshare|try_grab_folio' "$tree/mm/internal.h"; then
		cocci "$here/seam-internal.cocci" mm/internal.h
	else
		insert before "$tree/mm/internal.h" '#endif	/* __MM_INTERNAL_H */' "$(cat "$here/messages/internal")"$'\n'
	fi
	for name in $slow; do
		expect mm/gup.c "^static.*\<$name(" 0
		expect mm/internal.h "\<$name(" 1
	done
	insert before "$tree/mm/Kconfig" "config $symbol" "$(fill "$here/messages/kconfig" SYMBOL "$symbol")"$'\n'
	fill "$here/messages/seam" SYMBOL "$symbol" SLOW "$(echo "$slow" | sed '/sanity_check/d; s/$/()/' | xargs | sed 's/ /, /g')" | commit

	say "mm: the walker"
	put_core
	# Behind gup's test, whatever that is called.
	test=$(grep -xE 'obj-\$\(CONFIG_GUP_(TEST|BENCHMARK)\) \+= gup_(test|benchmark)\.o' "$tree/mm/Makefile" || true)
	insert after "$tree/mm/Makefile" "${test:-obj-\$(CONFIG_GUP_TEST) += gup_test.o}" \
		'obj-$(CONFIG_GUP_FAST_PORTABLE) += gup_fast.o'
	{ fill "$here/messages/core"; answered; } | commit
else
	same_core
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
		case $file in arch/$arch/*) cocci "$here/hook-range.cocci" "$file"; expect "$file" gup_fast_permitted 0; hook=$file ;; esac
	done
	ops=$(sed -n 's/^#define \(\(gup\|GUP\)_[A-Za-z0-9_]*\).*/\1/p' "$top/arch-$arch"/*.h | sort -u | xargs | sed 's/ /, /g')
	fill "$here/messages/arch" PREFIX "$([ "$arch" = x86 ] && echo x86/mm || echo "$arch: mm")" ARCH "$arch" \
		SYMBOL "$symbol" OPS "$ops" \
		HOOK "$([ -z "$hook" ] || printf '\nThe hook gup_fast_permitted() in %s goes:\ngup_range_permitted() has its place.\n ' "$(basename "$hook")")" |
		fmt -s -w 74 -g 74 | sed 's/[[:space:]]*$//' | commit
done

if [ -z "$rest" ]; then
	say "mm: the old walker goes"
	cocci "$here/leave.cocci" mm/gup.c
	guarded mm/gup.c take "$symbol"
	for file in mm/gup.c $(xargs < "$work/comments"); do
		# shellcheck disable=SC2046 # a list of names
		guarded "$file" rename $(xargs < "$work/names")
	done
	replace mm/internal.h '#ifdef CONFIG_GUP_FAST_PORTABLE' "#ifdef CONFIG_$symbol"
	replace mm/Makefile 'obj-$(CONFIG_GUP_FAST_PORTABLE) += gup_fast.o' "obj-\$(CONFIG_$symbol) += gup_fast.o"
	kconfig=$(cat "$tree/mm/Kconfig") ours=$(fill "$here/messages/kconfig" SYMBOL "$symbol")$'\n\n'
	[ "${kconfig/"$ours"/}" != "$kconfig" ] ||
		die "mm/Kconfig: its GUP_FAST_PORTABLE is not the one from here; take out what was changed there"
	printf '%s\n' "${kconfig/"$ours"/}" > "$tree/mm/Kconfig"
	for file in "$tree"/arch/*/Kconfig; do sed -i '/^[[:space:]]select GUP_FAST_PORTABLE\>/d' "$file"; done
	left=$(grep -rnw --exclude-dir=.git -e GUP_FAST_PORTABLE -e CONFIG_GUP_FAST_PORTABLE "$tree" | head -n 1 || true)
	[ -z "$left" ] || die "${left#"$tree/"}: is left of GUP_FAST_PORTABLE, which goes with the old walker; take it out first"
	fill "$here/messages/leave" SYMBOL "$symbol" | commit
fi

say "writing the series"
git_tree config branch.series.description "$(fill "$here/messages/$([ -n "$rest" ] && echo cover || echo cover-all)" \
	ARCHES "${arches// /, }" SYMBOL "$symbol" REST "${rest// /, }" | sed 's/^Moved here: \.$/Moved here: none, they all were before./')"
write_series "$series"
check_patches "$series"
