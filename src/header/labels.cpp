// SPDX-License-Identifier: GPL-3.0-or-later
#include "header/labels.h"

#include <algorithm>

#include "base/embedded.h"
#include "base/error.h"
#include "base/table.h"
#include "header/label_key.h"

namespace solander {

namespace {

constexpr std::size_t kSlots = 16384;  // at most a third full
constexpr std::size_t kLengths = 40;
constexpr std::size_t kTypoFrom = 6;

std::uint32_t hash_of(std::string_view key) {
    std::uint32_t hash = 2166136261U;
    for (const char c : key) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
    return hash ^ (hash >> 15);
}

/// One letter changed, missing, added, or two neighbours swapped.
bool one_slip_apart(std::string_view a, std::string_view b) {
    if (a.size() > b.size()) std::swap(a, b);
    if (b.size() - a.size() > 1) return false;
    std::size_t same = 0;
    while (same < a.size() && a[same] == b[same]) ++same;
    if (a.size() != b.size()) return a.substr(same) == b.substr(same + 1);
    if (a.substr(std::min(same + 1, a.size())) == b.substr(std::min(same + 1, b.size())))
        return true;
    return same + 1 < a.size() && a[same] == b[same + 1] && a[same + 1] == b[same]
           && a.substr(same + 2) == b.substr(same + 2);
}

// Words that people put before or behind a label without changing what it means; squeezed like
// keys.
constexpr std::string_view kBefore[] = {
    "story",    "fic",     "fanfic",    "fanfiction", "chapter",    "overall", "main",
    "official", "usual",   "standard",  "general",    "additional", "other",   "my",
    "the",      "a",       "brief",     "short",      "quick",      "full",    "possible",
    "more",     "another", "important", "author's",   "authors",    "extra",
};
constexpr std::string_view kBehind[] = {
    "info",     "information",  "etc",           "so far",       "statement",      "details",
    "level",    "stuff",        "again",         "section",      "for this story", "for this part",
    "of story", "of the story", "for the story", "for this fic",
};

std::string_view strip_word_before(std::string_view label) {
    for (const std::string_view word : kBefore)
        if (label.size() > word.size() + 1 && starts_with_ignoring_ascii_case(label, word)
            && label[word.size()] == ' ')
            return trim(label.substr(word.size() + 1));
    return {};
}

std::string_view strip_word_behind(std::string_view label) {
    for (const std::string_view word : kBehind)
        if (label.size() > word.size() + 1
            && equals_ignoring_ascii_case(label.substr(label.size() - word.size()), word)
            && label[label.size() - word.size() - 1] == ' ')
            return trim(label.substr(0, label.size() - word.size() - 1));
    return {};
}

/// "Rating (this part)" -> "Rating".
std::string_view strip_parenthesis(std::string_view label) {
    const std::size_t open = label.find_first_of("([");
    if (open == std::string_view::npos || open == 0) return {};
    const char last = label.back();
    return last == ')' || last == ']' || last == '?' ? trim(label.substr(0, open))
                                                     : std::string_view{};
}

}  // namespace

LabelStrength LabelMatch::strength() const {
    LabelStrength best = LabelStrength::faint;
    for (std::size_t i = 0; i < count; ++i) best = std::max(best, parts[i]->strength);
    return best;
}

bool LabelMatch::can_be(FieldId id) const {
    for (std::size_t i = 0; i < count; ++i)
        if (parts[i]->can_be(id)) return true;
    return false;
}

LabelTable::LabelTable(std::string_view tsv, std::size_t more)
    : slots_(kSlots + 2 * more, 0), by_start_(26 * kLengths) {
    add_rows(tsv);
}

LabelTable::LabelTable(const std::vector<ValueWords::OwnLabel>& own)
    : LabelTable(embedded("data/labels.tsv"), own.size()) {
    for (const ValueWords::OwnLabel& row : own) {
        const LabelKey key = label_key(row.label);
        const auto id = field_id_from_name(row.field);
        if (key.size == 0 || !id) continue;
        // Whoever wrote the row has seen it in headers, so it opens one as "Disclaimer" does.
        add(key.view(), *id, LabelStrength::strong, "--");
        LabelMeanings& meanings = spellings_[slots_[slot_of(key.view())] - 1].meanings;
        meanings.ids = {*id};
        meanings.count = 1;
    }
}

void LabelTable::add_rows(std::string_view tsv) {
    for_each_row(tsv, [this](const std::vector<std::string_view>& columns) {
        if (columns.size() != 5) throw Error(Fault::bug, "labels.tsv: a row without five columns");
        const auto id = field_id_from_name(columns[0]);
        if (!id) throw Error(Fault::bug, "labels.tsv: unknown field " + std::string(columns[0]));
        const LabelStrength strength = columns[2] == "strong" ? LabelStrength::strong
                                       : columns[2] == "weak" ? LabelStrength::weak
                                                              : LabelStrength::faint;
        for (const std::string_view spelling : split(columns[4], '|')) {
            const LabelKey key = label_key(spelling);
            if (key.size > 0) add(key.view(), *id, strength, columns[3]);
        }
    });
}

void LabelTable::add(std::string_view key, FieldId id, LabelStrength strength,
                     std::string_view language) {
    const std::size_t slot = slot_of(key);
    if (slots_[slot] == 0) {
        Spelling s;
        s.at = static_cast<std::uint32_t>(keys_.size());
        s.size = static_cast<std::uint8_t>(key.size());
        s.meanings.language = {language[0], language[1]};
        keys_ += key;
        spellings_.push_back(s);
        slots_[slot] = static_cast<std::uint32_t>(spellings_.size());
        if (spellings_.size() * 2 > slots_.size())
            throw Error(Fault::bug, "labels.tsv: more spellings than the table holds");
        const bool ascii = std::all_of(key.begin(), key.end(), is_ascii_lower);
        if (ascii && key.size() >= kTypoFrom && key.size() < kLengths)
            by_start_[static_cast<std::size_t>(key[0] - 'a') * kLengths + key.size()].push_back(
                static_cast<std::uint32_t>(spellings_.size() - 1));
    }
    LabelMeanings& meanings = spellings_[slots_[slot] - 1].meanings;
    meanings.strength = std::max(meanings.strength, strength);
    if (!meanings.can_be(id) && meanings.count < meanings.ids.size())
        meanings.ids[meanings.count++] = id;
}

std::size_t LabelTable::slot_of(std::string_view key) const {
    std::size_t slot = hash_of(key) % slots_.size();
    while (slots_[slot] != 0 && key_of(spellings_[slots_[slot] - 1]) != key)
        slot = (slot + 1) % slots_.size();
    return slot;
}

const LabelMeanings* LabelTable::find_key(std::string_view key) const {
    if (key.empty()) return nullptr;
    const std::uint32_t entry = slots_[slot_of(key)];
    return entry == 0 ? nullptr : &spellings_[entry - 1].meanings;
}

const LabelMeanings* LabelTable::find(std::string_view label) const {
    return find_key(label_key(label).view());
}

// The first letter is nearly never the wrong one, so only keys with that letter are compared.
const LabelMeanings* LabelTable::find_typo(std::string_view key) const {
    if (key.size() + 1 < kTypoFrom || key.size() + 1 >= kLengths
        || !std::all_of(key.begin(), key.end(), is_ascii_lower))
        return nullptr;
    const std::size_t row = static_cast<std::size_t>(key[0] - 'a') * kLengths;
    for (std::size_t length = key.size() - 1; length <= key.size() + 1; ++length)
        for (const std::uint32_t i : by_start_[row + length])
            if (one_slip_apart(key, key_of(spellings_[i]))) return &spellings_[i].meanings;
    return nullptr;
}

LabelMatch LabelTable::match_compound(std::string_view label, bool typos) const {
    LabelMatch match;
    match.fit = LabelFit::compound;
    while (!label.empty()) {
        std::size_t cut = label.find_first_of("/&+,\\|");
        std::size_t next = cut == std::string_view::npos ? label.size() : cut + 1;
        for (const std::string_view word : {std::string_view(" and "), std::string_view(" or ")}) {
            const std::size_t at = label.find(word);
            if (at < std::min(cut, label.size())) {
                cut = at;
                next = at + word.size();
            }
        }
        const std::string_view piece = trim(label.substr(0, cut));
        label = label.substr(next);
        if (piece.empty()) continue;
        match.short_piece = match.short_piece || piece.size() < 3;
        const LabelKey key = label_key(piece);
        const LabelMeanings* found = find_key(key.view());
        if (found == nullptr && !strip_parenthesis(piece).empty())
            found = find(strip_parenthesis(piece));
        if (found == nullptr && typos && key.size >= kTypoFrom) found = find_typo(key.view());
        if (found == nullptr || match.count == match.parts.size()) return {};
        match.parts[match.count++] = found;
    }
    return match.count > 1 ? match : LabelMatch{};
}

LabelMatch LabelTable::match(std::string_view label, bool typos) const {
    LabelMatch match;
    const auto single = [&match](const LabelMeanings* meanings, LabelFit fit) {
        match.parts[0] = meanings;
        match.count = 1;
        match.fit = fit;
        return match;
    };
    const LabelKey key = label_key(label);
    if (key.size == 0) return match;
    // "Title/Part" says two things though it may be listed as one; "A/N" and "Pairing/s" do not.
    if (label.find_first_of("/&") != std::string_view::npos)
        if (const LabelMatch compound = match_compound(label, false);
            compound && !compound.short_piece)
            return compound;
    if (const LabelMeanings* found = find_key(key.view())) return single(found, LabelFit::exact);
    if (label.find_first_of(" /&+,\\|([") != std::string_view::npos) {
        if (const LabelMeanings* found = find(strip_parenthesis(label)))
            return single(found, LabelFit::affix);
        if (const LabelMatch compound = match_compound(label, typos)) return compound;
        const std::string_view without_paren = strip_parenthesis(label);
        const std::string_view core = without_paren.empty() ? label : without_paren;
        for (const std::string_view shorter : {strip_word_before(core), strip_word_behind(core)})
            if (!shorter.empty())
                if (const LabelMeanings* found = find(shorter))
                    return single(found, LabelFit::affix);
    }
    if (key.view().back() == 's' && key.size > 4)
        if (const LabelMeanings* found = find_key(key.view().substr(0, key.size - 1U)))
            return single(found, LabelFit::affix);
    if (typos && key.size + 1U >= kTypoFrom)
        if (const LabelMeanings* found = find_typo(key.view()))
            return single(found, LabelFit::typo);
    return match;
}

const LabelTable& label_table() {
    static const LabelTable table(embedded("data/labels.tsv"));
    return table;
}

}  // namespace solander
