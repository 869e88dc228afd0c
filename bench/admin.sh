#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What the curators' pages and commands cost on a big library, in milliseconds of CPU: the first time, the best of
# five, and the first time after a word on a tag, when nothing kept in memory holds any more.
# usage: bench/admin.sh [LIBRARY [STORIES]]     (made of STORIES, 100000, where there is none)
# LIBRARY is written to: give a copy. REREAD=no leaves rereads out.
set -euo pipefail
top=$(cd "$(dirname "$0")/.." && pwd)
build=${SOLANDER_BUILD:-$top/build/release}
unset SOLANDER_BUILD # the program would take it for a setting
library=${1:-} stories=${2:-100000}
solander=$build/solander
scratch=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$scratch"' EXIT
if [ -z "$library" ]; then
  library=$scratch/lib
  "$build/bench/make_pile" "$stories" "$scratch/pile" --seed 11 --median 300
  "$solander" init "$library" 2>/dev/null
  "$solander" --archive "$library" --json add "$scratch/pile" >/dev/null
  "$solander" --archive "$library" --json twins --limit 1 >/dev/null
fi
"$solander" --archive "$library" --json stats --by rating |
  jq -r '"\(.works) works, \(.tags) tags, \(.creators) pen names"'

port=${PORT:-8497} at=
"$solander" --archive "$library" serve --port "$port" >/dev/null 2>&1 &
server=$!
for _ in $(seq 300); do
  curl -s -o /dev/null "http://127.0.0.1:$port/healthz" && break
  sleep 0.2
done
used() { awk '{ns += $1} END {printf "%d", ns / 1000}' /proc/"$server"/task/*/schedstat; }
ask() { # microseconds of CPU
  local before
  before=$(used)
  curl -s -o "$scratch/page" "http://127.0.0.1:$port$1"
  echo $(($(used) - before))
}
milli() { awk -v us="$1" 'BEGIN {printf "%9.1f", us / 1000}'; }
say() { # a word on a tag: everything that follows it is made anew
  curl -s -o /dev/null --data-urlencode "say=tag=${1}&act=canonical" -d do=apply "http://127.0.0.1:$port/admin/tags"
}
curl -s -o /dev/null "http://127.0.0.1:$port/works" # loads the filters
printf '%-32s %9s %9s %9s  ms of CPU\n' page first best changed
tag=1
for at in /admin /admin/tags '/admin/tags?kind=relationship' "/admin/tags/$tag" /admin/tags/history /admin/people \
  /admin/series /admin/stats /admin/findings /admin/twins '/works?q=harbour'; do
  first=$(ask "$at") best=$first
  for _ in 1 2 3 4 5; do
    now=$(ask "$at")
    [ "$now" -ge "$best" ] || best=$now
  done
  say $((tag += 1))
  curl -s -o /dev/null "http://127.0.0.1:$port/works?sort=words" # follows the word
  printf '%-32s %s %s %s\n' "$at" "$(milli "$first")" "$(milli "$best")" "$(milli "$(ask "$at")")"
done
kill "$server"
wait "$server" 2>/dev/null || true
server=

TIMEFORMAT='%U %S %R'
timed() { # label, then the command
  local label=$1 words
  shift
  words=$({ time "$@" >/dev/null 2>&1; } 2>&1 | tail -n 1)
  awk -v label="$label" '{printf "%-32s %6.2f s CPU %6.2f s\n", label, $1 + $2, $3}' <<<"$words"
}
export SOLANDER_ARCHIVE=$library
timed 'stats' "$solander" stats
timed 'people' "$solander" --json people --limit 0
timed 'people --suggest' "$solander" --json people --suggest
timed 'series' "$solander" --json series --limit 0
timed 'tags' "$solander" --json tags
timed 'tags export' "$solander" tags export -
[ "${REREAD:-}" != no ] || exit 0
timed 'reread, nothing to do' "$solander" reread
timed 'reread --all, all as before' "$solander" --json reread --all --yes
