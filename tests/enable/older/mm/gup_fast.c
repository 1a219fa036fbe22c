/* By this line the tree is known to be on the portable walker. */
int gup_fast_pages(unsigned long start)
{
	return 0;
}
