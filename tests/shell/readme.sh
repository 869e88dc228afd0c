#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs every command of README.md: the ```sh blocks, from top to bottom, in one folder.
#
# `solander` is the program just built; `~/old-stories` and every other pile a reader would have
# is samples/. Blocks marked ```sh no-test (cloning, ./run, ./test) are only shown. A line that
# ends in & or begins with `solander serve` is started, and must still run when the test ends.
# On both engines.
. "$(dirname "$0")/lib.sh"

readme=$top/README.md
if [ ! -f "$readme" ]; then
  skip "there is no README.md yet"
  exit 0
fi

mkdir bin home
ln -s "$solander" bin/solander
ln -s "$top/samples" home/old-stories
ln -s "$top/samples" samples
export PATH=$work/bin:$PATH HOME=$work/home

# The commands, one a line; a line ended by a backslash goes on in the next; comments are left out.
mapfile -t commands < <(awk '
  /^```sh *$/ { inside = 1; next }
  /^```/ { inside = 0 }
  inside' "$readme" | sed -e ':a' -e '/\\$/N; s/\\\n */ /; ta' -e 's/^\$ //' -e '/^ *\(#.*\)\?$/d')
[ ${#commands[@]} -gt 0 ] || not_ok "README.md has commands in \`\`\`sh blocks"

for command in "${commands[@]}"; do
  case $command in
    *solander*" serve"*)
      port=$(free_port)
      # The port of the example may be taken on this machine.
      case $command in *--port*) ;; *) command="${command%%#*} --port $port" ;; esac
      bash -c "exec ${command% &}" >serve.log 2>&1 &
      started+=($!)
      sleep 1
      check "README: $command" kill -0 "${started[-1]}"
      ;;
    cd\ *)
      # A folder the earlier lines made.
      if cd "${command#cd }"; then ok "README: $command"; else not_ok "README: $command"; fi
      ;;
    *) check "README: $command" bash -c "$command" ;;
  esac
done
