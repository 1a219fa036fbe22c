/*
 * A CPU that has memory map IDs broadcasts its flushes (GINVT), and without an IPI nothing
 * holds back the end of a table.
 */
#define gup_range_permitted gup_range_permitted
static inline bool gup_range_permitted(const void __user *start, const void __user *end)
{
	return !IS_ENABLED(CONFIG_SMP) || !cpu_has_mmid;
}
