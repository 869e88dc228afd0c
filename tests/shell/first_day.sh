#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# A person's first day with the program: init, add, find, show, explain, export, edit, check.
# On both engines.
. "$(dirname "$0")/lib.sh"
export SOLANDER_ARCHIVE=$work/lib

# --- receiving
check "init makes an archive" "$solander" init lib
check_exit 1 "init refuses a folder that is an archive already" "$solander" init lib
cp -r "$top/samples" pile
before=$(cd pile && find . -type f -exec sha256sum {} + | sort)
added=$("$solander" --json add pile 2>add.err | tail -n 1)
check_same "add speaks JSON" object "$(jq -r type <<<"$added")"
check "at least twenty stories came in" jq -e '.stories_added >= 20' <<<"$added"
check_same "add changes no file of the pile" "$before" \
  "$(cd pile && find . -type f -exec sha256sum {} + | sort)"
again=$("$solander" --json add pile 2>/dev/null | tail -n 1)
check "the same pile again brings no story" jq -e '.stories_added == 0' <<<"$again"
check "and is already held" jq -e '.already_held > 0' <<<"$again"
check_exit 1 "a path that is not there is an error" "$solander" add pile/no-such-folder

# --- finding
works=$("$solander" --json find '' --limit 1000)
check "find with no words lists the works" test "$(wc -l <<<"$works")" -ge 20
check "every line is a work with an id" jq -es 'all(.id > 0)' <<<"$works"
check "no e-mail address is in any of them" jq -es \
  'map(del(.originals) | tostring | test("[a-z0-9]@[a-z0-9]")) | any | not' <<<"$works"
id=$(jq -s '[.[] | select(.title and .words > 300)][0].id' <<<"$works")
title=$(jq -rs "map(select(.id == $id))[0].title" <<<"$works")
check "a title is found" bash -c \
  "'$solander' --json find 'title:\"${title//\"/}\"' | jq -es 'map(.id) | index($id) != null'"
"$solander" find '(unclosed' >/dev/null 2>find.err
check_same "a query that is none is wrong usage" 2 $?
check_has "and the place is pointed at" "$(cat find.err)" "^"

# --- reading
check_has "show names the work" "$("$solander" show "$id")" "$title"
check "its text is words" test "$("$solander" show "$id" --text | wc -w)" -gt 200
digest=$("$solander" --json show "$id" | jq -r '.originals[0].sha256')
check_same "the original comes back to the byte" "$digest" \
  "$("$solander" show "$id" --original | sha256sum | cut -d' ' -f1)"
check_same "and lies in the archive under its name" "$digest" \
  "$(sha256sum <"lib/originals/${digest:0:2}/${digest:2:2}/$digest" | cut -d' ' -f1)"
check_exit 1 "a work that is not there is an error" "$solander" show 999999

# --- understanding
story=pile/fandoms/saltmarsh-row/stilts.txt
check "explain needs no archive" env -u SOLANDER_ARCHIVE "$solander" explain "$story"
check "and speaks JSON, with spans" bash -c \
  "'$solander' --json explain '$story' | jq -es 'all(.file and .class and (.claims | length > 0))'"
check_exit 1 "explain says that a file is not there" "$solander" explain pile/no-such-file

# --- carrying away
mkdir out
for format in epub html txt json; do
  check "export to $format" "$solander" export "$id" --to $format -o "out/one.$format"
done
check "epubcheck has nothing to say of the EPUB" sound_epub out/one.epub
"$solander" export "$id" --to epub -o - >out/two.epub
check "the same EPUB twice is the same to the byte" cmp out/one.epub out/two.epub
check "the HTML is well-formed" bash -c "xmllint --html --noout out/one.html 2>xmllint.log"
check "the JSON is the work" jq -e ".id == $id" out/one.json
mapfile -t all < <(jq -r .id <<<"$works")
check "all works in one book" "$solander" export "${all[@]}" --one-book -o out/all.epub
check "epubcheck has nothing to say of the book" sound_epub out/all.epub

addresses=$("$solander" export '' --to addresses -o - 2>/dev/null)
check_has "where works were leads to where they are" "$addresses" "http://archive.example.org/works/417	/works/"
check "but not to those that readers may not see" bash -c "! grep -q viewstory <<<'$addresses'"

# --- correcting
check "a title is corrected" "$solander" edit "$id" "title=Another Title"
check_same "the correction shows" "Another Title" "$("$solander" --json show "$id" | jq -r .title)"
check "the kept originals are read anew" "$solander" reread
check_same "the correction survives that" "Another Title" \
  "$("$solander" --json show "$id" | jq -r .title)"

# --- keeping
check "check finds all in order" "$solander" check
held=lib/originals/${digest:0:2}/${digest:2:2}/$digest
chmod u+w "$held" && printf x >>"$held"
check_exit 1 "check sees an altered original" "$solander" check
check_has "and names it" "$("$solander" --json check 2>/dev/null | jq -r '.altered[0]')" "$digest"
check_has "with the works that are read from it" "$("$solander" --json check 2>/dev/null | jq '.damaged[0].ids | length > 0')" true
rm -f "$held"
check_has "a missing one too" "$("$solander" --json check 2>/dev/null | jq -c .missing)" "$digest"
printf stray >lib/originals/stray
check_has "and a stray one" "$("$solander" --json check 2>/dev/null | jq -c .stray)" stray
