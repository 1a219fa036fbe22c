# SPDX-License-Identifier: GPL-2.0
"""Turns FROM into TO in TREE/FILE, where it stands once; \\n and \\t are what they are in C.

usage: types.py TREE/FILE FROM TO	the file is made anew, so a hard link to it keeps its own
"""
import os
import sys

path, before, after = sys.argv[1:]
before, after = (text.replace('\\n', '\n').replace('\\t', '\t') for text in (before, after))
with open(path) as file:
    text = file.read()
if text.count(before) != 1:
    sys.exit('types: %s has %d times: %s' % (path, text.count(before), before))
os.remove(path)
with open(path, 'w') as file:
    file.write(text.replace(before, after))
