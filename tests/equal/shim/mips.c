// SPDX-License-Identifier: GPL-2.0
/* What mmap()'s permissions are is filled in at boot, by a static function. */
#include "cache.c"

void equal_mips_setup(void)
{
	setup_protection_map();
}
