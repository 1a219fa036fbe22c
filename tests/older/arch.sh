# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=sh disable=SC2034
#
# How an older tree is built and booted, by architecture; sourced by the other scripts.

die()
{
	echo "${0##*/}: $*" >&2
	exit 1
}

usage()
{
	sed -n '/^# usage:/,/^$/ s/^# \{0,1\}//p' "$0"
	exit "$1"
}

# need PROGRAM PACKAGE
need()
{
	command -v "$1" >/dev/null || die "'$1' is not here; type: apt-get install $2"
}

# older_setup ARCH
older_setup()
{
	FLAGS="-w -fno-strict-aliasing -std=gnu89"
	LINKER=
	CPUS="-smp 2"
	case $1 in
	x86)
		CROSS=
		CC_PACKAGE=gcc
		# The boot code knows the size of its jumps, and no endbr.
		FLAGS="$FLAGS -fno-pic -fno-pie -fcf-protection=none"
		# Its loads from the GOT would be made absolute, before it is relocated.
		LINKER="ld -z noseparate-code --no-relax"
		TARGET=bzImage
		IMAGE=arch/x86/boot/bzImage
		QEMU=qemu-system-x86_64
		QEMU_PACKAGE=qemu-system-x86
		MACHINE="-M pc -cpu qemu64"
		# Without ACPI the kernel finds one CPU a socket.
		CPUS="-smp 2,sockets=2"
		APPEND="console=ttyS0"
		;;
	arm)
		# Soft float: what newer compilers do with hard float the kernel does not build with.
		CROSS=arm-linux-gnueabi-
		CC_PACKAGE=gcc-arm-linux-gnueabi
		TARGET=zImage
		IMAGE=arch/arm/boot/zImage
		QEMU=qemu-system-arm
		QEMU_PACKAGE=qemu-system-arm
		MACHINE="-M virt,highmem=off,gic-version=2 -cpu cortex-a15"
		APPEND="console=ttyAMA0"
		;;
	arm64)
		CROSS=aarch64-linux-gnu-
		CC_PACKAGE=gcc-aarch64-linux-gnu
		FLAGS="$FLAGS -fno-pic -fno-pie -mno-outline-atomics"
		TARGET=Image
		IMAGE=arch/arm64/boot/Image
		QEMU=qemu-system-aarch64
		QEMU_PACKAGE=qemu-system-arm
		MACHINE="-M virt,gic-version=2 -cpu cortex-a57"
		APPEND="console=ttyAMA0"
		;;
	*)
		die "'$1' is no architecture known here; give one of: x86 arm arm64"
		;;
	esac
	KARCH=$1
}
