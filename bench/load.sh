#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Many connections to one server: 2,000 idle and 200 busy ones, slow readers, more than it takes, and SIGTERM amid
# all of that.
# usage: bench/load.sh [LIBRARY [STORIES]]     (made of STORIES, 2000, where there is none)
# SECONDS_EACH=30, PORT=8496.
set -euo pipefail
top=$(cd "$(dirname "$0")/.." && pwd)
build=${SOLANDER_BUILD:-$top/build/release}
unset SOLANDER_BUILD # the program would take it for a setting
library=${1:-} stories=${2:-2000} each=${SECONDS_EACH:-30} port=${PORT:-8496}
solander=$build/solander hold=$build/bench/hold
scratch=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; rm -rf "$scratch"' EXIT
if [ -z "$library" ]; then
  library=$scratch/lib
  "$build/bench/make_pile" "$stories" "$scratch/pile" --seed 11
  "$solander" init "$library" 2>/dev/null
  "$solander" --archive "$library" --json add "$scratch/pile" >/dev/null
fi
start() {
  "$solander" --archive "$library" serve --port "$port" 2>"$scratch/log" &
  server=$!
  for _ in $(seq 300); do
    curl -s -o /dev/null "http://127.0.0.1:$port/healthz" && return
    sleep 0.2
  done
}
now() { # what the server is and has used
  awk '/^VmRSS/ {rss = $2} /^Threads/ {threads = $2} END {printf "%.0f MB, %d threads", rss / 1024, threads}' "/proc/$server/status"
  awk '{printf ", %.1f s of CPU so far\n", ($14 + $15) / 100}' "/proc/$server/stat"
}
say() { printf '%-58s %s\n' "$1" "$2"; }
paths=()
for n in $(seq 1 "$((stories / 4 + 1))"); do paths+=("/works/$n" "/works/$n/chapters/1" "/works?from=$((n * 20 % 1000))&sort=words"); done

anew=() # more than are kept in memory
for n in $(seq 1 4000); do anew+=("/works?q=words%3E$n&sort=words"); done

start
say "at the start" "$(now)"
say "200 busy" "$("$hold" "$port" --idle 0 --busy 200 --slow 0 --seconds "$each" "${paths[@]}")"
say "200 busy, 2,000 idle" "$("$hold" "$port" --idle 2000 --busy 200 --slow 0 --seconds "$each" "${paths[@]}")"
say "afterwards" "$(now)"
say "200 busy, 1,500 that read a byte a second" \
  "$("$hold" "$port" --idle 0 --busy 200 --slow 1500 --seconds "$each" "${paths[@]}")"
say "afterwards" "$(now)"
say "200 busy with pages that nobody asked for before" \
  "$("$hold" "$port" --idle 0 --busy 200 --slow 0 --seconds "$each" "${anew[@]}")"
say "2,000 busy with such pages: more wait than may (512)" \
  "$("$hold" "$port" --idle 0 --busy 2000 --slow 0 --seconds "$each" "${anew[@]}")"
say "200 busy, right after that" "$("$hold" "$port" --idle 0 --busy 200 --slow 0 --seconds 5 "${paths[@]}")"
say "5,000 idle: more than are taken (4,096)" "$("$hold" "$port" --idle 5000 --busy 10 --slow 0 --seconds 5 /)"
"$hold" "$port" --idle 2000 --busy 200 --slow 0 --seconds 5 "${paths[@]}" >"$scratch/last" &
client=$!
sleep 3
before=$(date +%s%N)
kill "$server"
wait "$server" && status=0 || status=$?
say "SIGTERM amid 2,000 idle and 200 busy: exit $status after" "$((($(date +%s%N) - before) / 1000000)) ms"
server=
wait "$client" || true
cat "$scratch/log" >&2
