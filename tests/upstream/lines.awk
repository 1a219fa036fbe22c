# SPDX-License-Identifier: GPL-2.0
# Of "objdump --dwarf=decodedline": how many bytes of code does a line have?
# usage: awk -v file=gup.c -v line=N -f lines.awk

function hex(s,    i, n)
{
	n = 0
	for (i = 3; i <= length(s); i++)
		n = n * 16 + index("0123456789abcdef", tolower(substr(s, i, 1))) - 1
	return n
}

# file line address [view] [is_stmt]; the line of the last is "-"
$1 ~ /\.[chS]$/ && NF >= 3 {
	here = $3 == "0" ? 0 : hex($3)
	if (in_line)
		bytes += here - since
	in_line = $1 == file && $2 == line
	since = here
}

END { print bytes + 0 }
