/* SPDX-License-Identifier: GPL-2.0 */
struct foo {
	struct page **pages;
	u64 start, length;
	u32 short_length;
};
