#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Look at a tree before anything is changed: did Coccinelle parse what it will
# touch, is each statement of the walker known, and is each user of its symbol
# and hooks. Run by convert.sh, which sets linux, work, arches, here and top.
set -eu
# shellcheck source=coccinelle/convert/lib.sh
. "$here/lib.sh"
trap 'unforeseen $?' EXIT

hooks=''
for arch in $arches; do
	hook=$(grep -lsrE '^#[[:space:]]*define[[:space:]]+gup_fast_permitted\>' "$linux/arch/$arch/include" || true)
	# shellcheck disable=SC2086 # a list of files
	[ -z "$hook" ] || hooks="$hooks $(realpath --relative-to="$linux" $hook | xargs)"
done
echo "$hooks" > "$work/hooks"

say "looking for other users of the symbol and of the hooks"
users() { # WORD...: the files that have one of these words, but for what a build made
	(cd "$linux" && grep -rlw --include='*.[chS]' --include='Kconfig*' --include='Makefile*' \
		--exclude-dir=generated --exclude-dir=.git "${@/#/-e}" . 2> /dev/null | sed 's,^\./,,' | LC_ALL=C sort)
}
users CONFIG_HAVE_GUP_FAST HAVE_GUP_FAST > "$work/users"
while read -r user; do
	case $user in
	mm/gup.c|arch/*/Kconfig) continue ;;
	esac
	grep -q "^${user}[[:space:]]" "$here/symbol-users" ||
		die "$user: uses HAVE_GUP_FAST, and is not known here; read whether it depends on the walker, then add it to coccinelle/convert/symbol-users"
done < "$work/users"
for hook in $hooks; do
	arch=${hook#arch/}
	users gup_fast_permitted | awk -v own="arch/${arch%%/*}/" -v hook="$hook" '
		$0 != "mm/gup.c" && $0 != hook && (!/^arch\// || index($0, own) == 1)' > "$work/hook-users"
	[ ! -s "$work/hook-users" ] ||
		die "$(head -n 1 "$work/hook-users"): uses the hook gup_fast_permitted() of $hook, which would go; keep it there under another name first"
done

# The kernel generation is found by looking, never by its version.
while read -r _ _ file name; do
	grep -qsw "$name" "$linux/$file" ||
		die "$file: has no $name, which core/kernels/folio_pins.h needs; this kernel generation has no header in core/kernels/ yet"
done < <(grep '^ \* gup-kernel-needs: ' "$top/core/kernels/folio_pins.h")

say "parsing what will be touched"
# shellcheck disable=SC2086
bash "$here/parsed.sh" "$linux" mm/gup.c mm/internal.h $hooks ||
	die "the lines above were not parsed in full, so no rule can be trusted there; make them plain C, or add the macro to coccinelle/convert/macros.h"

say "accounting for each statement of the walker"
source=$linux
if grep -q GUP_FAST_PORTABLE "$linux/mm/Kconfig"; then
	# Another architecture moved before: the same walker, line by line, behind the seam.
	source=$work/walker
	mkdir "$source"
	# shellcheck disable=SC2086
	(cd "$linux" && cp --parents mm/gup.c $hooks "$source")
	sed -i 's/\<gup_fast_pages\>/gup_fast_fallback/; s/^#\(ifndef\|endif\).*CONFIG_GUP_FAST_PORTABLE.*//' "$source/mm/gup.c"
fi
# shellcheck disable=SC2086
bash "$here/account.sh" "$source" $hooks > "$work/accounts.tsv" || {
	[ $? = 1 ] || die "account.sh stopped with the message above, which is no fault of the tree; nothing was changed"
	die "the walker has statements that no rule knows (above), and none is dropped in silence; nothing was changed"
}
