# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash
# Sourced by the verbs that make patches for a user's tree: convert.sh and
# enable.sh, which set verb, and linux, out, apply and arches as they were given.
# What holds for any of them: the tree is only read, what is made is made beside
# the output and moved in at the end, and nothing is left half done.

given_folders() {
	[ -n "$linux" ] || die "no tree given; type: make $verb LINUX=path/to/linux"
	[ -n "$out" ] || die "no output folder given; type: make $verb OUT=path"
}

# A kernel tree that can be read.
linux_tree() {
	[ -e "$linux" ] || die "LINUX=$linux: there is no such folder; type: make $verb LINUX=path/to/linux"
	[ -d "$linux" ] || die "LINUX=$linux: is a file, not a folder; unpack it, and give the top folder of what is in it"
	[ -r "$linux" ] && [ -x "$linux" ] || die "LINUX=$linux: not a readable folder; check its permissions"
	[ -f "$linux/Kbuild" ] && [ -f "$linux/mm/Makefile" ] && grep -q '^VERSION = ' "$linux/Makefile" 2> /dev/null ||
		die "LINUX=$linux: not a kernel tree (no Kbuild, mm/ and Makefile of Linux); give the top folder of one"
	linux=$(readlink -f "$linux")
}

# given_tree FILE...: one with these files in it, of which patches can be made
given_tree() {
	local file kind

	given_folders
	need_spatch 1.1
	need git git
	need perl perl
	need python3 python3
	# A caller's git, as in "git rebase --exec", is not ours; and reading writes nothing.
	# shellcheck disable=SC2046 # a list of names
	unset $(git rev-parse --local-env-vars)
	export GIT_OPTIONAL_LOCKS=0

	linux_tree
	for file in "$@"; do
		[ -r "$linux/$file" ] || die "LINUX=$linux: $file is missing or unreadable; restore it first"
	done
	for kind in name email; do
		[ -n "$(git -C "$linux" config "user.$kind")" ] ||
			die "git has no user.$kind, and each patch needs a Signed-off-by; type: git config --global user.$kind ..."
	done
	# The Kconfig symbol of fast gup, as this tree spells it.
	symbol=$(sed -nE 's/^config (HAVE_GUP_FAST|HAVE_FAST_GUP)$/\1/p' "$linux/mm/Kconfig")
	# Where walkers are private there is none; what an architecture selects there is ours.
	[ -n "$symbol" ] || ! has_private || symbol=GUP_FAST_PORTABLE
	case $symbol in
	GUP_FAST_PORTABLE) ;;
	HAVE_*[!A-Z_]*|'') die "mm/Kconfig: has neither HAVE_GUP_FAST nor HAVE_FAST_GUP, or both; this tree has no fast gup that is known here" ;;
	esac
}

# Is this a tree of before fast gup was shared, or one that was converted here?
has_private() {
	[ -n "$(find "$linux/arch" -mindepth 3 -maxdepth 3 -path '*/mm/gup.c' | head -n 1)" ] ||
		grep -q '^config GUP_FAST_PORTABLE$' "$linux/mm/Kconfig"
}

# The tree's architectures, and who of them has a port here. Each symbol is looked for
# once, in all of them.
selects() { # ARCH SYMBOL
	declare -gA selecting # not in front of the function, which is exported alone
	[ -n "${selecting[$2]-}" ] ||
		selecting[$2]=" $(cd "$linux/arch" && grep -lE "^[[:space:]]select $2([[:space:]]|\$)" -- */Kconfig 2> /dev/null | xargs) "
	[[ ${selecting[$2]} == *" $1/Kconfig "* ]]
}
ported() { for port in "$top"/arch-*/gup_ops.h; do basename "$(dirname "$port")" | sed 's/^arch-//'; done; }
given_arch() {
	[ -d "$linux/arch" ] || die "ARCH=$1: the tree has no folder arch/; leave ARCH out, or give the whole tree"
	[ -d "$linux/arch/$1" ] ||
		die "ARCH=$1: the tree has no such architecture; it has: $(cd "$linux/arch" && echo */ | tr -d /)"
}
given_port() {
	[ -f "$top/arch-$1/gup_ops.h" ] ||
		die "ARCH=$1: has no port here yet; write arch-$1/gup_ops.h as core/gup_ops.h says, or take one of: $(ported | xargs)"
}

# Could what is made be applied, and taken back?
given_apply() {
	[ -n "$apply" ] || return 0
	[ "$(git -C "$linux" rev-parse --show-toplevel 2> /dev/null)" = "$linux" ] ||
		die "APPLY=1: $linux is no git tree of yours; leave APPLY out, and apply the series by patch -p1"
	[ ! -e "$(git -C "$linux" rev-parse --path-format=absolute --git-path rebase-apply)" ] ||
		die "APPLY=1: a git am or rebase is in progress in $linux; finish it, or type: git am --abort"
	changed=$(git -C "$linux" status --porcelain)
	[ -z "$changed" ] || grep -qv '^??' <<< "$changed" ||
		die "APPLY=1: $linux has files that git does not know, as $(sed -n '1s/^?? //p' <<< "$changed"); commit them, or type: git -C $linux stash -u"
	[ -z "$changed" ] ||
		die "APPLY=1: $linux has uncommitted changes; commit or stash them first"
}

# alive WORK: is the one who works there?
alive() { [ -s "$1/pid" ] && kill -0 "$(cat "$1/pid")" 2> /dev/null; }

# made FOLDER: how many patches are there, said
made() {
	local n letter=''

	n=$(find "$1" -name '0*.patch' ! -name '0000-*' | wc -l)
	[ -z "$(find "$1" -name '0000-*.patch')" ] || letter=', with a cover letter,'
	echo "$n patch$([ "$n" = 1 ] || echo es)$letter"
}

# The output: ours or empty. All is made in $work beside it.
begin_output() {
	case $(readlink -m "$out")/ in
	"$linux"/*) die "OUT=$out: is inside of LINUX=$linux, which is only read; give a folder elsewhere" ;;
	esac
	! alive "$(readlink -m "$out")/.work" ||
		die "OUT=$out: another conversion, process $(cat "$out/.work/pid"), is at work there; wait for it, or give another folder"
	if [ -e "$out" ] && [ ! -d "$out" ]; then die "OUT=$out: is not a folder; give another one"; fi
	if [ -d "$out" ] && [ -n "$(ls -A "$out")" ] && [ ! -e "$out/.gup-convert" ] && [ "$(ls -A "$out")" != .work ]; then
		die "OUT=$out: is not empty and holds something that is not ours; give another folder, or empty it"
	fi
	work=$(readlink -m "$out")/.work
	fresh=''
	[ -e "$out" ] || fresh=1
	trap 'leave $?' EXIT
	trap 'echo "$verb: interrupted; nothing was changed" >&2; exit 130' INT TERM
	mkdir -p "$out" 2> /dev/null && rm -rf "$work" && mkdir "$work" 2> /dev/null && echo $$ > "$work/pid" ||
		die "OUT=$out: cannot write there; give another folder"
	out=$(readlink -f "$out")
	[ "$(df -Pk "$out" | awk 'NR == 2 { print $4 }')" -ge 16384 ] ||
		die "OUT=$out: less than 16 MB are free there; free some space, or give another folder"
	export verb linux out work symbol here top shared
}
leave() { # STATUS
	trap '' INT TERM
	rm -rf "$work"
	if [ "$1" != 0 ] && [ -n "$fresh" ]; then rmdir "$out" 2> /dev/null; fi
	exit "$1"
}

# finish_output OLD... -- NEW...: OLD goes out of the output, and NEW comes from $work
# into it. From here on, Ctrl-C waits: the output is whole, and so is the tree.
finish_output() {
	local old=() new=()

	while [ "$1" != -- ]; do old+=("$out/$1"); shift; done
	shift
	stopped=''
	trap 'stopped=1' INT TERM
	[ -e "$out/.gup-convert" ] || old+=("$out/.gup-convert")
	rm -rf "${old[@]}"
	for name in "$@"; do new+=("$work/$name"); done
	touch "$out/.gup-convert" && mv "${new[@]}" "$out/" || {
		rm -rf "${old[@]}"
		die "OUT=$out: cannot write there any more; give another folder"
	}
	fresh=''
}

# apply_output FOLDER: the patches that are there by now
apply_output() {
	[ -n "$apply" ] || return 0
	[ -z "$stopped" ] || { echo "$verb: interrupted; nothing was applied" >&2; exit 130; }
	bash "$shared/apply.sh" "$1"
}
