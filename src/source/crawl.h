// SPDX-License-Identifier: GPL-3.0-or-later
// The pages of a web crawl (WARC, or WARC packed by gzip record by record), each by its address.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/finding.h"
#include "source/inflate.h"
#include "source/warc.h"

namespace solander {

/// gzip, and a crawl's first record in it.
bool is_packed_warc(std::string_view bytes);

struct CrawlPage {
    std::string address;     ///< for display
    std::string_view bytes;  ///< unpacked; valid until the next page is asked for
    std::string charset;     ///< that the server said
    std::uint64_t unpacked = 0;
    bool too_big = false;          ///< then without bytes
    std::vector<Finding> trouble;  ///< with it
};

/// What was asked, what was not found and what is said to be as before is counted. Linear; holds
/// one record.
class Crawl {
  public:
    /// `limit`: of one page; `most`: unpacked, of all. `bytes` must outlive it.
    Crawl(std::string_view bytes, std::uint64_t limit, std::uint64_t most);
    /// The next answer, at most `room` bytes of it.
    bool next(CrawlPage& page, std::uint64_t room);
    /// What is to be said of all of it; at the end.
    std::vector<Finding> report() const;
    /// Bytes unpacked of a packed one, so far.
    std::uint64_t unpacked() const { return unpacked_; }

  private:
    bool next_record(WarcRecord& record);
    bool next_packed(WarcRecord& record);
    bool more(std::string& out, std::size_t size);
    void pass_over(WarcRecord& record);

    std::string_view bytes_;
    const std::uint64_t limit_, most_;
    WarcWalk walk_;
    std::unique_ptr<GzipStream> stream_;
    std::string window_;  ///< of a packed one
    std::size_t at_ = 0;  ///< in the window
    bool ended_ = false, bomb_ = false;
    std::string type_, target_;  ///< of a record whose window is gone
    std::uint64_t unpacked_ = 0, skipped_ = 0;
    std::string page_;  ///< the one given last, when it had to be unpacked
    std::string joined_;
    std::map<std::string, std::uint64_t> others_;
    std::vector<std::uint64_t> seen_, referred_;  ///< hashes of addresses
};

}  // namespace solander
