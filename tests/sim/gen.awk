# SPDX-License-Identifier: GPL-2.0
# A layout becomes the accessors of <asm/pgtable.h>, or with want=data the tables
# for the simulated kernel; with any other want, that row's value.
#
# usage: awk -v rows=FOLDER [-v layout=NAME] -v want=accessors|data|arch|... \
#	-f rows.awk -f gen.awk LAYOUT [ROWS]	ROWS: a generation's, see generations/README

# How one says "as the level above": the kernel's own nesting of folded types.
function type_of(level, i) {
	if (fold[level] == "folded")
		return "typedef struct { " name[i - 1] "_t " name[i - 1] "; } " level "_t;"
	if (reading(level) != "whole" && key["endian"] == "big")
		return "typedef struct { unsigned long " level "_high, " level "_low; } " level "_t;\ntypedef u64 " level "val_t;"
	if (reading(level) != "whole")
		return "typedef union { struct { unsigned long " level "_low, " level "_high; }; u64 " level "; } " level "_t;\ntypedef u64 " level "val_t;"
	return "typedef struct { u" width(level) " " level "; } " level "_t;\ntypedef u" width(level) " " level "val_t;"
}
function predicate(level, what, i) {
	if (!called(level "_" what)) return
	printf "static __always_inline bool %s(%s_t e) { u64 v = %s_val(e); (void)v; return %s; }\n", called(level "_" what), level, level, meaning(level, what, i, "SIM_FOLDED_" name[i + 1])
}
function permitted(level,    r, w) {
	r = is[level "_read_permitted"]; w = is[level "_write_permitted"]
	if (!r) r = w = "false"
	printf "static __always_inline bool %s_access_permitted(%s_t e, bool write) { u64 v = %s_val(e); (void)v; return (write ? (%s) : (%s))%s; }\n", level, level, level, w, r, key_bits ? " && sim_key_allows((v >> " key_shift ") & " (2 ^ key_bits - 1) ")" : ""
}
function offset(i,    up, down) {
	up = name[i]; down = name[i + 1]
	printf "static __always_inline %s_t *%s_offset(%s_t *e, unsigned long addr)\n{\n", down, down, up
	if (fold[down] == "folded") print "\treturn (" down "_t *)e;"
	else if (fold[down] == "run") print "\treturn SIM_FOLDED_" down " ? (" down "_t *)e : (" down "_t *)sim_table_at(" up "_val(*e)) + " down "_index(addr);"
	else print "\treturn (" down "_t *)sim_table_at(" up "_val(*e)) + " down "_index(addr);"
	print "}"
	# Where an entry says of which level it is, one that is read may be of a higher one.
	if (key["typed"] && down != "pte")
		printf "static __always_inline %s_t *%s_offset_lockless(%s_t *e, %s_t copy, unsigned long addr)\n{\n\tif ((%s_val(copy) & _REGION_ENTRY_TYPE_MASK) < %d * _REGION_ENTRY_TYPE_R3)\n\t\treturn (%s_t *)e;\n\treturn (%s_t *)sim_table_at(%s_val(copy)) + %s_index(addr);\n}\n", down, down, up, up, up, 4 - i, down, down, up, down
	else if (down != "pte" && !old)
		print "#define " down "_offset_lockless(e, copy, addr) " down "_offset(&(copy), addr)"
}
# Tables of huge ptes, as the kernels that have them know them.
function hugepds() {
	print "typedef struct { unsigned long pd; } hugepd_t;\n#define __hugepd(x) ((hugepd_t){ (x) })"
	print "static __always_inline bool is_hugepd(hugepd_t e) { u64 v = e.pd; return " is["hugepd"] "; }"
	print "static __always_inline unsigned int hugepd_shift(hugepd_t e) { return " shift["hugepte"] "; }"
	print "static __always_inline pte_t *hugepte_offset(hugepd_t e, unsigned long addr, unsigned int shift)"
	print "{ return (pte_t *)sim_table_at(e.pd) + ((addr & ((1UL << shift) - 1)) >> " shift["hugepte"] "); }"
}
# A name, or a member of what has the name.
function quirk_of(i,    part, n, type, value) {
	n = split(quirk[i], part, ".")
	value = "sim_quirk == " i
	if (n == 1) return "#define " part[1] " (" value ")"
	type = "bool " part[n] ";"
	while (--n > 1) {
		type = "struct { " type " } " part[n] ";"
		value = "{ " value " }"
	}
	return "#define " part[1] " ((struct { " type " }){ " value " })"
}
function upper(text) { return text == "pgd" ? "PGDIR" : toupper(text) }

# A tree of four levels, and of a fifth where the layout has it, asks its pgd for no leaf. If
# it has no p4d it asks the pgd what the p4d is asked elsewhere.
function older() {
	old = 1
	tests["pgd"] = "none"
	if (!fold["p4d"]) return
	no_p4d = 1
	names = split("pgd pud pmd pte", name)
	tests["pgd"] = "present none"
	is["pgd_present"] = is["p4d_present"]
}
function accessors(    i, level, w, n, j, c) {
	if (key["levels"] == 4) older()
	print "/* Made from the layout " layout " by gen.awk. */\n#ifndef _ASM_PGTABLE_H\n#define _ASM_PGTABLE_H\n"
	for (c in config) print "#define CONFIG_" c " 1"
	print "#include <sim/types.h>\n"
	for (i = 1; i <= names; i++)
		print "#define SIM_FOLDED_" name[i] " " (fold[name[i]] == "run" ? "sim_run_folded" : fold[name[i]] ? "true" : "false")
	for (i = 1; i <= names; i++) {
		level = name[i]
		print "\n" type_of(level, i)
		if (fold[level] == "folded") {
			print "#define " level "_val(e) " name[i - 1] "_val((e)." name[i - 1] ")"
			print "#define __" level "(v) ((" level "_t){ __" name[i - 1] "(v) })"
		} else if (key["endian"] == "big" && reading(level) != "whole") {
			print "#define " level "_val(e) ({ " level "_t sim_e = (e); (u64)sim_e." level "_high << 32 | sim_e." level "_low; })"
			print "#define __" level "(v) ({ u64 sim_v = (v); (" level "_t){ sim_v >> 32, sim_v }; })"
		} else if (key["endian"] == "big" && width(level) == 64) {
			print "#define " level "_val(e) sim_swap((e)." level ")"
			print "#define __" level "(v) ((" level "_t){ ." level " = sim_swap(v) })"
		} else if (machine) {
			# A function, so that what it asks is no branch of who calls it.
			print "static __always_inline u64 sim_" level "_ours(u64 v) { return !(v & 1) ? v : v & " foreign "ULL ? v & ~(" frame_mask "ULL | 1) : v ^ " machine "ULL; }"
			print "#define " level "_val(e) sim_" level "_ours((e)." level ")"
			print "#define __" level "(v) ((" level "_t){ ." level " = (v) & 1 ? (v) ^ " machine "ULL : (v) })"
		} else {
			print "#define " level "_val(e) ((e)." level ")"
			print "#define __" level "(v) ((" level "_t){ ." level " = (v) })"
		}
		if (level == "pte") continue
		print "#define " upper(level) "_SHIFT " shift[level]
		print "#define " upper(level) "_SIZE (1UL << " upper(level) "_SHIFT)"
		print "#define " upper(level) "_MASK (~(" upper(level) "_SIZE - 1))"
	}
	print "\n#define PAGE_SHIFT " key["page"] "\n#define PAGE_SIZE (1UL << PAGE_SHIFT)\n#define PAGE_MASK (~(PAGE_SIZE - 1))"
	printf "#define TASK_SIZE_MAX ((%s) - PAGE_SIZE)\n", key["top"] == key["word"] ? "0UL" : "1UL << " key["top"]
	print "#define untagged_addr(addr) " (key["tag"] ? "((addr) & ((1UL << " key["tag"] ") - 1))" : "(addr)")
	for (i = 1; i <= names; i++)
		print "#define PTRS_PER_" toupper(name[i]) " " entries[name[i]]
	for (i = 1; i <= nr_quirks; i++) print quirk_of(i)
	printf "\n%s\n", defines
	for (i = 1; i <= names; i++) {
		level = name[i]
		printf "static __always_inline unsigned long %s_index(unsigned long addr) { return (addr >> %s) & (%s - 1); }\n", level, real_shift(i), entries[level]
		n = split(tests[level], w, " ")
		for (j = 1; j <= n; j++) predicate(level, w[j], i)
		if (level ~ /^p(ud|md|te)$/) {
			permitted(level)
			printf "static __always_inline struct page *%s_page(%s_t e) { return pfn_to_page(((u64)%s_val(e) & %sULL) >> %s); }\n", level, level, level, level in large_mask ? large_mask[level] : frame_mask, frame_shift
		}
	}
	for (i = 3 - no_p4d; i < names; i++)
		printf "static __always_inline pte_t %s_pte(%s_t e) { return __pte(%s_val(e)); }\n", name[i], name[i], name[i]
	for (i = 2; i <= names; i++)
		if (name[i] != "pte" && !old)
			print "#define mm_" name[i] "_folded(mm) SIM_FOLDED_" name[i]
		else if (fold[name[i]])
			print "#define __PAGETABLE_" toupper(name[i]) "_FOLDED"
	for (i = 1; i < names; i++) offset(i)
	if (hugepd) hugepds()
	if (has_same)
		printf "static __always_inline bool pte_same(pte_t a, pte_t b) { return !((pte_val(a) ^ pte_val(b)) & ~%sULL); }\n", same
	printf "%s\n#endif\n", raws
}
# The tables for tables.c have a level more, between pte and pmd. What is made of
# huge ptes is what is made of ptes, but for what hugetlb does not have.
function level_row(level, at, is_folded, is_leaf) {
	printf "\t\t{ \"%s\", %d, %d, %d, %s, %s, %s, %sULL, %sULL },\n", level, at, entries[level], width(level) / 8, halves_read[reading(level)], is_folded ? "true" : "false", is_leaf ? "true" : "false", table[level] ? table[level] : 0, empty[level] ? empty[level] : 0
}
function data(    i, at, n, c) {
	print "/* Made from the layout " layout " by gen.awk. */"
	print "#include \"mm.h\"\n\nconst bool sim_run_folded = " (is_run() ? "true" : "false") ";\n"
	print "const struct sim_layout sim_layout = {"
	print "\t.name = \"" layout "\",\n\t.arch = \"" key["arch"] "\","
	printf "\t.entry = %d,\n\t.big = %s,\n\t.clear = SIM_CLEAR_%s,\n\t.quirks = %d,\n", width("pte") / 8, key["endian"] == "big" ? "true" : "false", toupper(key["clear"] ? key["clear"] : "low"), nr_quirks
	printf "\t.frame_mask = %sULL,\n\t.frame_shift = %s,\n\t.table_mask = %sULL,\n\t.table_base = %sULL,\n", frame_mask, frame_shift, table_mask ? table_mask : 0, table_base ? table_base : 0
	printf "\t.machine = %sULL,\n", machine ? machine : 0
	printf "\t.noise = { %sULL, %sULL },\n\t.tag = %d,\n", noise["ro"] ? noise["ro"] : 0, noise["rw"] ? noise["rw"] : 0, key["tag"]
	if (key["typed"]) print "\t.typed = true,"
	if (hole_end) printf "\t.hole = %sULL,\n\t.hole_end = %sULL,\n", hole_first, hole_end
	if (hugepd) printf "\t.hugepd = SIM_%s,\n\t.hugepd_bits = %sULL,\n", toupper(hugepd), hugepd_bits
	print "\t.level = {"
	for (i = names; i; i--) {
		level_row(name[i], fold[name[i]] ? shift[name[i]] : real_shift(i), fold[name[i]], leaf[name[i]] || name[i] == "pte")
		if (name[i] == "pte") level_row("hugepte", shift["hugepte"], !hugepd, hugepd)
	}
	for (n = made; hugepd && n; n--) {
		split(order[n], at, SUBSEP)
		if (at[1] == "pte" && at[2] ~ /^(r[ow]|kernel|protnone|migration)$/) {
			order[++made] = "hugepte" SUBSEP at[2]
			make["hugepte", at[2]] = make["pte", at[2]]
		}
	}
	print "\t},\n\t.made = " made ",\n\t.make = {"
	for (n = 1; n <= made; n++) {
		split(order[n], at, SUBSEP)
		printf "\t\t{ SIM_%s, \"%s\", %sULL, %d },\n", toupper(at[1]), at[2], make[at[1], at[2]], block[at[2]]
	}
	print "\t},\n};"
}
function joined(set,    i, all) { for (i in set) all = all " " i; return all }
function is_run(    i) { for (i in fold) if (fold[i] == "run") return 1; return 0 }

END {
	if (failed) exit 2
	if (want == "data") data()
	else if (want == "accessors") accessors()
	else print want == "config" ? joined(config) : key[want]
}
