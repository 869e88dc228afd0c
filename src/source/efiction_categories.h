// SPDX-License-Identifier: GPL-3.0-or-later
// What the categories of an eFiction site say: fandoms, stretches of one, or kinds of stories.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "source/efiction_site.h"
#include "source/efiction_text.h"

namespace solander {

class EfictionCategories {
  public:
    EfictionCategories(const EfictionSite& site, const EfictionText& text);

    /// False where half of them or more are kinds of stories.
    bool are_fandoms() const { return are_fandoms_; }
    /// The category itself, or above a season or a kind of story the first that is neither.
    std::string fandom(std::int64_t id) const;
    /// "Books > Lamp Street".
    std::string path(std::int64_t id) const;
    /// "Slash", "General": of no fandom.
    static bool names_kind(std::string_view name);

  private:
    const EfictionSite& site_;
    const EfictionText& text_;
    bool are_fandoms_ = true;
};

}  // namespace solander
