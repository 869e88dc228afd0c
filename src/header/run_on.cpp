// SPDX-License-Identifier: GPL-3.0-or-later
// Several labels on one line, as when HTML lost its line breaks.
#include <algorithm>

#include "base/text.h"
#include "header/decoration.h"
#include "header/label_line.h"

namespace solander {

namespace {

constexpr std::size_t kLook = 16 * 1024;  // bytes
constexpr std::size_t kMost = 64;
constexpr int kMostWords = 4;

bool is_capital(std::string_view text) {
    return is_ascii_upper(text[0]) || (text[0] & 0x80) != 0 || text[0] == '(';
}

/// The longest known label of at most four words that ends at `to`; empty hit when there is none.
LabelHit label_before(std::string_view line, std::size_t from, std::size_t to,
                      const LabelTable& table) {
    LabelHit best;
    while (to > from) {
        const std::string_view text = line.substr(from, to - from);
        const char last = text.back();
        if (const std::size_t tag = formatting_tag_before(text))
            to -= tag;
        else if (last == ' ' || last == '*' || last == '_' || last == '~')
            --to;
        else
            break;
    }
    int words = 0;
    for (std::size_t at = to; at > from && words < kMostWords && to - at < 48;) {
        --at;
        const bool starts = at == from || line[at - 1] == ' ' || line[at - 1] == '\t'
                            || line[at - 1] == '[' || line[at - 1] == '(' || line[at - 1] == '*'
                            || line[at - 1] == '|' || line[at - 1] == '>' || line[at - 1] == '_'
                            || line[at - 1] == ';';
        if (!starts || line[at] == ' ') continue;
        ++words;
        const std::string_view label = line.substr(at, to - at);
        if (!is_capital(label)) continue;
        const LabelMatch match = table.match(label, false);
        if (!match || match.fit == LabelFit::affix) continue;
        best.match = match;
        best.label_from = static_cast<std::uint32_t>(at);
        best.label_to = static_cast<std::uint32_t>(to);
    }
    return best;
}

std::uint32_t trimmed_end(std::string_view line, std::uint32_t from, std::uint32_t to) {
    while (to > from) {
        const std::string_view text = line.substr(from, to - from);
        const char last = text.back();
        if (const std::size_t tag = formatting_tag_before(text))
            to -= static_cast<std::uint32_t>(tag);
        else if (is_ascii_space(last) || last == '|' || last == ';' || last == ',' || last == '['
                 || last == '(' || (last == '*' || last == '_') || last == '-')
            --to;
        else if (text.size() >= 3
                 && (text.substr(text.size() - 3) == "•" || text.substr(text.size() - 3) == "–"))
            to -= 3;
        else
            break;
    }
    return to;
}

/// A free or title value is only cut where the next label stands out: "Clark moves. Pairing: Clex".
bool stands_out(std::string_view line, const LabelHit& hit) {
    const std::string_view before = line.substr(0, hit.label_from);
    const std::string_view text = trim(before);
    if (text.empty()) return false;
    const char last = text.back();
    return before.size() - text.size() >= 2
           || std::string_view(".!?)]|;*\"-").find(last) != std::string_view::npos;
}

bool is_free(const LabelHit& hit) {
    return hit.known() && class_of(hit.match.first().ids[0]) == FieldClass::free_text;
}

}  // namespace

std::vector<LabelHit> read_run_on(std::string_view line, LabelHit& first, const LabelTable& table) {
    std::vector<LabelHit> found;
    if (!first.known() || first.sign == LabelSign::alone) return found;
    const std::string_view look = line.substr(0, std::min(line.size(), kLook));
    std::size_t from = first.value_from;
    for (std::size_t at = look.find(':', from);
         at != std::string_view::npos && found.size() < kMost; at = look.find(':', at + 1)) {
        if (at + 2 < look.size() && look[at + 1] == '/' && look[at + 2] == '/') continue;
        if (at > 0 && at + 1 < look.size() && is_ascii_digit(look[at - 1])
            && is_ascii_digit(look[at + 1]))
            continue;
        LabelHit hit = label_before(look, from, at, table);
        if (!hit.known()) continue;
        hit.value_from = static_cast<std::uint32_t>(at + 1);
        found.push_back(hit);
        from = at + 1;
    }
    if (found.empty()) return found;
    const bool company = found.size() >= 3;
    // Drop what is more likely part of a value.
    std::vector<LabelHit> kept;
    LabelHit* last = &first;
    bool faint_only = std::all_of(found.begin(), found.end(), [](const LabelHit& h) {
        return h.strength() == LabelStrength::faint;
    });
    kept.reserve(found.size());
    for (const LabelHit& hit : found) {
        const bool leaves_empty =
            trim(look.substr(last->value_from, hit.label_from - last->value_from)).empty();
        const bool faint = hit.strength() == LabelStrength::faint;
        bool take = !(leaves_empty && found.size() < 2) && !(faint && (!company || faint_only));
        if (is_free(*last) && class_of(hit.match.first().ids[0]) == FieldClass::free_text
            && (found.size() < 2 || !stands_out(look, hit))
            && (found.size() < 4 || hit.strength() != LabelStrength::strong))
            take = false;
        const bool doubtful = is_free(*last) || last->match.can_be(FieldId::title);
        if (take && doubtful && found.size() < 2 && !stands_out(look, hit)
            && !(last->match.can_be(FieldId::title) && hit.match.can_be(FieldId::author))
            && (is_free(*last) || hit.strength() != LabelStrength::strong))
            take = false;
        if (!take) continue;
        kept.push_back(hit);
        last = &kept.back();
    }
    if (kept.empty()) return kept;
    const std::uint32_t end = first.value_to;
    LabelHit* before = &first;
    for (LabelHit& hit : kept) {
        before->value_to = trimmed_end(line, before->value_from, hit.label_from);
        before = &hit;
    }
    before->value_to = std::max(before->value_from, end);
    for (LabelHit& hit : kept) {
        std::size_t at = hit.value_from;
        while (at < hit.value_to) {
            const std::string_view rest = line.substr(at, hit.value_to - at);
            if (const std::size_t tag = formatting_tag(rest))
                at += tag;
            else if (is_ascii_space(rest[0])
                     || ((rest[0] == '*' || rest[0] == '_') && rest.size() > 1 && rest[1] == ' '))
                ++at;
            else
                break;
        }
        hit.value_from = static_cast<std::uint32_t>(
            std::min<std::size_t>(at, std::max(hit.value_from, hit.value_to)));
        hit.value_to = std::max(hit.value_to, hit.value_from);
    }
    // "[Title: X] [Author: Y]": the bracket behind a value closes the one before its label.
    const auto unbracket = [line](LabelHit& hit) {
        const std::string_view value = line.substr(hit.value_from, hit.value_to - hit.value_from);
        if (!value.empty() && value.back() == ']' && value.find('[') == std::string_view::npos)
            --hit.value_to;
    };
    unbracket(first);
    for (LabelHit& hit : kept) unbracket(hit);
    return kept;
}

}  // namespace solander
