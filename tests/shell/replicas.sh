#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Replicas: pages are read from them, but nobody is shown less than what she wrote, or what the server has
# told of before. One that stands still is passed over and taken up again; so is one that is killed.
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/shell/cluster_lib.sh
. "$tests/shell/cluster_lib.sh"

one=$(free_port) two=$(free_port) three=$(free_port)
start_primary one "$one"
echo "log_statement = all" >>"$clusters/one/postgresql.conf"
pg_sql "$one" postgres "select pg_reload_conf()" >/dev/null
start_replica two "$two" "$one"
start_replica three "$three" "$one"
at() { echo "postgresql://$me@127.0.0.1:$1/stories"; }

check "an archive is made" "$solander" init lib --database "$(at "$one")"
mkdir pile
for i in {1..6}; do
  printf 'Title: Tale %s\nAuthor: Ada\n\nThe quillwort grew by the weir %s.\n\nNobody saw it.\n' "$i" "$i" >"pile/$i.txt"
done
"$solander" --archive lib add pile >/dev/null 2>&1
sed -i "/^\[database\]/a replicas = [\"$(at "$two")\", \"$(at "$three")\"]\nlag = 3" lib/solander.toml
serve lib

health() { curl -s -m 20 "$url/healthz"; }
states() { health | jq -r '[.replicas[]?.state] | join(" ")'; }
wait_for() {  # wait_for WHAT SAID COMMAND...: until it says so
  local what=$1 wanted=$2 said
  shift 2
  for _ in {1..100}; do
    said=$("$@")
    [ "$said" != "$wanted" ] || break
    sleep 0.1
  done
  check_same "$what" "$wanted" "$said"
}
asked() { grep -c ' chapter ' "$clusters/$1.log"; }  # how often a server was asked for chapters
wait_for "/healthz says that both replicas follow" "following following" states
check_has "and where they are, without more" "$(health)" "\"address\":\"$(at "$two")\""

# --- pages come from the replicas
before=$(asked one)
for i in {1..60}; do curl -s "$url/works/$((i % 6 + 1))/read?$i" >page; done
check_has "pages are read" "$(cat page)" "quillwort"
check_same "from the replicas" "$before" "$(asked one)"
read_two=$(asked two) read_three=$(asked three)
if [ "$read_two" -gt 0 ] && [ "$read_three" -gt 0 ]; then
  ok "from both of them"
else
  not_ok "from both of them" "$read_two and $read_three"
fi

# --- both stand still: who writes sees it at the next look
for port in "$two" "$three"; do pg_sql "$port" postgres "select pg_wal_replay_pause()"; done
check "a correction" "$solander" --archive lib edit 1 'title=Quite Another Name'
seen() { curl -s "$url/works/1?$RANDOM" | grep -o -m 1 'Quite Another Name' | head -n 1; }
wait_for "is shown though no replica has it" "Quite Another Name" seen
check_same "they are passed over, but not for long enough to be late" "behind behind" "$(states)"
check_same "they do not have it" "Tale 1" "$(pg_sql "$two" stories "select title from work where id = 1")"
older=0
for _ in {1..40}; do [ "$(seen)" ] || older=$((older + 1)); done
check_same "no page afterwards is older" 0 $older
printf 'Title: Late Tale\nAuthor: Ada\n\nThe bladderwort grew under the weir.\n\nNobody saw it.\n' >late.txt
"$solander" --archive lib add late.txt >/dev/null 2>&1
found() { curl -s "$url/api/v1/works?q=bladderwort" | jq -r '.works[0].title // ""'; }
wait_for "a list finds what came, and shows it" "Late Tale" found
wait_for "after database.lag they are late" "late late" states
check_same "the server has followed everything" true "$(health | jq .current)"
for port in "$two" "$three"; do pg_sql "$port" postgres "select pg_wal_replay_resume()"; done
wait_for "they go on, and are read from again" "following following" states
check_same "with what was written meanwhile" "Quite Another Name" "$(seen)"

# --- one is killed, under readers
read_pages() {
  while [ ! -e stop ]; do
    case $(curl -s -m 20 "$url/works/$((RANDOM % 6 + 1))/read?$RANDOM") in
      *quillwort*) echo . >>"pages.$1" ;;
      *) echo . >>"failed.$1" ;;
    esac
  done
}
readers=()
for i in 1 2; do read_pages $i & readers+=($!); done
sleep 0.5
killed=$(head -n 1 "$clusters/three/postmaster.pid")
kill -9 "$killed"
wait_for "one that is killed is away" "following away" states
sleep 0.5
touch stop
wait "${readers[@]}"
check_same "no reader noticed" "" "$(cat failed.* 2>/dev/null)"
echo "# $(cat pages.* | wc -l) pages while one was killed"
for _ in {1..50}; do  # its other processes end a moment later
  pg_start three "$three" 2>/dev/null && break
  sleep 0.1
done
wait_for "and taken up again when it is started" "following following" states

# --- the primary is away for a moment: what is on the replicas can be read
as "$programs/pg_ctl" -D "$clusters/one" -m immediate -w stop >/dev/null
check_has "pages of works come without the primary" "$(curl -s -m 5 "$url/works/2/read?away")" "quillwort"
check "the primary comes back" pg_start one "$one"
check "a correction then" "$solander" --archive lib edit 2 'title=After All'
seen_two() { curl -s "$url/works/2?$RANDOM" | grep -o -m 1 'After All' | head -n 1; }
wait_for "is shown" "After All" seen_two

# --- what is no replica is not read from
pg_sql "$one" postgres "create database other"
wait_for "there is another database" other pg_sql "$two" postgres "select datname from pg_database where datname = 'other'"
sed -i "s|^replicas = .*|replicas = [\"$(at "$one")\", \"postgresql://$me@127.0.0.1:$two/other\"]|" lib/solander.toml
serve lib
wait_for "the primary itself, and another database, are no replicas" "away away" states
why=$(health | jq -r '.replicas[]?.why')
check_has "which is said" "$why" "it takes writes itself"
check_has "of both" "$why" "holds another database"
check_has "pages come from the primary" "$(curl -s "$url/works/2/read")" "quillwort"
serve lib --public
check_lacks "strangers learn nothing of replicas" "$(curl -s "$url/healthz")" replicas
exit 0
