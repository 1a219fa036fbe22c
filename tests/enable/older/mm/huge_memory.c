void split(void)
{
	pmdp_splitting_flush(vma, address, pmd);
}

void collapse(void)
{
	_pmd = pmdp_clear_flush(vma, address, pmd);
}
