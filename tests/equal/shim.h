/* SPDX-License-Identifier: GPL-2.0 */
/*
 * shim.h - what of a kernel cannot run in a process
 *
 * Included before whatever is compiled with the tree's headers, behind the kernel's own
 * command line. It includes the tree's header first, and then says otherwise what would
 * be a privileged instruction or the machine's memory. All else is the tree's.
 */
#ifndef EQUAL_SHIM_H
#define EQUAL_SHIM_H
#ifndef __ASSEMBLY__

#include <asm/page.h>
#include "arch.h"

/* Page tables are the process's own memory, as far as an architecture lets us say so. */
#ifndef EQUAL_OWN_VA
#undef __va
#undef __pa
#define __va(x)		((void *)(unsigned long)(x))
#define __pa(x)		((unsigned long)(x))
#endif

/* Struct pages are a plain array, for the page frames from equal_pfn on. */
struct page;
extern struct page *equal_pages;
extern unsigned long equal_pfn, equal_nr_pages;
#undef __pfn_to_page
#undef __page_to_pfn
#define __pfn_to_page(pfn)	(equal_pages + ((unsigned long)(pfn) - equal_pfn))
#define __page_to_pfn(page)	((unsigned long)((page) - equal_pages) + equal_pfn)

#include <linux/bug.h>
void equal_bug(const char *file, int line) __attribute__((noreturn));
extern int equal_warnings;
#undef BUG
#undef BUG_ON
#undef WARN_ON
#undef WARN_ON_ONCE
#define BUG()		equal_bug(__FILE__, __LINE__)
#define BUG_ON(c)	do { if (unlikely(c)) BUG(); } while (0)
#define WARN_ON(c)	({ int warn_ = !!(c); equal_warnings += warn_; warn_; })
#define WARN_ON_ONCE(c)	WARN_ON(c)

#include <linux/irqflags.h>
extern int equal_irqs_off;
#undef local_irq_save
#undef local_irq_restore
#undef local_irq_disable
#undef local_irq_enable
#undef irqs_disabled
#define local_irq_save(flags)		do { (flags) = equal_irqs_off; equal_irqs_off = 1; } while (0)
#define local_irq_restore(flags)	do { equal_irqs_off = (flags); } while (0)
#define local_irq_disable()		do { equal_irqs_off = 1; } while (0)
#define local_irq_enable()		do { equal_irqs_off = 0; } while (0)
#define irqs_disabled()			(equal_irqs_off)

#include <linux/thread_info.h>
extern struct thread_info equal_thread_info;
#define current_thread_info()		(&equal_thread_info)

#include <linux/preempt.h>
#define preempt_count()			(equal_irqs_off)
#undef preempt_disable
#undef preempt_enable
#define preempt_disable()		barrier()
#define preempt_enable()		barrier()

#include <asm/current.h>
struct task_struct;
extern struct task_struct *equal_current;
#undef current
#define current				(equal_current)

#include <linux/mmzone.h>
#undef pfn_valid
#define pfn_valid(pfn)	((unsigned long)(pfn) - equal_pfn < equal_nr_pages)

#endif
#endif
