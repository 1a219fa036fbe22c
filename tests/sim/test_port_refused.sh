#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# What a port may not say, or leave out: the compiler stops, and names it.
set -u
top=$(readlink -f "$(dirname "$0")/../..") area=sim work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# shellcheck source=tests/convert/tap.sh
. "$top/tests/convert/tap.sh"

# compile LAYOUT EDIT: the walker of that layout, once its port was edited by sed
compile() {
	rm -rf "$work/tree"
	mkdir -p "$work/tree/tests"
	cp -a "$top/core" "$top"/arch-* "$work/tree/"
	cp -a "$top/tests/sim" "$work/tree/tests/"
	sed -i "$2" "$work/tree/arch-${1%%-*}"/*.h "$work/tree/tests/sim/layouts"/*
	make -s -f "$work/tree/tests/sim/Makefile" TOP="$work/tree" OUT="$work/out" LAYOUT="$1" \
		"$work/out/$1/directed/walker.o" 2>&1
	local rc=$?
	rm -rf "$work/out"
	return $rc
}

refused() { # WHAT LAYOUT EDIT WORDS: the edit stops the compiler, which says these words
	local said rc=0
	said=$(compile "$2" "$3") || rc=$?
	if [ "$rc" != 0 ] && tr -d '\n' <<< "$said" | grep -q -- "$4"; then
		result 0 "$1"
	else
		result 1 "$1" "exit status $rc: ${said:0:2000}"
	fi
}

plan 11
result "$(compile x86-pae '' > "$work/log"; echo $?)" "without an edit it compiles" "$(cat "$work/log")"
refused "no word about table free" x86-64-4l '/define GUP_TABLE_FREE/d' \
	"GUP_TABLE_FREE missing: without it page tables may be freed.*\"Table free\" in gup_ops.h"
refused "a way of table free that there is not" x86-64-4l 's/define GUP_TABLE_FREE.*/define GUP_TABLE_FREE 3/' \
	"GUP_TABLE_FREE is neither GUP_FREE_IPI nor GUP_FREE_RCU"
refused "RCU is said, and the kernel frees at once" arm64-4k-4l 's/^config\(.*\) MMU_GATHER_RCU_TABLE_FREE/config\1/' \
	"says RCU, but this configuration frees tables.*without MMU_GATHER_RCU_TABLE_FREE"
refused "IPIs are said, and some flush is none" arm64-4k-4l 's/GUP_FREE_RCU/GUP_FREE_IPI/' \
	"says IPI, but MMU_GATHER_RCU_TABLE_FREE says.*some flush is none"
refused "entries of two words, read as one" x86-pae 's/GUP_GET_PXX_LOW_HIGH//; /define GUP_WIDE_READ/d' \
	"an entry is wider than a word and would be read torn; see .*Atomic read"
refused "the same where a CPU could" arm-lpae '/define GUP_WIDE_READ/d' \
	"an entry is wider than a word and would be read torn"
refused "huge ptes of a size, but without a place" powerpc-hash-4k-hugepd '/define gup_hugepd_offset/d' \
	"of gup_hugepd_shift() and gup_hugepd_offset() one is missing"
refused "more copies than the stack has room for" x86-64-4l 's/^#define _ASM_X86_GUP_OPS_H/&\n#undef GUP_BATCH\n#define GUP_BATCH 128/' \
	"GUP_BATCH is not between 2 and 64"
refused "the same, by what an entry takes" x86-pae 's/^#define _ASM_X86_GUP_OPS_H/&\n#undef GUP_BATCH\n#define GUP_BATCH 64/' \
	"GUP_BATCH copies and pages would fill the stack"
refused "a piece that ends within a batch" x86-64-4l 's/^#define _ASM_X86_GUP_OPS_H/&\n#undef GUP_PIECE\n#define GUP_PIECE 9/' \
	"GUP_PIECE is no multiple of GUP_BATCH"
finish
