# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Words for shell tests. A test is tests/shell/NAME.sh and begins with:
#
#     . "$(dirname "$0")/lib.sh"
#
# It then stands in an empty temporary folder, removed at its end, with $solander (the program),
# $tests (tests/) and $top (the tree) set. Every check prints one line: `ok WHAT`, `not ok WHAT`
# or `skip WHAT`; lines with # in front say more. The exit status is 1 if anything was not ok.

set -u
tests=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
top=$(dirname "$tests")
solander=${SOLANDER:-$top/build/release/solander}
unset SOLANDER_ARCHIVE
export LC_ALL=C.UTF-8 TZ=UTC
if [ ! -x "$solander" ]; then
  echo "not ok there is a program at $solander"
  exit 1
fi

not_ok=0
started=()  # processes to end with the test
work=$(mktemp -d "${TMPDIR:-/tmp}/solander-test.XXXXXX")
finish() {
  local status=$?
  if [ ${#started[@]} -gt 0 ]; then kill "${started[@]}" 2>/dev/null; wait; fi
  cd / && chmod -R u+w "$work" && rm -rf "$work" ${aside:+"$aside"}
  if [ $status -eq 0 ] && [ $not_ok -gt 0 ]; then exit 1; fi
  exit $status
}
trap finish EXIT
cd "$work" || exit 1

# Under SOLANDER_TEST_ENGINE=postgres every archive a test makes is in a schema of its own of the server
# at SOLANDER_TEST_POSTGRES (./test starts it): `init` is told so here, and in no test.
if [ "${SOLANDER_TEST_ENGINE:-sqlite}" = postgres ]; then
  aside=$(mktemp -d "${TMPDIR:-/tmp}/solander-test.XXXXXX")
  cat >"$aside/solander" <<END
#!/usr/bin/env bash
verb=\$1
case \$verb in --archive) verb=\$3 ;; --json) verb=\$2 ;; esac
if [ "\$verb" = init ]; then
  case "\$*" in *--help* | *--database* | *--no-such*) ;; *)
    name=s\${$}_\$RANDOM
    psql -q "\$SOLANDER_TEST_POSTGRES" -c "create schema \$name" || exit
    set -- "\$@" --database "\$SOLANDER_TEST_POSTGRES&options=-csearch_path%3D\$name"
    ;;
  esac
fi
exec "$solander" "\$@"
END
  chmod +x "$aside/solander"
  solander=$aside/solander
fi

ok() { printf 'ok %s\n' "$1"; }
not_ok() {
  not_ok=$((not_ok + 1))
  printf 'not ok %s\n' "$1"
  if [ $# -gt 1 ]; then shift; printf '%s\n' "$*" | head -n 40 | sed 's/^/# /'; fi
}
skip() { printf 'skip %s\n' "$1"; }

# check WHAT COMMAND...: ok when the command exits 0.
check() {
  local what=$1 said status
  shift
  said=$("$@" 2>&1)
  status=$?
  if [ $status -eq 0 ]; then ok "$what"; else not_ok "$what" "exit $status of: $*"$'\n'"$said"; fi
}

# check_exit N WHAT COMMAND...: ok when the command exits with N.
check_exit() {
  local wanted=$1 what=$2 said status
  shift 2
  said=$("$@" 2>&1)
  status=$?
  if [ $status -eq "$wanted" ]; then
    ok "$what"
  else
    not_ok "$what" "exit $status, not $wanted, of: $*"$'\n'"$said"
  fi
}

# check_same WHAT EXPECTED ACTUAL: ok when the two texts are the same.
check_same() {
  if [ "$2" = "$3" ]; then ok "$1"; else not_ok "$1" "expected: $2"$'\n'"but was: $3"; fi
}

# check_has WHAT TEXT PIECE: ok when TEXT holds PIECE. check_lacks: when it does not.
check_has() {
  case $2 in *"$3"*) ok "$1" ;; *) not_ok "$1" "no '$3' in:"$'\n'"$2" ;; esac
}
check_lacks() {
  case $2 in *"$3"*) not_ok "$1" "'$3' in:"$'\n'"$2" ;; *) ok "$1" ;; esac
}

# sound_epub FILE: epubcheck finds no error and no warning. (Debian's /usr/bin/epubcheck is a jar
# that only runs where the kernel knows jars.)
sound_epub() { java -jar /usr/share/java/epubcheck.jar --failonwarnings "$1"; }

# free_port: a TCP port nobody listens on just now.
free_port() {
  local port
  while :; do
    port=$((20000 + RANDOM % 20000))
    (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
  done
  echo "$port"
}

# serve ARCHIVE [ARGUMENT...]: starts a server, waits until it answers, sets $url. It ends with
# the test.
serve() {
  local archive=$1 port
  shift
  port=$(free_port)
  "$solander" --archive "$archive" serve --port "$port" "$@" >serve.log 2>&1 &
  started+=($!)
  # shellcheck disable=SC2034
  url=http://127.0.0.1:$port
  for _ in {1..200}; do
    (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null && return 0
    kill -0 "${started[-1]}" 2>/dev/null || break
    sleep 0.05
  done
  not_ok "the server starts" "$(cat serve.log)"
  exit 1
}
