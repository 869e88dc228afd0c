#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# How well and how fast `solander twins` finds twins, on a generated pile that knows which they are.
# usage: bench/twins.sh [STORIES [FOLDER]]     (10000; a temporary folder)
set -euo pipefail
top=$(cd "$(dirname "$0")/.." && pwd)
build=${SOLANDER_BUILD:-$top/build/release}
unset SOLANDER_BUILD # the program would take it for a setting
stories=${1:-10000} folder=${2:-}
if [ -z "$folder" ]; then
  folder=$(mktemp -d)
  trap 'rm -rf "$folder"' EXIT
fi
mkdir -p "$folder"
cd "$folder"
solander=$build/solander

"$build/bench/make_pile" "$stories" pile --seed "${SEED:-11}" --median "${MEDIAN:-2000}" --truth truth.jsonl
[ -d lib ] || "$solander" init lib
export SOLANDER_ARCHIVE=$folder/lib
"$solander" --json add pile | tail -n 1 >added.json
held=$(jq .already_held added.json)
echo "add: $(jq .stories_added added.json) stories, $held already held"

# `time` on fd 9, so that the answer stays clean.
TIMEFORMAT='%U %S %R'
{ time "$solander" --json twins --limit 0 >twins.jsonl; } 2>first.time
{ time "$solander" --json twins --limit 0 >again.jsonl; } 2>again.time
cmp -s twins.jsonl again.jsonl || echo "looking twice gave two answers"
awk '{printf "first look: %.1f s CPU, %.1f s\n", $1 + $2, $3}' <(tail -n 1 first.time)
awk '{printf "second look: %.1f s CPU, %.1f s\n", $1 + $2, $3}' <(tail -n 1 again.time)

"$solander" dump | jq -r 'select(.table == "version") | [.work, .name] | @tsv' >names.tsv
jq -r 'def leaf: split("/") | last;
  [(.file | leaf), ((.duplicate_of // .version_of // .file) | leaf), .twin // "none"] | @tsv' \
  truth.jsonl >truth.tsv
jq -r '[.id, .other, .kind] | @tsv' twins.jsonl >pairs.tsv
awk -F '\t' '
  function root(x) { while (up[x] != "" && up[x] != x) x = up[x]; return x }
  FILENAME == "truth.tsv" { file[++files] = $1; source[$1] = $2; kind[$1] = $3; next }
  # A work may have several versions already: parts that were posted again.
  FILENAME == "names.tsv" { work[$2] = $1; story[$1] = source[$2]; next }
  {
    pairs[$3]++
    if (story[$1] == story[$2]) right[$3]++
    else if ($3 != "same-name") print "not twins:", $0
    if ($3 != "same-name") up[root($1)] = root($2)
  }
  END {
    for (k in pairs) {
      printf "%s: %d pairs, %d right\n", k, pairs[k], right[k]
      if (k != "same-name") { all += pairs[k]; good += right[k] }
    }
    # Of files with the same bytes one alone is held, under the name that came first.
    for (i = 1; i <= files; i++) {
      f = file[i]; s = source[f]
      if (!(f in work)) continue
      if (first[s] == "") { first[s] = f; continue }
      total[kind[f]]++
      if (root(work[f]) == root(work[first[s]])) met[kind[f]]++
      else print "missed:", kind[f], f, first[s]
    }
    for (k in total) {
      printf "%s: %d, met %d\n", k, total[k], met[k]
      n += total[k]; m += met[k]
    }
    printf "precision %.4f  recall %.4f\n", all ? good / all : 1, n ? m / n : 1
  }' truth.tsv names.tsv pairs.tsv
