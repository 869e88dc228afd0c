#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Every command has --help; wrong usage exits 2 and says what to do; stdout stays clean.
. "$(dirname "$0")/lib.sh"

mapfile -t verbs < <("$solander" --help | awk '/^Subcommands:/ {on = 1; next} on && NF > 1 {print $1}
  on && !NF {exit}')
check "there are verbs" test ${#verbs[@]} -ge 10
for verb in "${verbs[@]}"; do
  said=$("$solander" "$verb" --help)
  check_same "$verb --help exits 0" 0 $?
  check_has "$verb --help has an example" "$said" "solander "
  check_exit 2 "$verb refuses an option it does not know" "$solander" "$verb" --no-such-option
done
check_has "--version says a version" "$("$solander" --version)" "solander "
check_exit 2 "no verb is wrong usage" "$solander"
check_exit 2 "an unknown verb is wrong usage" "$solander" no-such-verb

"$solander" find anything >out 2>err
check_same "no archive here is wrong usage" 2 $?
check_same "nothing of it goes to stdout" "" "$(cat out)"
check_has "the error begins with the program's name" "$(head -n 1 err)" "solander: "
check_has "and gives a hint" "$(sed -n 2p err)" "hint: "

"$solander" find '-rating:explicit' 2>err
check_has "a query that begins with - is told how" "$(cat err)" "goes behind --"

# A verb's name may be a word of the query, or the name of an archive.
"$solander" init add >/dev/null 2>&1
for word in show check serve; do
  check "find looks for the word '$word'" "$solander" --archive add find "$word"
done

# What cannot be written is said, once, and not called a fault of the program.
"$solander" --archive add stats >/dev/full 2>err
check_same "a full disk under stdout exits 1" 1 $?
check_has "and is said" "$(cat err)" "cannot write to stdout"
