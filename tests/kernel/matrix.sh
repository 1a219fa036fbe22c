#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# usage: LINUX=tree OUT=dir [BUILD=build] [ARCHES="x86 arm64-16k ..."] matrix.sh
#
# Builds, boots and compares every row of ARCHES (default: all that boot, for
# 6.1 x86 and arm64) and writes their lines into MATRIX (default
# docs/matrix.md), where the lines of other rows and kernels stay. A row boots
# while the next one builds. A run that was stopped goes on where it was, and a
# row that differs is booted again once. HOSTS names a file for parallel's
# --sshloginfile to boot on other machines, which need QEMU only; JOBS (default
# 1) is the number of boots at a time.

set -eu
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR disable=SC1091
. "$here/arch.sh"

[ "${1-}" != --help ] || usage 0
[ $# = 0 ] || usage 2
boot=$(boot_folder)
kernel=$(kernel_of "$LINUX")
case $kernel in
6.1) : "${ARCHES:=x86 arm64}" ;;
*) : "${ARCHES:=$BOOT_ROWS $RARE_ROWS}" ;;
esac
: "${BUILD:=build}" "${JOBS:=1}" "${MATRIX:=$here/../../docs/matrix.md}"
need parallel parallel
[ -z "${HOSTS-}" ] || [ -f "$HOSTS" ] ||
	die "HOSTS=$HOSTS is no file; give one for parallel --sshloginfile"
for row in $ARCHES; do
	boots "$row"
	need_compiler
	[ -n "${HOSTS-}" ] || need "$QEMU" "$QEMU_PACKAGE"
done
[ -z "${HOSTS-}" ] || HOSTS=$(cd "$(dirname "$HOSTS")" && pwd)/${HOSTS##*/}
case $MATRIX in
/*) ;;
*) MATRIX=$PWD/$MATRIX ;;
esac
mkdir -p "$boot/bin" "$boot/logs" "$BUILD" "$(dirname "$MATRIX")"
boot=$(cd "$boot" && pwd)
BUILD=$(cd "$BUILD" && pwd)
LINUX=$(cd "$LINUX" && pwd)
[ -z "${OUT-}" ] || OUT=$(cd "$OUT" && pwd)
export LINUX OUT BUILD
# Paths are relative to this folder, so that they hold on other machines too.
cd "$boot"
cp "$here/boot.sh" "$here/arch.sh" bin/

# job ROW SIDE: what a log depends on; it stands beside the log that is complete
job()
{
	arch_setup "$1"
	{
		cat "images/$1-$2.id" "selftests/$TESTS/id"
		echo "$QEMU $MACHINE $CPUS $APPEND"
	} | sha256sum | cut -c1-16
}

# jobs ROW...: builds, and lists the boots that are to be done
jobs()
{
	for row; do
		"$here/images.sh" "$row" >&2 || {
			rm -f "logs/$row-base.id" "logs/$row-conv.id"
			continue
		}
		arch_setup "$row"
		for side in base conv; do
			id=$(job "$row" $side)
			[ "$(cat "logs/$row-$side.id" 2>/dev/null)" = "$id" ] ||
				echo "$row $side $TESTS $id"
		done
	done
}

# boot_all ROW...
boot_all()
{
	jobs "$@" >jobs.pipe &
	set -- --jobs "$JOBS" --colsep ' ' --line-buffer
	[ -z "${HOSTS-}" ] || set -- "$@" --sshloginfile "$HOSTS" --workdir . \
		--basefile bin/boot.sh --basefile bin/arch.sh \
		--transferfile 'images/{1}-{2}' \
		--transferfile 'selftests/{3}/initramfs.gz' \
		--return 'logs/{1}-{2}.log' --return 'logs/{1}-{2}.id'
	parallel "$@" mkdir -p logs ';' echo started '>logs/{1}-{2}.id' ';' \
		sh bin/boot.sh '{1}' 'images/{1}-{2}' \
		'selftests/{3}/initramfs.gz' 'logs/{1}-{2}.log' '&&' \
		echo '{4}' '>logs/{1}-{2}.id' <jobs.pipe || :
	wait
}

# compare_row ROW [--table]
compare_row()
{
	for side in base conv; do
		[ -f "logs/$1-$side.id" ] || : >"logs/$1-$side.log"
		"$here/results.sh" "logs/$1-$side.log" >"logs/$1-$side.results"
	done
	"$here/compare.sh" ${2:+"$2" "$kernel | $1"} "logs/$1-base.results" \
		"logs/$1-conv.results"
}

rm -f jobs.pipe
mkfifo jobs.pipe
# shellcheck disable=SC2086 # a list of rows
boot_all $ARCHES
again=
for row in $ARCHES; do
	compare_row "$row" >/dev/null || again="$again $row"
done
for row in $again; do
	compare_row "$row" | sed -n '/^Different/,$p'
	rm -f "logs/$row-base.id" "logs/$row-conv.id"
done
# shellcheck disable=SC2086 # a list of rows
[ -z "$again" ] || {
	echo "matrix: the above is shown once; booting again:$again"
	boot_all $again
}
rm -f jobs.pipe

release=$kernel$(sed -n 's/^SUBLEVEL = /./p' "$LINUX/Makefile")
for row in $ARCHES; do
	arch_setup "$row"
	echo "* $kernel $row: $release, $(date -u -r "logs/$row-conv.log" +%F)," \
		"$("$(compiler)" --version | sed -n 1p)," \
		"$("$QEMU" --version 2>/dev/null | sed -n 1p)," \
		"$LIST, \`$(echo "$MACHINE" "$CPUS" | tr -s '\t\n' ' ')\`"
	compare_row "$row" --table || :
done >matrix.rows

[ -f "$MATRIX" ] || : >"$MATRIX"
awk -v known="$(echo "$ALL_ROWS" | tr '\n\t' '  ')" -f "$here/matrix.awk" "$MATRIX" matrix.rows >matrix.new
mv matrix.new "$MATRIX"
rm -f matrix.rows

bad=
passed=0
failed=0
for row in $ARCHES; do
	echo "== $kernel $row"
	compare_row "$row" >compare.out || bad="$bad $row"
	cat compare.out
	n=$(sed -n 's/^\([0-9]*\) passed, .*/\1/p' compare.out)
	passed=$((passed + n))
	n=$(sed -n 's/^.* passed, \([0-9]*\) failed/\1/p' compare.out)
	failed=$((failed + n))
done
rm -f compare.out
echo "Written: $MATRIX"
[ -z "$bad" ] || echo "Different:$bad"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
