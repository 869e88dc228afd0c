#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Measures the program on a generated pile and prints one table. Peers are measured on the same pile where they are
# installed (recollindex, omindex, calibredb, pandoc, wrk). CPU is user + system; the machine should be otherwise idle.
#
#   bench/run.sh [STORIES] [FOLDER]     default 10000 stories in /tmp/solander-bench; takes some minutes
set -eu
stories=${1:-10000}
folder=${2:-/tmp/solander-bench}
here=$(cd "$(dirname "$0")/.." && pwd)
program=$here/build/release/solander
make_pile=$here/build/release/bench/make_pile
[ -x "$program" ] && [ -x "$make_pile" ] || { echo "build first: cmake --preset release && cmake --build --preset release" >&2; exit 2; }
mkdir -p "$folder"
pile=$folder/pile-$stories
[ -d "$pile" ] || "$make_pile" "$stories" "$pile" --seed 11 --truth "$folder/truth-$stories.jsonl" >&2
text_bytes=$(du -sb --apparent-size "$pile" | cut -f1)

row() { printf '%-44s %14s %14s   %s\n' "$1" "$2" "$3" "${4:-}"; }
# timed LABEL NOTE COMMAND...: one run; prints CPU and wall seconds.
timed() {
  local label=$1 note=$2; shift 2
  /usr/bin/time -o "$folder/time" -f '%U %S %e %M' "$@" >/dev/null 2>"$folder/err" || true
  read -r user system wall kb < <(tail -n 1 "$folder/time")
  row "$label" "$(echo "$user + $system" | bc) s cpu" "$wall s wall" "$((kb / 1024)) MB RSS $note"
}

row "what" "cpu" "wall" "notes"
lib=$folder/lib-$stories
rm -rf "$lib"
"$program" init "$lib" 2>/dev/null
timed "add $stories stories" "($((text_bytes / 1000000)) MB)" "$program" --archive "$lib" add "$pile"
timed "add them again" "" "$program" --archive "$lib" add "$pile"
mkdir -p "$folder/one"
for i in 1 2 3; do
  { sed "s/^/$RANDOM$RANDOM /" "$(find "$pile" -type f -size +20k -size -25k | head -n 1)"; } >"$folder/one/$i-$RANDOM.txt"
  timed "one more story ($i)" "" "$program" --archive "$lib" add "$folder/one"
done
catalogue=$(du -sb --apparent-size "$lib/catalogue.db" | cut -f1)
words=$(du -sb --apparent-size "$lib/words" | cut -f1)
row "disk but for the originals" "$(echo "scale=3; ($catalogue + $words) / $text_bytes" | bc) x text" "" "catalogue $((catalogue / 1000000)) MB, words $((words / 1000000)) MB"
timed "start: show one work" "" "$program" --archive "$lib" show 5
timed "start: find a word" "" "$program" --archive "$lib" find window
timed "check (every original hashed again)" "" "$program" --archive "$lib" check
mkdir -p "$folder/epub"; rm -f "$folder"/epub/*
count=$([ "$stories" -lt 1000 ] && echo "$stories" || echo 1000)
ids=$(seq 1 $((count * 9 / 10)))
# shellcheck disable=SC2086
timed "EPUB of $((count * 9 / 10)) stories, one process" "" "$program" --archive "$lib" export $ids --to epub --force -o "$folder/epub"
if [ -x "$here/build/release/bench/search_bench" ]; then
  "$here/build/release/bench/search_bench" "$lib"
fi
if command -v wrk >/dev/null; then
  "$program" --archive "$lib" serve --port 18099 2>"$folder/serve.log" &
  server=$!
  trap 'kill $server 2>/dev/null || true' EXIT
  sleep 1.5
  chapter=/works/5/chapters/1
  for id in $(seq 1 200); do
    size=$(curl -s -o /dev/null -w '%{size_download}' "http://127.0.0.1:18099/works/$id/chapters/1")
    if [ "$size" -gt 55000 ] && [ "$size" -lt 70000 ]; then chapter=/works/$id/chapters/1; break; fi
  done
  rate() { wrk -t1 -c16 -d5s "$@" | awk '/Requests\/sec/ {print $2}'; }
  row "one reading page of 60 KB, kept in memory" "" "" "$(rate "http://127.0.0.1:18099$chapter") requests/s"
  printf 'math.randomseed(5)\nrequest = function() return wrk.format("GET", "/works/" .. math.random(1,%d) .. "/chapters/1") end\n' $((stories * 9 / 10)) >"$folder/pages.lua"
  row "reading pages at random" "" "" "$(rate -s "$folder/pages.lua" http://127.0.0.1:18099/) requests/s"
  row "browse page, kept in memory" "" "" "$(rate http://127.0.0.1:18099/works) requests/s"
  printf 'math.randomseed(6)\nrequest = function() return wrk.format("GET", "/works?words.from=" .. math.random(1,20000) .. "&from=" .. 20*math.random(0,100)) end\n' >"$folder/browse.lua"
  row "browse pages, every one another" "" "" "$(rate -s "$folder/browse.lua" http://127.0.0.1:18099/) requests/s"
  row "server memory after that" "" "" "$(awk '/VmRSS/ {print int($2 / 1024)}' /proc/$server/status) MB"
  kill $server; trap - EXIT
fi
# Peers, on the same pile.
if command -v recollindex >/dev/null; then
  mkdir -p "$folder/recoll"; printf 'topdirs = %s\n' "$pile" >"$folder/recoll/recoll.conf"
  timed "peer: recollindex" "words and text" recollindex -c "$folder/recoll" -z
fi
command -v omindex >/dev/null && timed "peer: omindex" "words" omindex --db "$folder/omega" --url / --stemmer=english "$pile"
command -v calibredb >/dev/null && timed "peer: calibredb add" "no words, no header" calibredb add -r "$pile" --with-library "$folder/calibre"
command -v pandoc >/dev/null && timed "peer: pandoc, one EPUB" "" pandoc -f markdown -t epub3 "$(find "$pile" -type f -size +20k -size -25k | head -n 1)" -o "$folder/x.epub"
exit 0
