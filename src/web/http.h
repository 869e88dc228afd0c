// SPDX-License-Identifier: GPL-3.0-or-later
// Requests and responses as the pages see them; no socket in sight.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/mapped_file.h"

namespace solander {

struct Request {
    std::string method;  ///< "GET" "HEAD" "POST"
    std::string path;    ///< percent-decoded, always begins with /, no "." or ".." segments, no NUL
    std::vector<std::pair<std::string, std::string>> query;    ///< decoded, in order
    std::vector<std::pair<std::string, std::string>> headers;  ///< names in lower case
    std::string body;
    std::string target;  ///< as sent, origin form
    std::string peer;    ///< address at the other end of the connection: a proxy's, where one is

    /// First value of that name; empty when there is none.
    std::string_view parameter(std::string_view name) const;
    std::vector<std::string_view> parameters(std::string_view name) const;
    std::string_view header(std::string_view lower_case_name) const;
    std::string_view cookie(std::string_view name) const;
};

/// The bytes of an answer, in memory or in a file that stays as it is. Copies share them.
class Body {
  public:
    Body() = default;
    Body(std::string text);
    explicit Body(MappedFile file);
    std::string_view bytes() const { return bytes_; }
    std::size_t size() const { return bytes_.size(); }

  private:
    std::shared_ptr<const void> owner_;
    std::string_view bytes_;
};

struct Response {
    unsigned status = 200;
    std::string type = "text/html; charset=utf-8";
    Body body;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string etag;  ///< with its quotes; empty = none

    static Response page(std::string html, unsigned status = 200);
    static Response file(std::string bytes, std::string_view type, std::string_view file_name);
    /// `digest` stands for all of it, as its tag.
    static Response file(MappedFile file, std::string_view digest, std::string_view type,
                         std::string_view file_name);
    static Response redirect(std::string_view location);  ///< 303 to a path of ours
};

/// Status line and headers of an answer, with the empty line; `always` are those that every answer
/// has unless it says otherwise itself. Nothing in a value can begin a line of its own.
std::string head_text(const Response&, unsigned status,
                      const std::vector<std::pair<std::string, std::string>>& always,
                      std::string_view connection);

/// Splits and decodes an origin-form target. Nothing for one that is not acceptable: bad percent
/// signs, a NUL, dot segments, not beginning with /.
bool parse_target(std::string_view target, Request& into);
/// `path` when it is an address of this server that can stand in a header, else `otherwise`: what a
/// form says about where to go next.
std::string path_of_ours(std::string_view path, std::string_view otherwise);
/// name=value&..., + and %XX decoded (application/x-www-form-urlencoded).
std::vector<std::pair<std::string, std::string>> parse_form(std::string_view text);
/// A query string from pairs, without the question mark.
std::string form_text(const std::vector<std::pair<std::string, std::string>>&);
/// Without what stands for somebody: the secret of a private link.
std::string_view path_for_log(const Request&);
/// Strong tag over the bytes.
std::string etag_of(std::string_view bytes);
/// RFC 6266 with an ASCII fallback: attachment; filename="..."; filename*=UTF-8''...
std::string attachment(std::string_view file_name);

}  // namespace solander
