// SPDX-License-Identifier: GPL-2.0
/* What a pte's bits are is filled in at boot, by a static function. */
#include "init_64.c"

void equal_sparc_setup(void)
{
	sun4u_pgprot_init();
}
