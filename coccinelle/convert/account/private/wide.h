#define gup_@level@_get gup_@level@_get
static __always_inline @level@_t gup_@level@_get(@level@_t *@level@p)
{
	union { pte_t pte; @level@_t @level@; } entry;

	if (sizeof(@level@_t) != sizeof(pte_t) || sizeof(@level@_t) <= sizeof(long))
		return READ_ONCE(*@level@p);
	entry.pte = gup_get_pte((pte_t *)@level@p);
	return entry.@level@;
}
