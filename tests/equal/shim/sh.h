/* SPDX-License-Identifier: GPL-2.0 */
#define EQUAL_LIMIT		TASK_SIZE
#define EQUAL_PFN		(1UL << 16)
#define EQUAL_SETS_REFERENCED	0
#define equal_arch_setup(task, mm) do { equal_thread_info.addr_limit = USER_DS; } while (0)
