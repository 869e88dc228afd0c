// SPDX-License-Identifier: GPL-3.0-or-later
// What bytes are, by their content; never by the file's name.
#pragma once
#include <string_view>

#include "source/part.h"

namespace solander {

/// How bytes are read on: by which reader, or not yet by any.
enum class Reading : unsigned char {
    none,     ///< nothing to read: images, programs
    text,     ///< decode, then text or HTML
    unpack,   ///< libarchive: members of zip, tar, 7z, rar, lha
    unzip,    ///< the same for one packed file: gz, bz2, xz, zstd, Z (a tar inside is opened too)
    mail,     ///< mailboxes, messages, digests: message by message (see mail_pile.h)
    crawl,    ///< a crawl's records: page by page (see warc.h)
    coded,    ///< uuencoded files (see uuencode.h)
    compose,  ///< one part written from members or markup: EPUB (see composed.h)
    not_yet,  ///< holds text we cannot read (RTF, Word, PDF, old packers): kept and reported
};

struct Format {
    std::string_view name;  ///< "zip", "gif", "text", "pdf", "unknown"
    Media media = Media::binary;
    Reading reading = Reading::none;
};

/// Signatures first, then the look of the bytes: empty, wide text, text, binary. HTML, style sheets
/// and encoded dumps are told apart by text_media(), after decoding.
Format recognise(std::string_view bytes);

/// What a decoded text is: html when markup is dense or the file is an HTML document from its first
/// line; style for CSS; program for scripts; binary for uuencoded, base64 and PGP bodies; else
/// text. Text that mentions HTML or has <g> and <i> in it stays text.
Media text_media(std::string_view text);

/// Left behind by systems and not by people: __MACOSX, .DS_Store, Thumbs.db, desktop.ini.
bool is_system_litter(std::string_view path);

}  // namespace solander
