// SPDX-License-Identifier: GPL-3.0-or-later
// Compound files (OLE), in which Office kept its documents until 2007: streams by name.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace solander {

/// Little-endian numbers; 0 where the bytes end before.
std::uint32_t ole_number(std::string_view bytes, std::size_t at, std::size_t size);

class OleFile {
  public:
    explicit OleFile(std::string_view bytes);
    /// Bytes of the first stream of that name, as far as its chain leads; nullopt when there is
    /// none. A chain that goes round in a circle ends at the stream's stated size.
    std::optional<std::string> stream(std::string_view name) const;

  private:
    struct Entry {
        std::string name;
        std::uint32_t start = 0;
        std::uint64_t size = 0;
    };
    std::string_view sector(std::uint32_t number) const;
    std::string chain(std::uint32_t start, std::uint64_t size) const;
    std::string mini_chain(std::uint32_t start, std::uint64_t size) const;
    void read_table();
    void read_directory();

    std::string_view bytes_;
    unsigned shift_ = 9, mini_shift_ = 6;
    std::uint32_t mini_cutoff_ = 4096;
    std::vector<std::uint32_t> next_, mini_next_;
    std::vector<Entry> entries_;
    std::string mini_;
};

}  // namespace solander
