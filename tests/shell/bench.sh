#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The script that measures: it measures something, also when its folder is a link.
. "$(dirname "$0")/lib.sh"

mkdir real
ln -s real link
said=$(BENCH_SECONDS=0 SOLANDER_BUILD=$(dirname "$solander") PATH=/usr/bin:/bin "$top/bench/run.sh" 20 link 2>err)
check_same "it ends well" 0 $?
check_has "it counts the files of the pile" "$said" "MB in 20 files"
check_same "one more story is added each time" 20 \
  "$("$solander" --archive real/lib-20 --json find --limit 0 '"one more line"' | wc -l)"
for row in "one more story" "any start" "find a word" "check: every original"; do
  cpu=$(grep -F "$row" <<<"$said" | cut -d'|' -f3 | tr -dc '0-9.')
  check "a figure for: $row" awk -v n="${cpu:-0}" 'BEGIN {exit !(n > 0)}'
done
