/* Sequences of others, whose readers are not pins. */
void mm_lock_seqcount_begin(struct mm_struct *mm)
{
	raw_write_seqcount_begin(&mm->mm_lock_seq);
}

void fork_ends(struct mm_struct *src_mm)
{
	raw_write_seqcount_end(&src_mm->write_protect_seq);
}
