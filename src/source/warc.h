// SPDX-License-Identifier: GPL-3.0-or-later
// The records of a web crawl (WARC 0.17 to 1.1), and the page inside an HTTP response.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace solander {

struct WarcRecord {
    std::string_view type;       ///< "response" "resource" "request" "revisit" "warcinfo" ...
    std::string_view target;     ///< the address it is of; empty for warcinfo
    std::string_view refers_to;  ///< of a revisit: the address that had the same before
    std::string_view block;      ///< what the record holds
    std::uint64_t length = 0;    ///< that it said
    bool whole = true;           ///< false: the file ends inside it
    bool bigger = false;         ///< than what is read: it has no block
};

/// A file that begins with a record's version line and names a type of record below it.
bool is_warc(std::string_view bytes);

/// One record after the other; `bytes` must outlive it. Linear: where a length lies, the next
/// version line is looked for.
class WarcWalk {
  public:
    /// `complete`: nothing comes behind `bytes`.
    explicit WarcWalk(std::string_view bytes, bool complete = true)
        : bytes_(bytes), complete_(complete) {}
    bool next(WarcRecord& record);
    std::size_t at() const { return at_; }              ///< behind the last one
    std::uint64_t skipped() const { return skipped_; }  ///< bytes that belong to no record

  private:
    std::string_view bytes_;
    bool complete_;
    std::size_t at_ = 0;
    std::uint64_t skipped_ = 0;
};

struct HttpResponse {
    int status = 0;           ///< 0: no HTTP head
    std::string_view coding;  ///< Content-Encoding: "gzip", "br" ...; empty for none
    std::string_view type;    ///< Content-Type
    std::string_view body;    ///< as it stands, when it is in one piece
    std::string joined;       ///< of chunks; then `body` is empty
    std::string_view bytes() const { return joined.empty() ? body : std::string_view(joined); }
};
HttpResponse read_http_response(std::string_view block);

}  // namespace solander
