// SPDX-License-Identifier: GPL-2.0
/// A leaf that is marked as splitting is taken, and not left to the slow path, which waits
/// until it is split.
// File: core/kernels/tail_references.h
// Killed-by: test_leaf
// Layouts: x86-64-4l-ipi+tail_references

@@
@@
 pmd_special(...)
 {
-	return ...;
+	return false;
 }
