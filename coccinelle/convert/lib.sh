# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash
# Sourced by the scripts beside it: errors that name the way out, and progress.

die() { echo "convert: $*" >&2; exit 1; }
say() { echo "convert: $*"; }

# need PROGRAM PACKAGE...
need() {
	command -v "$1" > /dev/null || die "$1 is missing; type: apt-get install $2, or make deps"
}

# newest_enough HAVE WANT: is version HAVE at least WANT?
newest_enough() { printf '%s\n%s\n' "$2" "$1" | sort -VC; }

need_spatch() {
	local version

	need spatch coccinelle
	version=$(spatch --version | sed -n 's/^spatch version \([0-9.]*[0-9]\).*/\1/p')
	newest_enough "$version" 1.1 ||
		die "spatch $version is too old, 1.1 is needed; type: apt-get install coccinelle, or make deps"
}

# insert after|before FILE LINE TEXT: put TEXT beside the one line that is LINE.
# Nothing is guessed: LINE must be there once, byte for byte.
insert() {
	local found

	found=$(grep -cxF -- "$3" "$2" || true)
	[ "$found" = 1 ] ||
		die "${2#*/.work/tree/}: expected the line '$3' once, found it $found times; this must stand $1 it: $4"
	WHERE=$1 LINE=$3 TEXT=$4 awk '
		$0 == ENVIRON["LINE"] && ENVIRON["WHERE"] == "before" { print ENVIRON["TEXT"] }
		{ print }
		$0 == ENVIRON["LINE"] && ENVIRON["WHERE"] == "after" { print ENVIRON["TEXT"] }
	' "$2" > "$2.new"
	mv "$2.new" "$2"
}
