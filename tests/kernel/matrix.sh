#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# usage: LINUX=tree OUT=dir [BUILD=build] [ARCHES="x86 arm64-16k ..."] matrix.sh
#
# Builds, boots and compares every row of ARCHES (default: all that boot, for
# 6.1 x86 and arm64) and writes their lines into MATRIX (default
# docs/matrix.md), where the lines of other rows and kernels stay, and of rows that
# were not built or not booted. A row boots while the next one builds. A run that was
# stopped goes on where it was. A row is booted again once if all that differs is
# named in the file "timing". HOSTS names a file for parallel's
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
	[ -n "${HOSTS-}$NATIVE" ] || need "$QEMU" "$QEMU_PACKAGE"
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
cp "$here/boot.sh" "$here/arch.sh" "$here/um_host.c" bin/
mkdir -p images
# shellcheck disable=SC2086 # a list of rows
"$here/hypervisor.sh" images $ARCHES

# job ROW SIDE: what a log depends on; it stands beside the log that is complete
job()
{
	arch_setup "$1"
	{
		cat "images/$1-$2.id" "selftests/$TESTS/id"
		echo "$QEMU $MACHINE $CPUS $APPEND $HYPERVISOR"
	} | sha256sum | cut -c1-16
}

# forget ROW SIDE: what an earlier run made is not what this one says
forget()
{
	rm -f "logs/$1-$2.id" "logs/$1-$2.log" "logs/$1-$2.results"
}

# made ROW: both sides were booted, now or in the run that this one continues
made()
{
	[ -f "logs/$1-base.log" ] && [ -f "logs/$1-conv.log" ]
}

# jobs ROW...: builds, and lists the boots that are to be done
jobs()
{
	for row; do
		"$here/images.sh" "$row" >&2 || {
			forget "$row" base
			forget "$row" conv
			continue
		}
		arch_setup "$row"
		for side in base conv; do
			id=$(job "$row" $side)
			[ "$(cat "logs/$row-$side.id" 2>/dev/null)" = "$id" ] || {
				forget "$row" $side
				echo "$row $side $TESTS $id"
			}
		done
	done
}

# boot_all ROW...
boot_all()
{
	jobs "$@" >jobs.pipe &
	lister=$!
	for row; do
		arch_setup "$row"
		[ -z "$HYPERVISOR" ] || under="${under-} --basefile images/$HYPERVISOR"
	done
	set -- --jobs "$JOBS" --colsep ' ' --line-buffer
	# shellcheck disable=SC2086 # a list of options
	[ -z "${HOSTS-}" ] || set -- "$@" --sshloginfile "$HOSTS" --workdir . \
		--basefile bin/boot.sh --basefile bin/arch.sh \
		--transferfile 'images/{1}-{2}' \
		--transferfile 'selftests/{3}/initramfs.gz' \
		--return 'logs/{1}-{2}.log' --return 'logs/{1}-{2}.id' ${under-}
	status=0
	parallel "$@" mkdir -p logs ';' echo started '>logs/{1}-{2}.id' ';' \
		sh bin/boot.sh '{1}' 'images/{1}-{2}' \
		'selftests/{3}/initramfs.gz' 'logs/{1}-{2}.log' '&&' \
		echo '{4}' '>logs/{1}-{2}.id' <jobs.pipe || status=$?
	listed=0
	wait "$lister" || listed=$?
	# Up to a hundred it is how many boots did not reach their end, which their logs tell.
	[ "$status" -le 100 ] || die "parallel ended with status $status; read what is above"
	[ "$listed" = 0 ] || die "the boots could not be listed; read what is above"
}

# compare_row ROW [--table]
compare_row()
{
	for side in base conv; do
		[ -f "logs/$1-$side.log" ] || : >"logs/$1-$side.log"
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
	made "$row" || continue
	status=0
	compare_row "$row" >compare.out || status=$?
	[ "$status" = 3 ] || continue
	again="$again $row"
	sed -n '/^Different/,$p' compare.out
	forget "$row" base
	forget "$row" conv
done
# shellcheck disable=SC2086 # a list of rows
[ -z "$again" ] || {
	echo "matrix: booting again, once, for the failures of timing above:$again"
	boot_all $again
}
rm -f jobs.pipe

release=$kernel$(sed -n 's/^SUBLEVEL = /./p' "$LINUX/Makefile")
lost=
for row in $ARCHES; do
	made "$row" || lost="$lost $row"
done
for row in $ARCHES; do
	case " $lost " in *" $row "*) continue ;; esac
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
	n=$(sed -n 's/^[0-9]* passed, \([0-9]*\) failed.*/\1/p' compare.out)
	failed=$((failed + n))
done
rm -f compare.out
echo "Written: $MATRIX"
[ -z "$lost" ] || echo "Not built or not booted, so its lines stay as they were:$lost"
[ -z "$again" ] || echo "Booted twice, as timing alone differed at first:$again"
[ -z "$bad" ] || echo "Different:$bad"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
