// SPDX-License-Identifier: GPL-3.0-or-later
// One line read as "LABEL SEPARATOR VALUE", in all the decorations people gave it
// (story-files.md 3.1).
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "header/labels.h"

namespace solander {

/// How the label was set off. Only a colon is strong; the others count for known labels in good
/// company.
enum class LabelSign : std::uint8_t {
    colon,    ///< Title: X     *Title:* X     Title....: X
    weak,     ///< Title - X    Title=X    Title...X    Title<tab>X
    bracket,  ///< [Title] X    *Title* X    <Title> X
    alone,    ///< "Disclaimer" on a line of its own
    cell,     ///< a table cell or <dt> with nothing but the label
};

/// Offsets are bytes of the line. The value may be empty: value_from == value_to.
struct LabelHit {
    LabelMatch match;  ///< count == 0: a label we do not know
    std::uint32_t label_from = 0, label_to = 0;
    std::uint32_t value_from = 0, value_to = 0;
    LabelSign sign = LabelSign::colon;
    char mark = ':';         ///< which sign: blocks keep to one
    std::uint8_t quote = 0;  ///< levels of '>' before it

    bool known() const { return match.count > 0; }
    LabelStrength strength() const { return match.strength(); }
    bool empty() const { return value_from >= value_to; }
};

struct LabelSearch {
    bool weak_signs = false;  ///< all of LabelSign, not only the colon
    bool unknown = false;     ///< labels that are not in the table, with a colon
    bool typos = false;
    bool small_letters =
        false;  ///< faint labels need no capital: the whole header is in lower case
    const LabelTable* table = &label_table();
};

/// False for nearly all lines of prose, at the cost of one look at the first bytes: no colon near
/// the start.
bool may_be_label(std::string_view line);

/// Looks at the first 120 bytes of the line only. `line` is trimmed.
std::optional<LabelHit> read_label(std::string_view line, LabelSearch search);

/// "Classification: XA Rating: R Archive: Anywhere": the labels behind the first, which is cut
/// short. Known labels only, with a colon and a capital; at most 64, in the first 16 KiB of the
/// line.
std::vector<LabelHit> read_run_on(std::string_view line, LabelHit& first, const LabelTable&);

}  // namespace solander
