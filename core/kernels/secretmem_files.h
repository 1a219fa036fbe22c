/* SPDX-License-Identifier: GPL-2.0 */
/*
 * secretmem_files.h - secretmem in kernels that have no secretmem_mapping() yet
 *
 * For a generation's header.
 */
#ifndef _MM_GUP_SECRETMEM_FILES_H
#define _MM_GUP_SECRETMEM_FILES_H

#include <linux/fs.h>
#include <linux/secretmem.h>

static inline bool secretmem_mapping(struct address_space *mapping)
{
#ifdef CONFIG_SECRETMEM
	return mapping->a_ops == &secretmem_aops;
#else
	return false;
#endif
}

#endif /* _MM_GUP_SECRETMEM_FILES_H */
