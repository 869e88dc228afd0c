#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# ./run and ./test: their words, their exit codes, and an archive of the samples.
. "$(dirname "$0")/lib.sh"

for command in run test; do
  check_has "./$command --help says how it is used" "$("$top/$command" --help)" "usage: ./$command"
  check_exit 2 "./$command refuses an unknown argument" "$top/$command" --no-such-thing
done
check_exit 2 "./run refuses a port that is none" "$top/run" --port 70000
check_exit 2 "./test refuses a test that is none" "$top/test" --only no-such-test
check_has ".ci/run calls ./test" "$(cat "$top/.ci/run")" ./test

# What follows would build the release, which ./test has done before it comes here.
if [ ! -x "$top/build/release/solander" ]; then
  skip "./run makes an archive and serves it: there is no release build"
  exit 0
fi
check "./run makes an archive" "$top/run" --no-serve --archive "$work/mine"
check "the archive is sound" "$solander" --archive "$work/mine" check

# A busy port: the first server holds it, ./run takes another and says so.
serve "$work/mine"
port=${url##*:}
"$top/run" --archive "$work/mine" --port "$port" --no-browser >run.log 2>&1 &
started+=($!)
for _ in {1..300}; do grep -q '^Your library: ' run.log && break; sleep 0.1; done
address=$(sed -n 's/^Your library: \([^ ]*\).*/\1/p' run.log)
check_has "./run says that the port is busy" "$(cat run.log)" "Port $port is busy"
check_has "./run serves a page at the address it prints" "$(curl -s "$address")" "<html"
kill -TERM "${started[-1]}"
wait "${started[-1]}"
check_same "./run ends in peace when it is told to" 0 $?
sleep 0.2
check_exit 7 "and its server is gone" curl -s "$address"
