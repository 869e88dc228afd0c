#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What a newcomer meets who types what seems right: every error says what to do, and every summary
# says what became of her files. On both engines.
. "$(dirname "$0")/lib.sh"

# refused N WHAT PIECE COMMAND...: exits with N, says PIECE in its first line, a hint in the next,
# and nothing else came before.
refused() {
  local wanted=$1 what=$2 piece=$3 status
  shift 3
  "$solander" "$@" >out 2>err
  status=$?
  check_same "$what: exit status" "$wanted" "$status"
  check_has "$what: said first" "$(head -n 1 err)" "$piece"
  check_has "$what: the next step" "$(sed -n 2p err)" "hint: "
  check_same "$what: nothing on stdout" "" "$(cat out)"
}

# --- the archive in the pile, the pile in the archive
mkdir -p pile/sub
cp "$top/samples/authors/maris-tern/lampglass.txt" pile/
: >pile/empty.txt
printf 'GIF89a and a boat' >pile/cover.gif
refused 1 "init in the pile" "is not empty" init pile
check_has "the way out can be typed" "$(cat err)" "add $work/pile"
check "init makes an archive" "$solander" init lib
refused 1 "init twice" "is an archive already" init lib
export SOLANDER_ARCHIVE=$work/lib
refused 2 "add of the archive" "is this archive itself" add lib
refused 2 "add of what is in it" "lies in this archive" add lib/words
refused 1 "add of nothing" "there is nothing at /nopile" add /nopile
check_lacks "no summary follows" "$(cat err)" Received

# --- the summary
cp -r lib pile/sub/other
said=$("$solander" add pile 2>&1)
check_has "an archive in the pile is named" "$said" "$work/pile/sub/other is an archive: passed over"
check_has "one story is no stories" "$said" "1  story added"
check_has "what is no story can be asked for" "$said" "solander findings --not-stories"
said=$("$solander" findings --not-stories)
check_has "an empty file is listed" "$said" "empty.txt: an empty file"
check_has "an image is listed" "$said" "cover.gif: an image"
check "and in JSON" bash -c "'$solander' --json findings --not-stories |
  jq -es 'map(.class) == [\"image\", \"empty\"] and all(.sha256 | length == 64)'"
check_lacks "they are no findings" "$("$solander" findings 2>&1)" cover.gif
(cd pile && zip -q twin.zip lampglass.txt)
said=$("$solander" add pile/twin.zip 2>&1)
check_has "one file is no files" "$said" "Received 1 file,"
check_has "twins are said" "$("$solander" findings)" "the same text as work 1"

# --- slips of the fingers
refused 2 "a verb there is not" "there is no verb 'frobnicate'" frobnicate
check_has "the verbs are named" "$(cat err)" "init, add, explain"
refused 2 "a verb mistyped" "there is no verb 'exprot'" exprot 1
check_has "the one meant is named" "$(cat err)" "did you mean export?"
refused 2 "an argument too much" "show takes one ID; '2' is too much" show 1 2
refused 2 "an argument too few" "show wants ID" show
refused 2 "an option mistyped" "find has no option --sotr" find --sotr date
check_has "the option meant is named" "$(cat err)" "did you mean --sort?"
refused 2 "a number that is none" "'-3' is no number" find --limit -3
refused 2 "an option without its value" "--limit wants a value" find --limit
refused 2 "an order there is not" 'there is no order "foo"' find --sort foo
refused 2 "an address that is none" "'nowhere' is no address" serve --address nowhere
refused 1 "an address of another machine" "cannot listen on 203.0.113.9" serve --port 0 --address 203.0.113.9
check_has "it is the address, not the port" "$(cat err)" "no such address"

# --- explain
said=$("$solander" explain pile/empty.txt pile/cover.gif)
check_has "an empty file is called so" "$said" "an empty file: it is kept"
check_has "an image is called so" "$said" "an image: it is kept"
check_lacks "nothing more is said of them" "$said" "Nothing looked odd"
printf '\320\317\021\340\241\261\032\341 old' >letter.doc
check_lacks "no such word as 'a ole'" "$("$solander" explain letter.doc)" "a ole"
{ printf '<html><body><h1>The Pier</h1><p>by Ada Marsh</p>'
  for n in {1..9}; do printf '<p>On day %s it rained on the pier, and nobody asked why.</p>' "$n"; done
} >one-line.html
said=$("$solander" explain one-line.html)
check_has "HTML in one line is shown block by block" "$said" "| On day 9 it rained"
check_lacks "and not as its source" "$said" "<p>"

# --- history
"$solander" edit 1 'title=Other Glass' >/dev/null 2>&1
times=$("$solander" show 1 --history | sed -n '/^History/,$p' | grep -o '^  [0-9-]*T[0-9:]*Z')
check_same "history is in order of time" "$(sort <<<"$times")" "$times"
check_has "the correction is last" "$("$solander" show 1 --history | tail -n 1)" "set title"

# --- damage
digest=$("$solander" --json show 1 | jq -r '.originals[0].sha256')
held=lib/originals/${digest:0:2}/${digest:2:2}/$digest
chmod u+w "$held" && printf x >>"$held"
said=$("$solander" check 2>&1)
check_has "check names the file and the work" "$said" "original altered: lampglass.txt (work 1)"
check_has "and where it came from" "$said" "it came from $work/pile/lampglass.txt"
