# SPDX-License-Identifier: GPL-2.0
# Put files into a section of MAINTAINERS; make the section, in its place in
# the alphabet, if it is not there.
#
# awk -v title=HEADING -v me="Name <mail>" -v files="a b ..." -f maintainers.awk
function print_files(have,	i, n, all) {
	n = split(have " " files, all, " ")
	for (i = 2; i <= n; i++)
		for (j = i; j > 1 && all[j] < all[j - 1]; j--) {
			t = all[j]; all[j] = all[j - 1]; all[j - 1] = t
		}
	for (i = 1; i <= n; i++)
		if (all[i] != all[i - 1])
			print "F:\t" all[i]
	done = 1
}
/^Maintainers List/ { list = 1; print; last = $0; next }
list && $0 == title { ours = 1 }
ours && /^F:/ { have = have " " $2; next }
ours && /^$/ { print_files(have); ours = 0 }
list && !done && !ours && last == "" && /^[A-Z0-9]/ && $0 > title {
	print title
	print "M:\t" me
	print "L:\tlinux-mm@kvack.org"
	print "S:\tMaintained"
	print_files("")
	print ""
}
{ print; last = $0 }
END { exit !done }
