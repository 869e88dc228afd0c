#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Understanding, measured: the samples against what an archivist wrote down, and generated files of both families of dialects (rules were mended on both).
. "$(dirname "$0")/lib.sh"

bench=$(dirname "$solander")/bench
check "the samples are readable" sh -c "'$solander' --json explain '$top/samples' >samples.jsonl"
check "header fields of the samples: F1 at least 0.98" "$bench/accuracy" "$tests/golden/samples.truth.jsonl" samples.jsonl --at-least 0.98

check "a pile is made" "$bench/make_pile" 300 pile --seed 29 --median 600 --truth truth.jsonl
check "it is readable" sh -c "'$solander' --json explain pile >pile.jsonl"
check "family A: F1 at least 0.98" "$bench/accuracy" truth.jsonl pile.jsonl --family A --at-least 0.98
check "family B: F1 at least 0.98" "$bench/accuracy" truth.jsonl pile.jsonl --family B --at-least 0.98
check_has "no permission is rounded up" "$("$bench/accuracy" truth.jsonl pile.jsonl)" "permissions rounded up: 0"
check_has "nor among the samples" "$("$bench/accuracy" "$tests/golden/samples.truth.jsonl" samples.jsonl)" "permissions rounded up: 0"
