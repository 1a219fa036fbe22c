#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# usage: hypervisor.sh DIR ROW...
#
# Puts into DIR what a kernel of each ROW boots under, where it is not the machine's
# first: Xen, from Debian's package, which is downloaded and not installed. What is
# there stays.

set -eu
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR disable=SC1091
. "$here/arch.sh"

[ "${1-}" != --help ] || usage 0
[ $# -ge 2 ] || usage 2
[ -d "$1" ] || die "'$1' is no folder; give one"
dir=$(cd "$1" && pwd)
shift

# bring NAME: DIR/NAME. QEMU starts it by multiboot, for which it must be an ELF file.
bring()
{
	package=xen-hypervisor-${1#xen-}
	rm -rf "$dir/$1.new"
	mkdir "$dir/$1.new"
	(cd "$dir/$1.new" && apt-get download "$package") >"$dir/$1.log" 2>&1 &&
		dpkg-deb -x "$dir/$1.new"/*.deb "$dir/$1.new" >>"$dir/$1.log" 2>&1 &&
		gzip -dc "$dir/$1.new/boot/$1.gz" >"$dir/$1.new/elf" ||
		die "$package is not to be had (read $dir/$1.log); type: apt-get update"
	mv "$dir/$1.new/elf" "$dir/$1"
	rm -rf "$dir/$1.new" "$dir/$1.log"
}

for row; do
	arch_setup "$row"
	[ -z "$HYPERVISOR" ] || [ -f "$dir/$HYPERVISOR" ] || bring "$HYPERVISOR"
done
