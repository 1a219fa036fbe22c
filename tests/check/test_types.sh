#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Do gcc and sparse tell of each mistake of types.tsv, in a converted tree, and of none
# without it? Does "make check SPARSE=1" say which of sparse's findings are ours, and which
# the tree's own? A few objects of one architecture are compiled.
#
# usage: [LINUX=tree] test_types.sh	TAP on stdout, two minutes
set -eu
here=$(dirname "$(readlink -f "$0")")
top=$(readlink -f "$here/../..")
area=types
# shellcheck source=tests/kernel/arch.sh
. "$top/tests/kernel/arch.sh"
# shellcheck source=tests/convert/tap.sh
. "$here/../convert/tap.sh"
work=$(mktemp -d)
BUILD=$work
trap 'rm -rf "$BUILD"' EXIT
export LC_ALL=C
LINUX=${LINUX:-$top/build/linux-source-6.12} OUT=$BUILD/out
need_linux
neutral_git

rows() { grep -v '^#' "$here/types.tsv" | awk -F '\t' -v by="$1" '$2 == by'; }
wrong() { python3 -B "$here/types.py" "$tree/$1" "$2" "$3"; }
# again FILE: as it was converted
again() { cp --remove-destination "$work/right/$1" "$tree/$1"; }
# sparse: what is said of ours, in $work/ours; of the tree's own, in $OUT/sparse.log
look() { sh "$top/coccinelle/check/sparse.sh" --linux "$tree" --out "$OUT" --build "$work/built" --arch x86 > "$work/ours" 2> "$work/err"; }
objects() { kbuild "$tree" "$work/built/x86" mm/gup_fast.o; }

plan $(($(grep -vc '^#' "$here/types.tsv") + 4))
check "6.12 can be converted" bash "$top/coccinelle/convert/convert.sh" --linux "$LINUX" --out "$OUT" --arch x86
[ "$failed" = 0 ] || { finish; exit 1; }
tree_to_patch types x86
for patch in $(series_patches "$OUT/series"); do
	patch -d "$tree" -p1 -s -f -F0 < "$patch"
done
while IFS=$'\t' read -r _ _ file _; do
	mkdir -p "$work/right/${file%/*}"
	cp "$tree/$file" "$work/right/$file"
done < <(rows gcc; rows sparse)
look && status=0 || status=$?
result "$status" "sparse has nothing to say of ours" "$(cat "$work/ours" "$work/err")"

while IFS=$'\t' read -r what _ file from to says; do
	wrong "$file" "$from" "$to" 2> "$work/said" || { result 1 "gcc: $what" "$(cat "$work/said")"; continue; }
	! objects > "$work/said" 2>&1 && grep -q -- "$says" "$work/said" && rc=0 || rc=1
	result "$rc" "gcc: $what" "$(grep -m 3 error "$work/said")"
	again "$file"
done < <(rows gcc)

# All in one run, for each says something else; and one of the tree's own.
while IFS=$'\t' read -r _ _ file from to _; do
	wrong "$file" "$from" "$to" 2>> "$work/stale" || true
done < <(rows sparse)
planted='static __maybe_unused void *planted(const void __user *p) { return (void *)p; }'
echo "$planted" | cat "$tree/mm/gup.c" - > "$work/planted.c"
cp --remove-destination "$work/planted.c" "$tree/mm/gup.c"
look && status=0 || status=$?
while IFS=$'\t' read -r what _ _ _ _ says; do
	grep -q -- "^$says.*\[sparse\]$" "$work/ours" && rc=0 || rc=1
	result "$rc" "sparse: $what" "$(cat "$work/stale" "$work/ours" "$work/err")"
done < <(rows sparse)
check "they are findings: exit status 1" test "$status" = 1
grep -q "^mm/gup.c:$(wc -l < "$work/planted.c"):.*cast removes address space" "$OUT/sparse.log" && ! grep -q '^mm/gup\.c' "$work/ours" && rc=0 || rc=1
result "$rc" "what is said of the tree's own files is not ours" "$(cat "$work/ours" "$OUT/sparse.log")"
finish
