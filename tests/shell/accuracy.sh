#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Understanding, measured: the samples against what an archivist wrote down, and generated files of both families of dialects, and stories without any header.
. "$(dirname "$0")/lib.sh"

bench=$(dirname "$solander")/bench
check "the samples are readable" sh -c "'$solander' --json explain '$top/samples' >samples.jsonl"
check "header fields of the samples: F1 at least 0.98" "$bench/accuracy" "$tests/golden/samples.truth.jsonl" samples.jsonl --at-least 0.98

explained() { "$solander" --json explain --text "$1" >"$1.jsonl"; }
check "piles are made: two families of dialects, and stories without a header" sh -c "
  '$bench/make_pile' 300 a --seed 29 --median 500 --damage 10 --dialects a --truth a.truth --with-text &&
  '$bench/make_pile' 300 b --seed 31 --median 500 --damage 10 --dialects b --truth b.truth --with-text &&
  '$bench/make_pile' 400 bare --seed 37 --bare --truth bare.truth"
for pile in a b bare; do check "$pile is readable" explained "$pile"; done
check "family A: F1 at least 0.99, texts begin and end where they do" "$bench/accuracy" a.truth a.jsonl --at-least 0.99 --ends-at-least 0.98
check "family B, whose variants no rule was written for: F1 at least 0.97" "$bench/accuracy" b.truth b.jsonl --at-least 0.97 --ends-at-least 0.95
check "stories in other kinds of files are made" "$bench/make_kinds" 96 kinds --seed 5 --median 400 --truth kinds.truth
check "they are readable" explained kinds
check "in mail, books, office files and containers: F1 at least 0.99" "$bench/accuracy" kinds.truth kinds.jsonl --at-least 0.99
check "no header is read where there are letters, logs and signs" "$bench/accuracy" bare.truth bare.jsonl --false-at-most 0.02 --ends-at-least 0.99
check_has "no permission is rounded up" "$("$bench/accuracy" a.truth a.jsonl)" "permissions rounded up: 0"
check_has "nor in family B" "$("$bench/accuracy" b.truth b.jsonl)" "permissions rounded up: 0"
check_has "nor in other kinds of files" "$("$bench/accuracy" kinds.truth kinds.jsonl)" "permissions rounded up: 0"
check_has "nor among the samples" "$("$bench/accuracy" "$tests/golden/samples.truth.jsonl" samples.jsonl)" "permissions rounded up: 0"
