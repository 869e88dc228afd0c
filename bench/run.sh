#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Measures the program on a generated pile and prints one table. Peers are measured on the same pile where they are
# installed (recollindex, omindex, calibredb, pandoc), the server where wrk is. CPU is user + system of the process and
# its children; the machine should be otherwise idle. Memory wants GNU time (package time); without it the column is empty.
#
#   bench/run.sh [STORIES] [FOLDER]     default 10000 stories in /tmp/solander-bench; takes some minutes
#
# SOLANDER_BUILD: the build to measure (default build/release). BENCH_SECONDS: how long each measure of the server takes
# (default 5; 0 = none).
set -eu
stories=${1:-10000}
folder=${2:-/tmp/solander-bench}
seconds=${BENCH_SECONDS:-5}
here=$(cd "$(dirname "$0")/.." && pwd)
build=${SOLANDER_BUILD:-$here/build/release}
program=$build/solander
make_pile=$build/bench/make_pile
if ! [ -x "$program" ] || ! [ -x "$make_pile" ]; then
  echo "build first: cmake --preset release && cmake --build --preset release" >&2
  exit 2
fi
mkdir -p "$folder"
folder=$(realpath "$folder")
pile=$folder/pile-$stories
[ -d "$pile" ] || "$make_pile" "$stories" "$pile" --seed 11 --truth "$folder/truth-$stories.jsonl" >&2
pile=$(realpath "$pile")  # du and find do not go into a link
text_bytes=$(find "$pile" -type f -printf '%s\n' | awk '{sum += $1} END {print sum + 0}')
files=$(find "$pile" -type f | wc -l)
[ "$files" -gt 0 ] || { echo "$pile holds no files" >&2; exit 2; }
a_story=$(find "$pile" -type f -name '*.txt' -size +20k -size -25k | sort | head -n 1)
[ -n "$a_story" ] || a_story=$(find "$pile" -type f -name '*.txt' | sort | head -n 1)

row() { printf '| %-46s | %12s | %12s | %8s | %s\n' "$1" "$2" "$3" "$4" "${5:-}"; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN {printf "%.3f", a / b}'; }
# spent TIMES COMMAND...: CPU and wall of one of TIMES runs with {} replaced by the run's number, in milliseconds.
spent() {
  local times=$1 i; shift
  local TIMEFORMAT='%U %S %R'
  { time for ((i = 1; i <= times; ++i)); do "${@//\{\}/$i}" >/dev/null 2>"$folder/err" || true; done; } 2>&1 \
    | awk -v n="$times" '{printf "%.1f %.1f\n", ($1 + $2) * 1000 / n, $3 * 1000 / n}'
}
memory=
for command in /usr/bin/time "$(type -P gtime || true)"; do [ -x "$command" ] && memory=$command && break; done
# timed LABEL NOTE COMMAND...: one run.
timed() {
  local label=$1 note=$2 cpu wall kb=; shift 2
  if [ -n "$memory" ]; then
    read -r cpu wall < <(spent 1 "$memory" -o "$folder/time" -f '%M' "$@")
    kb=$(tail -n 1 "$folder/time")
  else
    read -r cpu wall < <(spent 1 "$@")
  fi
  row "$label" "$(ratio "$cpu" 1000) s" "$(ratio "$wall" 1000) s" "${kb:+$((kb / 1024)) MB}" "$note"
}
# each LABEL NOTE TIMES COMMAND...: the mean of many short runs.
each() {
  local label=$1 note=$2 times=$3 cpu wall; shift 3
  read -r cpu wall < <(spent "$times" "$@")
  row "$label" "$cpu ms" "$wall ms" "" "mean of $times${note:+; $note}"
}

row "what" "cpu" "wall" "memory" "notes"
row "----------------------------------------------" "-----------:" "-----------:" "-------:" "---"
lib=$folder/lib-$stories
rm -rf "$lib"
"$program" init "$lib" 2>/dev/null
timed "add $stories stories" "$((text_bytes / 1000000)) MB in $files files" "$program" --archive "$lib" add "$pile"
timed "add them again" "" "$program" --archive "$lib" add "$pile"
# Each run brings one file that was never there: a story with a few words more.
one=$folder/one
rm -rf "$one"
mkdir -p "$one"
middle=$(($(wc -l <"$a_story") / 2))
for i in $(seq 20); do sed "${middle}s/\$/ One more line, number $i./" "$a_story" >"$one/$i.txt"; done
each "one more story" "$(stat -c %s "$a_story") bytes" 20 "$program" --archive "$lib" add "$one/{}.txt"
each "any start: --version" "" 20 "$program" --version
each "show one work" "" 20 "$program" --archive "$lib" show 5
each "find a word" "" 20 "$program" --archive "$lib" find window
catalogue=$(stat -c %s "$lib/catalogue.db")
words=$(find "$lib/words" -type f -printf '%s\n' | awk '{sum += $1} END {print sum + 0}')
row "disk but for the originals" "" "" "" "$(ratio $((catalogue + words)) "$text_bytes") x text: catalogue $((catalogue / 1000000)) MB, words $((words / 1000000)) MB"
timed "check: every original hashed again" "" "$program" --archive "$lib" check
rm -rf "$folder/epub"
mkdir -p "$folder/epub"
count=$(((stories < 1000 ? stories : 1000) * 9 / 10))
mapfile -t ids < <(seq "$count")
timed "EPUB of $count stories, one process" "" "$program" --archive "$lib" export "${ids[@]}" --to epub --force -o "$folder/epub"

# Peers, on the same pile.
if command -v recollindex >/dev/null; then
  rm -rf "$folder/recoll"
  mkdir -p "$folder/recoll"
  printf 'topdirs = %s\n' "$pile" >"$folder/recoll/recoll.conf"
  timed "peer: recollindex" "words and text" recollindex -c "$folder/recoll" -z
fi
if command -v omindex >/dev/null; then
  rm -rf "$folder/omega"
  timed "peer: omindex" "words" omindex --db "$folder/omega" --url / --stemmer=english "$pile"
fi
if command -v calibredb >/dev/null; then
  rm -rf "$folder/calibre"
  timed "peer: calibredb add" "no words, no header" calibredb add -r "$pile" --with-library "$folder/calibre"
fi
command -v pandoc >/dev/null && timed "peer: pandoc, one EPUB" "" pandoc -f markdown -t epub3 "$a_story" -o "$folder/x.epub"

if [ "$seconds" -gt 0 ] && command -v wrk >/dev/null; then
  "$program" --archive "$lib" serve --port 18099 2>"$folder/serve.log" &
  server=$!
  trap 'kill $server 2>/dev/null || true' EXIT
  for _ in $(seq 50); do curl -s -o /dev/null http://127.0.0.1:18099/healthz && break; sleep 0.1; done
  chapter=/works/5/chapters/1
  for id in $(seq 1 200); do
    size=$(curl -s -o /dev/null -w '%{size_download}' "http://127.0.0.1:18099/works/$id/chapters/1")
    if [ "$size" -gt 55000 ] && [ "$size" -lt 70000 ]; then chapter=/works/$id/chapters/1; break; fi
  done
  rate() { wrk -t1 -c16 -d"${seconds}s" "$@" | awk '/Requests\/sec/ {print $2}'; }
  row "one reading page of 60 KB, kept in memory" "" "" "" "$(rate "http://127.0.0.1:18099$chapter") requests/s"
  printf 'math.randomseed(5)\nrequest = function() return wrk.format("GET", "/works/" .. math.random(1,%d) .. "/chapters/1") end\n' $((stories * 9 / 10)) >"$folder/pages.lua"
  row "reading pages at random" "" "" "" "$(rate -s "$folder/pages.lua" http://127.0.0.1:18099/) requests/s"
  row "browse page, kept in memory" "" "" "" "$(rate http://127.0.0.1:18099/works) requests/s"
  printf 'math.randomseed(6)\nrequest = function() return wrk.format("GET", "/works?words.from=" .. math.random(1,20000) .. "&from=" .. 20*math.random(0,100)) end\n' >"$folder/browse.lua"
  row "browse pages, every one another" "" "" "" "$(rate -s "$folder/browse.lua" http://127.0.0.1:18099/) requests/s"
  row "server after that" "" "" "$(awk '/VmRSS/ {print int($2 / 1024)}' "/proc/$server/status") MB" ""
  kill $server
  trap - EXIT
fi
if [ -x "$build/bench/search_bench" ]; then
  echo
  "$build/bench/search_bench" "$lib/catalogue.db" "$lib/words"
fi
exit 0
