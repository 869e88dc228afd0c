// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/warc.h"

#include <algorithm>

#include "base/text.h"
#include "source/hex.h"
#include "source/message_head.h"

namespace solander {
namespace {

constexpr std::size_t kLongestHead = 65536;
constexpr std::size_t kNone = std::string_view::npos;

/// "Name: value" lines up to the empty one; calls `on(name, value)`. False when no empty line ends
/// them.
template <class Sink>
bool read_fields(std::string_view text, std::size_t& at, Sink&& on) {
    const std::string_view head = text.substr(0, std::min(text.size(), at + kLongestHead));
    while (at < head.size()) {
        const std::string_view line = take_line(head, at);
        if (line.empty()) return true;
        const std::size_t colon = line.find(':');
        if (colon != kNone) on(line.substr(0, colon), trim(line.substr(colon + 1)));
    }
    return false;
}

std::uint64_t number_of(std::string_view digits) {
    std::uint64_t number = 0;
    for (const char c : digits.substr(0, 18)) {
        if (!is_ascii_digit(c)) break;
        number = number * 10 + static_cast<std::uint64_t>(c - '0');
    }
    return number;
}

/// Chunks put together; a wrong size ends it with what was there.
std::string joined_chunks(std::string_view body) {
    std::string out;
    std::size_t at = 0;
    while (at < body.size()) {
        const std::string_view line = trim(take_line(body, at));
        std::uint64_t size = 0;
        std::size_t digits = 0;
        for (; digits < line.size() && digits < 12 && hex_digit(line[digits]) >= 0; ++digits)
            size = size * 16 + static_cast<std::uint64_t>(hex_digit(line[digits]));
        // "face it, ..." is the page itself, whose chunks somebody joined before.
        const std::string_view behind = trim(line.substr(digits));
        if (digits == 0 || size == 0 || !(behind.empty() || behind.starts_with(';'))) break;
        out += body.substr(at, size);
        if (size >= body.size() - at) break;
        at += size;
        take_line(body, at);
    }
    return out;
}

}  // namespace

bool is_warc(std::string_view bytes) {
    constexpr std::size_t kHead = 2048;
    const std::string_view head = bytes.substr(0, kHead);
    if (!head.starts_with("WARC/") || head.size() < 8 || !is_ascii_digit(head[5])) return false;
    return ascii_lowered(head).find("\nwarc-type:") != std::string::npos;
}

bool WarcWalk::next(WarcRecord& record) {
    while (at_ < bytes_.size()) {
        const std::size_t found =
            bytes_.substr(at_).starts_with("WARC/") ? at_ : bytes_.find("\nWARC/", at_);
        if (found == kNone) {
            if (!trim(bytes_.substr(at_, kLongestHead)).empty()) skipped_ += bytes_.size() - at_;
            at_ = bytes_.size();
            return false;
        }
        const std::size_t start = bytes_[found] == '\n' ? found + 1 : found;
        if (!trim(bytes_.substr(at_, std::min(start - at_, kLongestHead))).empty())
            skipped_ += start - at_;
        at_ = start;
        take_line(bytes_, at_);
        record = {};
        std::uint64_t length = 0;
        const std::size_t head = at_;
        const bool ended =
            read_fields(bytes_, at_, [&](std::string_view name, std::string_view value) {
                if (equals_ignoring_ascii_case(name, "WARC-Type")) record.type = value;
                if (equals_ignoring_ascii_case(name, "WARC-Target-URI")) record.target = value;
                if (equals_ignoring_ascii_case(name, "WARC-Refers-To-Target-URI"))
                    record.refers_to = value;
                if (equals_ignoring_ascii_case(name, "Content-Length")) length = number_of(value);
            });
        if (!ended || record.type.empty()) {
            skipped_ += at_ - head;
            continue;
        }
        if (record.target.starts_with('<') && record.target.ends_with('>'))
            record.target = record.target.substr(1, record.target.size() - 2);
        record.length = length;
        record.whole = length <= bytes_.size() - at_;
        record.block = bytes_.substr(at_, length);
        if (!record.whole
            && complete_)  // the file was cut, or the length lies: the next record is not lost
            record.block = record.block.substr(0, record.block.find("\nWARC/"));
        at_ += record.block.size();
        return true;
    }
    return false;
}

HttpResponse read_http_response(std::string_view block) {
    HttpResponse response;
    if (!block.starts_with("HTTP/")) return response;
    std::size_t at = 0;
    const std::string_view line = take_line(block, at);
    const std::size_t blank = line.find(' ');
    if (blank == kNone) return response;
    bool chunked = false;
    if (!read_fields(block, at, [&](std::string_view name, std::string_view value) {
            if (equals_ignoring_ascii_case(name, "Content-Encoding")) response.coding = value;
            if (equals_ignoring_ascii_case(name, "Content-Type")) response.type = value;
            if (equals_ignoring_ascii_case(name, "Transfer-Encoding"))
                chunked = ascii_lowered(value).find("chunked") != std::string::npos;
        }))
        return response;
    response.status = static_cast<int>(number_of(line.substr(blank + 1, 3)));
    response.body = block.substr(at);
    // Some crawlers undid the chunks and left the line that speaks of them.
    if (chunked) response.joined = joined_chunks(response.body);
    if (equals_ignoring_ascii_case(response.coding, "identity")) response.coding = {};
    return response;
}

}  // namespace solander
