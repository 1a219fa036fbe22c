#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Look at a tree before anything is changed: did Coccinelle parse what it will
# touch, is each statement of the walker known, and is each user of its symbol
# and hooks. Run by convert.sh, which sets linux, work, arches, rest,
# symbol, here and top.
set -eu
# shellcheck source=coccinelle/convert/lib.sh
. "$here/lib.sh"
trap 'unforeseen $?' EXIT

hooks=''
for arch in $arches; do
	hook=$(grep -lsrE '^#[[:space:]]*define[[:space:]]+gup_fast_permitted\>' "$linux/arch/$arch/include" || true)
	[ -z "$hook" ] || grep -qs '^#define gup_range_permitted\>' "$top/arch-$arch"/*.h ||
		die "$(realpath --relative-to="$linux" "${hook%%$'\n'*}"): has a gup_fast_permitted(), which would go, but arch-$arch has no gup_range_permitted() that says the same; add it to arch-$arch/gup_ops.h"
	# shellcheck disable=SC2086 # a list of files
	[ -z "$hook" ] || hooks="$hooks $(realpath --relative-to="$linux" $hook | xargs)"
done
echo "$hooks" > "$work/hooks"

say "looking for other users of the symbol and of the hooks"
users() { # WORD...: the files that have one of these words, but for what a build made
	(cd "$linux" && grep -rlw --include='*.[chS]' --include='Kconfig*' --include='Makefile*' \
		--exclude-dir=generated --exclude-dir=.git "${@/#/-e}" . 2> /dev/null | sed 's,^\./,,' | LC_ALL=C sort)
}
users "CONFIG_$symbol" "$symbol" > "$work/users"
while read -r user; do
	case $user in
	mm/gup.c|arch/*/Kconfig) continue ;;
	esac
	grep -q "^${user}[[:space:]]" "$here/symbol-users" ||
		die "$user: uses $symbol, and is not known here; read whether it depends on the walker, then add it to coccinelle/convert/symbol-users"
done < "$work/users"
for hook in $hooks; do
	arch=${hook#arch/}
	users gup_fast_permitted | awk -v own="arch/${arch%%/*}/" -v hook="$hook" '
		$0 != "mm/gup.c" && $0 != hook && (!/^arch\// || index($0, own) == 1)' > "$work/hook-users"
	[ ! -s "$work/hook-users" ] ||
		die "$(head -n 1 "$work/hook-users"): uses the hook gup_fast_permitted() of $hook, which would go; keep it there under another name first"
done

if [ -z "$rest" ]; then
	users CONFIG_GUP_FAST_PORTABLE GUP_FAST_PORTABLE | grep -vxE 'mm/(gup.c|internal.h|Kconfig|Makefile)|arch/[a-z0-9]+/Kconfig' > "$work/left" || true
	[ ! -s "$work/left" ] ||
		die "$(head -n 1 "$work/left"): uses GUP_FAST_PORTABLE, which goes with the last architecture that moves; make it depend on $symbol"
fi

grep -qE '^[a-z].*\<(gup_fast_fallback|internal_get_user_pages_fast|gup_fast_pages)\(' "$linux/mm/gup.c" ||
	die "mm/gup.c: has neither gup_fast_fallback() nor internal_get_user_pages_fast(): the public function of this tree walks by itself, and that is not known here; known are $(generations kernels)"
kernel=$(kernel_generation "$linux" kernels) || { told=1; exit 1; }
echo "$kernel" > "$work/kernel"

# Does the tree have each name that it gets files with? Headers are chosen by a few names, and
# vendors backport.
if [ -e "$linux/include/linux/kernel.h" ]; then
	say "looking for the names that the walker and the ports use"
	files=()
	for arch in $arches; do
		while read -r file _; do files+=("$arch:$top/core/$file"); done < <(core_files "$kernel")
		for file in "$top/arch-$arch"/*.h; do files+=("$arch:$file"); done
	done
	python3 -B "$here/account/names.py" "$linux" "${files[@]}" > "$work/lacking"
	while read -r arch names; do
		echo "arch/$arch/include: lacks $names, and so does include/" >&2
	done < "$work/lacking"
	[ ! -s "$work/lacking" ] ||
		die "core/kernels/$kernel and the ports use the names above, so mm/gup_fast.c would not compile; define them in a header of core/kernels for such trees (core/kernels/README), or name the other architectures: ARCH="
else
	say "this is no whole tree (no include/linux/kernel.h), so names are not looked up there"
fi

say "parsing what will be touched"
# shellcheck disable=SC2086
bash "$here/parsed.sh" "$linux" mm/gup.c mm/internal.h $hooks ||
	die "the lines above were not parsed in full, so no rule can be trusted there; make them plain C, or add the macro to coccinelle/convert/macros.h"

say "finding the place of each statement of the walker"
source=$linux
if grep -q GUP_FAST_PORTABLE "$linux/mm/Kconfig"; then
	# Another architecture moved before: the same walker, line by line, behind the seam.
	source=$work/walker
	mkdir "$source"
	# shellcheck disable=SC2086
	(cd "$linux" && cp --parents --no-preserve=mode mm/gup.c $hooks "$source")
	sed -i 's/\<gup_fast_pages\>/'"$(entry "$linux")"'/; s/^#\(ifndef\|endif\).*CONFIG_GUP_FAST_PORTABLE.*//' "$source/mm/gup.c"
fi
# shellcheck disable=SC2086
bash "$here/account.sh" ${account:+--answers "$account"} "$source" $hooks > "$work/accounts.tsv" || {
	status=$?
	[ $status != 130 ] || exit 130
	[ $status = 1 ] || die "account.sh stopped with the message above, which says nothing about the tree; nothing was changed"
	die "no rule knows the statements above, and none may be lost silently; nothing was changed"
}
mark=' (accounted for by the user)'
grep -F "$mark" "$work/accounts.tsv" | sed "s/$mark//" > "$work/answered" || true
grep ' (in a new form)$' "$work/accounts.tsv" | sed 's/ (in a new form)$//' > "$work/anew" || true
[ ! -s "$work/anew" ] || say "$(wc -l < "$work/anew") statements of the walker have a form that nobody read before; review them in the report"

# Who speaks of what goes with the old walker, by any name that it had.
: > "$work/comments"
if [ -z "$rest" ]; then
	{ cut -f 2 "$work/accounts.tsv"; sed '/^#/d' "$here/account/older.tsv" | xargs -n 1; } |
		grep -vxE -- '-|CONFIG_.*|try_grab_folio|gup_fast_permitted' | LC_ALL=C sort -u > "$work/names"
	say "looking for comments that name the old walker"
	(cd "$linux" && grep -rlE --include='*.[chS]' --include='*.rst' --exclude-dir=.git --exclude-dir=generated \
		"\<($(xargs < "$work/names" | tr ' ' '|'))\(\)" . | sed 's,^\./,,' | grep -vx mm/gup.c | LC_ALL=C sort) > "$work/comments" || true
fi
