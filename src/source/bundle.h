// SPDX-License-Identifier: GPL-3.0-or-later
// Members of zip, tar, 7z, rar, lha and packed single files, one after the other, in memory.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/finding.h"

namespace solander {

/// Reads by libarchive; writes nothing to disk. `bytes` must outlive it.
class Bundle {
  public:
    /// `packed_file`: gz, bz2 ... of one file (or of a tar); `name` is then what the member is
    /// called.
    Bundle(std::string_view bytes, bool packed_file, std::string_view name);
    ~Bundle();
    Bundle(const Bundle&) = delete;
    Bundle& operator=(const Bundle&) = delete;

    enum class Kind { file, folder, link, encrypted };
    struct Member {
        std::string name;  ///< raw bytes as stored; UTF-8 where the container says so
        Kind kind = Kind::file;
    };
    /// The next member's head. False at the end, or when the rest cannot be read: then trouble()
    /// says why.
    bool next(Member& member);

    enum class Outcome { whole, damaged, too_big };
    /// The member's bytes into `out`, at most `limit` of them. Damaged: what could be read.
    Outcome read(std::string& out, std::uint64_t limit);

    /// The member's bytes block by block, for as long as `take` wants more; never more than
    /// `limit`.
    Outcome read_blocks(const std::function<bool(std::string_view)>& take, std::uint64_t limit);

    /// The member's first bytes, about `size` of them.
    void read_head(std::string& out, std::size_t size);
    /// Unpacks and forgets the rest of the member, but stops when unpacked() is over `limit`.
    void drain(std::uint64_t limit);
    /// Bytes that came out so far, of all members.
    std::uint64_t unpacked() const { return unpacked_; }

    /// libarchive's words for the last fault; empty when there was none.
    const std::string& trouble() const { return trouble_; }

  private:
    struct State;
    std::unique_ptr<State> state_;
    std::string trouble_;
    std::uint64_t unpacked_ = 0;
};

}  // namespace solander
