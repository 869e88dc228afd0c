// SPDX-License-Identifier: GPL-3.0-or-later
#include "header/name_order.h"

#include <algorithm>
#include <array>

#include "base/address.h"
#include "base/text.h"

namespace solander {
namespace {

struct BothNames {
    std::string_view surname, given;
};

BothNames parted(std::string_view name) {
    const std::size_t comma = std::min(name.find(','), name.size());
    return {trim(name.substr(0, comma)), trim(name.substr(std::min(comma + 1, name.size())))};
}

constexpr std::string_view kBehind[] = {"jr",  "jr.",  "sr", "sr.", "phd", "ph.d.",
                                        "esq", "esq.", "md", "ii",  "iii"};
/// No given names: "Kat, the", "Kat, aka".
constexpr std::string_view kNoNames[] = {"the", "a", "aka"};

template <class Table>
bool among(const Table& table, std::string_view word) {
    return std::find(std::begin(table), std::end(table), word) != std::end(table);
}

bool has_high_bit(char c) { return (static_cast<unsigned char>(c) & 0x80) != 0; }

/// Letters, hyphens and apostrophes, the first a capital (or none that ASCII knows).
bool is_capital_word(std::string_view word) {
    if (word.empty() || !(is_ascii_upper(word.front()) || has_high_bit(word.front()))) return false;
    return std::all_of(word.begin(), word.end(), [](char c) {
        return is_ascii_alpha(c) || has_high_bit(c) || c == '-' || c == '\'';
    });
}

bool is_initial(std::string_view word) {
    return word.size() >= 2 && word.size() <= 3 && word.back() == '.'
           && is_capital_word(word.substr(0, word.size() - 1));
}

bool is_word_byte(char c) {
    return is_ascii_alpha(c) || is_ascii_digit(c) || has_high_bit(c) || c == '_';
}

bool holds(std::string_view text, std::string_view words) {
    for (std::size_t at = text.find(words); at != std::string_view::npos;
         at = text.find(words, at + 1)) {
        const std::size_t end = at + words.size();
        if ((at == 0 || !is_word_byte(text[at - 1]))
            && (end == text.size() || !is_word_byte(text[end])))
            return true;
    }
    return false;
}

std::string letters_of(std::string_view text) {
    std::string letters;
    for (const char c : text)
        if (is_ascii_alpha(c) || has_high_bit(c)) letters += c;
    return letters;
}

/// "bess.tarrow", "btarrow", "tarrowb": an address of somebody with both names.
bool address_has_both(std::string_view address, const std::string& surname,
                      const std::string& given) {
    const std::string local = letters_of(fold(address.substr(0, address.find('@'))));
    const std::string initial = given.substr(0, 1);
    return local == given + surname || local == surname + given
           || (surname.size() > 2 && (local == initial + surname || local == surname + initial));
}

}  // namespace

bool stands_behind_a_name(std::string_view word) { return among(kBehind, word); }

bool may_be_surname_first(std::string_view name) {
    if (std::count(name.begin(), name.end(), ',') != 1) return false;
    const BothNames both = parted(name);
    const std::string low = ascii_lowered(both.given);
    if (stands_behind_a_name(low) || among(kNoNames, low)) return false;
    return both.surname.size() > 1 && is_capital_word(both.surname)
           && (is_capital_word(both.given) || is_initial(both.given));
}

bool is_surname_first(std::string_view name) {
    return may_be_surname_first(name) && is_initial(parted(name).given);
}

std::string given_name_first(std::string_view name) {
    const BothNames both = parted(name);
    return std::string(both.given) + " " + std::string(both.surname);
}

HowMany how_many(std::string_view name, std::string_view around) {
    constexpr std::array kBetween =
        std::to_array<std::string_view>({" and ", " & ", " with ", " und ", " et "});
    const BothNames both = parted(name);
    const std::string surname = fold(both.surname), given = fold(both.given);
    const std::string text = fold(around);
    bool one = holds(text, given + " " + surname);
    for (const AddressRange& range : find_addresses(around))
        one = one
              || address_has_both(around.substr(range.from, range.to - range.from),
                                  letters_of(surname), letters_of(given));
    const bool two = std::any_of(kBetween.begin(), kBetween.end(), [&](std::string_view between) {
        return holds(text, given + std::string(between) + surname)
               || holds(text, surname + std::string(between) + given);
    });
    return one == two ? HowMany::unknown : one ? HowMany::one : HowMany::two;
}

}  // namespace solander
