// SPDX-License-Identifier: GPL-2.0
#include "foo.h"

/* Two callers away, in another file. */
int foo_ioctl(struct foo_request *request)
{
	if (request->length >> PAGE_SHIFT > (u64)INT_MAX)
		return -EINVAL;
	return foo_old(request->start, request->length);
}
