/* SPDX-License-Identifier: GPL-2.0 */
struct foo {
	struct page **pages;
	int wanted, pinned;
};
