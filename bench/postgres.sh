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
# p50 PORT PATH FROM TO: with N in PATH from FROM to TO, W a word, each asked for once on one connection, in milliseconds.
p50() {
  local n path
  for ((n = $3; n <= $4; ++n)); do
    path=${2//N/$n}
    printf 'url = "http://127.0.0.1:%s%s"\noutput = /dev/null\n' "$1" "${path//W/${words[$n]}}"
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
database=$(head -n 1 "$(psql -qAt "$SOLANDER_TEST_POSTGRES" -c 'show data_directory')/postmaster.pid")
[ -z "${BENCH_FIRST:-}" ] || chrt -f -p "$BENCH_FIRST" "$database"
serve "$folder/lite" 8601
serve "$folder/pg" 8602
# A word for each number, frequent and rare ones of the pile's own.
mapfile -t words < <(find "$pile" -name '*.txt' | sort | head -n 60 | xargs -d '\n' grep -aohE '[a-z]{4,9}' | sort -u \
  | shuf -n 641 --random-source=<(yes))
while read -r name path; do
  # The first pages fill what every server keeps; the others are asked for once each.
  for port in 8601 8602; do p50 $port "$path" 1 40 >/dev/null; done
  lite=$(p50 8601 "$path" 41 640) pg=$(p50 8602 "$path" 41 640)
  row "${name//_/ }, p50 ms" '1.5' "$lite" "$pg" "$(over "$pg" "$lite")"
done <<'END'
reading_page /works/N/chapters/1
work_page /works/N
list_of_20_works /works?words=%3EN
search_for_a_word /works?q=W
END
stop_serving

if type wrk taskset >/dev/null 2>&1 && [ "$(nproc)" -ge 2 ]; then
  cat >"$folder/page.lua" <<'END'
request = function() return wrk.format("GET", "/works/" .. math.random(1, 600) .. "/chapters/1?" .. math.random(1, 1000000)) end
END
  answers() {  # answers PORT [COMMAND...]: pages a second
    local port=$1; shift
    "${first[@]}" "$@" wrk -t1 -c8 -d6s -s "$folder/page.lua" "http://127.0.0.1:$port" | awk '/Requests\/sec/ {print $2}'
  }
  # All threads of the database are moved; who connects later stays with them.
  database_on() {
    local p
    for p in "$database" $(pgrep -P "$database"); do taskset -a -p -c "$1" "$p" >/dev/null 2>&1 || true; done
  }
  # Hundredths of a second so far: all servers, the database.
  used() { local p; for p in "$@"; do cat "/proc/$p/stat"; done 2>/dev/null | awk '{s += $14 + $15} END {print s}'; }
  both_used() { echo "$(used "${served[@]}") $(used $(pgrep -P "$database"))"; }
  a_page() {  # a_page BEFORE AFTER RATE: microseconds of servers and database
    awk -v b="$1" -v a="$2" -v r="$3" 'BEGIN {split(b, x, " "); split(a, y, " ")
      printf "%.0f + %.0f", (y[1] - x[1]) * 1e4 / (6 * r), (y[2] - x[2]) * 1e4 / (6 * r)}'
  }
  mkdir "$folder/pg2"
  cp "$folder/pg/solander.toml" "$folder/pg2"
  ln -s "$folder/pg/originals" "$folder/pg2/originals"
  cp -r "$folder/pg/words" "$folder/pg2"
  serve "$folder/pg" 8602 taskset -c 0
  database_on 0
  alone=$(answers 8602 taskset -c 0)
  database_on 0,1
  before=$(both_used)
  one=$(answers 8602)
  one_page=$(a_page "$before" "$(both_used)" "$one")
  serve "$folder/pg2" 8603 taskset -c 1
  before=$(both_used)
  answers 8602 >"$folder/page.one" &
  second=$(answers 8603)
  wait $!
  two=$(awk -v a="$(cat "$folder/page.one")" -v b="$second" 'BEGIN {print a + b}')
  two_page=$(a_page "$before" "$(both_used)" "$two")
  echo
  echo "Reading pages made anew, a second:"
  row "two servers, database and client, two cores" 1.7 "" "$two" ""
  row "one server, database and client, one core" "" "" "$alone" "$(over "$two" "$alone")"
  row "one server on a core, the others on both" "" "" "$one" "$(over "$two" "$one")"
  echo "CPU of a page, servers + database: $one_page us by one server, $two_page us by two"
fi
