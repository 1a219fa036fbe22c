#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Threads that run freely, for a few seconds each: RCU and IPIs, words of 64 and of
# 32 bits. "make soak" is the long form, on all layouts.
set -eu
export MINUTES=${MINUTES:-0.3}
exec "$(dirname "$(readlink -f "$0")")/soak.sh" x86-64-4l x86-64-4l-ipi arm64-4k-4l x86-pae
