#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# An archive in PostgreSQL, as its keeper meets it: made, refused, lost in the middle, used from two folders.
. "$(dirname "$0")/lib.sh"

if [ -z "${SOLANDER_TEST_POSTGRES:-}" ]; then
  skip "there is no PostgreSQL to try (./test starts one)"
  exit 0
fi
schema=k$$
address="$SOLANDER_TEST_POSTGRES&options=-csearch_path%3D$schema"
password=$(sed 's|.*://[^:]*:||; s|@.*||' <<<"$SOLANDER_TEST_POSTGRES")
sql() { psql -qAt "$SOLANDER_TEST_POSTGRES" -c "set search_path to $schema" -c "$1"; }

# --- refused, with the next step
for wrong in "mysql://u:$password@localhost/x" "postgresql://u:$password@localhost/x?no=option"; do
  check_exit 2 "an address that is none is wrong usage" "$solander" init no --database "$wrong"
done
for wrong in "postgresql://u:$password@127.0.0.1:1/x" "$SOLANDER_TEST_POSTGRES&dbname=not_there" \
  "$SOLANDER_TEST_POSTGRES&user=nobody_here" "$address"; do
  "$solander" init no --database "$wrong" >out 2>err
  check_same "a database that cannot be used is an error" 1 $?
  check_has "with the next step" "$(cat err)" "hint: "
  check_lacks "and without the password" "$(cat out err)" "$password"
  check "and no folder is made" test ! -e no
done
check_has "the last one had no schema" "$(cat err)" "create schema"

# --- made
psql -q "$SOLANDER_TEST_POSTGRES" -c "create schema $schema"
check "init makes it" "$solander" init lib --database "$address"
check_same "the file with the password is its owner's alone" 600 "$(stat -c %a lib/solander.toml)"
check "there is no catalogue in the folder" test ! -e lib/catalogue.db
check_exit 1 "the same folder again is refused" "$solander" init lib --database "$address"
"$solander" init other --database "$address" >/dev/null 2>err
check_same "so is the same database from another folder" 1 $?
check_has "which says how that is done" "$(cat err)" "copy solander.toml"
SOLANDER_LOG_LEVEL=debug "$solander" --archive lib add "$top/samples" >/dev/null 2>log
check_same "stories come in" 0 $?
check_has "every statement is in the log when asked for" "$(cat log)" "insert into work("
check_lacks "the password never" "$(cat log)" "$password"
check "all is in order" "$solander" --archive lib check
# --- another folder of the same archive, as on another machine
mkdir second && cp lib/solander.toml second/ && ln -s "$work/lib/originals" second/originals
check_same "it holds the same works" "$("$solander" --archive lib --json find '' --limit 1000 | jq -s 'map(.id)|sort')" \
  "$("$solander" --archive second --json find '' --limit 1000 | jq -s 'map(.id)|sort')"
serve second
check "a correction here" "$solander" --archive lib edit 1 'title=Quite Another Name'
for _ in {1..50}; do
  page=$(curl -s "$url/works/1")
  case $page in *"Quite Another Name"*) break ;; esac
  sleep 0.1
done
check_has "shows there" "$page" "Quite Another Name"
mkdir new && printf 'Title: Late Tale\nAuthor: Ada\n\nThe quillwort grew under the weir.\n\nNobody saw it.\n' >new/late.txt
check "a story here" "$solander" --archive lib add new
for _ in {1..50}; do
  page=$(curl -s "$url/works?q=quillwort")
  case $page in *"Late Tale"*) break ;; esac
  sleep 0.1
done
check_has "is found there by its words" "$page" "Late Tale"
check_same "the server says that it has followed everything" '{"status":"ok","current":true,"behind":0}' \
  "$(curl -s "$url/healthz")"

# --- the server goes away
psql -q "$SOLANDER_TEST_POSTGRES" -c "select pg_terminate_backend(pid) from pg_stat_activity
  where application_name = 'solander' and query not like '%pg_terminate%'" >/dev/null
check_has "pages come back on new connections" "$(curl -s "$url/works/1"; curl -s "$url/works?q=the")" \
  "Quite Another Name"

mkdir pile
for i in {1..900}; do
  printf 'Title: Tale %s\nAuthor: Ada\n\nThe boat %s went out before the bell.\n\nIt came back.\n' "$i" "$i" >"pile/$i.txt"
done
"$solander" --archive lib add pile >/dev/null 2>err &
adding=$!
for _ in {1..300}; do
  [ "$(sql "select count(*) from pg_locks where locktype = 'advisory'")" = 0 ] || break
  sleep 0.01
done
psql -q "$SOLANDER_TEST_POSTGRES" -c "select pg_terminate_backend(l.pid) from pg_locks l
  where l.locktype = 'advisory'" >/dev/null
wait $adding
check_same "an add that lost its connection goes on with another" 0 $?
check "all is in order after it" "$solander" --archive lib check
files=$(find pile -type f | wc -l)
check_same "once" "$files" "$(sql "select count(*) from receipt where convert_from(path, 'UTF8') like '%/pile/%'")"

# --- moved to a file and back
before=$("$solander" --archive lib dump | sha256sum)
"$solander" --archive lib move --to sqlite >/dev/null 2>err
check_same "a catalogue that is served from anywhere does not move" 1 $?
check_has "and what to do is said" "$(cat err)" "stop them first"
kill "${started[@]}"; wait "${started[@]}" 2>/dev/null; started=()
check "the catalogue moves to a file" "$solander" --archive lib move --to sqlite
check_lacks "the settings name no database" "$(cat lib/solander.toml)" postgresql
check_same "a dump says the same" "$before" "$("$solander" --archive lib dump | sha256sum)"
check_exit 1 "the place it left is not empty" "$solander" --archive lib move --to "$address"
psql -q "$SOLANDER_TEST_POSTGRES" -c "drop schema $schema cascade" -c "create schema $schema" 2>/dev/null
check "it moves to the database" "$solander" --archive lib move --to "$address"
check_same "and says the same again" "$before" "$("$solander" --archive lib dump | sha256sum)"
check "all is in order" "$solander" --archive lib check

# --- originals in the database, and an add there that is killed
check "originals go into the database" "$solander" --archive lib move --originals database
check_has "the settings say so" "$(cat lib/solander.toml)" 'in = "database"'
mv lib/originals files
check "all is in order without the files" "$solander" --archive lib check
mkdir more
for i in {1..600}; do
  printf 'Title: Raft %s\nAuthor: Ada\n\nThe raft %s went out before the bell.\n\nIt came back.\n' "$i" "$i" >"more/$i.txt"
done
"$solander" --archive lib add more >/dev/null 2>&1 &
adding=$!
for _ in {1..300}; do
  [ "$(sql "select count(*) from pg_locks where locktype = 'advisory'")" = 0 ] || break
  sleep 0.01
done
kill -9 $adding
wait $adding 2>/dev/null
check "an add that was killed leaves nothing half-done" "$solander" --archive lib check
check "it is said again" "$solander" --archive lib add more
check_same "every file is there, once" 600 "$(sql "select count(*) from receipt r join original_piece p
  on p.original = r.original where convert_from(r.path, 'UTF8') like '%/more/%'")"
check_same "and none in the folder" 0 "$(find lib/originals -type f 2>/dev/null | wc -l)"
check "originals come back" "$solander" --archive lib move --originals folder
check_same "as files" "$(sql "select count(*) from original")" "$(find lib/originals -type f | wc -l)"
check "all is in order" "$solander" --archive lib check

sql "drop schema $schema cascade" 2>/dev/null
exit 0
