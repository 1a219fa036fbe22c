#include <linux/mm.h>
#include <linux/pagemap.h>

void flush_dcache_page(struct page *page)
{
}
