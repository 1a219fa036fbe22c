// SPDX-License-Identifier: GPL-2.0
/*
 * gup_race.c - /dev/gup_race: fast gup from the outside, and races at will
 *
 * A mapping of the device has order-0 pages by vm_insert_page(), the n-th of
 * which begins with n + 1. GUP_RACE_CALL takes pages of the caller.
 *
 * GUP_RACE_AT forces a race: a kprobe on one instruction of the walker does to
 * the page tables what another CPU could do just there. Whoever asks for each
 * instruction in turn has seen each race with one change of an entry. No walker
 * need be known for that: a page that was unmapped before its reference was
 * there, and still comes out, is wrong in any.
 */
#include <linux/fs.h>
#include <linux/highmem.h>
#include <linux/kprobes.h>
#include <linux/miscdevice.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/pgtable.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "gup_race.h"

/* One race at a time; the probe looks for its own task. */
static DEFINE_MUTEX(race_lock);

struct gup_race {
	struct task_struct *task;
	struct gup_race_at at;
	struct folio *folio;
	int references;
	pmd_t *pmdp, pmd;
	pte_t *ptep, pte;
	struct address_space *mapping;
};

static struct gup_race race;

static int race_other_cpu(struct kprobe *kp, struct pt_regs *regs)
{
	if (race.task != current || race.at.hit)
		return 0;
	race.at.hit = 1;
	race.at.held = folio_ref_count(race.folio) > race.references;
	if (race.at.what & GUP_RACE_PMD)
		pmd_clear(race.pmdp);
	if (race.at.what & GUP_RACE_PTE)
		set_pte(race.ptep, __pte(0));
	if (race.at.what & GUP_RACE_MAPPING)
		race.folio->mapping = NULL;
	return 0;
}

NOKPROBE_SYMBOL(race_other_cpu);

/* Where the page stands; the caller holds the mmap lock. */
static int race_find(struct mm_struct *mm, unsigned long addr)
{
	pgd_t *pgdp = pgd_offset(mm, addr);
	p4d_t *p4dp;
	pud_t *pudp;

	if (pgd_none(*pgdp))
		return -EFAULT;
	p4dp = p4d_offset(pgdp, addr);
	if (p4d_none(*p4dp))
		return -EFAULT;
	pudp = pud_offset(p4dp, addr);
	if (pud_none(*pudp) || pud_leaf(*pudp))
		return -EFAULT;
	race.pmdp = pmd_offset(pudp, addr);
	race.pmd = pmdp_get(race.pmdp);
	if (!pmd_present(race.pmd))
		return -EFAULT;
	if (pmd_leaf(race.pmd)) {
		if (race.at.what & ~GUP_RACE_PMD)
			return -EINVAL;
		race.folio = page_folio(pmd_page(race.pmd));
		return 0;
	}
	race.ptep = pte_offset_map(race.pmdp, addr);
	if (!race.ptep)
		return -EFAULT;
	race.pte = ptep_get(race.ptep);
	if (!pte_present(race.pte)) {
		pte_unmap(race.ptep);
		race.ptep = NULL;
		return -EFAULT;
	}
	race.folio = page_folio(pte_page(race.pte));
	return 0;
}

static long race_at(struct gup_race_at __user *arg)
{
	struct kprobe kp = { .pre_handler = race_other_cpu };
	struct mm_struct *mm = current->mm;
	struct page *page;
	long ret;

	memset(&race, 0, sizeof(race));
	if (copy_from_user(&race.at, arg, sizeof(race.at)))
		return -EFAULT;
	race.at.hit = 0;
	race.at.held = 0;
	kp.addr = (kprobe_opcode_t *)(unsigned long)race.at.at;
	ret = register_kprobe(&kp);
	if (ret)
		return ret;

	mmap_read_lock(mm);
	ret = race_find(mm, race.at.addr);
	if (ret)
		goto unlock;
	race.mapping = race.folio->mapping;
	race.references = folio_ref_count(race.folio);
	race.task = current;
	race.at.got = get_user_pages_fast_only(race.at.addr, 1, race.at.how & GUP_RACE_WRITE ?
					       FOLL_WRITE : 0, &page);
	race.task = NULL;
	if (race.at.hit) {
		if (race.at.what & GUP_RACE_MAPPING)
			race.folio->mapping = race.mapping;
		if (race.at.what & GUP_RACE_PTE)
			set_pte(race.ptep, race.pte);
		if (race.at.what & GUP_RACE_PMD)
			set_pmd(race.pmdp, race.pmd);
	}
	if (race.ptep)
		pte_unmap(race.ptep);
	if (race.at.got == 1)
		put_page(page);
unlock:
	mmap_read_unlock(mm);
	unregister_kprobe(&kp);
	if (!ret && copy_to_user(arg, &race.at, sizeof(race.at)))
		ret = -EFAULT;
	return ret;
}

static long race_call(struct gup_race_call __user *arg)
{
	struct gup_race_call *call;
	struct page **pages;
	unsigned int flags;
	long ret = 0;
	int i;

	call = memdup_user(arg, sizeof(*call));
	if (IS_ERR(call))
		return PTR_ERR(call);
	/* Some space behind: a walker that runs over is to be seen, not to harm. */
	pages = kcalloc(8 * GUP_RACE_PAGES, sizeof(*pages), GFP_KERNEL);
	if (!pages || call->nr_pages > GUP_RACE_PAGES) {
		ret = pages ? -EINVAL : -ENOMEM;
		goto out;
	}
	flags = call->how & GUP_RACE_WRITE ? FOLL_WRITE : 0;
	if (call->how & GUP_RACE_PIN)
		call->got = pin_user_pages_fast(call->addr, call->nr_pages, flags, pages);
	else
		call->got = get_user_pages_fast_only(call->addr, call->nr_pages, flags, pages);
	for (i = 0; i < call->got; i++) {
		if (i < GUP_RACE_PAGES) {
			void *p = kmap_local_page(pages[i]);

			if (copy_from_kernel_nofault(&call->first[i], p, sizeof(u64)))
				call->first[i] = 0;
			kunmap_local(p);
		}
		if (call->how & GUP_RACE_PIN)
			unpin_user_page(pages[i]);
		else
			put_page(pages[i]);
	}
	if (copy_to_user(arg, call, sizeof(*call)))
		ret = -EFAULT;
out:
	kfree(pages);
	kfree(call);
	return ret;
}

static long race_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	long ret;

	switch (cmd) {
	case GUP_RACE_CALL:
		return race_call((void __user *)arg);
	case GUP_RACE_AT:
		mutex_lock(&race_lock);
		ret = race_at((void __user *)arg);
		mutex_unlock(&race_lock);
		return ret;
	}
	return -ENOTTY;
}

/* The page's own reference goes at once: the mapping's is the last. */
static int race_mmap(struct file *file, struct vm_area_struct *vma)
{
	unsigned long addr, n = 0;

	if (vma_pages(vma) > GUP_RACE_PAGES)
		return -EINVAL;
	for (addr = vma->vm_start; addr < vma->vm_end; addr += PAGE_SIZE) {
		struct page *page = alloc_page(GFP_KERNEL | __GFP_ZERO);
		int ret;

		if (!page)
			return -ENOMEM;
		*(u64 *)page_address(page) = ++n;
		ret = vm_insert_page(vma, addr, page);
		put_page(page);
		if (ret)
			return ret;
	}
	return 0;
}

static const struct file_operations race_fops = {
	.owner = THIS_MODULE,
	.unlocked_ioctl = race_ioctl,
	.compat_ioctl = compat_ptr_ioctl,
	.mmap = race_mmap,
};

static struct miscdevice race_device = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = "gup_race",
	.fops = &race_fops,
};
module_misc_device(race_device);

MODULE_DESCRIPTION("Fast gup from the outside, and races at will");
MODULE_LICENSE("GPL");
