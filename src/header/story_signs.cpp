// SPDX-License-Identifier: GPL-3.0-or-later
// Signs that the labels are over: the title again, or a letter that opens the story.
#include <algorithm>

#include "base/text.h"
#include "header/anchors.h"
#include "header/label_key.h"
#include "header/values.h"

namespace solander {

namespace {

// What heads letters, memos and reports: 2 for what nothing but they have, 1 for what others have
// too.
struct LetterLabel {
    std::string_view name;
    int points;
};
constexpr LetterLabel kLetterLabels[] = {
    {"to", 2},        {"from", 2},           {"subject", 2},   {"re", 2},
    {"cc", 2},        {"sent", 2},           {"an", 2},        {"von", 2},
    {"betreff", 2},   {"memo", 2},           {"attn", 2},      {"via", 2},
    {"attention", 1}, {"memorandum", 2},     {"regarding", 2}, {"memo to", 2},
    {"date", 1},      {"time", 1},           {"priority", 1},  {"stardate", 1},
    {"ref", 1},       {"reference", 1},      {"location", 1},  {"status", 1},
    {"urgent", 1},    {"classification", 1}, {"copies", 1},    {"enclosed", 1},
    {"encl", 1},      {"place", 1},          {"warning", 1},
};

}  // namespace

bool begins_letter(const Sheet& sheet, std::uint32_t i) {
    if (i > 0 && sheet.gap(i) == 0) return false;
    constexpr std::uint32_t kMostLines = 8;
    int letter = 0, certain = 0, other = 0;
    for (std::uint32_t at = i; at < std::min(sheet.size(), i + kMostLines); ++at) {
        if (at > i && sheet.gap(at) > 1) break;
        const std::string_view text = sheet.text(at);
        const auto colon = text.substr(0, 16).find(':');
        if (colon == std::string_view::npos) break;
        const std::string_view name = trim(text.substr(0, colon));
        int points = 0;
        for (const LetterLabel& label : kLetterLabels)
            if (equals_ignoring_ascii_case(label.name, name)) points = label.points;
        if (points == 0 && colon + 1 == text.size()) break;  // "Dear Bill:"
        letter += points;
        certain += points == 2 ? 1 : 0;
        other += points == 0 ? 1 : 0;
    }
    return letter >= 3 && certain > 0 && other == 0;
}

bool echoes_title(const Sheet& sheet, std::uint32_t line, const std::vector<Anchor>& anchors) {
    const std::string_view text = sheet.text(line);
    if (text.size() > 100) return false;
    if (sheet.title_key().size() > 1 && label_key(text).view() == sheet.title_key()) return true;
    constexpr std::size_t kTitleAmong = 40;  // a title stands among the first labels
    for (std::size_t n = 0; n < std::min(anchors.size(), kTitleAmong); ++n) {
        const Anchor& anchor = anchors[n];
        if (!anchor.hit.known() || !anchor.hit.match.can_be(FieldId::title) || anchor.line == line)
            continue;
        // "Title:" and its value on the next line.
        const bool below = anchor.hit.empty() && anchor.line + 1 < line;
        if (anchor.hit.empty() && !below) continue;
        const std::string_view title =
            below ? sheet.text(anchor.line + 1)
                  : sheet.piece(anchor.line, anchor.hit.value_from, anchor.hit.value_to);
        const LabelKey line_key = label_key(text);
        if (line_key.size < 2) return false;
        const LabelKey title_key = label_key(title);
        if (title_key.view() == line_key.view()) return true;
        // "Snowfall (1/3)" is echoed as "Snowfall".
        return title_key.view().starts_with(line_key.view())
               && label_key(read_title(title).title).view() == line_key.view();
    }
    return false;
}

}  // namespace solander
