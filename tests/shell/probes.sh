#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What people try on a server that strangers can reach, and with files that they send in: raw bytes to the program
# itself, other people's accounts, containers that lead out of their folder, bombs, entities.
# (tests/web/hostile_test.cpp tries every route; tests/web/request_reader_test.cpp every bad request.)
. "$(dirname "$0")/lib.sh"
export SOLANDER_ARCHIVE=$work/lib

# --- files that would reach out of their container
mkdir -p pile/in outside/a
echo 'canary of the machine' >outside/secret.txt
story() { # N: one that nobody wrote before
  printf 'Title: Tale %s\nAuthor: Ada Marsh\nFandom: Common Weir\nRating: G\nArchive: Anywhere\n\n' "$1"
  for i in 1 2 3 4 5 6 7 8; do
    echo "Paragraph $i of tale $1: Nettie went down to the weir, number $(($1 * 97 + i * 31)), and counted the lamps again."
    echo
  done
}
# Where they would lie if they got out.
escaped() { find / /tmp "${TMPDIR:-/tmp}" "$HOME" -maxdepth 1 -name "*escaped$$*"; find outside lib -name '*escaped*'; }
(
  cd pile/in || exit
  mkdir -p xx/xx xxxx
  story 1 >xx/escaped$$-1.txt && zip -qr ../up.zip xx/escaped$$-1.txt
  story 2 >xx/xx/escaped$$-2.txt && zip -qr ../upper.zip xx/xx/escaped$$-2.txt
  story 3 >xxxx/escaped$$-3.txt && zip -qr ../absolute.zip xxxx/escaped$$-3.txt
  story 4 >back.txt && zip -q ../backslash.zip back.txt
  ln -s "$work/outside/secret.txt" link.txt && ln -s "$work/outside" linked
  story 5 >good.txt
  zip -qy ../links.zip link.txt linked good.txt
  tar cf ../links.tar link.txt linked good.txt
  tar cPf ../up.tar --transform "s,^good.txt,../../escaped$$-5.txt," good.txt
  tar cPf ../absolute.tar --transform "s,^good.txt,$work/outside/escaped$$-6.txt," good.txt
  # A link, and then a file through it.
  mkdir through && ln -s "$work/outside" through/out && tar cf ../through.tar through/out
  rm through/out && mkdir through/out && story 7 >through/out/escaped$$-7.txt
  tar rf ../through.tar through/out/escaped$$-7.txt
  ln good.txt hard.txt && tar cf ../hard.tar good.txt hard.txt
)
# The same length, so that only names change.
LC_ALL=C sed -i "s,xx/escaped,../escaped,g" pile/up.zip
LC_ALL=C sed -i "s,xx/xx/escaped,../../escaped,g" pile/upper.zip
LC_ALL=C sed -i "s,xxxx/escaped,/tmp/escaped,g" pile/absolute.zip
LC_ALL=C sed -i 's,back\.txt,..\\x.txt,g' pile/backslash.zip
rm -r pile/in

# --- documents that would have the reader fetch something, or grow without end
entity='<!DOCTYPE x [<!ENTITY out SYSTEM "file://'$work'/outside/secret.txt"><!ENTITY % far SYSTEM "http://127.0.0.1:9/far.dtd"> %far;]>'
lol='<!DOCTYPE x [<!ENTITY a "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa">'
for pair in ba cb dc ed fe gf hg; do
  lol+="<!ENTITY ${pair:0:1} \"$(printf "&${pair:1:1};%.0s" {1..12})\">"
done
lol+=']>'
text=$(story 20 | sed -n '8,$p' | sed 's,.*,<p>&</p>,')
epub() { # FILE PROLOGUE REFERENCE
  mkdir -p e/META-INF
  printf application/epub+zip >e/mimetype
  cat >e/META-INF/container.xml <<END
<?xml version="1.0"?>$2<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="a.opf" media-type="application/oebps-package+xml"/></rootfiles></container>
END
  cat >e/a.opf <<END
<?xml version="1.0"?>$2<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="i"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="i">$1</dc:identifier><dc:title>Book $1 $3</dc:title><dc:language>en</dc:language></metadata><manifest><item id="c" href="../../../..$work/outside/secret.txt" media-type="application/xhtml+xml"/><item id="d" href="c.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="c"/><itemref idref="d"/></spine></package>
END
  printf '<?xml version="1.0"?>%s<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body><p>%s</p>%s</body></html>' \
    "$2" "$3" "$text" >e/c.xhtml
  (cd e && zip -qX0 ../pile/"$1" mimetype && zip -qrX ../pile/"$1" META-INF a.opf c.xhtml)
  rm -r e
}
epub out.epub "$entity" '&out;'
epub lol.epub "$lol" '&h;'
docx() { # FILE PROLOGUE REFERENCE
  mkdir -p d/word d/_rels
  echo '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>' >'d/[Content_Types].xml'
  printf '<?xml version="1.0"?>%s<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>Tale of %s %s</w:t></w:r></w:p>%s</w:body></w:document>' \
    "$2" "$1" "$3" "$(sed 's,<p>,<w:p><w:r><w:t>,g; s,</p>,</w:t></w:r></w:p>,g' <<<"$text")" >d/word/document.xml
  (cd d && zip -qrX ../pile/"$1" .)
  rm -r d
}
docx out.docx "$entity" '&out;'
docx lol.docx "$lol" '&h;'
printf '<?xml version="1.0"?>%s<mysqldump><database name="x"><table_data name="fanfiction_stories"><row><field name="sid">1</field><field name="title">&out;</field></row></table_data></database></mysqldump>' \
  "$entity" >pile/out.xml
printf '<?xml version="1.0"?>%s<rss><channel><item><title>&h;</title></item></channel></rss>' "$lol" >pile/lol.xml
printf '<html><head><title>x</title></head><body><!--#include virtual="/etc/passwd"--><p>%s</p></body></html>' "$text" >pile/ssi.html

# --- bombs: of one member, of many layers
head -c 100M /dev/zero | gzip -9 >pile/zeros.txt.gz
head -c 100M /dev/zero | zip -q pile/zeros.zip -
cp pile/zeros.txt.gz layer.gz && for _ in 1 2 3 4; do gzip -c layer.gz >next.gz && mv next.gz layer.gz; done && mv layer.gz pile/layers.gz
story 30 >pile/last.txt

"$solander" init lib 2>/dev/null
(ulimit -v 3000000 && timeout 120 "$solander" --json add pile >add.json 2>add.err)
check_same "hostile files are added as any others" 0 $?
check_same "nothing was written beside the archive" "" "$(escaped)"
check_same "nor where links lead" "a secret.txt" "$(ls outside | tr '\n' ' ' | sed 's/ $//')"
check_same "every original is kept under its digest, and nothing else" "" \
  "$(find lib/originals -type f -o -type l | grep -vE '/[0-9a-f]{2}/[0-9a-f]{2}/[0-9a-f]{64}$')"
check_same "no text came from outside of the pile" "" "$("$solander" --json find 'canary' | head -n 1)"
check_same "in no card either" 0 "$("$solander" --json find '' --limit 0 | grep -c 'canary of')"
check "what stands in such containers is there all the same" \
  test "$("$solander" --json find '"counted the lamps again"' --limit 0 | wc -l)" -ge 5
check "bombs are said to be bombs" bash -c "'$solander' findings --limit 0 2>/dev/null | grep -q bomb"
check "the archive is whole" "$solander" check

# --- a server for strangers
for name in ann ben; do echo 'four words of snow' | "$solander" user add $name --role reader 2>/dev/null; done
echo 'four words of snow' | "$solander" user add kat --role archivist 2>/dev/null
id=$("$solander" --json find 'title:"Tale 30"' | jq -s '.[0].id')
serve lib --public
host=127.0.0.1 port=${url##*:}
# say BYTES (as printf %b has them): what the server answers until it closes, or a second has passed.
say() {
  exec 9<>/dev/tcp/$host/"$port" || return
  printf '%b' "$1" >&9
  timeout 1 cat <&9
  exec 9<&-
}
first() { sed -n '1s/^HTTP\/1.1 \([0-9]*\).*/\1/p'; }
answers() { grep -ac '^HTTP/1.1 '; }

smuggled='GET /healthz?smuggled HTTP/1.1\r\nHost: a\r\n\r\n'
for probe in \
  'a length and chunks|Content-Length: 4\r\nTransfer-Encoding: chunked|0\r\n\r\n' \
  'chunks and a length|Transfer-Encoding: chunked\r\nContent-Length: 60|0\r\n\r\n' \
  'two lengths|Content-Length: 0\r\nContent-Length: 44|' \
  'a list of lengths|Content-Length: 0, 44|' \
  'a length with a sign|Content-Length: +0|' \
  'a length with a blank before the colon|Content-Length : 44|' \
  'a length on a folded line|X: y\r\n Content-Length: 44|' \
  'a coding with a blank before the colon|Transfer-Encoding : chunked|0\r\n\r\n' \
  'a coding on a folded line|Transfer-Encoding:\r\n chunked|0\r\n\r\n' \
  'two codings|Transfer-Encoding: chunked\r\nTransfer-Encoding: x|0\r\n\r\n' \
  'a coding nobody knows|Transfer-Encoding: xchunked|0\r\n\r\n' \
  'bare line feeds|X: y\nTransfer-Encoding: chunked|0\r\n\r\n' \
  'a bare carriage return|X: y\rTransfer-Encoding: chunked|0\r\n\r\n' \
  'a NUL|X: y\0000z|'; do
  IFS='|' read -r what head body <<<"$probe"
  said=$(say "POST /adult HTTP/1.1\r\nHost: a\r\n$head\r\n\r\n$body$smuggled" | tr -d '\0')
  case $(first <<<"$said") in 400 | 501) refused=yes ;; *) refused="no: $(head -n 1 <<<"$said")" ;; esac
  check_same "refused: $what" yes "$refused"
  check_same "and nothing behind it is a request" 1 "$(answers <<<"$said")"
done
for probe in 'HTTP/0.9|GET /\r\n\r\n|400' 'HTTP/2|PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n|400' 'TLS|\x16\x03\x01\x02\x00\x01|400' \
  'a target without end|GET /'"$(printf 'x%.0s' {1..20000})"' HTTP/1.1\r\nHost: a\r\n\r\n|431' \
  'a head without end|GET / HTTP/1.1\r\n'"$(printf 'X: y\\r\\n%.0s' {1..4000})"'|431' \
  'another host in the address|GET http://evil.example/ HTTP/1.1\r\nHost: a\r\n\r\n|400' \
  'two hosts|GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n|400' \
  'TRACE|TRACE / HTTP/1.1\r\nHost: a\r\n\r\n|501' 'a proxy is asked for|CONNECT evil.example:80 HTTP/1.1\r\nHost: a\r\n\r\n|501'; do
  IFS='|' read -r what bytes wanted <<<"$probe"
  check_same "$what is $wanted" "$wanted" "$(say "$bytes" | first)"
done
check_same "three requests in one piece are answered in turn" 3 \
  "$(say 'GET /healthz HTTP/1.1\r\nHost: a\r\n\r\nGET /robots.txt HTTP/1.1\r\nHost: a\r\n\r\nGET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n' | answers)"

# --- addresses
for path in /../../etc/passwd /..%2f..%2fetc/passwd /%2e%2e/%2e%2e/etc/passwd /assets/../../etc/passwd /assets/%2e%2e%2fsolander.toml \
  '/works/1%00.epub' '/..\..\etc\passwd' /%5c..%5c/etc/passwd /works/%c0%ae%c0%ae/x /.//x //etc/passwd /%252e%252e/etc/passwd \
  /assets/solander-..%2f..%2f.css /solander.toml /catalogue.db /.git/config /works/-1 /works/1.5 /works/1e3 /works/0x1; do
  status=$(curl -s --path-as-is -o page -w '%{http_code}' "$url$path")
  case $status in 400 | 404) ok "no file behind $path" ;; *) not_ok "no file behind $path" "$status" ;; esac
done

# --- people
login() { # NAME
  curl -s -o /dev/null -D head -d "name=$1" --data-urlencode 'password=four words of snow' "$url/login"
  sed -n 's/^Set-Cookie: \(session=[^;]*\).*/\1/p' head | tr -d '\r'
}
ann=$(login ann) ben=$(login ben) kat=$(login kat)
check "people can log in" test "${#ann}" -gt 40
status() { curl -s -o page -w '%{http_code}' "$@"; }
check_same "ann has her page" 200 "$(status -b "$ann" "$url/account")"
token=$(sed -n 's/.*name="form" value="\([^"]*\)".*/\1/p' page | head -n 1)
check_same "ben cannot send her form" 403 "$(status -b "$ben" -d "form=$token" "$url/account/sessions")"
check_same "nor end her sessions with it" 200 "$(status -b "$ann" "$url/account")"
for path in /admin /admin/findings /admin/stats /admin/twins "/admin/review/$id" "/admin/permission/$id" "/works/$id/original" /admin/people \
  /admin/series /admin/tags /admin/tags/history /admin/tags/tags.csv; do
  check_same "a reader meets nothing at $path" 404 "$(status -b "$ann" "$url$path")"
  check_same "a stranger neither" 404 "$(status "$url$path")"
done
check_same "the keeper does" 200 "$(status -b "$kat" "$url/works/$id/original")"
for forged in session= session=x "session=$(printf 'A%.0s' {1..64})" "${ann%?}" "session=' or 1=1 --" "${ann}x"; do
  check_same "a session nobody gave is none: ${forged:0:20}" 303 "$(status -b "$forged" "$url/account")"
done
check_same "a session that the browser brought is not taken over" no \
  "$(curl -s -o /dev/null -D - -b 'session=fixed0000000000000000000000000000000000000000' -d name=ann --data-urlencode \
    'password=four words of snow' "$url/login" | grep -q 'session=fixed' && echo yes || echo no)"
check_has "its cookie is for no script and no other site" "$(cat head)" "SameSite=Lax; HttpOnly"

# --- ways out
for to in https://evil.example/ //evil.example '/\evil.example' '/%09/evil.example' $'/\t/evil.example' $'/x\r\nSet-Cookie: a=1'; do
  curl -s -o /dev/null -D head --data-urlencode "to=$to" "$url/adult"
  place=$(sed -n 's/^Location: //p' head | tr -d '\r')
  check_lacks "no way out by ${to@Q}" "$place" "//evil"
  check_same "and one cookie, ours" 1 "$(grep -ac '^Set-Cookie: ' head)"
done

# --- the end
kill "${started[-1]}"
wait "${started[-1]}"
check_same "SIGTERM ends it well" 0 $?
check_lacks "nothing of all that was an error of ours" "$(cat serve.log)" "error"
