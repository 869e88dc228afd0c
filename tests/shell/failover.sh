#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Failover: a primary that commits only what its replica has, three servers, a writer and readers. A
# server is killed, then the primary, and the replica is promoted: no write that was acknowledged is
# lost, no reader sees a torn work, and all servers agree at the end. Prints figures.
. "$(dirname "$0")/lib.sh"

# shellcheck source=tests/shell/cluster_lib.sh
. "$tests/shell/cluster_lib.sh"
# shellcheck disable=SC2317  # called by away()
end_first() { touch "$work/stop" "$work/stop_writing"; }
export SOLANDER_DATABASE_WAIT=15

# --- a primary and its replica
one=$(free_port) two=$(free_port)
start_primary one "$one"
start_replica two "$two" "$one"
pg_sql "$one" postgres "alter system set synchronous_standby_names = '*'" "select pg_reload_conf()" >/dev/null
# connect_timeout: a host that hangs must not keep a client from the other one.
address="postgresql://$me@127.0.0.1:$one,127.0.0.1:$two/stories?target_session_attrs=read-write&connect_timeout=3"

# --- an archive, three servers with words of their own
check "an address may name several hosts" "$solander" init w --database "$address"
tale() {  # tale NUMBER MARK: the same mark in every chapter
  printf 'Title: Tale %s\nAuthor: Ada\n\n' "$1"
  for part in One Two Three; do printf 'Chapter %s\n\nThe quillwort mark%s grew by the weir.\n\nIt was %s.\n\n' $part "$2" $part; done
}
mkdir pile && tale 0 0 >pile/0.txt
check "a first story" "$solander" --archive w add pile/0.txt
urls=() pids=()
for name in a b c; do
  mkdir $name && cp w/solander.toml $name/ && ln -s "$work/w/originals" $name/originals
  serve $name
  urls+=("$url") pids+=("${started[-1]}")
done

# --- a writer, which goes on until it is told to stop; what exits with 0 is acknowledged
: >acknowledged
write() {
  local i=1 begun
  while [ ! -e stop_writing ]; do
    tale "$i" 0 >"pile/$i.txt"
    tale 0 "$i" >pile/0.txt
    begun=$EPOCHREALTIME
    until "$solander" --archive w add "pile/$i.txt" pile/0.txt >/dev/null 2>>writer.err; do sleep 0.1; done
    echo "$i $begun $EPOCHREALTIME" >>acknowledged
    i=$((i + 1))
  done
}
read_pages() {  # read_pages URL: the marks of all chapters must be of one version
  local page marks
  while [ ! -e stop ]; do
    page=$(curl -s -m 20 "$1/works/1/read?$RANDOM")
    marks=$(grep -o 'mark[0-9]*' <<<"$page" | sort | uniq -c | tr -s ' ')
    case $marks in
      ' 3 mark'*) echo . >>"pages.$2" ;;
      *) [[ $page != *mark* ]] || echo "$marks" >>torn; echo . >>"failed.$2"; sleep 0.05 ;;
    esac
  done
}
write & writer=$!
readers=()
for i in 0 1 2; do read_pages "${urls[$i]}" $i & readers+=($!); done
acknowledged() { wc -l <acknowledged; }
wait_for_writes() {  # wait_for_writes N: N more
  local goal=$(($(acknowledged) + $1)) tries
  for ((tries = 0; tries < 300; ++tries)); do
    [ "$(acknowledged)" -lt "$goal" ] || return 0
    sleep 0.1
  done
  not_ok "writing goes on" "$(tail -n 5 writer.err)"
  return 1
}
wait_for_writes 10

# --- a server dies, and is started again
kill -9 "${pids[1]}"
wait "${pids[1]}" 2>/dev/null
wait_for_writes 5 && ok "one server is killed, and writing goes on"
port=${urls[1]##*:}
"$solander" --archive b serve --port "$port" >b.log 2>&1 &
started+=($!)
for _ in {1..200}; do
  ! curl -sf -m 5 "${urls[1]}/healthz" >/dev/null || break
  sleep 0.05
done

# --- the primary dies
before=$(acknowledged)
kill -9 "$(head -n 1 "$clusters/one/postmaster.pid")"
killed=$EPOCHREALTIME
check "the replica is promoted" as "$programs/pg_ctl" -D "$clusters/two" -w promote
wait_for_writes 10 && ok "writing goes on there"
touch stop_writing
wait $writer

# --- all agree
for url in "${urls[@]}"; do
  said=
  for _ in {1..150}; do
    said=$(curl -s -m 20 "$url/healthz")
    [ "$said" != '{"status":"ok","current":true,"behind":0}' ] || break
    sleep 0.1
  done
  check_same "a server has followed everything" '{"status":"ok","current":true,"behind":0}' "$said"
done
[ $not_ok = 0 ] || sed 's/^/# /' b.log serve.log
touch stop
wait "${readers[@]}" 2>/dev/null
total=$(($(acknowledged) + 1))
for url in "${urls[@]}"; do
  check_same "a server finds every work by its words" "$total" \
    "$(curl -s -m 20 "$url/api/v1/works?q=quillwort" | jq .total)"
done
"$solander" --archive w --json find '' --limit 100000 | jq -r .title | sort >have
lost=$(cut -d' ' -f1 acknowledged | sed 's/^/Tale /' | sort | comm -23 - have)
check_same "no acknowledged write is lost" "" "$lost"
check_same "no reader saw a torn work" "" "$(cat torn 2>/dev/null)"
check "all is in order" "$solander" --archive w check
pages=$(cat pages.* | wc -l) failed=$(cat failed.* 2>/dev/null | wc -l)
gap=$(awk -v k="$killed" '$3 > k {printf "%.1f", $3 - k; exit}' acknowledged)
echo "# acknowledged: $(acknowledged) additions, $before before the primary died; first one after it: $gap s later"
echo "# read: $pages pages; not answered: $failed"
exit 0
