// SPDX-License-Identifier: GPL-3.0-or-later
// What names are beside each other: canonical or synonym, sub of a meta, in a fandom; and what
// follows: under which names a work that bears one is filed.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "vocabulary/tag.h"

namespace solander {

/// A tag; with id 0 one that has no row yet, and gets one when something is said of it.
struct TagName {
    std::int64_t id = 0;
    TagKind kind = TagKind::fandom;
    std::string name;
};

enum class NameStanding : std::uint8_t {
    unsettled,  ///< nobody has said anything
    canonical,  ///< the one that stands for others
    synonym,    ///< means one or several canonical names
    ignored,    ///< stays as it was written, and nobody is asked about it again
};
std::string_view name_of(NameStanding);  ///< also the act that makes it so

/// What was said of one name. Lists without doubles, in the order they were said.
struct NameFacts {
    NameStanding standing = NameStanding::unsettled;
    std::vector<std::int64_t> synonym_of;
    std::vector<std::int64_t> metas;          ///< act "sub"; of canonical names alone of effect
    std::vector<std::int64_t> fandoms;        ///< act "parent"
    std::string note, category, description;  ///< words for people
};
bool operator==(const NameFacts&, const NameFacts&);

/// Something that must not be said; `other` is what it is about as well, 0: nothing.
struct NameFault {
    enum class What : std::uint8_t {
        itself,            ///< synonym, sub or parent of itself
        not_canonical,     ///< synonym of `other`, or sub of it, which is not canonical
        no_fandom,         ///< parent `other` is no canonical fandom
        fandom_of_fandom,  ///< a fandom has no fandom
        other_kind,        ///< sub of a tag of another kind
        circle,            ///< a sub tag of itself in the end
    } what;
    std::int64_t name = 0, other = 0;
};

class NameGraph {
  public:
    const NameFacts& of(std::int64_t name) const;
    /// Made when it is not there yet.
    NameFacts& at(std::int64_t name) { return facts_[name]; }
    /// One row of what holds; acts of other meaning are passed over.
    void say(std::int64_t name, std::string_view act, std::int64_t other, std::string_view value);
    const std::unordered_map<std::int64_t, NameFacts>& all() const { return facts_; }

    /// A canonical name and all its metas, theirs too; of a synonym what its canonical names give.
    /// Rising, each once. Empty: filed under itself alone.
    std::vector<std::int64_t> filed_under(std::int64_t name) const;
    bool is_canonical(std::int64_t name) const {
        return of(name).standing == NameStanding::canonical;
    }

    /// All that must not be; `kind_of` gives a number by kind, 0 for fandoms. By name.
    std::vector<NameFault> faults(const std::function<int(std::int64_t)>& kind_of) const;

  private:
    std::unordered_map<std::int64_t, NameFacts> facts_;
};

}  // namespace solander
