#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Unpack a Debian kernel source package, on demand, and make it a git tree, so
# that a series for it has a base commit and "git am" has somewhere to go. Older trees
# are no packages: NAME.tar.xz is looked for in TREES.
#
# usage: [TREES=folder] tree.sh NAME FOLDER	e.g. tree.sh linux-source-6.12 build/linux-source-6.12
set -eu
here=$(dirname "$(readlink -f "$0")")
# shellcheck source=coccinelle/convert/lib.sh
. "$here/lib.sh"
[ $# = 2 ] || { sed -n '3,7s/^# \{0,1\}//p' "$0"; exit 2; }
package=$1 folder=$2 tar=/usr/src/$1.tar.xz

[ -e "$folder/.git/gup-unpacked" ] && exit 0
case $package in
linux-source-*)
	# Of another suite than the machine's, if scripts/suite.sh has fetched it.
	[ -r "$tar" ] || tar=$(ls "$here"/../../build/suites/*/"$package/usr/src/$package.tar.xz" 2> /dev/null || echo "$tar")
	[ -r "$tar" ] || die "$tar is missing; type: apt-get install $package, or make deps, or of a newer Debian: scripts/suite.sh $package trixie-backports"
	;;
*)
	tar=${TREES:-../shared/trees}/$package.tar.xz
	[ -r "$tar" ] || die "$package: there is no $tar; give LINUX= a tree of your own, or TREES= the folder with that file" ;;
esac
need git git
need flock util-linux
mkdir -p "$(dirname "$folder")"
# Two tests may want the same tree at once; the second finds it unpacked.
exec 9> "$folder.lock"
flock 9
[ ! -e "$folder/.git/gup-unpacked" ] || exit 0
say "unpacking $tar (a minute or two, once)"
rm -rf "$folder" "$folder.new"
mkdir -p "$folder.new"
trap 'rm -rf "$folder.new"' EXIT INT TERM
tar -xf "$tar" -C "$folder.new" --strip-components=1
# Same bytes, same names, same dates: the base commit is the same everywhere.
version=$(dpkg-query -W -f '${Version}' "$package" 2> /dev/null || echo unknown)
date=$(stat -c @%Y "$folder.new/Makefile")
git -C "$folder.new" init -q -b debian
git -C "$folder.new" -c core.compression=1 -c gc.auto=0 add -A -f .
GIT_AUTHOR_DATE="$date +0000" GIT_COMMITTER_DATE="$date +0000" git -C "$folder.new" \
	-c user.name="$package" -c user.email="$package@packages.debian.org" -c gc.auto=0 \
	commit -q -m "$package $version"
touch "$folder.new/.git/gup-unpacked"
mv "$folder.new" "$folder"
rm -f "$folder.lock"
