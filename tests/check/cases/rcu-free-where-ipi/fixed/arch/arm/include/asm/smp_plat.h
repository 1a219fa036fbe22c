/* SPDX-License-Identifier: GPL-2.0 */
static inline int tlb_ops_need_broadcast(void)
{
	return cpu_is_v6();
}
