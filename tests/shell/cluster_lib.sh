# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# PostgreSQL clusters of a test's own, a primary and its replicas, gone with it. Sourced after lib.sh.
# Sets $programs, $me (who may connect) and $clusters (their folder). A test that adds to away() what must
# end first gives its own end_first().

programs=$(find /usr/lib/postgresql/*/bin -maxdepth 0 2>/dev/null | sort -V | tail -n 1)
if [ -z "$programs" ]; then
  skip "there is no PostgreSQL to try"
  exit 0
fi
# PostgreSQL does not run as root.
me=$(id -un)
if [ "$EUID" = 0 ]; then me=postgres; fi
clusters=$(mktemp -d "${TMPDIR:-/tmp}/solander-clusters.XXXXXX")
as() (
  cd "$clusters" || exit 1
  if [ "$EUID" = 0 ]; then runuser -u "$me" -- "$@"; else "$@"; fi
)
[ "$EUID" != 0 ] || chown "$me" "$clusters"
end_first() { :; }
# shellcheck disable=SC2317  # called by the trap
away() {
  local status=$? folder
  end_first
  for folder in "$clusters"/*/; do
    as "$programs/pg_ctl" -D "$folder" -m immediate stop >/dev/null 2>&1
  done
  [ ${#started[@]} -eq 0 ] || { kill -9 "${started[@]}" && wait "${started[@]}"; } 2>/dev/null
  rm -rf "$clusters"
  (exit $status)
  finish
}
trap away EXIT
solander=${SOLANDER:-$top/build/release/solander}  # its archive is in no schema of another server
unset SOLANDER_TEST_ENGINE

# pg_start NAME PORT; pg_sql PORT DATABASE STATEMENT...
pg_start() { as "$programs/pg_ctl" -D "$clusters/$1" -l "$clusters/$1.log" -w -o "-p $2" start >/dev/null; }
pg_sql() {
  local port=$1 database=$2 statement statements=()
  shift 2
  for statement; do statements+=(-c "$statement"); done
  as "$programs/psql" -qAth "$clusters" -p "$port" "$database" "${statements[@]}"
}

# start_primary NAME PORT: with an empty database `stories`.
start_primary() {
  as "$programs/initdb" -D "$1" -U "$me" -A trust -E UTF8 --locale=C.UTF-8 --no-sync >/dev/null
  cat >>"$clusters/$1/postgresql.conf" <<END
listen_addresses = '127.0.0.1'
unix_socket_directories = '$clusters'
fsync = off
max_connections = 100
END
  check "a primary starts" pg_start "$1" "$2"
  pg_sql "$2" postgres "create database stories" || exit 1
}

# start_replica NAME PORT PRIMARY_PORT
start_replica() {
  check "a replica is made" as "$programs/pg_basebackup" -h "$clusters" -p "$3" -D "$1" -R -X stream -c fast --no-sync
  check "and starts" pg_start "$1" "$2"
}
