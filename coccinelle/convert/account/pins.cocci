// SPDX-License-Identifier: GPL-2.0
/// Pins: which pages may have one, and how it is counted.
///
// Confidence: High
// Options: --macro-file-builtins macros.h
// Requires: 1.1
// Limits: see account.py for the notes behind "//=", and for the order

//: try_grab_folio_fast
@grab@
identifier pg, refs, flags;
@@
 try_grab_folio_fast(struct page *pg, int refs, unsigned int flags) //= kernel gup_take(): references or pins
 { ... }

@grab_context@
@@
 VM_WARN_ON_ONCE(!irqs_disabled()); //= core gup_walk_range(): the one caller, which turns interrupts off

@grab_asked@
identifier grab.flags;
@@
 if (WARN_ON_ONCE((flags & (FOLL_GET | FOLL_PIN)) == 0)) //= dropped: the public functions set one of both
 	return NULL;

@grab_peer disable bitand_comm, not_int1@
identifier grab.pg, grab.flags;
@@
 if (unlikely(!(flags & FOLL_PCI_P2PDMA) && is_pci_p2pdma_page(pg))) //=! kernel gup_take(): no peer to peer memory that was not asked for
 	return NULL;

@grab_get@
identifier grab.pg, grab.refs, grab.flags;
@@
 if (flags & FOLL_GET) //=! kernel gup_take(): a reference is enough
 	return try_get_folio(pg, refs);

@grab_zero@
identifier grab.pg;
@@
 if (is_zero_page(pg)) //=! kernel gup_take(): the zero page is not pinned
 	return page_folio(pg);

@grab_take@
identifier grab.pg, grab.refs;
local idexpression struct folio *fo;
@@
 fo = try_get_folio(pg, refs); //=! kernel gup_take()

@grab_taken@
local idexpression struct folio *fo;
@@
 if (!fo) //=! kernel gup_take(): none could be taken
 	return NULL;

@grab_longterm@
identifier grab.refs, grab.flags;
local idexpression struct folio *fo;
@@
 if (unlikely((flags & FOLL_LONGTERM) && !folio_is_longterm_pinnable(fo))) { //=! kernel gup_take(): only a long-term pinnable folio
 	if (!put_devmap_managed_folio_refs(fo, refs)) //= kernel gup_put_refs()
 		folio_put_refs(fo, refs);
 	return NULL; //= kernel gup_take(): only a long-term pinnable folio
 }

@grab_pin@
identifier grab.refs;
local idexpression struct folio *fo;
@@
 if (folio_test_large(fo)) //=! kernel gup_take(): a large folio counts its pins apart
 	atomic_add(refs, &fo->_pincount);
 else
 	folio_ref_add(fo, refs * (GUP_PIN_COUNTING_BIAS - 1));

@grab_barrier@
@@
 smp_mb__after_atomic(); //=! core gup_leaf(): one barrier after the last reference or pin

@grab_account@
identifier grab.refs;
local idexpression struct folio *fo;
@@
 node_stat_mod_folio(fo, NR_FOLL_PIN_ACQUIRED, refs); //=! kernel gup_flush_counters(): a node's pins at once

@grab_done@
local idexpression struct folio *fo;
@@
 return fo; //= kernel gup_take(): references or pins
