# SPDX-License-Identifier: GPL-2.0
# A layout becomes a C file that compiles inside a kernel tree only if the tree
# says the same: sizes, shifts, constants, each accessor on each entry that the
# layout makes, the frame. What the compiler cannot tell is a warning, and what
# the tree does not have a "left out" comment. With want=kernel: the architecture,
# the compiler's prefix and the configuration to do so with, one a line.
#
# usage: awk -v rows=FOLDER [-v want=kernel] [-v version=6.12] [-v identifiers=FILE]
#	[-v symbols=.config] -f rows.awk -f probe.awk LAYOUT
#
# identifiers: those that the tree's headers know; without it, all.

function left_out(what, why) { print "/* left out: " what ": " why " */" }
function known(identifier) { return !identifiers || identifier in is_name }
function note_missing(accessor) {
	if (known(accessor) && has(accessor)) return 0
	if (!(accessor in noted)) left_out(accessor "()", "not in this kernel")
	noted[accessor] = 1
	return 1
}
# Does the tree have this kind of entries, constant or accessor, as the layout says?
function has(what,    part) {
	if (!(what in needs)) return 1
	if (needs[what] !~ /^[0-9]+[.]/) return !symbols || needs[what] in is_symbol
	split(needs[what], part, ".")
	return !version || tree_version >= part[1] * 1000 + part[2]
}
# One assertion: two values in C, and what it is about in words.
function check(tree, layout_says, what) {
	checks++
	gsub(/"/, "'", what)
	printf "extern void __attribute__((error(\"" layout ": %s: the tree says something else\"))) wrong_%d(void);\n", what, checks
	printf "extern void __attribute__((warning(\"" layout ": %s\"))) unknown_%d(void);\n", what, checks
	body = body sprintf("\tCHECK(%d, %s, %s);\n", checks, tree, layout_says)
}
function end_of_part(part) {
	printf "\nvoid %s(void);\nvoid %s(void)\n{\n%s}\n\n", part, part, body
	body = ""
}
function hex(text) { return text "ULL" }

function constants(    i, level, up) {
	check("PAGE_SHIFT", key["page"], "PAGE_SHIFT")
	check("BITS_PER_LONG", key["word"], "word")
	for (i = 1; i <= names; i++) {
		level = name[i]
		up = level == "pgd" ? "PGDIR" : toupper(level)
		check("sizeof(" level "_t)", width(level) / 8, "sizeof(" level "_t)")
		if (level != "pte") check(up "_SHIFT", shift[level], up "_SHIFT")
		check("PTRS_PER_" toupper(level), entries[level], "PTRS_PER_" toupper(level))
	}
	for (i = 1; i <= nr_defined; i++)
		if (!has(defined[i])) left_out(defined[i], "not so before " needs[defined[i]])
		else check("(u64)(" defined[i] ")", hex(value_of[defined[i]]), defined[i])
	for (i = 1; i <= nr_expected; i++) check("(u64)(" expected[i] ")", hex(expectation[i]), expected[i])
	end_of_part("constants")
}
# The layout's side of each accessor, as gen.awk gives it to the simulator.
function says(    i, j, n, w, level, r, mode) {
	for (i = 1; i <= names; i++) {
		level = name[i]
		n = split(tests[level], w, " ")
		for (j = 1; j <= n; j++)
			printf "static __always_inline bool says_%s_%s(u64 v) { return %s; }\n", level, w[j], meaning(level, w[j], i, "true")
		if (i < 3) continue
		for (mode = 0; mode < 2; mode++) {
			r = is[level (mode ? "_write" : "_read") "_permitted"]
			printf "static __always_inline bool says_%s_permitted_%d(u64 v) { return (%s)%s; }\n", level, mode, r ? r : "false", key_bits ? " && ((v >> " key_shift ") & " (2 ^ key_bits - 1) ") != 1" : ""
		}
	}
	print ""
}
# The accessors of a level on one value: all, or those that tell a table from a leaf
# and from nothing. The layout is asked about LIKE, if that is given.
function accessors_on(level, value, what, all, like,    n, w, j, mode) {
	if (!like) like = value
	n = split(tests[level], w, " ")
	for (j = 1; j <= n; j++) {
		if (!all && w[j] !~ /^(present|none|leaf|bad)$/) continue
		if (note_missing(level "_" w[j])) continue
		check("!!" level "_" w[j] "(__" level "(" value "))", "says_" level "_" w[j] "(" like ")", level "_" w[j] "() of " what)
	}
	if (!all || note_missing(level "_access_permitted")) return
	for (mode = 0; mode < 2; mode++)
		check("!!" level "_access_permitted(__" level "(" value "), " mode ")", "says_" level "_permitted_" mode "(" like ")", level "_access_permitted() for " (mode ? "writing" : "reading") " of " what)
}
function is_leaf(level) { return level == "pte" || leaf[level] }
# What a kind's name says must be what the tree says of its entry.
function kind_is(level, kind, value, what,    name, e, permitted) {
	name = kind
	sub(/^cont-/, "", name)
	e = "__" level "(" value ")"
	# A tree that cannot be asked about a huge entry can be asked about the pte it is.
	permitted = has(level "_access_permitted") ? level "_access_permitted(" e : "pte_access_permitted(__pte(" value ")"
	if (name == "bad") {
		check("!" level "_leaf(" e ") && " level "_bad(" e ")", 1, "neither memory nor a table behind " what)
		return
	}
	if (name ~ /^rw/ || name == "device" || name == "special")
		check(permitted ", 1)", 1, "writing is permitted by " what)
	if (name ~ /^r[ow]/ || name == "device" || name == "special")
		check(permitted ", 0)", 1, "reading is permitted by " what)
	else
		remark(permitted ", 0)", "refusing " what)
	if (name ~ /^ro/) check(permitted ", 1)", 0, "writing is not permitted by " what)
	if (name ~ /^r[ow]/) {
		check("!" level "_devmap(" e ")" (known(level "_special") ? " && !" level "_special(" e ")" : ""), 1, "an ordinary page behind " what)
	} else if (name == "special" && known(level "_special")) check("!!" level "_special(" e ")", 1, "no ordinary page behind " what)
	else if (name == "device") check("!!" level "_devmap(" e ")", 1, "a page of a device behind " what)
	if (level != "pte" && name !~ /^(swap|swapinvalid|migration|protnone|invalid)$/)
		check("!!" level "_leaf(" e ")", 1, "memory is mapped by " what)
}
# True in the tree, and not what the walker may rely on: the port must know better.
function remark(tree, what) {
	checks++
	printf "extern void __attribute__((warning(\"" layout ": port: %s\"))) unknown_%d(void);\n", what, checks
	body = body sprintf("\tREMARK(%d, %s);\n", checks, tree)
}
# The highest frame that an entry of a level can have, in the entry.
function frame_of(level) {
	return "(((" hex(frame_mask) " >> " frame_shift ") >> " shift[level] - key["page"] " << " shift[level] - key["page"] ") << " frame_shift ")"
}
function entries_made(    n, at, level, kind, value) {
	for (n = 1; n <= made; n++) {
		split(order[n], at, SUBSEP)
		level = at[1]; kind = at[2]
		if (!is_leaf(level)) continue
		if (!has(kind) || !has(level "_" kind)) {
			left_out(level " " kind, "it needs " (has(kind) ? needs[level "_" kind] : needs[kind]))
			continue
		}
		value = hex(make[level, kind])
		# These keep something else where the frame is.
		if (kind !~ /^(swap|swapinvalid|migration)$/) value = "(" value " | " frame_of(level) ")"
		accessors_on(level, value, "a " level " " kind, 1)
		kind_is(level, kind, value, "a " level " " kind)
		if (kind ~ /^(swap|swapinvalid|migration|protnone|invalid)$/) continue
		if (!note_missing(level "_pfn"))
			check(level "_pfn(__" level "(" value "))", frame_of(level) " >> " frame_shift, level "_pfn() of a " level " " kind)
		# What may change must change nothing of what is asked.
		if (kind ~ /^r[ow]$/ && noise[kind])
			accessors_on(level, "(" value " ^ " hex(noise[kind]) ")", "a " level " " kind " with noise", 1, value)
	}
	end_of_part("entries")
}
# What the tree calls the accessor of the table's address.
function table_of(level) {
	if (level == "pmd") return "pmd_page_vaddr"
	return level (known(level "_pgtable") ? "_pgtable" : "_deref")
}
# An entry that is none at a level: in the layout, or as the tree says it.
function nothing(level, tree) {
	if (tree && empty_is[level]) return "(unsigned long)" empty_is[level]
	return hex(empty[level] ? empty[level] : 0)
}
function tables_made(    i, j, level, value) {
	for (i = 1; i < names; i++) {
		if (fold[name[i]]) continue
		value = table_mask ? "(" hex(table[name[i]]) " | (0x10000000ULL + " hex(table_base) "))" : "(" hex(table[name[i]]) " | (0x10000000ULL >> " key["page"] " << " frame_shift "))"
		for (j = i; j == i || fold[name[j]]; j++) {
			level = name[j]
			accessors_on(level, value, "a table's entry as a " level)
			accessors_on(level, nothing(name[i], 1), "nothing as a " level, 0, nothing(name[i]))
		}
		level = name[j - 1]
		check(level == "pgd" ? "!pgd_none(__pgd(" value "))" : level "_present(__" level "(" value ")) && !" level "_leaf(__" level "(" value "))" (level == "pmd" ? " && !pmd_bad(__pmd(" value "))" : ""), 1, "stepping down from a " level)
		if (table_mask)
			check("(unsigned long)" table_of(level) "(__" level "(" value "))", "(unsigned long)__va(0x10000000UL)", "where the table of a " level " is")
	}
	end_of_part("tables")
}
# pte_same() leaves out these bits and no other.
function sameness(    bit, a) {
	if (!has_same) return
	a = "(" hex(make["pte", "rw"]) " | " frame_of("pte") ")"
	for (bit = 0; bit < width("pte"); bit++)
		check("!!pte_same(__pte(" a "), __pte(" a " ^ 1ULL << " bit "))", "!!(" hex(same) " & 1ULL << " bit ")", "pte_same() but for bit " bit)
	end_of_part("sameness")
}
function kernel(    symbol) {
	if (!kernel_arch) die("no kernel row, so no tree can be asked; see layouts/README")
	print kernel_arch; print kernel_cross
	for (symbol in config) if (!(symbol in set)) print "CONFIG_" symbol "=y"
	for (symbol in set) print "CONFIG_" symbol "=" set[symbol]
}
function file(    i, macro) {
	print "/* Made from the layout " layout " by probe.awk. */"
	for (i = 1; i <= nr_assumed; i++) {
		macro = assumption[i]
		print "#include <" assumed[i] ">"
		match(macro, /^[A-Za-z0-9_]+/)
		print "#undef " substr(macro, 1, RLENGTH)
		print "#define " macro
	}
	print "#include <linux/mm.h>\n#include <linux/pgtable.h>\n"
	print "#define CHECK(number, tree, layout) do {\t\\\n\tu64 real = (tree);\t\t\t\\\n\tif (!__builtin_constant_p(real))\t\\\n\t\tunknown_##number();\t\t\\\n\telse if (real != (u64)(layout))\t\t\\\n\t\twrong_##number();\t\t\\\n} while (0)\n"
	print "#define REMARK(number, tree) do {\t\t\\\n\tu64 real = (tree);\t\t\t\\\n\tif (!__builtin_constant_p(real) || real)\t\\\n\t\tunknown_##number();\t\t\\\n} while (0)\n"
	says()
	constants()
	entries_made()
	tables_made()
	sameness()
	print "/* " checks " checks */"
}

END {
	if (failed) exit 2
	if (identifiers) while ((getline line < identifiers) > 0) is_name[line] = 1
	if (symbols) while ((getline line < symbols) > 0) if (line ~ /=[ym]$/) { gsub(/^CONFIG_|=.*/, "", line); is_symbol[line] = 1 }
	split(version, part, "."); tree_version = part[1] * 1000 + part[2]
	if (want == "kernel") kernel()
	else file()
}
