/*
 * Where the caches alias, the slow path flushes what was read or written by the address;
 * the private walker flushed each page that it took.
 */
#define gup_range_permitted gup_range_permitted
static inline bool gup_range_permitted(const void __user *start, const void __user *end)
{
	return !boot_cpu_data.dcache.n_aliases;
}
