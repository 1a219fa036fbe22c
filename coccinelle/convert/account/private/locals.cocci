// SPDX-License-Identifier: GPL-2.0
/// Local variables of the private walker that are only declared: what gives them a
/// value is a statement of its own.
///
// Confidence: High
// Options: --macro-file-builtins macros.h
// Requires: 1.1
// Limits: initialised ones are known one by one, in the files of their role.

@plain_local@
type T;
identifier v;
@@
 T v; //= dropped: local variable of the private walker
