// SPDX-License-Identifier: GPL-2.0
/// A PCI device's memory is given to callers that did not ask for it.
// File: core/kernels/folio_references.h
// Killed-by: test_policy
// Layouts: x86-64-4l

@@
identifier flags, page;
@@
 gup_take_each(...)
 {
 <...
-	if (unlikely(!(flags & FOLL_PCI_P2PDMA) && is_pci_p2pdma_page(page)))
-		break;
 ...>
 }
