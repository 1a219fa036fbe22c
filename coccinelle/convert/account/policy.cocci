// SPDX-License-Identifier: GPL-2.0
/// Policy: which folios may be taken without the slow path.
///
// Confidence: High
// Options: --macro-file-builtins macros.h
// Requires: 1.1
// Limits: see account.py for the notes behind "//=", and for the order

//: gup_fast_folio_allowed
@allowed@
identifier fo, flags;
@@
 gup_fast_folio_allowed(struct folio *fo, unsigned int flags) //= kernel gup_policy()
 { ... }

@allowed_begin@
typedef bool;
identifier no;
@@
 bool no = false; //=+ dropped: local variable of the old walker

@allowed_no_file@
identifier allowed.flags;
local idexpression bool no_file;
@@
 if ((flags & (FOLL_PIN | FOLL_LONGTERM | FOLL_WRITE)) == (FOLL_PIN | FOLL_LONGTERM | FOLL_WRITE)) //=! kernel gup_policy(): no long-term pin for writing on a file
 	no_file = true;

@allowed_secret@
identifier allowed.fo;
local idexpression bool secret;
@@
 if (IS_ENABLED(CONFIG_SECRETMEM) && !folio_test_large(fo)) //=! kernel gup_policy(): secretmem folios are single pages
 	secret = true;

@allowed_all@
local idexpression bool no_file, secret;
@@
 if (!no_file && !secret) //= kernel gup_policy(): nothing to ask
 	return true;

@allowed_slab@
identifier allowed.fo;
@@
 if (WARN_ON_ONCE(folio_test_slab(fo))) //= kernel gup_policy(): never slab
 	return false;

@allowed_hugetlb@
identifier allowed.fo;
@@
 if (folio_test_hugetlb(fo)) //= kernel gup_policy(): hugetlb is neither
 	return true;

@allowed_context@
@@
 lockdep_assert_irqs_disabled(); //= core gup_walk_range(): the one caller, which turns interrupts off

@allowed_mapping@
identifier allowed.fo;
local idexpression struct address_space *map;
@@
 map = READ_ONCE(fo->mapping); //=! kernel gup_policy(): the mapping, read once

@allowed_truncated@
local idexpression struct address_space *map;
@@
 if (!map) //=! kernel gup_policy(): no mapping proves nothing, unless still mapped after that
 	return false;

@allowed_bits@
local idexpression struct address_space *map;
local idexpression unsigned long bits;
@@
 bits = (unsigned long)map & PAGE_MAPPING_FLAGS; //=! kernel gup_policy(): the mapping's own bits

@allowed_anon@
local idexpression unsigned long bits;
@@
 if (bits) //=! kernel gup_policy(): anonymous memory
 	return bits & PAGE_MAPPING_ANON;

@allowed_no_secret@
local idexpression bool secret;
local idexpression struct address_space *map;
@@
 if (secret && secretmem_mapping(map)) //=! kernel gup_policy(): never secretmem
 	return false;

@allowed_shmem@
local idexpression bool no_file;
local idexpression struct address_space *map;
@@
 return !no_file || shmem_mapping(map); //=! kernel gup_policy(): of files only shmem
