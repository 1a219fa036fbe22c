#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Look for the habits of words.tsv in the prose of our files: paragraphs and table rows, not
# code. Of C files it reads the comments.
#
# usage: words.sh FILE...	prints FILE:LINE: the words: the plain form; 1 if there were any
set -eu
here=$(dirname "$(readlink -f "$0")")
[ $# -gt 0 ] || { sed -n '3,6s/^# \{0,1\}//p' "$0"; exit 2; }
exec perl - "$here/words.tsv" "$@" << 'END'
use strict;
my (@habits, $found);
open(my $list, '<', shift) or die "words: $!\n";
while (<$list>) {
	chomp;
	next if /^(#|$)/;
	my ($pattern, $plain) = split /\t/;
	die "words: $pattern: no plain form\n" unless $plain;
	# A line may end between two words.
	push @habits, [qr/${\($pattern =~ s, ,\\s,gr)}/i, $plain];
}
for my $file (@ARGV) {
	open(my $in, '<', $file) or die "words: $file: $!\n";
	my ($text, $first, $fence) = ('', 1, 0);
	local $_ = join '', <$in>;
	if ($file =~ /\.[ch]$/) {
		# Comments alone, each word still in its line.
		s{(/\*.*?\*/)|("(?:\\.|[^"\\\n])*")|[^/"\n]+|.}{defined $1 ? $1 =~ s,^/\*+|\*/$,,gr : $& =~ tr/\n//cdr}gse;
		s/^[ \t]*\*?[ \t]*//gm;
	}
	my $number = 0;
	for (split(/\n/, $_), '') {
		$number++;
		$fence = !$fence if /^\s*```/;
		my $code = $fence || /^\s*```/ || /^(    |\t)/;
		# What ends a paragraph: a blank line, code, a heading; and items and rows begin one.
		if ($code || /^\s*$/ || /^(#|\||\s*[*-] |\s*\d+[.)] )/) {
			for my $habit (@habits) {
				while ($text =~ /$habit->[0]/g) {
					my $line = $first + (substr($text, 0, $-[0]) =~ tr/\n//);
					my $words = $& =~ s/\s+/ /gr;
					print "$file:$line: '$words': $habit->[1]\n";
					$found = 1;
				}
			}
			$text = '';
		}
		next if $code || /^\s*$/;
		s/`[^`]*`/CODE/g;
		s/^\s*(#+|[*-]|\d+[.)]) //;
		s/\|\s*/| /g;
		$first = $number if $text eq '';
		$text .= "$_\n";
	}
}
exit($found ? 1 : 0);
END
