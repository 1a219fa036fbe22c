# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=sh disable=SC2034
#
# The one list of what differs by architecture; sourced by the other scripts.
#
# A row is ARCH or ARCH-VARIANT: x86-debug is x86 with config/x86-debug on top.
# MACHINE and CPUS are QEMU's: three CPUs, as mm/migration.c wants two beside its own (on x86 as
# sockets: without ACPI the kernel finds CPUs in the MP table, and that lists
# one a socket); two nodes wherever the architecture has any, or nothing
# migrates; 2 GB, as khugepaged's collapse_compound_extreme holds 512 THPs.

ALL_ARCHES="x86 arm64 arm powerpc riscv"

# arch_setup ROW
arch_setup()
{
	ROW=$1
	ARCH=${1%%-*}
	VARIANT=
	[ "$ROW" = "$ARCH" ] || VARIANT=$ROW
	LEFT_OUT=
	LIMIT=900
	[ -z "$VARIANT" ] || LIMIT=3600

	nodes="-object memory-backend-ram,id=m0,size=1G
		-object memory-backend-ram,id=m1,size=1G
		-numa node,memdev=m0,cpus=0 -numa node,memdev=m1,cpus=1-2"

	case $ARCH in
	x86)
		KARCH=x86
		CROSS=
		CC_PACKAGE=gcc
		TARGET=bzImage
		IMAGE=arch/x86/boot/bzImage
		QEMU=qemu-system-x86_64
		QEMU_PACKAGE=qemu-system-x86
		MACHINE="-M pc -cpu max -m 2G"
		CPUS="-smp 3,sockets=3"
		APPEND="console=ttyS0 numa=fake=2"
		;;
	arm64)
		KARCH=arm64
		CROSS=aarch64-linux-gnu-
		CC_PACKAGE=gcc-aarch64-linux-gnu
		TARGET=Image
		IMAGE=arch/arm64/boot/Image
		QEMU=qemu-system-aarch64
		QEMU_PACKAGE=qemu-system-arm
		MACHINE="-M virt -cpu max,pauth-impdef=on -m 2G"
		CPUS="-smp 3 $nodes"
		# contiguous pmds, which only the boot allocator can give
		APPEND="console=ttyAMA0 hugepagesz=32M hugepages=4"
		;;
	arm)
		KARCH=arm
		CROSS=arm-linux-gnueabihf-
		CC_PACKAGE=gcc-arm-linux-gnueabihf
		TARGET=zImage
		IMAGE=arch/arm/boot/zImage
		QEMU=qemu-system-arm
		QEMU_PACKAGE=qemu-system-arm
		MACHINE="-M virt,highmem=on -cpu cortex-a15 -m 2G"
		CPUS="-smp 3"
		APPEND="console=ttyAMA0"
		LEFT_OUT="memfd_secret"
		;;
	powerpc)
		KARCH=powerpc
		CROSS=powerpc64le-linux-gnu-
		CC_PACKAGE=gcc-powerpc64le-linux-gnu
		TARGET=vmlinux
		IMAGE=vmlinux
		QEMU=qemu-system-ppc64
		QEMU_PACKAGE="qemu-system-ppc qemu-slof"
		MACHINE="-M pseries -cpu power9 -vga none -m 2G"
		CPUS="-smp 3 $nodes"
		APPEND="console=hvc0"
		LEFT_OUT="memfd_secret"
		;;
	riscv)
		KARCH=riscv
		CROSS=riscv64-linux-gnu-
		CC_PACKAGE=gcc-riscv64-linux-gnu
		TARGET=Image
		IMAGE=arch/riscv/boot/Image
		QEMU=qemu-system-riscv64
		QEMU_PACKAGE="qemu-system-misc opensbi"
		# Svnapot is what this port is about; QEMU has it off.
		MACHINE="-M virt -cpu rv64,svnapot=true -m 2G"
		CPUS="-smp 3 $nodes"
		APPEND="console=ttyS0"
		;;
	*)
		die "'$1' is no architecture known here; give one of: $ALL_ARCHES"
		;;
	esac
}

# series_patches FOLDER: what there is to apply, in order; not the cover letter
series_patches()
{
	find "$1" -name '*.patch' ! -name '0000-*' | LC_ALL=C sort
}

die()
{
	echo "${0##*/}: $*" >&2
	exit 1
}

# need PROGRAM PACKAGE
need()
{
	command -v "$1" >/dev/null 2>&1 ||
		die "$1 is missing; type: apt-get install $2"
}

# tree_to_patch NAME ARCH...: compilers, LINUX and OUT are there; $work is made
# anew in BUILD, with a copy of the tree in $tree
tree_to_patch()
{
	name=$1
	shift
	for arch; do
		arch_setup "$arch"
		need "${CROSS}gcc" "$CC_PACKAGE"
	done
	[ -f "${LINUX-}/mm/gup.c" ] ||
		die "LINUX=${LINUX-} is no Linux tree (no mm/gup.c); give an unpacked one"
	ls "${OUT-}"/series/*.patch >/dev/null 2>&1 ||
		die "OUT=${OUT-} has no series/*.patch; type: make convert"
	need patch patch
	LINUX=$(cd "$LINUX" && pwd) OUT=$(cd "$OUT" && pwd)
	mkdir -p "${BUILD:=build}"
	work=$(cd "$BUILD" && pwd)/$name
	tree=$work/tree
	rm -rf "$work"
	mkdir -p "$work"
	cp -al "$LINUX" "$tree" 2>/dev/null || {
		rm -rf "$tree"
		cp -a "$LINUX" "$tree"
	}
}

# usage STATUS: the comment at the script's head is its manual
usage()
{
	[ "$1" = 0 ] || exec >&2
	sed -n '/^# usage:/,/^$/s/^# \{0,1\}//p' "$0"
	exit "$1"
}
