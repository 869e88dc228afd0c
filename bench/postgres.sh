#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The same archive on SQLite and on PostgreSQL, and two servers against one: prints one table. CPU is user + system of
# our process; PostgreSQL is a throw-away cluster beside it, that flushes nothing to the disk. The machine should be idle.
#
#   bench/postgres.sh [STORIES] [FOLDER]     default 10000 stories in /tmp/solander-bench; wants wrk for the servers
#
# SOLANDER_BUILD: the build to measure (default build/release). BENCH_PILE: a pile that is there already.
# BENCH_FIRST=5: servers, PostgreSQL and who asks for pages get real-time priority 5, for machines that are not idle.
set -eu
stories=${1:-10000}
folder=${2:-/tmp/solander-bench}
here=$(cd "$(dirname "$0")/.." && pwd)
build=${SOLANDER_BUILD:-$here/build/release}
program=$build/solander
pile=${BENCH_PILE:-$folder/pile-$stories}
mkdir -p "$folder"
[ -d "$pile" ] || "$build/bench/make_pile" "$stories" "$pile" --seed 11 >&2
logs=$folder
# shellcheck source=scripts/postgres.sh
. "$here/scripts/postgres.sh"
first=() served=()
[ -z "${BENCH_FIRST:-}" ] || first=(chrt -f "$BENCH_FIRST")
finish() {
  [ ${#served[@]} -eq 0 ] || kill "${served[@]}" 2>/dev/null || true
  stop_postgres
  rm -rf "$folder/lite" "$folder/pg" "$folder/pg2" "$folder"/page.*
}
trap finish EXIT
rm -rf "$folder/lite" "$folder/pg" "$folder/pg2"
start_postgres

row() { printf '| %-44s | %10s | %10s | %10s | %6s |\n' "$@"; }
over() { awk -v a="$1" -v b="$2" 'BEGIN {printf "%.2f", a / b}'; }
cpu_of() { local TIMEFORMAT='%U %S'; { time "$@" >/dev/null 2>&1; } 2>&1 | awk '{printf "%.1f", $1 + $2}'; }
serve() {  # serve FOLDER PORT [COMMAND...]: in front of the program
  local archive=$1 port=$2 i; shift 2
  "${first[@]}" "$@" "$program" --archive "$archive" serve --port "$port" >"$folder/serve.log" 2>&1 &
  served+=($!)
  for ((i = 0; i < 600; ++i)); do
    ! curl -sf "http://127.0.0.1:$port/healthz" >/dev/null || return 0
    sleep 0.1
  done
  echo "the server does not start: $(cat "$folder/serve.log")" >&2
  exit 1
}
stop_serving() { kill "${served[@]}"; wait "${served[@]}" 2>/dev/null || true; served=(); }
# p50 PORT PATH FROM TO: with N in PATH from FROM to TO, each asked for once on one connection, in milliseconds.
p50() {
  local n
  for ((n = $3; n <= $4; ++n)); do
    printf 'url = "http://127.0.0.1:%s%s"\noutput = /dev/null\n' "$1" "${2//N/$n}"
  done >"$folder/page.urls"
  "${first[@]}" curl -s -g -K "$folder/page.urls" -w '%{time_total}\n' | sort -n \
    | awk '{t[NR] = $1} END {printf "%.3f", t[int((NR + 1) / 2)] * 1000}'
}

row what goal SQLite PostgreSQL ratio
row --- --- --- --- ---
"$program" init "$folder/lite" >/dev/null 2>&1
"$program" init "$folder/pg" --database "$SOLANDER_TEST_POSTGRES" >/dev/null 2>&1
lite=$(cpu_of "$program" --archive "$folder/lite" add "$pile")
pg=$(cpu_of "$program" --archive "$folder/pg" add "$pile")
row "add of $(find "$pile" -type f | wc -l) files, CPU s" '1.5' "$lite" "$pg" "$(over "$pg" "$lite")"
if [ -n "${BENCH_FIRST:-}" ]; then
  chrt -f -p "$BENCH_FIRST" "$(head -n 1 "$(psql -qAt "$SOLANDER_TEST_POSTGRES" -c 'show data_directory')/postmaster.pid")"
fi
serve "$folder/lite" 8601
serve "$folder/pg" 8602
while read -r name path; do
  # The first pages fill what every server keeps; the others are asked for once each.
  for port in 8601 8602; do p50 $port "$path" 1 40 >/dev/null; done
  lite=$(p50 8601 "$path" 41 640) pg=$(p50 8602 "$path" 41 640)
  row "${name//_/ }, p50 ms" '1.5' "$lite" "$pg" "$(over "$pg" "$lite")"
done <<'END'
reading_page /works/N/chapters/1
work_page /works/N
list_of_20_works /works?words=%3EN
END
stop_serving

if type wrk taskset >/dev/null 2>&1 && [ "$(nproc)" -ge 2 ]; then
  cat >"$folder/page.lua" <<'END'
request = function() return wrk.format("GET", "/works/" .. math.random(1, 600) .. "/chapters/1?" .. math.random(1, 1000000)) end
END
  answers() { "${first[@]}" wrk -t1 -c8 -d6s -s "$folder/page.lua" "http://127.0.0.1:$1" | awk '/Requests\/sec/ {print $2}'; }
  mkdir "$folder/pg2"
  cp "$folder/pg/solander.toml" "$folder/pg2"
  ln -s "$folder/pg/originals" "$folder/pg2/originals"
  cp -r "$folder/pg/words" "$folder/pg2"
  serve "$folder/pg" 8602 taskset -c 0
  one=$(answers 8602)
  serve "$folder/pg2" 8603 taskset -c 1
  answers 8602 >"$folder/page.one" &
  second=$(answers 8603)
  wait $!
  two=$(awk -v a="$(cat "$folder/page.one")" -v b="$second" 'BEGIN {print a + b}')
  echo
  echo "Reading pages made anew, a second: one server on one core $one, two on two cores $two: $(over "$two" "$one") times (goal 1.7)"
fi
