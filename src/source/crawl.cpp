// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/crawl.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "base/text.h"
#include "source/member_name.h"

namespace solander {
namespace {

constexpr std::size_t kPiece = std::size_t{1} << 20;

std::uint64_t key_of(std::string_view address) { return std::hash<std::string_view>()(address); }

/// "text/html; charset=euc-kr".
std::string charset_in(std::string_view type) {
    const std::string low = ascii_lowered(type);
    const std::size_t at = low.find("charset=");
    if (at == std::string::npos) return {};
    std::string_view value = trim(std::string_view(low).substr(at + 8));
    if (value.starts_with('"') || value.starts_with('\'')) value.remove_prefix(1);
    return std::string(value.substr(0, value.find_first_of("\"'; ,")));
}

}  // namespace

bool is_packed_warc(std::string_view bytes) {
    constexpr std::size_t kHead = 4096;
    if (!bytes.starts_with("\x1F\x8B")) return false;
    std::string head;
    GzipStream(bytes.substr(0, 65536)).more(head, kHead);
    return is_warc(head);
}

Crawl::Crawl(std::string_view bytes, std::uint64_t limit, std::uint64_t most)
    : bytes_(bytes), limit_(limit), most_(most), walk_(bytes) {
    if (bytes.starts_with("\x1F\x8B")) stream_ = std::make_unique<GzipStream>(bytes);
}

bool Crawl::next_record(WarcRecord& record) {
    if (stream_) return next_packed(record);
    return walk_.next(record);
}

bool Crawl::more(std::string& out, std::size_t size) {
    const std::size_t before = out.size();
    bomb_ = bomb_ || unpacked_ > most_;
    const bool got = !bomb_ && stream_->more(out, size);
    unpacked_ += out.size() - before;
    return got;
}

/// A record bigger than is read: what follows it becomes the window.
void Crawl::pass_over(WarcRecord& record) {
    std::uint64_t left = record.length - record.block.size();
    type_ = record.type;
    target_ = record.target;
    record.type = type_;
    record.target = target_;
    record.refers_to = record.block = {};
    record.bigger = true;
    window_.clear();
    at_ = 0;
    while (more(window_, kPiece)) {
        if (window_.size() > left) {
            window_.erase(0, left);
            return;
        }
        left -= window_.size();
        window_.clear();
    }
    ended_ = true;
}

/// Records out of a window that is moved along the stream.
bool Crawl::next_packed(WarcRecord& record) {
    for (;;) {
        WarcWalk walk(std::string_view(window_).substr(at_), ended_);
        const bool found = walk.next(record);
        if (found && record.whole) {
            at_ += walk.at();
            skipped_ += walk.skipped();
            return true;
        }
        if (ended_) {
            at_ = std::min(at_ + walk.at(), window_.size());
            skipped_ += walk.skipped();
            return found;
        }
        if (found && record.block.size() > limit_ + kPiece) {
            pass_over(record);
            return true;
        }
        if (!found && walk.skipped() > 0 && window_.size() - at_ > limit_ + kPiece) {
            skipped_ += window_.size() - at_;
            at_ = window_.size();
        }
        window_.erase(0, at_);
        at_ = 0;
        ended_ = !more(window_, std::max(kPiece, std::min(window_.size(), 8 * kPiece)));
    }
}

bool Crawl::next(CrawlPage& page, std::uint64_t room) {
    WarcRecord record;
    while (next_record(record)) {
        page = {};
        page_.clear();
        page.address = readable_name(record.target, "windows-1252");
        if (record.type == "revisit") {
            const std::string_view of = record.refers_to.empty() ? record.target : record.refers_to;
            referred_.push_back(key_of(of));
        }
        HttpResponse response;
        page.bytes = record.block;
        if (record.type == "response") {
            response = read_http_response(record.block);
            joined_ = std::move(response.joined);
            page.bytes = joined_.empty() ? response.body : std::string_view(joined_);
            page.charset = charset_in(response.type);
        }
        if (record.bigger) {
            page.too_big = true;
            page.bytes = {};
            return true;
        }
        const bool answer = record.type == "resource" || record.type == "conversion"
                            || (record.type == "response" && response.status == 200);
        if (!answer || page.address.empty() || page.bytes.empty()) {
            ++others_[record.type == "response"
                          ? fmt::format("answers {}", response.status)
                          : readable_name(record.type.substr(0, 40), "windows-1252")];
            continue;
        }
        seen_.push_back(key_of(record.target));
        if (!record.whole)
            page.trouble.push_back({"damaged-member", "the file ends inside it", {}});
        const std::uint64_t most = std::min(limit_, room);
        if (can_inflate(response.coding)) {
            Inflated got = inflated(page.bytes, response.coding, most);
            page.unpacked = got.bytes.size();
            page.too_big = got.too_big;
            // Some crawlers unpacked it and left the line that speaks of it.
            if (!got.bytes.empty() && (got.whole || !record.whole)) {
                page_ = std::move(got.bytes);
                page.bytes = page_;
            } else if (!got.bytes.empty() && !got.too_big) {
                page.trouble.push_back(
                    {"damaged-member", "damaged; what could be unpacked was kept", {}});
                page_ = std::move(got.bytes);
                page.bytes = page_;
            }
        } else if (!response.coding.empty()) {
            page.trouble.push_back(
                {"not-opened",
                 fmt::format("packed as {}, kept but not read",
                             readable_name(response.coding.substr(0, 40), "windows-1252")),
                 {}});
        }
        page.too_big = page.too_big || page.bytes.size() > limit_;
        if (page.too_big) page.bytes = {};
        return true;
    }
    return false;
}

std::vector<Finding> Crawl::report() const {
    std::vector<Finding> findings;
    std::string counted;
    bool missed = false;
    for (const auto& [kind, count] : others_) {
        counted += fmt::format("{}{} {}", counted.empty() ? "" : ", ", count, kind);
        // Requests and descriptions stand beside every answer, and nobody misses them.
        missed = missed || (kind != "request" && kind != "metadata" && kind != "warcinfo");
    }
    std::vector<std::uint64_t> seen = seen_;
    std::sort(seen.begin(), seen.end());
    const auto absent = std::count_if(referred_.begin(), referred_.end(), [&](std::uint64_t key) {
        return !std::binary_search(seen.begin(), seen.end(), key);
    });
    if (absent > 0)
        counted += fmt::format("; {} of those said to be as before are in another crawl", absent);
    if (missed)
        findings.push_back(
            {"crawl-records", "records without a page of their own: " + counted, {}});
    const std::uint64_t skipped = skipped_ + walk_.skipped();
    if (skipped > 0)
        findings.push_back(
            {"damaged-container", fmt::format("{} bytes of it belong to no record", skipped), {}});
    if (bomb_)
        findings.push_back(
            {"zip-bomb",
             fmt::format("unpacks to more than {} bytes; its reading stopped", most_),
             {}});
    if (stream_ && stream_->damaged())
        findings.push_back(
            {"damaged-container", "damaged, or cut off; it was read up to there", {}});
    return findings;
}

}  // namespace solander
