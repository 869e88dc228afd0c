#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Tags wrangled on the command line: said, found, shown, carried out and in, undone.
. "$(dirname "$0")/lib.sh"

mkdir pile
story() { printf 'Title: %s\nAuthor: Ada Marsh\nFandom: %s\nRating: PG\n\n* * *\n\n%s\n' "$1" "$2" \
  'Marta counted the boats because it rained, and nobody asked why. She wrote it down.' >"pile/$1.txt"; }
story One 'The Long Watch'
story Two 'Long Watch'
story Three TLW
"$solander" init library >/dev/null 2>&1
tags() { "$solander" --archive library "$@"; }
tags add pile >/dev/null 2>&1

check_has "the queue says what a tag may mean" "$(tags tags --unwrangled --kind fandom)" "the same but for signs"
check_has "a dry run shows before and after" "$(tags tags synonym TLW 'fandom:The Long Watch' --dry-run 2>/dev/null)" \
  "synonym of “The Long Watch”"
check_same "and changes nothing" 1 "$(tags --json find 'fandom:"The Long Watch"' | wc -l)"
check "a synonym is said" tags tags synonym TLW 'fandom:The Long Watch'
check_same "and found" 2 "$(tags --json find 'fandom:"The Long Watch"' | wc -l)"
check "a proposal is accepted" tags tags accept 'fandom:Long Watch'
check_same "and found too" 3 "$(tags --json find 'fandom:tlw' 2>/dev/null | wc -l)"
check_has "show says what a tag means" "$(tags show 2)" "means fandom “The Long Watch” here"
check_has "and as JSON" "$(tags --json show 2)" '"meanings":[{"kind":"fandom","written":"TLW"'
check "tags go out" tags tags export tags.csv
check_has "and in again" "$(tags tags import tags.csv 2>&1)" "0 tags would be changed"
sed -i 's/TLW,Fandom,,,The Long Watch,Fandom/TLW,Fandom,,,The Tin Star,Fandom/' tags.csv
check_exit 1 "an import asks" tags tags import tags.csv
check "or is told yes" tags tags import tags.csv --yes
check_same "and is found" 1 "$(tags --json find 'fandom:"The Tin Star"' | wc -l)"
check "and undone" tags tags undo 3
check_same "whole" 3 "$(tags --json find 'fandom:"The Long Watch"' | wc -l)"
check_exit 1 "what others stand on is not undone" tags tags undo 1
check_exit 2 "a verb nobody knows is wrong usage" tags tags burn TLW
check_has "everything is one object a line" "$(tags --json tags history)" '"batch":3'
