#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The unit of systemd in share/: what systemd says of it, and that what it does is what the program knows.
. "$(dirname "$0")/lib.sh"

unit=$top/share/solander.service
command=$(sed -n 's/^ExecStart=//p' "$unit")
check_same "it serves the archive of its own folder, to strangers" \
  "/usr/local/bin/solander --archive /var/lib/solander serve --public" "$command"
check_has "the manual installs it" "$(cat "$top/docs/operations.md")" "share/solander.service"
for said in User=solander NoNewPrivileges=yes ProtectSystem=strict MemoryDenyWriteExecute=yes StateDirectory=solander; do
  check "it says $said" grep -qx "$said" "$unit"
done

if command -v systemd-analyze >/dev/null; then
  # Of this program, where it lies here; whoever verifies it need not have its user or its manual.
  sed -e "s,/usr/local/bin/solander,$solander,g" -e '/^Documentation=/d' "$unit" >solander.service
  said=$(systemd-analyze verify ./solander.service 2>&1 | grep solander.service)
  check_same "systemd understands all of it" "" "$said"
  # 0.0 would be a program without network and files, 10.0 one that may do everything.
  check "and finds it well shut in" systemd-analyze security --no-pager --offline=true --threshold=20 ./solander.service
else
  skip "systemd understands all of it (there is no systemd-analyze)"
  skip "and finds it well shut in (there is no systemd-analyze)"
fi

# What the unit forbids, as far as that can be tried without systemd: few files, a narrow mask, no home, no terminal.
umask 0077
"$solander" init lib 2>/dev/null
"$solander" --archive lib add "$top/samples/fandoms" >/dev/null 2>&1
port=$(free_port)
(
  ulimit -n 1024 -c 0
  exec env -i HOME=/nonexistent PATH=/nonexistent "$solander" --archive lib serve --public --port "$port" </dev/null >serve.log 2>&1
) &
started+=($!)
for _ in {1..100}; do
  (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null && break
  sleep 0.05
done
check "it serves without a home, a path and a terminal" curl -sf -o page "http://127.0.0.1:$port/works"
check_has "and says how many it can hold where few files may be open" "$(cat serve.log)" "LimitNOFILE="
check_same "what it writes is for its user alone" "" "$(find lib -type f -perm /077)"
kill "${started[-1]}"
wait "${started[-1]}"
check_same "it ends well" 0 $?
