#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Whether the time of an answer tells a work that strangers may not see from one that is not there: medians in
# microseconds over each route that names a work, the two asked in turn.
# usage: bench/hidden.sh [LIBRARY]     (made of 400 stories where there is none)
# ROUNDS=12, PORT=8497.
set -euo pipefail
top=$(cd "$(dirname "$0")/.." && pwd)
build=${SOLANDER_BUILD:-$top/build/release}
unset SOLANDER_BUILD # the program would take it for a setting
library=${1:-} rounds=${ROUNDS:-12} port=${PORT:-8497}
solander=$build/solander
scratch=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; rm -rf "$scratch"' EXIT
if [ -z "$library" ]; then
  library=$scratch/lib
  "$build/bench/make_pile" 400 "$scratch/pile" --seed 11
  "$solander" init "$library" 2>/dev/null
  "$solander" --archive "$library" --json add "$scratch/pile" >/dev/null
fi
hidden=$("$solander" --archive "$library" --json find visibility:kept | grep -o '"id":[0-9]*' | head -1 | cut -d: -f2)
[ -n "$hidden" ] || { echo "every work of $library may be seen"; exit 1; }
"$solander" --archive "$library" serve --public --port "$port" 2>"$scratch/log" &
server=$!
for _ in $(seq 300); do
  curl -s -o /dev/null "http://127.0.0.1:$port/healthz" && break
  sleep 0.2
done
median() { sort -n | awk '{all[NR] = $1} END {print all[int((NR + 1) / 2)]}'; }
times() { # of two addresses in turn, fifty of each, on one connection
  local urls=()
  for _ in $(seq 50); do urls+=(-o /dev/null "http://127.0.0.1:$port$1" -o /dev/null "http://127.0.0.1:$port$2"); done
  curl -s -w '%{http_code} %{time_total} %{urlnum}\n' "${urls[@]}" |
    awk -v to="$scratch/" '$1 != 404 {exit 3} {print $2 * 1e6 >> (to ($3 % 2 == 0 ? "hidden" : "none"))}'
}
printf '%-24s %8s %8s\n' route hidden none
for route in /works/N /works/N/read /works/N/chapters/1 /works/N.epub /api/v1/works/N; do
  for _ in $(seq "$rounds"); do
    times "${route/N/$hidden}" "${route/N/999999}"
  done
  printf '%-24s %8.0f %8.0f\n' "$route" "$(median <"$scratch/hidden")" "$(median <"$scratch/none")"
  rm "$scratch/hidden" "$scratch/none"
done
