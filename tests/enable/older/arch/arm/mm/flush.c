void __flush_anon_page(struct page *page)
{
}
