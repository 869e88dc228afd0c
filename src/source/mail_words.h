// SPDX-License-Identifier: GPL-3.0-or-later
// What header values say: encoded words (RFC 2047), parameters (RFC 2231), kinds of content.
#pragma once
#include <string>
#include <string_view>

namespace solander {

/// "=?iso-8859-1?Q?Schnee=93?=" and raw bytes alike, unfolded, as UTF-8 on one line. Bytes that
/// are in no charset said are taken for `declared` when they fit it.
std::string header_text(std::string_view value, std::string_view declared = {});

struct ContentKind {
    std::string type = "text", subtype = "plain";  ///< lower case
    std::string charset, boundary, name;           ///< name: for display, UTF-8
    bool flowed = false, delete_space = false;     ///< format=flowed, delsp=yes (RFC 3676)
    bool is(std::string_view t) const { return type == t; }
    bool is(std::string_view t, std::string_view s) const { return type == t && subtype == s; }
};
/// Of a Content-Type value; of an empty one text/plain.
ContentKind read_content_type(std::string_view value);

struct Disposition {
    bool attachment = false;
    std::string name;
};
Disposition read_disposition(std::string_view value);

/// Content of quoted-printable and base64 as bytes. Never fails: what is no code stays as it is,
/// and what is no base64 is passed over.
std::string from_quoted_printable(std::string_view text);
std::string from_base64(std::string_view text);

}  // namespace solander
