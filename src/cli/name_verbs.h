// SPDX-License-Identifier: GPL-3.0-or-later
// What `people` and `series` have in common: names joined, parted, renamed, and all of it taken
// back.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "archive/archive.h"

namespace solander {

class NameVerbs {
  public:
    NameVerbs(Archive& archive, NameList list, std::string by, bool json);

    /// `words` are a verb and what it is about; nothing when the first is no verb of ours.
    std::optional<int> run(const std::vector<std::string>& words);
    /// A number, or a name as it is written anywhere. Throws Error{not_found}.
    std::int64_t id_of(const std::string& name) const;

    static constexpr std::string_view kHelp =
        "  join A B         the two are one, shown as A\n"
        "  part A B         they are two; also said of two that are suggested\n"
        "  rename A NAME    what they are shown as; works keep what stands on them\n"
        "  history          what was said, with its numbers\n"
        "  undo [N]         take the last one back, or that one";

  private:
    int history() const;
    int undo(const std::vector<std::string>& words);
    int said(const Result<std::int64_t>& act, std::string_view what) const;
    std::string_view verb() const { return list_ == NameList::series ? "series" : "people"; }

    Archive& archive_;
    NameList list_;
    std::string by_;
    bool json_;
};

/// --by, or who is logged in.
std::string who_says(const std::string& by);

}  // namespace solander
