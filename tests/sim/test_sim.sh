#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# The simulator's tests, all of them; run.sh takes names, layouts and a seed.
set -eu
exec "$(dirname "$(readlink -f "$0")")/run.sh"
