// SPDX-License-Identifier: GPL-2.0
/// List every statement, every local declaration and every function.
///
// Confidence: High
// Options: --macro-file-builtins macros.h
// Requires: 1.1
// Limits: lists the file's every function; account.py keeps the walker's. Both
//	branches of an #if are seen, directives are not: those are read as text.

@statements@
statement S;
position p;
@@
 S@p

@script:python@
p << statements.p;
@@
seen('statement', p)

@plain@
type T;
identifier v;
position p;
@@
 T v@p;

@script:python@
p << plain.p;
@@
seen('declaration', p)

@initialised@
type T;
identifier v;
initializer I;
position p;
@@
 T v@p = I;

@script:python@
p << initialised.p;
@@
seen('declaration', p)

@functions@
identifier f;
parameter list P;
position p;
@@
 f@p(P) { ... }

@script:python@
p << functions.p;
@@
seen('function', p)
