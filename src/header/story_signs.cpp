// SPDX-License-Identifier: GPL-3.0-or-later
// Signs that the labels are over: the title again, or a letter that opens the story.
#include <algorithm>

#include "base/text.h"
#include "header/anchors.h"
#include "header/label_key.h"
#include "header/values.h"

namespace solander {

bool begins_letter(const Sheet& sheet, std::uint32_t i) {
    if (sheet.gap(i) == 0) return false;
    int letter = 0, other = 0;
    for (std::uint32_t at = i; at < std::min(sheet.size(), i + 5); ++at) {
        if (at > i && sheet.gap(at) > 0) break;
        const std::string_view text = sheet.text(at);
        const auto colon = text.substr(0, 12).find(':');
        if (colon == std::string_view::npos) break;
        const std::string name = ascii_lowered(trim(text.substr(0, colon)));
        const bool mine = name == "to" || name == "from" || name == "subject" || name == "re"
                          || name == "cc" || name == "sent" || name == "date" || name == "an"
                          || name == "von" || name == "betreff" || name == "memo";
        letter += mine && name != "date" ? 2 : mine ? 1 : 0;
        other += mine ? 0 : 1;
    }
    return letter >= 3 && other == 0;
}

bool echoes_title(const Sheet& sheet, std::uint32_t line, const std::vector<Anchor>& anchors) {
    const std::string_view text = sheet.text(line);
    if (text.size() > 100) return false;
    if (sheet.title_key().size() > 1 && label_key(text).view() == sheet.title_key()) return true;
    constexpr std::size_t kTitleAmong = 40;  // a title stands among the first labels
    for (std::size_t n = 0; n < std::min(anchors.size(), kTitleAmong); ++n) {
        const Anchor& anchor = anchors[n];
        if (!anchor.hit.known() || !anchor.hit.match.can_be(FieldId::title) || anchor.hit.empty()
            || anchor.line == line)
            continue;
        const std::string_view title =
            sheet.piece(anchor.line, anchor.hit.value_from, anchor.hit.value_to);
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
