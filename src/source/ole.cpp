// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/ole.h"

#include <algorithm>

namespace solander {
namespace {

constexpr std::uint32_t kLastSector = 0xFFFFFFFA;  // from here on: free, end of chain ...

std::vector<std::uint32_t> numbers_of(std::string_view bytes) {
    std::vector<std::uint32_t> numbers(bytes.size() / 4);
    for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] = ole_number(bytes, i * 4, 4);
    return numbers;
}

}  // namespace

std::uint32_t ole_number(std::string_view bytes, std::size_t at, std::size_t size) {
    if (at > bytes.size() || bytes.size() - at < size) return 0;
    std::uint32_t value = 0;
    for (std::size_t i = size; i-- > 0;)
        value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

OleFile::OleFile(std::string_view bytes) : bytes_(bytes) {
    constexpr std::size_t kHead = 512;
    if (bytes.size() < kHead) return;
    shift_ = ole_number(bytes, 30, 2) == 12 ? 12 : 9;
    mini_cutoff_ = std::min<std::uint32_t>(ole_number(bytes, 56, 4), 1U << 20);
    read_table();
    read_directory();
}

std::string_view OleFile::sector(std::uint32_t number) const {
    const std::uint64_t from = (static_cast<std::uint64_t>(number) + 1) << shift_;
    if (number >= kLastSector || from >= bytes_.size()) return {};
    return bytes_.substr(static_cast<std::size_t>(from), std::size_t{1} << shift_);
}

/// The table of which sector follows which lies in sectors that the head and its list name.
void OleFile::read_table() {
    const std::size_t most = (bytes_.size() >> shift_) + 1;  // sectors there can be
    std::vector<std::uint32_t> tables;
    for (std::size_t i = 0; i < 109; ++i) tables.push_back(ole_number(bytes_, 76 + i * 4, 4));
    std::uint32_t more = ole_number(bytes_, 68, 4);
    for (std::size_t step = 0; step < most && !sector(more).empty(); ++step) {
        const std::vector<std::uint32_t> list = numbers_of(sector(more));
        if (list.size() < 2) break;
        tables.insert(tables.end(), list.begin(), list.end() - 1);
        more = list.back();
    }
    for (const std::uint32_t table : tables) {
        if (next_.size() >= most) break;
        const std::vector<std::uint32_t> part = numbers_of(sector(table));
        next_.insert(next_.end(), part.begin(), part.end());
    }
}

std::string OleFile::chain(std::uint32_t start, std::uint64_t size) const {
    const std::uint64_t most = std::min<std::uint64_t>(size, bytes_.size());
    std::string out;
    for (std::uint32_t at = start; out.size() < most;) {
        const std::string_view piece = sector(at);
        if (piece.empty()) break;
        out += piece;
        if (at >= next_.size()) break;
        at = next_[at];
    }
    if (out.size() > most) out.resize(static_cast<std::size_t>(most));
    return out;
}

std::string OleFile::mini_chain(std::uint32_t start, std::uint64_t size) const {
    const std::uint64_t most = std::min<std::uint64_t>(size, mini_.size());
    std::string out;
    for (std::uint32_t at = start; out.size() < most;) {
        const std::uint64_t from = static_cast<std::uint64_t>(at) << mini_shift_;
        if (from >= mini_.size()) break;
        out += mini_.substr(static_cast<std::size_t>(from), std::size_t{1} << mini_shift_);
        if (at >= mini_next_.size()) break;
        at = mini_next_[at];
    }
    if (out.size() > most) out.resize(static_cast<std::size_t>(most));
    return out;
}

void OleFile::read_directory() {
    constexpr std::size_t kEntry = 128, kMostEntries = 10'000;
    const std::string directory = chain(ole_number(bytes_, 48, 4), kEntry * kMostEntries);
    for (std::size_t at = 0; at + kEntry <= directory.size(); at += kEntry) {
        const std::string_view entry = std::string_view(directory).substr(at, kEntry);
        const std::size_t length = std::min<std::size_t>(ole_number(entry, 64, 2), 64);
        std::string name;
        for (std::size_t i = 0; i + 2 < length; i += 2)  // ASCII in UTF-16
            name += entry[i + 1] == '\0' ? entry[i] : '?';
        const char kind = entry[66];
        const std::uint32_t start = ole_number(entry, 116, 4), size = ole_number(entry, 120, 4);
        if (kind == 5 && mini_.empty()) mini_ = chain(start, size);
        if (kind == 2) entries_.push_back({std::move(name), start, size});
    }
    mini_next_ = numbers_of(chain(ole_number(bytes_, 60, 4),
                                  static_cast<std::uint64_t>(ole_number(bytes_, 64, 4)) << shift_));
}

std::optional<std::string> OleFile::stream(std::string_view name) const {
    for (const Entry& entry : entries_)
        if (entry.name == name)
            return entry.size < mini_cutoff_ ? mini_chain(entry.start, entry.size)
                                             : chain(entry.start, entry.size);
    return std::nullopt;
}

}  // namespace solander
