# SPDX-License-Identifier: GPL-2.0
#
# docs/matrix.md from what it was and the lines of the rows that ran, in this
# order of files: a later "* KERNEL ROW: ..." takes the place of all that was
# there of that row. Rows come in the order of "known", new kernels first.

BEGIN {
	n = split(known, list, " ")
	for (i = 1; i <= n; i++)
		rank[list[i]] = i
}

function key(kernel, row,	part)
{
	split(kernel, part, ".")
	return sprintf("%05d.%05d.%05d.%s", 99999 - part[1], 99999 - part[2],
		       row in rank ? rank[row] : 99999, row)
}

/^\* [0-9.]+ [a-z0-9-]+: / {
	k = key($2, substr($3, 1, length($3) - 1))
	if (!(k in head))
		order[++count] = k
	head[k] = $0
	body[k] = ""
}

/^\| [0-9.]+ \| / {
	k = key($2, $4)
	body[k] = body[k] $0 "\n"
}

END {
	for (i = 2; i <= count; i++)
		for (j = i; j > 1 && order[j] < order[j - 1]; j--) {
			k = order[j]
			order[j] = order[j - 1]
			order[j - 1] = k
		}
	print "# The selftests on unconverted and converted kernels"
	print ""
	print "Written by `make test-boot`, which renews the lines of the rows that it ran."
	print ""
	for (i = 1; i <= count; i++)
		print head[order[i]]
	print ""
	print "Figures are subtests that pass, fail, and are skipped; \"same\" is test by test."
	print "\"kernel\" is: no splat, pins balanced, console complete, end reached."
	print ""
	print "| kernel | row | test program | unconverted | converted | same |"
	print "|---|---|---|---|---|---|"
	for (i = 1; i <= count; i++)
		printf "%s", body[order[i]]
}
