/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What mm/memfd_secret.c uses of libcap, so that it links without it: drop
 * all capabilities.
 */
#ifndef SHIM_SYS_CAPABILITY_H
#define SHIM_SYS_CAPABILITY_H

#include <linux/capability.h>
#include <sys/syscall.h>
#include <unistd.h>

typedef struct __user_cap_data_struct *cap_t;

static inline cap_t cap_init(void)
{
	static struct __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3];

	return none;
}

static inline int cap_set_proc(cap_t caps)
{
	struct __user_cap_header_struct header = {
		.version = _LINUX_CAPABILITY_VERSION_3,
	};

	return syscall(SYS_capset, &header, caps);
}

#endif
