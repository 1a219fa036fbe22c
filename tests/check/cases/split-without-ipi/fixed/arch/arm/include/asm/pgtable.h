/* SPDX-License-Identifier: GPL-2.0 */
#define __HAVE_ARCH_PMDP_SPLITTING_FLUSH
