// SPDX-License-Identifier: GPL-2.0
/* By the CPU, and by a device. */
int foo_fill(unsigned long start)
{
	struct page *page;
	void *at;

	if (pin_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	at = kmap_local_page(page);
	memset(at, 0, PAGE_SIZE);
	kunmap_local(at);
	set_page_dirty_lock(page);
	unpin_user_page(page);
	return 0;
}

int foo_map(struct device *dev, unsigned long start, int n, struct page **pages, dma_addr_t *to)
{
	int i, got;

	got = pin_user_pages_fast(start, n, FOLL_WRITE, pages);
	for (i = 0; i < got; i++)
		to[i] = dma_map_page(dev, pages[i], 0, PAGE_SIZE, DMA_FROM_DEVICE);
	return got;
}

void *foo_see(unsigned long start, struct page **pages)
{
	struct page *page;

	if (pin_user_pages_fast(start, 1, FOLL_WRITE, pages) != 1)
		return NULL;
	page = pages[0];
	return page_address(page);
}
