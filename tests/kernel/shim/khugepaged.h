/* SPDX-License-Identifier: GPL-2.0 */
/* mm/khugepaged.c of 6.12.117 uses KSFT_SKIP without its header. */
#include "../kselftest.h"
