/* SPDX-License-Identifier: GPL-2.0 */
/*
 * mm/ksm_functional_tests.c of 6.12.117 gives execv() an array without the
 * NULL at its end, so what follows on the stack decides whether it works.
 */
#include <unistd.h>

#define execv(path, argv)	execl(path, (argv)[0], (argv)[1], (char *)NULL)
