// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/repair.h"

#include "base/text.h"
#include "source/controls.h"
#include "source/mojibake.h"
#include "source/residue.h"

namespace solander {
namespace {

void mend_characters(View& view, std::vector<Finding>& findings) {
    if (ascii_prefix(view.text) == view.text.size()) return;
    mend_mojibake(view, findings);
    mend_c1_controls(view, findings);
    mend_quote_letters(view, findings);
}

void report_replacements(const View& view, std::vector<Finding>& findings) {
    constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
    Tally tally;
    for (std::size_t at = view.text.find(kReplacement); at != std::string::npos;
         at = view.text.find(kReplacement, at + kReplacement.size()))
        tally.add(view.to_bytes.to_in(Span{at, at + kReplacement.size()}));
    tally.tell(findings, "lost-characters", "characters that were lost before the file came here");
}

/// "don?t", "caf?s": a few inside words are no questions.
void report_question_marks(const View& view, std::vector<Finding>& findings) {
    constexpr std::size_t kFew = 3;
    const std::string_view text = view.text;
    Tally tally;
    std::size_t found = 0;
    const auto small = [&](std::size_t at) { return at < text.size() && is_ascii_lower(text[at]); };
    for (std::size_t at = text.find('?', 1); at != std::string_view::npos;
         at = text.find('?', at + 1)) {
        if (!small(at - 1) || !small(at + 1)) continue;
        std::size_t from = at;  // "page.php?sid=4" is an address
        while (from > 0 && at - from < 100 && !is_ascii_space(text[from - 1])
               && text[from - 1] != '/' && text[from - 1] != '.')
            --from;
        if (from > 0 && !is_ascii_space(text[from - 1])) continue;
        ++found;
        tally.add(view.to_bytes.to_in(Span{at, at + 1}));
    }
    if (found >= kFew)
        tally.tell(findings, "lost-characters",
                   "question marks inside words, where quotes or letters were lost before the file "
                   "came here");
}

}  // namespace

void repair(View& view, bool html, std::vector<Finding>& findings) {
    settle_controls(view, findings);
    mend_quoted_printable(view, findings);
    mend_characters(view, findings);
    if (!html) {
        const std::size_t before = findings.size();
        mend_entities(view, findings);
        if (findings.size() > before) mend_characters(view, findings);
    }
    report_replacements(view, findings);
    if (!html) report_question_marks(view, findings);
}

}  // namespace solander
