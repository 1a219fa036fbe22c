/* SPDX-License-Identifier: GPL-2.0 */
/* There are no pins yet. */
int get_user_pages_fast(unsigned long start, int nr_pages, int write, struct page **pages);
