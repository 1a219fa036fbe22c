#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Unpack a package of another Debian suite beside the machine's own, in a folder of ours:
# a newer Coccinelle, or the sources of a newer kernel. Nothing is installed, and the
# machine's apt keeps its state.
#
# usage: [SUITES=folder] suite.sh NAME SUITE	e.g. suite.sh coccinelle trixie
#	suite.sh 'linux-source-[0-9.]*' trixie-backports	the newest of these names
#
#   SUITES	default: build/suites beside this script's project
#
# stdout: the folder SUITES/SUITE/NAME with the package's files; what is there by then is
# not fetched again. Exit status: 0, or 1 for what cannot be had, with the reason.
set -eu
here=$(dirname "$(readlink -f "$0")")
die() { echo "suite: $*" >&2; exit 1; }
[ $# = 2 ] || { sed -n '3,15s/^# \{0,1\}//p' "$0"; exit 2; }
name=$1 suite=$2
suites=${SUITES:-$here/../build/suites}

# newest FOLDER: of what is unpacked there, the newest that has this name
newest() { (cd "$1" 2> /dev/null && printf '%s\n' *) | grep -xE -- "$name" | sort -V | tail -n 1; }
have=$(newest "$suites/$suite")
[ -z "$have" ] || { readlink -f "$suites/$suite/$have"; exit 0; }
for program in apt-get apt-cache dpkg-deb; do
	command -v "$program" > /dev/null || die "$program is missing, so this is no Debian; give $name by hand, in $suites/$suite/NAME"
done
mkdir -p "$suites/$suite" || die "SUITES=$suites: cannot write there; give another folder"
suites=$(readlink -f "$suites")
exec 9> "$suites/.lock"
flock 9
have=$(newest "$suites/$suite")
[ -z "$have" ] || { echo "$suites/$suite/$have"; exit 0; }

# The mirror that the machine itself uses; not the one of security updates, which has no such suites.
mirror=$(apt-get indextargets --format '$(REPO_URI) $(COMPONENT)' 'Created-By: Packages' | awk '$2 == "main" && $1 ~ /\/debian\/?$/ { print $1; exit }')
[ -n "$mirror" ] || die "apt knows no mirror of Debian; add one to sources.list and type: apt-get update"
state=$suites/.apt-$suite
mkdir -p "$state"/lists/partial "$state"/cache/archives/partial
echo "deb $mirror $suite main" > "$state/sources.list"
options=(-q -o Dir::Etc::sourcelist="$state/sources.list" -o Dir::Etc::sourceparts=/dev/null -o Dir::State::lists="$state/lists"
	-o Dir::Cache="$state/cache" -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= -o APT::Sandbox::User="$(id -un)")
apt-get "${options[@]}" -o APT::Update::Error-Mode=any update > "$state/log" 2>&1 ||
	die "the mirror $mirror has no suite $suite, or cannot be reached; $(grep -m 1 '^[EW]:' "$state/log" || tail -n 1 "$state/log")"
found=$(apt-cache "${options[@]}" pkgnames | grep -xE -- "$name" | sort -V | tail -n 1)
[ -n "$found" ] || die "the suite $suite of $mirror has no package $name; give another suite"
(cd "$state" && rm -f ./*.deb && apt-get "${options[@]}" download "$found") > "$state/log" 2>&1 ||
	die "$found of $suite cannot be fetched: $(grep -m 1 '^[EW]:' "$state/log" || tail -n 1 "$state/log")"
rm -rf "$suites/$suite/.new"
dpkg-deb -x "$state"/*.deb "$suites/$suite/.new" || die "$found of $suite cannot be unpacked into $suites; is there space left?"
rm -f "$state"/*.deb
mv "$suites/$suite/.new" "$suites/$suite/$found"
echo "$suites/$suite/$found"
