// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/member_bytes.h"

#include <algorithm>
#include <optional>

#include "base/spool.h"
#include "source/peel.h"
#include "source/sql_dump.h"

namespace solander {

MemberBytes::Outcome MemberBytes::read(Bundle& bundle, std::uint64_t part, std::uint64_t left) {
    constexpr std::size_t kLook = std::size_t{16} << 20;  // here it is decided
    const std::uint64_t look = std::min<std::uint64_t>(kLook, part);
    held_.clear();
    mapped_.reset();
    why_.clear();
    std::optional<Spool> spool;
    bool too_big = false, looked = false;
    const auto begin_spool = [&] {
        auto made = Spool::make();
        if (!made) {
            why_ = made.error().message;
            return false;
        }
        spool.emplace(std::move(*made));
        const bool written = spool->write(held_);
        std::string().swap(held_);
        return written;
    };
    const auto take = [&](std::string_view block) {
        if (spool) return spool->write(block);
        held_ += block;
        // A dump may say late that it is a site's.
        if (!looked && held_.size() > look) {
            looked = true;
            if (read_in_pieces(held_) || looks_like_sql(held_)) return begin_spool();
        }
        too_big = held_.size() > part;
        return !too_big;
    };
    const Bundle::Outcome outcome = bundle.read_blocks(take, left);
    if (spool) {
        auto mapped = spool->mapped();
        if (mapped)
            mapped_ = std::make_shared<const MappedFile>(std::move(*mapped));
        else
            why_ = mapped.error().message;
    }
    if (!why_.empty()) return Outcome::no_room;
    too_big = too_big || outcome == Bundle::Outcome::too_big
              || (bytes().size() > part && !read_in_pieces(bytes()));
    if (too_big) return Outcome::too_big;
    return outcome == Bundle::Outcome::damaged ? Outcome::damaged : Outcome::whole;
}

}  // namespace solander
