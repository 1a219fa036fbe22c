/* SPDX-License-Identifier: GPL-2.0 */
/*
 * older_names.h - names of 6.12, for kernels before it
 *
 * A generation's header includes this.
 */
#ifndef _MM_GUP_OLDER_NAMES_H
#define _MM_GUP_OLDER_NAMES_H

#include <linux/mm.h>

#include "leaf_names.h"
#include "secretmem_files.h"

#define put_devmap_managed_folio_refs(folio, refs)	\
	put_devmap_managed_page_refs(&(folio)->page, refs)

#endif /* _MM_GUP_OLDER_NAMES_H */
