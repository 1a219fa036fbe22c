# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash
# Sourced by tests that need this repository as a git tree of its own, to change files in it.

export GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null

# repository FOLDER: the files of ${top:?} as they are now, committed once; stands in it
repository()
{
	mkdir -p "$1"
	(cd "${top:?}" && git ls-files -z --cached --others --exclude-standard --deduplicate |
		tar -c --null --ignore-failed-read --no-recursion -T - 2> /dev/null) | tar -x -C "$1"
	cd "$1" || exit 1
	git init -q
	git add -A -f
	git -c user.name=x -c user.email=x@example.org commit -q -m "all files"
}
