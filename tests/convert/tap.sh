# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash
# Sourced by the tests of convert.sh: results as TAP, and a kernel tree that has
# only what the conversion reads, so that a run takes seconds and may break it.

# shellcheck disable=SC2154 # the test sets area, top and work
: "$area" "${top:?}"

# shellcheck source=tests/tap.sh
. "$top/tests/tap.sh"

# check WHAT COMMAND...: the command's success is the result
check() {
	local what=$1 said rc=0
	shift
	said=$("$@" 2>&1) || rc=$?
	result "$rc" "$what" "$(echo "$*" | head -n 1 | cut -c 1-200) says: $(printf '%s\n' "$said" | head -n 8)"
}
# Without a tree there is nothing to convert: say how to get one, and be no pass.
need_linux() {
	if [ ! -f "${LINUX:-/nonexistent}/mm/gup.c" ]; then
		plan 1
		skip "all" "no kernel tree; set LINUX=path/to/linux-6.12, or install Debian's linux-source-6.12 and type: make build/linux-source-6.12"
		finish
		exit
	fi
	LINUX=$(readlink -f "$LINUX")
}

# need_older: the same with Debian's older tree, unpacked if it is not yet
need_older() {
	local old=$top/build/linux-source-6.1
	if [ ! -e "$old/.git/gup-unpacked" ] && [ -r /usr/src/linux-source-6.1.tar.xz ]; then
		"$top/coccinelle/convert/tree.sh" linux-source-6.1 "$old" >&2
	fi
	LINUX=$old
	if [ ! -f "$LINUX/mm/gup.c" ]; then
		plan 1
		skip "all" "no older kernel tree; install Debian's linux-source-6.1 and type: make build/linux-source-6.1"
		finish
		exit
	fi
}

# A name for patches that is nobody's, and no other setting of the caller's.
neutral_git() {
	# shellcheck disable=SC2046 # a list of names
	unset $(git rev-parse --local-env-vars) GIT_AUTHOR_NAME GIT_AUTHOR_EMAIL GIT_COMMITTER_NAME GIT_COMMITTER_EMAIL
	export GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=$work/gitconfig GIT_OPTIONAL_LOCKS=0
	git config --file "$work/gitconfig" user.name "Test of Convert"
	git config --file "$work/gitconfig" user.email test@example.org
	git config --file "$work/gitconfig" init.defaultBranch main
}

# What a kernel generation is known by, as far as it is there.
needs() {
	sed -n 's,^ \* gup-kernel-needs: \(include/[^ ]*\) .*,\1,p' "$@" | sort -u |
		while read -r file; do [ ! -e "$LINUX/$file" ] || echo "$file"; done
}

# small_tree FOLDER: what convert.sh reads of $LINUX, as a git tree
small_tree() {
	mkdir "$1"
	# shellcheck disable=SC2046 # names without spaces
	(cd "$LINUX" && tar -cf - COPYING CREDITS Kbuild Kconfig MAINTAINERS Makefile README \
		.get_maintainer.ignore arch/*/Kconfig arch/*/include/asm/pgtable*.h include/linux/rmap.h \
		$(needs "$top"/core/kernels/*.h) \
		kernel/events/core.c mm/*.[ch] mm/Kconfig mm/Makefile scripts/checkpatch* \
		scripts/const_structs.checkpatch scripts/get_maintainer.pl scripts/spdxcheck.py \
		scripts/spelling.txt) | tar -xf - -C "$1"
	git -C "$1" init -q
	git -C "$1" add -A -f
	GIT_COMMITTER_DATE='@1700000000 +0000' GIT_AUTHOR_DATE='@1700000000 +0000' git -C "$1" commit -q -m "small tree"
}

# Run convert.sh of a project as its user would, with nothing of ours but the name.
run_convert() { # PROJECT ARGUMENT...
	local project=$1
	shift
	env -u GIT_OPTIONAL_LOCKS -u GIT_CONFIG_NOSYSTEM "${as[@]}" bash "$project/coccinelle/convert/convert.sh" "$@"
}
as=()

# new_tree FOLDER: one more of the small tree in $work/small
new_tree() { rm -rf "$1"; cp -a "$work/small" "$1"; }

# Each byte, name, mode and date below a folder, its .git included.
every_byte() {
	(cd "$1" && find . -printf '%p %y %m %T@ %l\n' | LC_ALL=C sort && find . -type f -print0 |
		LC_ALL=C sort -z | xargs -0 sha256sum) 2>&1 | sha256sum
}

# What somebody has of a tree: files, commits, branches, and nothing under way.
# Not the objects and logs that git keeps of what was taken back.
as_seen() {
	git -C "$1" rev-parse HEAD
	git -C "$1" for-each-ref
	git -C "$1" symbolic-ref HEAD
	git -C "$1" status --porcelain --ignored
	find "$1/.git" -name '*.lock' -o -name 'rebase-*'
	(cd "$1" && find . -path ./.git -prune -o -printf '%p %y %m %l\n' | LC_ALL=C sort &&
		find . -path ./.git -prune -o -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum)
}

# gone TREE: the functions that the last commit took out of mm/gup.c
gone() {
	local names='s/^(static|int|long|void|bool|unsigned|struct)[a-z _]*[ *]+([a-z_0-9]+)\(.*/\2/p'
	comm -23 <(git -C "$1" show HEAD~1:mm/gup.c | sed -nE "$names" | sort -u) \
		<(git -C "$1" show HEAD:mm/gup.c | sed -nE "$names" | sort -u)
}
# accounted ACCOUNT ENTRY: the functions of an account, but for the one that stays
accounted() { cut -f 2 "$1" | grep -vxF -e - -e "$2" | sort -u; }

# project FOLDER: a copy of what converts, to break
project() {
	mkdir "$1"
	cp -a "$top"/core "$top"/arch-* "$top"/coccinelle "$1/"
}

# whole_project FOLDER: one with a port for each architecture that has fast gup
whole_project() {
	local kconfig arch
	project "$1"
	for kconfig in $(cd "$work/small" && grep -lE '^	select (HAVE_GUP_FAST|HAVE_FAST_GUP)\>' arch/*/Kconfig); do
		arch=${kconfig#arch/} arch=${arch%/*}
		[ ! -e "$1/arch-$arch/gup_ops.h" ] || continue
		mkdir -p "$1/arch-$arch"
		cat > "$1/arch-$arch/gup_ops.h" <<- 'EOF'
			/* SPDX-License-Identifier: GPL-2.0 */
			#define GUP_TABLE_FREE	GUP_FREE_IPI
			#define gup_range_permitted(start, end)	((end) > (start))
			#include <asm-generic/gup_ops.h>
		EOF
	done
}

# quick FOLDER: make of a project one that that knows the account beforehand, for tests
# of what is done with a series once it is there.
quick() {
	printf '#!/bin/bash\nprintf "mm/gup.c:1\\tgup_fast\\tx;\\top gup_pte_get\\n"\n' > "$1/coccinelle/convert/account.sh"
	printf '#!/bin/bash\nexit 0\n' > "$1/coccinelle/convert/parsed.sh"
}

quick_project() { project "$1"; quick "$1"; }
