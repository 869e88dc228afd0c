// SPDX-License-Identifier: GPL-3.0-or-later
// Ratings and warnings that a reader never wants to meet in lists. It hides nothing from her: a
// list says what it leaves out, and shows it when asked; a work's own address leads there.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/markup.h"
#include "search/search.h"
#include "web/filters.h"
#include "work/story.h"

namespace solander {

struct Call;
class App;

struct LeftOut {
    std::vector<std::string> ratings, warnings;  ///< as the query language has them
    bool empty() const { return ratings.empty() && warnings.empty(); }
    /// "rating=explicit&warning=...": as a cookie and an account keep it, and as a form sends it.
    std::string text() const;
    /// What is no rating or warning, or too much, is passed over: at most 40, of 100 bytes each,
    /// and 2,000 in all.
    static LeftOut from_text(std::string_view);
    /// What a search is to leave out: not what was asked for by name, and nothing when all is
    /// asked for.
    std::optional<ParsedQuery> query(const BrowseFilters&) const;
    std::optional<ParsedQuery> query() const;
    std::string in_words() const;  ///< "explicit, not rated, Major Character Death"
};

/// What she who calls leaves out: kept with her account, or else by her browser.
LeftOut left_out_of(const App&, const Call&);
/// Which of these works `what` leaves out.
std::vector<WorkId> works_left_out(const App&, const Call&, std::optional<ParsedQuery> what,
                                   const std::vector<WorkId>& of);
/// "Left out, as you asked: ... Show it here. Change." above a list; nothing when there is nothing.
void write_left_out(Markup&, const LeftOut&, const BrowseFilters&);

}  // namespace solander
