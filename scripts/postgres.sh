#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# A PostgreSQL of its own for tests and measurements, thrown away with the shell that started it. Sourced,
# never run; wants scripts/common.sh.
#
# start_postgres: starts it (as root too) and exports SOLANDER_TEST_POSTGRES, its address. The cluster,
# made by Debian's pg_virtualenv in a temporary folder, lives as long as a pipe from us is open: it goes
# when we end, however we end. 1 when it does not come up.

postgres_pipe='' postgres_process=''

start_postgres() {
  local said log=$logs/postgres.log waited
  [ -z "$postgres_pipe" ] || return 0
  mkdir -p "$logs"
  said=$(mktemp -u "${TMPDIR:-/tmp}/solander-postgres.XXXXXX")
  # The server flushes nothing to the disk (pg_virtualenv says so): tests kill it, not the machine.
  # shellcheck disable=SC2016
  exec {postgres_pipe}> >(exec pg_virtualenv -t -o max_connections=300 -- bash -c \
    'echo "postgresql://$PGUSER:$PGPASSWORD@localhost:$PGPORT/postgres?sslmode=disable" >"$1.new"
     mv "$1.new" "$1"
     exec cat >/dev/null' - "$said" >"$log" 2>&1)
  postgres_process=$!
  for ((waited = 0; waited < 600; ++waited)); do
    [ ! -e "$said" ] || break
    kill -0 "$postgres_process" 2>/dev/null || break
    sleep 0.1
  done
  if [ ! -e "$said" ]; then
    stop_postgres
    tail -n 20 "$log" >&2
    return 1
  fi
  SOLANDER_TEST_POSTGRES=$(cat "$said")
  export SOLANDER_TEST_POSTGRES
  rm -f "$said"
}

stop_postgres() {
  [ -n "$postgres_pipe" ] || return 0
  exec {postgres_pipe}>&-
  wait "$postgres_process" 2>/dev/null
  postgres_pipe=''
  unset SOLANDER_TEST_POSTGRES
}
