#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Look at a tree before anything is changed: did Coccinelle parse what it will
# touch, is each statement of the walker known, and is each user of its symbol
# and hooks. Run by convert.sh, which sets linux, work, arches, here and top.
set -eu
# shellcheck source=coccinelle/convert/lib.sh
. "$here/lib.sh"

hooks=''
for arch in $arches; do
	hook=$(grep -lsr 'gup_fast_permitted' "$linux/arch/$arch/include" || true)
	[ -z "$hook" ] || hooks="$hooks $(realpath --relative-to="$linux" $hook | xargs)"
done
echo "$hooks" > "$work/hooks"

say "parsing what will be touched"
# shellcheck disable=SC2086
bash "$here/parsed.sh" "$linux" mm/gup.c mm/internal.h $hooks ||
	die "the lines above were not parsed in full, so no rule can be trusted there; make them plain C, or add the macro to coccinelle/convert/macros.h"

say "accounting for each statement of the walker"
# shellcheck disable=SC2086
bash "$here/account.sh" "$linux" $hooks > "$work/accounts.tsv" ||
	die "the walker has statements that no rule knows (above), and none is dropped in silence; nothing was changed"

say "looking for other users of the symbol and of the hooks"
(cd "$linux" && grep -rlw --include='*.[chS]' --include='Kconfig*' --include='Makefile*' \
	-e CONFIG_HAVE_GUP_FAST -e HAVE_GUP_FAST . 2> /dev/null | sed 's,^\./,,' | sort) > "$work/users"
while read -r user; do
	case $user in
	mm/gup.c|arch/*/Kconfig) continue ;;
	esac
	grep -q "^$user[[:space:]]" "$here/symbol-users" ||
		die "$user: uses HAVE_GUP_FAST, and is not known here; read whether it depends on the walker, then add it to coccinelle/convert/symbol-users"
done < "$work/users"
for hook in $hooks; do
	(cd "$linux" && grep -rlw --include='*.[chS]' gup_fast_permitted . | sed 's,^\./,,' |
		grep -vxF -e mm/gup.c -e "$hook" | grep -v '^arch/.*/include/asm/') > "$work/hook-users" || true
	[ ! -s "$work/hook-users" ] ||
		die "$(head -n 1 "$work/hook-users"): uses the hook gup_fast_permitted() of $hook, which would go; keep it there under another name first"
done
