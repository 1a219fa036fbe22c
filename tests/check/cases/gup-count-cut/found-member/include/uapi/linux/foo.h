/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */
struct foo_user {
	__u64 length;
};
