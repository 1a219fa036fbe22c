#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# usage: boot.sh ROW IMAGE INITRAMFS LOG [SECONDS]
#
# Boots IMAGE in QEMU, or as a process if it is one, the console into LOG, and
# prints a line for a command as it ends. Succeeds if the last command was reached within SECONDS (default
# by ROW, see arch.sh). QEMU_MORE and APPEND_MORE add to QEMU's options and to
# the kernel's command line. With ICOUNT=1 there is one CPU, and guest time
# counts its instructions, one a nanosecond.

set -eu
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR disable=SC1091
. "$here/arch.sh"

[ "${1-}" != --help ] || usage 0
case $# in 4 | 5) ;; *) usage 2 ;; esac
# What an earlier run left there is not what this one says.
log=$4
: >"$log"
rm -f "$log.qemu"
boots "$1"
image=$2
initramfs=$3
limit=${5:-$LIMIT}

[ -n "$NATIVE" ] || need "$QEMU" "$QEMU_PACKAGE"
[ -f "$image" ] || die "'$image' is no kernel; make one with build.sh $ROW"
[ -f "$initramfs" ] ||
	die "'$initramfs' is no initramfs; make one with selftests.sh $ROW"
case $limit in
'' | *[!0-9]*) die "'$limit' is no number of seconds; give one, as 900" ;;
esac

[ "${ICOUNT-}" != 1 ] || CPUS="-smp 1 -icount shift=0,sleep=off"

# panic=-1 resets at once, and -no-reboot makes an exit of it.
append="$APPEND panic=-1 printk.time=1 printk.devkmsg=on loglevel=7 log_buf_len=2M ${APPEND_MORE-}"
# shellcheck disable=SC2086 # lists of options
if [ -n "$NATIVE" ]; then
	need gcc gcc
	gcc -O2 -Wall -Wextra -o "$log.host" "$here/um_host.c" ||
		die "um_host.c does not build; type: make deps"
	"$log.host" "$image" $append noreboot uml_dir="$log.dir/" initrd="$initramfs" \
		</dev/null >"$log" 2>"$log.qemu" &
else
	set -- -kernel "$image" -initrd "$initramfs" -append "$append"
	# QEMU then takes the kernel, and what is for it, as the first module.
	[ -z "$HYPERVISOR" ] || set -- -kernel "$(dirname "$image")/$HYPERVISOR" \
		-append "console=com1 com1=115200 loglvl=error guest_loglvl=error dom0_mem=1500M" \
		-initrd "$image $append,$initramfs"
	"$QEMU" $MACHINE $CPUS -nodefaults -display none -serial "file:$log" -no-reboot \
		${QEMU_MORE-} "$@" </dev/null >"$log.qemu" 2>&1 &
fi
pid=$!
trap 'kill "$pid" 2>/dev/null || :; rm -rf "$log.dir" "$log.host"' EXIT
trap 'exit 130' INT TERM

begin=$(date +%s)
shown=0
grace=10
why="the kernel stopped before its end"
while kill -0 "$pid" 2>/dev/null; do
	sleep 1
	now=$(($(date +%s) - begin))
	sed -n 's/\r*$//; s/^.*@@@ end //p' "$log" | tail -n +$((shown + 1)) \
		>"$log.new"
	while read -r name status seconds; do
		shown=$((shown + 1))
		# of gup_test's matrix only what is of interest
		case $name-$status in
		*/*-exit-0) [ "${seconds%.*}" -gt 0 ] || continue ;;
		esac
		echo "$ROW ${now}s: $name: $status (${seconds}s)"
	done <"$log.new"
	if grep -q '@@@ done' "$log"; then
		grace=$((grace - 1))
		[ "$grace" -gt 0 ] || break
	elif [ "$now" -ge "$limit" ]; then
		why="not through after $limit s"
		break
	fi
done
rm -f "$log.new"
[ -s "$log.qemu" ] || rm -f "$log.qemu"
if grep -q '@@@ done' "$log"; then
	echo "$ROW $(($(date +%s) - begin))s: reached the end"
	exit 0
fi
last=$(tail -n 1 "$log" | tr -d '\r')
[ ! -f "$log.qemu" ] || last="$(tail -n 1 "$log.qemu") (QEMU)"
die "$ROW: $why; its last line: '$last'; read $log"
