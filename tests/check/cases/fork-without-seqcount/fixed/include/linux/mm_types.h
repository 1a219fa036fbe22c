/* SPDX-License-Identifier: GPL-2.0 */
struct mm_struct {
	seqcount_t write_protect_seq;
};
