// SPDX-License-Identifier: GPL-3.0-or-later
// Quoted-printable residue (RFC 2045, 6.7) in text that says nothing about it.
#include <algorithm>

#include "base/text.h"
#include "source/code_page.h"
#include "source/residue.h"

namespace solander {
namespace {

int hex_value(char c) {
    if (is_ascii_digit(c)) return c - '0';
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;  // lower case is no code: "=ad" is part of an address
}

/// "=FFFFFF": a colour or a checksum.
bool is_longer_number(std::string_view text, std::size_t at) {
    std::size_t i = at + 3;
    while (i < text.size() && i < at + 7 && hex_value(text[i]) >= 0) ++i;
    return i == at + 7;
}

/// Byte of the code "=XX" at `at`, or -1.
int code_at(std::string_view text, std::size_t at) {
    if (at + 2 >= text.size() || text[at] != '=') return -1;
    const int high = hex_value(text[at + 1]);
    const int low = hex_value(text[at + 2]);
    return high < 0 || low < 0 || is_longer_number(text, at) ? -1 : high * 16 + low;
}

/// "=" with nothing but white space behind it up to the line end; the offset behind that, or 0.
std::size_t soft_break(std::string_view text, std::size_t at) {
    std::size_t end = at + 1;
    while (end < text.size() && (text[end] == ' ' || text[end] == '\t')) ++end;
    if (end < text.size() && text[end] != '\n') return 0;
    const bool rule = at > 0 && text[at - 1] == '=';  // "=====" under a title
    return rule || at == 0 ? 0 : std::min(end + 1, text.size());
}

bool in_address(std::string_view text, std::size_t at) {
    std::size_t from = at;
    while (from > 0 && at - from < 200 && !is_ascii_space(text[from - 1])) --from;
    const std::string_view token = text.substr(from, at - from);
    if (token.find("://") != std::string_view::npos) return true;
    // "view.php?sid=AB", but not "there?=94 she asked".
    const std::size_t query = token.find('?');
    return query != std::string_view::npos && query + 1 < token.size()
           && is_ascii_alpha(token[query + 1]);
}

/// Characters before the "=" of a soft line break: 75 at most (RFC 2045, 6.7, rule 5), and with a
/// few more for those who counted another way; seldom much less.
constexpr std::size_t kFullLine = 60, kLongestLine = 78;

struct Signs {
    std::size_t codes = 0, breaks = 0, others = 0;
    std::size_t short_breaks = 0;  ///< soft breaks where no mail program would have broken a line
};

Signs count_signs(std::string_view text) {
    Signs signs;
    for (std::size_t at = text.find('='); at != std::string_view::npos;
         at = text.find('=', at + 1)) {
        const int code = code_at(text, at);
        const bool line_end = at + 3 >= text.size() || text[at + 3] == '\n';
        if (code >= 0x80 || code == '=' || (code == ' ' && line_end))
            ++signs.codes;
        else if (code >= 0)
            continue;  // may be a code or a sum
        else if (soft_break(text, at) != 0) {
            ++signs.breaks;
            const std::size_t before = text.rfind('\n', at);
            const std::size_t column = at - (before == std::string_view::npos ? 0 : before + 1);
            signs.short_breaks += column < kFullLine || column > kLongestLine ? 1 : 0;
        } else if (at == 0 || text[at - 1] != '=')
            ++signs.others;
    }
    return signs;
}

}  // namespace

void mend_quoted_printable(View& view, std::vector<Finding>& findings) {
    if (view.text.find('=') == std::string::npos) return;
    const std::string_view text = view.text;
    const Signs signs = count_signs(text);
    if (signs.codes + signs.breaks < 3) return;
    // Plain ASCII has no codes; then all the breaks have to be a mail program's.
    if (signs.codes == 0 && signs.short_breaks > 0) return;
    if (signs.others * 4 > signs.codes + signs.breaks) return;

    const CodePage* page = CodePage::find("windows-1252");
    Rewrite rewrite(view);
    Tally tally;
    std::string bytes;
    std::string meant;
    for (std::size_t at = text.find('='); at != std::string_view::npos;) {
        std::size_t end = at;
        bytes.clear();
        for (int code = code_at(text, end); code >= 0; code = code_at(text, end)) {
            bytes += static_cast<char>(code);
            end += 3;
        }
        const bool control = std::any_of(bytes.begin(), bytes.end(), [](char c) {
            return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
        });
        const std::size_t soft = bytes.empty() ? soft_break(text, at) : 0;
        if (soft != 0) {
            tally.add(view.to_bytes.to_in(Span{at, soft}));
            rewrite.replace(at, soft, "");
            end = soft;
        } else if (!bytes.empty() && !control && !in_address(text, at)) {
            meant.clear();
            if (valid_utf8(bytes) || page == nullptr)
                meant = bytes;
            else
                for (const char c : bytes) {
                    if (static_cast<unsigned char>(c) < 0x80)
                        meant += c;
                    else
                        meant += page->utf8(static_cast<unsigned char>(c));
                }
            meant.erase(std::remove(meant.begin(), meant.end(), '\r'), meant.end());
            tally.add(view.to_bytes.to_in(Span{at, end}));
            rewrite.replace(at, end, meant);
        } else {
            end = std::max(end, at + 1);
        }
        at = text.find('=', end);
    }
    rewrite.finish();
    tally.tell(findings, "quoted-printable", "codes of a mail program (=92), mended");
}

}  // namespace solander
