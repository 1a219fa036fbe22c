# SPDX-License-Identifier: GPL-2.0
# Reads a layout (see layouts/README) for gen.awk and probe.awk, which say what
# becomes of it in their END, and what an accessor says of an entry v.
#
# usage: awk -v rows=FOLDER [-v layout=NAME] -f rows.awk -f gen.awk LAYOUT [ROWS]

function die(why) { print FILENAME ": " FNR ": " why > "/dev/stderr"; failed = 1; exit 2 }
function number(text) {
	if (text !~ /^(0x[0-9a-fA-F]+|[0-9]+)$/) die("'" text "' is no number")
	return text
}
function is_level(name) { return name ~ /^(pgd|p4d|pud|pmd|pte)$/ }

function read_rows(file,    line, status) {
	while ((status = (getline line < file)) > 0) row(line)
	if (status < 0) die("no rows in " file)
	close(file)
}
function row(line,    f, n, i) {
	sub(/(^|[ \t])#.*/, "", line)
	n = split(line, f)
	if (!n) return
	if (f[1] == "use") read_rows(rows "/" f[2])
	else if (f[1] ~ /^(arch|endian|clear|public)$/) key[f[1]] = f[2]
	else if (f[1] ~ /^(word|page|top|tag|levels)$/) key[f[1]] = number(f[2])
	else if (f[1] == "entry") { for (i = 3; i <= n; i++) wide[f[i]] = 1; wide[n > 2 ? "" : "all"] = 1; key["entry"] = number(f[2]) }
	else if (f[1] == "read") for (i = n > 2 ? 3 : 2; i <= n; i++) { if (!(f[2] in halves_read)) die("nobody reads an entry '" f[2] "'"); read_as[i > 2 ? f[i] : "all"] = f[2] }
	else if (f[1] == "typed") key["typed"] = 1
	else if (f[1] == "sections") raws = raws "#define CONFIG_" f[3] " 1\n#define PAGES_PER_SECTION " f[2] "UL\n"
	else if (f[1] == "quirk") quirk[++nr_quirks] = f[2]
	else if (f[1] == "hole") { hole_first = number(f[2]); hole_end = number(f[3]) }
	else if (f[1] == "port") for (i = 2; i <= n; i++) key["port"] = key["port"] (i > 2 ? " " : "") f[i]
	else if (f[1] == "config") for (i = 2; i <= n; i++) config[f[i]] = 1
	else if (f[1] == "unset") for (i = 2; i <= n; i++) delete config[f[i]]
	else if (f[1] == "frame" && is_level(f[4])) large_mask[f[4]] = number(f[2])
	else if (f[1] == "frame") { frame_mask = number(f[2]); frame_shift = number(f[3]) }
	else if (f[1] == "tables") { table_mask = number(f[2]); table_base = number(f[3]) }
	else if (f[1] == "machine") { machine = number(f[2]); foreign = number(f[3]) }
	else if (f[1] == "key") { key_shift = number(f[2]); key_bits = number(f[3]) }
	else if (f[1] == "define") { defines = defines "#define " f[2] " " f[3] "\n"; defined[++nr_defined] = f[2]; value_of[f[2]] = number(f[3]) }
	else if (f[1] == "same") { same = number(f[2]); has_same = 1 }
	else if (f[1] == "kernel") { kernel_arch = f[2]; kernel_cross = f[3] == "-" ? "" : f[3] }
	else if (f[1] == "set") for (i = 2; i <= n; i++) { if (split(f[i], pair, "=") != 2) die("a symbol is NAME=VALUE, not " f[i]); set[pair[1]] = pair[2] }
	else if (f[1] == "assume") { assumed[++nr_assumed] = f[2]; sub(/^[ \t]*assume[ \t]+[^ \t]+[ \t]+/, "", line); assumption[nr_assumed] = line }
	else if (f[1] == "expect") { expected[++nr_expected] = f[2]; expectation[nr_expected] = number(f[3]) }
	else if (f[1] == "needs") needs[f[2]] = f[3]
	else if (f[1] == "rename") renamed[f[2]] = f[3]
	else if (f[1] == "without" && is_level(f[2])) gone[f[2], f[3]] = 1
	else if (f[1] == "has") raws = raws "#define " f[2] "\n"
	else if (f[1] == "raw") { sub(/^[ \t]*raw[ \t]*/, "", line); raws = raws line "\n" }
	else if (f[1] == "level") {
		if (!is_level(f[2]) && f[2] != "hugepte") die("no level is called " f[2])
		shift[f[2]] = number(f[3]); entries[f[2]] = number(f[4])
		for (i = 5; i <= n; i++)
			if (f[i] ~ /^(folded|run)$/) fold[f[2]] = f[i]
			else if (f[i] == "leaf") leaf[f[2]] = 1
			else die("a level is folded, run or leaf, not " f[i])
	}
	else if (f[1] == "hugepd") { if (!is_level(f[2])) die("no level is called " f[2]); hugepd = f[2]; hugepd_bits = number(f[3]) }
	else if (f[1] == "is") is[f[2]] = is[f[2]] (is[f[2]] ? " || " : "") test_of(f)
	else if (f[1] == "empty" && is_level(f[2])) { empty[f[2]] = number(f[3]); empty_is[f[2]] = f[4] }
	else if (f[1] == "table" && is_level(f[2])) table[f[2]] = number(f[3])
	else if (f[1] == "make" && is_level(f[2])) { if (!((f[2], f[3]) in make)) order[++made] = f[2] SUBSEP f[3]; make[f[2], f[3]] = number(f[4]) }
	else if (f[1] == "block") block[f[2]] = number(f[3])
	else if (f[1] == "noise" && f[2] ~ /^r[wo]$/) noise[f[2]] = number(f[3])
	else die("no such row: " line)
}
function test_of(f) {
	if (f[3] == "any") return "(v & " number(f[4]) "ULL) != 0"
	if (f[3] == "eq") return "(v & " number(f[4]) "ULL) == " number(f[5]) "ULL"
	if (f[3] == "ne") return "(v & " number(f[4]) "ULL) != " number(f[5]) "ULL"
	if (f[3] == "from") return "v - " number(f[4]) "ULL <= " number(f[5]) "ULL - " number(f[4]) "ULL"
	die("a predicate is any, eq, ne or from, not " f[3])
}
# How many bits an entry at a level has, and how it is read if a word has fewer.
function width(level) {
	if (level == "hugepte") level = "pte"
	return key["entry"] && (wide["all"] || level in wide) ? key["entry"] : key["word"]
}
function reading(level) {
	if (width(level) <= key["word"]) return "whole"
	if (level == "hugepte") level = "pte"
	return level in read_as ? read_as[level] : read_as["all"] ? read_as["all"] : "whole"
}
# A level folded into its upper neighbour has a lower one that is judged for both.
function folded_below(i) { return i < names ? fold[name[i + 1]] : "" }
# A real level that stands for others at run time is as large as the lowest of them.
function real_shift(i) {
	while (folded_below(i) == "run") i++
	return shift[name[i]]
}
# What the accessor LEVEL_WHAT() says of v, in C; the same at a folded level, where
# FOLDED is a constant of C: a condition, or a name for "at run time".
function meaning(level, what, i, folded,    given, constant) {
	given = is[level "_" what] ? is[level "_" what] : "false"
	if (what == "leaf" && !leaf[level]) given = "false"
	constant = what == "none" || what == "leaf" ? "false" : "true"
	if (folded_below(i) == "folded") return constant
	return folded_below(i) == "run" ? folded " ? " constant " : (" given ")" : given
}
# Kinds that a generation does not have, out of the list of those that are made.
function forget(    i, n, at) {
	for (i = 1; i <= made; i++) {
		split(order[i], at, SUBSEP)
		if (!((at[1], at[2]) in gone)) order[++n] = order[i]
	}
	made = n + 0
}
# What the accessor is called; "" if a tree of this generation has none.
function called(accessor) {
	if (!(accessor in renamed)) return accessor
	return renamed[accessor] == "-" ? "" : renamed[accessor]
}
# Kinds that the tests do without in no layout.
function mandatory(    level, n, kind) {
	for (level in shift) {
		if (level == "hugepte" || level != "pte" && !leaf[level]) continue
		n = split(level == "pte" ? "rw ro migration" : "rw ro", kind, " ")
		for (; n; n--) if (!((level, kind[n]) in make)) { print layout ": no row \"make " level " " kind[n] "\", which each layout must have; see layouts/README" > "/dev/stderr"; exit 2 }
	}
}
BEGIN {
	names = split("pgd p4d pud pmd pte", name)
	# By halves? And how often the lower one, or all, and the upper one.
	halves_read["whole"] = "false, 1, 0"; halves_read["split"] = "true, 2, 1"; halves_read["twice"] = "true, 2, 2"; halves_read["low"] = "true, 1, 0"
	tests["pte"] = "present special devmap protnone write"
	tests["pmd"] = "present special devmap protnone write leaf bad"
	tests["pud"] = "present special devmap write leaf"
	tests["p4d"] = "present leaf"
	tests["pgd"] = "none leaf"
}
{ row($0) }
END {
	if (failed) exit 2
	if (!layout) { layout = ARGV[1]; sub(/.*\//, "", layout) }
	forget()
	mandatory()
	if (!hugepd != !shift["hugepte"]) die("hugepd and level hugepte belong together")
}
