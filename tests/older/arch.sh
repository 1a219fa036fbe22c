# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=sh disable=SC2034
#
# How an older tree is built and booted, by architecture; sourced by the other scripts.

# What is no matter of age: die, usage, need, arch_setup.
# shellcheck source-path=SCRIPTDIR disable=SC1091
. "$here/../kernel/arch.sh"

# older_setup ARCH: as arch_setup, and what is otherwise for a kernel of those years
older_setup()
{
	case $1 in
	x86|arm|arm64) ;;
	*) die "'$1' is no architecture known here; give one of: x86 arm arm64" ;;
	esac
	arch_setup "$1"
	FLAGS="-w -fno-strict-aliasing -std=gnu89"
	LINKER=
	CPUS="-smp 2"
	APPEND="console=ttyAMA0"
	case $1 in
	x86)
		# The boot code knows the size of its jumps, and no endbr.
		FLAGS="$FLAGS -fno-pic -fno-pie -fcf-protection=none"
		# Its loads from the GOT would be made absolute, before it is relocated.
		LINKER="ld -z noseparate-code --no-relax"
		MACHINE="-M pc -cpu qemu64"
		# Without ACPI the kernel finds one CPU a socket.
		CPUS="-smp 2,sockets=2"
		APPEND="console=ttyS0"
		;;
	arm)
		# Soft float: what newer compilers do with hard float the kernel does not build with.
		CROSS=arm-linux-gnueabi-
		CC_PACKAGE=gcc-arm-linux-gnueabi
		MACHINE="-M virt,highmem=off,gic-version=2 -cpu cortex-a15"
		;;
	arm64)
		FLAGS="$FLAGS -fno-pic -fno-pie -mno-outline-atomics"
		MACHINE="-M virt,gic-version=2 -cpu cortex-a57"
		;;
	esac
}
