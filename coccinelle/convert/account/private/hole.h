/*
 * Neither below the hole that a CPU has in the middle of its addresses, nor above it: the
 * tables hold such an address's bits without its sign, and would have another's page.
 */
#define gup_range_permitted gup_range_permitted
static inline bool gup_range_permitted(const void __user *start, const void __user *end)
{
	return (unsigned long)end <= sparc64_va_hole_bottom ||
	       (unsigned long)start >= sparc64_va_hole_top;
}
