// SPDX-License-Identifier: GPL-3.0-or-later
// Title and by-line without labels: the commonest header of all, and the easiest to mistake.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "header/field.h"
#include "header/sheet.h"

namespace solander {

/// "by Kat <kat@host>", "A Snow story by Kat", "Snowfall by Kat"; pieces of the line.
struct ByLine {
    std::string_view name;   ///< address and all
    std::string_view title;  ///< empty when the line holds only the name
    std::string_view work;   ///< "Stories" of "Stories by Kat", where nothing else is a title
    double confidence = 0;
};
std::optional<ByLine> read_byline(std::string_view line);
/// "- Kat" of "by - Kat": without the dash.
std::string_view without_dash(std::string_view name);
/// Could be who wrote it, with or without an address: "kat and lee9", not "slow degrees he came".
bool is_name(std::string_view name);

/// How much the line looks like a title; 2 will do in company, 3 alone.
int title_weight(const Sheet&, std::uint32_t line);

/// Lines [first, last): title, by-line, address, rules between them. Empty when there is no title
/// page.
struct TitlePage {
    std::uint32_t first = 0, last = 0;
    std::vector<Field> fields;
    bool empty() const { return first >= last; }
};
/// Read from line `from` on, not past `limit`. With `labels_follow` less will convince.
TitlePage read_title_page(const Sheet&, std::uint32_t from, std::uint32_t limit,
                          bool labels_follow);

}  // namespace solander
