# SPDX-License-Identifier: GPL-2.0
#
# The work of compare.sh.

BEGIN {
	FS = "\t"
	while ((getline line < unsteady) > 0)
		if (line !~ /^#/)
			may_pass[line] = 1
	while ((getline line < timing) > 0)
		if (split(line, part, FS) == 2 && line !~ /^#/)
			late[++nlate] = line
}

# Is it a failure or a skip that the host may be to blame for, of one side, where the other
# passes?
function by_timing(key,	side, i, part, name)
{
	if (verdict[1, key] "-" verdict[2, key] !~ /^((fail|skip)-pass|pass-(fail|skip))$/)
		return 0
	side = verdict[1, key] != "pass" ? 1 : 2
	split(key, name, FS)
	for (i = 1; i <= nlate; i++) {
		split(late[i], part, FS)
		if (part[1] == program(name[1]) && name[2] ": " show(side, key) ~ part[2])
			return 1
	}
	return 0
}

# An expected failure that another boot of the same kernel does not show.
function swings(key,	part)
{
	split(key, part, FS)
	return (part[2] in may_pass) &&
		(verdict[1, key] verdict[2, key]) ~ /^(passxfail|xfailpass)$/
}

function program(test)
{
	sub(/\/.*/, "", test)
	return test
}

function count(verdict)
{
	return verdict ~ /pass|xfail/ ? 1 : verdict == "fail" ? 2 : 3
}

{
	side = FILENAME == ARGV[1] && !second ? 1 : 2
	if (FNR == 1 && NR > 1) {
		second = 1
		side = 2
	}
	p = program($1)
	key = $1 "\t" $2
	if (!(p in known)) {
		known[p] = 1
		programs[++nprograms] = p
	}
	if (!(key in where)) {
		where[key] = p
		keys[++nkeys] = key
	}
	verdict[side, key] = $3
	reason[side, key] = $4
	n[side, p, count($3)]++
	if (p != "kernel")
		total[side]++
}

function show(side, key)
{
	if (!((side, key) in verdict))
		return "not run"
	return verdict[side, key] (reason[side, key] == "" ? "" : \
				   " (" reason[side, key] ")")
}

function cell(side, p)
{
	return sprintf("%d/%d/%d", n[side, p, 1], n[side, p, 2], n[side, p, 3])
}

END {
	for (i = 1; i <= nkeys; i++) {
		key = keys[i]
		p = where[key]
		bad = 0
		if (p == "kernel") {
			# What a splat says differs; that there is one counts.
			for (side = 1; side <= 2; side++)
				if (verdict[side, key] == "fail" ||
				    !((side, key) in verdict))
					bad = 1
			if (verdict[1, key] != verdict[2, key])
				bad = 1
		} else {
			bad = show(1, key) != show(2, key) && !swings(key)
		}
		if (bad) {
			split(key, part, FS)
			list[++nlist] = sprintf("%s: %s\n\tbase: %s\n\tconv: %s",
				part[1], part[2], show(1, key), show(2, key))
			differ[p]++
			if (p == "kernel" || !by_timing(key))
				certain++
			# An exit status follows from a subtest, and is none.
			else if (part[2] != "exit")
				timed[part[1]] = 1
			else
				exits[part[1]] = 1
		} else if (p != "kernel") {
			same[p]++
			nsame[verdict[1, key]]++
			if (verdict[1, key] == "fail")
				both = both "\t" key ": " reason[1, key] "\n"
		}
	}
	if (!total[1] || !total[2]) {
		list[++nlist] = "nothing ran on " (total[1] ? "conv" : "base") \
			"; read its log"
		certain++
	}

	line = "%-24s %14s %14s %6s %6s\n"
	if (table == "")
		printf line, "pass/fail/skip", "base", "conv", "same", "differ"
	for (i = 1; i <= nprograms; i++) {
		p = programs[i]
		if (table == "")
			printf line, p, cell(1, p), cell(2, p), \
				(p == "kernel" ? "" : same[p] + 0), differ[p] + 0
		else
			printf "| %s | %s | %s | %s | %s |\n", table, p, \
				cell(1, p), cell(2, p), \
				differ[p] ? "**" differ[p] " differ**" : "yes"
	}
	if (table != "")
		exit nlist > 0
	if (both != "")
		printf "\nFailed on both:\n%s", both
	if (nlist)
		print "\nDifferent:"
	for (i = 1; i <= nlist; i++)
		print list[i]
	for (test in exits)
		if (!(test in timed))
			certain++
	if (nlist && !certain)
		print "\nOnly failures that the file \"timing\" names"
	printf "\n%d passed, %d failed", nsame["pass"] + nsame["xfail"], nlist
	if (nsame["skip"])
		printf ", %d skipped", nsame["skip"]
	# What neither kernel can do shows nothing of ours.
	if (nsame["fail"])
		printf ", %d fail on both", nsame["fail"]
	printf "\n"
	exit !nlist ? 0 : certain ? 1 : 3
}
