// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/charset_guess.h"

#include <uchardet/uchardet.h>

#include <algorithm>
#include <array>
#include <memory>

#include "base/text.h"
#include "source/code_page.h"
#include "source/multi_byte.h"
#include "source/quote_place.h"

namespace solander {
namespace {

constexpr std::size_t kMostHighBytes = 65536;
constexpr std::size_t kHintBytes = 65536;

bool one_of(char32_t c, std::u32string_view set) { return set.find(c) != set.npos; }
bool is_box(char32_t c) { return c >= 0x2500 && c < 0x25A0; }
bool is_letter(char32_t c) { return is_upper(c) || is_lower(c); }

/// How common an accented letter is in the languages people wrote stories in with 8-bit charsets.
double letter_weight(char32_t c) {
    if (one_of(c, U"éèàçêáâäöüñóíúåøæßÉÄÖÜÀÅØÆ")) return 1.0;
    if (one_of(c, U"ëïîôûùìòõãœÇÈÊÁÑÓÍÚŒ")) return 0.7;
    return 0.5;
}

/// What a Western or Central European character is worth between its neighbours.
double western_worth(char32_t c, char32_t before, char32_t after) {
    if (const auto role = quote_role(c)) {
        const bool fine = fits(*role, before, after);
        if (*role >= QuoteRole::em_dash) return fine ? 1 : -0.5;
        return fine ? 2 : -1;
    }
    const bool beside_letter = is_letter(before) || is_letter(after);
    if (is_letter(c)) {
        if (c >= 0x370 && c < 0x1E00)
            return beside_letter ? -1.5 : -0.3;  // Greek as symbols of CP437
        if (is_upper(c)) {
            if (is_lower(before)) return -1.5;
            return beside_letter ? 0.8 * letter_weight(c) : -0.3;
        }
        // Accented letters seldom stand side by side: a text of nothing else is no Western one.
        const int accented =
            (before >= 0x80 && is_letter(before)) + (after >= 0x80 && is_letter(after));
        if (accented > 0) return accented == 2 ? -1 : 0;
        return beside_letter ? letter_weight(c) : 0.2;
    }
    if (is_box(c)) return is_box(before) || is_box(after) ? 1 : beside_letter ? -1 : 0.2;
    if (c == 0xA0) return 0.3;
    if (c == 0xBF || c == 0xA1) return opens(before) && is_word_char(after) ? 1.5 : -0.5;
    if (c == 0xAB || c == 0xBB) return opens(before) || closes(after) ? 1 : -0.5;
    if (one_of(c, U"£€§©®™°½¼¾²³·•±\xAD")) return is_letter(before) && is_letter(after) ? -1 : 0.4;
    if (c == 0x201E || c == 0x201A) return opens(before) && is_word_char(after) ? 1.5 : -1;
    if ((c >= 0x80 && c < 0xA0) || c == 0xFFFD || (c >= 0xE000 && c < 0xF900)) return -2;
    return beside_letter ? -1 : -0.5;
}

double cyrillic_worth(char32_t c, char32_t before, char32_t) {
    const auto cyrillic = [](char32_t x) { return x >= 0x400 && x < 0x460; };
    if (cyrillic(c)) {
        if (is_lower(c)) {
            if (before < 0x80 && is_ascii_alpha(static_cast<char>(before))) return -1;
            return one_of(c, U"оеаинтсрвлкмдпу") ? 1 : 0.3;
        }
        if (is_lower(before)) return -1.5;
        return cyrillic(before) ? 0.1 : 0.4;
    }
    if (quote_role(c) || c == 0xAB || c == 0xBB || c == 0xA0 || c == 0x2116) return 0.3;
    return cyrillic(before) ? -1 : -0.5;
}

using Worth = double (*)(char32_t, char32_t, char32_t);
struct Candidate {
    std::string_view name;
    Worth worth;
    double prior;  ///< added to the sum: how many places must speak against it
};
constexpr std::array kCandidates = std::to_array<Candidate>({
    {"windows-1252", western_worth, 1.0},
    {"macintosh", western_worth, 0.3},
    {"ibm437", western_worth, 0.2},
    {"ibm850", western_worth, 0.1},
    {"windows-1250", western_worth, -2.0},
    {"iso-8859-2", western_worth, -2.1},
    {"ibm852", western_worth, -2.2},
    {"windows-1251", cyrillic_worth, -0.5},
    {"koi8-r", cyrillic_worth, -0.5},
    {"ibm866", cyrillic_worth, -0.5},
    {"iso-8859-5", cyrillic_worth, -0.6},
    {"x-mac-cyrillic", cyrillic_worth, -0.6},
});

double sum_worth(std::string_view bytes, const CodePage& page, Worth worth) {
    const auto character = [&](std::size_t i) {
        const auto b = static_cast<unsigned char>(bytes[i]);
        return b < 0x80 ? static_cast<char32_t>(b) : page.decode(b);
    };
    double sum = 0;
    std::size_t seen = 0;
    for (std::size_t i = 0; i < bytes.size() && seen < kMostHighBytes; ++i) {
        if (static_cast<unsigned char>(bytes[i]) < 0x80) {
            i += ascii_prefix(bytes.substr(i)) - 1;
            continue;
        }
        ++seen;
        sum += worth(character(i), i > 0 ? character(i - 1) : 0,
                     i + 1 < bytes.size() ? character(i + 1) : 0);
    }
    return sum;
}

/// uchardet's opinion in lower case; empty when it has none.
std::string hint(std::string_view bytes) {
    struct Delete {
        void operator()(uchardet* detector) const { uchardet_delete(detector); }
    };
    const std::unique_ptr<uchardet, Delete> detector(uchardet_new());
    const std::string_view head = bytes.substr(0, kHintBytes);
    if (uchardet_handle_data(detector.get(), head.data(), head.size()) != 0) return {};
    uchardet_data_end(detector.get());
    return ascii_lowered(uchardet_get_charset(detector.get()));
}

/// A double-byte text that decodes cleanly into characters of East Asia.
bool reads_as_cjk(std::string_view bytes, std::string_view encoding) {
    const MultiByteText decoded = decode_multi_byte(bytes.substr(0, kHintBytes), encoding);
    if (!decoded.known) return false;
    std::size_t high = 0;
    std::size_t east = 0;
    for (std::size_t i = 0; i < decoded.view.text.size();) {
        std::size_t n = 0;
        const char32_t c = first_code_point(std::string_view(decoded.view.text).substr(i), n);
        i += n;
        if (c < 0x80) continue;
        ++high;
        if (is_cjk(c) || (c >= 0x3000 && c < 0x3040) || (c >= 0xFF00 && c < 0xFFF0)
            || quote_role(c))
            ++east;
    }
    return high > 0 && decoded.errors * 1000 <= high && east * 20 >= high * 19;
}

std::string_view why_of(std::string_view name, std::string_view bytes) {
    if (name == "macintosh") return "mac-quotes";
    if (name == "ibm437" || name == "ibm850") return "dos-bytes";
    if (name != "windows-1252") return "statistics";
    const bool c1 = std::any_of(bytes.begin(), bytes.end(), [](char c) {
        const auto b = static_cast<unsigned char>(c);
        return b >= 0x80 && b < 0xA0;
    });
    return c1 ? "c1-range" : "latin-range";
}

}  // namespace

CharsetGuess guess_charset(std::string_view bytes) {
    std::size_t high = 0;
    std::size_t letters = 0;
    for (const char c : bytes) {
        high += static_cast<unsigned char>(c) >= 0x80;
        letters += is_ascii_alpha(c);
    }
    // A text whose letters are ASCII is Western, whatever the statistics of so few bytes say.
    const bool mostly_high = high * 2 > letters;
    std::array<double, kCandidates.size()> score{};
    std::size_t best = 0;
    for (std::size_t i = 0; i < kCandidates.size(); ++i) {
        const Candidate& candidate = kCandidates[i];
        const CodePage* page = CodePage::find(candidate.name);
        const bool asked = page != nullptr && (mostly_high || candidate.worth == western_worth);
        score[i] = asked ? sum_worth(bytes, *page, candidate.worth) + candidate.prior : -1e9;
        if (score[i] > score[best]) best = i;
    }

    const auto differing = [&bytes](const CodePage& one, const CodePage& other) {
        return static_cast<std::size_t>(std::count_if(bytes.begin(), bytes.end(), [&](char c) {
            const auto b = static_cast<unsigned char>(c);
            return b >= 0x80 && one.decode(b) != other.decode(b);
        }));
    };
    // Accents in more than one letter of thirty: Central European and others; ask for a second
    // opinion, and believe it where it concerns many letters.
    const auto places = static_cast<double>(std::min(high, kMostHighBytes));
    if (high * 30 > letters) {
        const std::string second = hint(bytes);
        for (std::size_t i = 0; i < kCandidates.size(); ++i) {
            if (kCandidates[i].name != second || score[best] <= 0 || score[i] < 0.6 * score[best])
                continue;
            const CodePage* one = CodePage::find(second);
            const CodePage* other = CodePage::find(kCandidates[best].name);
            if (differing(*one, *other) * 50 > letters + high) best = i;
        }
        if (mostly_high && reads_as_cjk(bytes, second)) return {second, "statistics", ""};
        const CodePage* page = score[best] < 0.2 * places ? CodePage::find(second) : nullptr;
        if (mostly_high && page != nullptr && second != kCandidates[best].name)
            return {second, "statistics", std::string(kCandidates[best].name)};
    }

    CharsetGuess guess{std::string(kCandidates[best].name),
                       std::string(why_of(kCandidates[best].name, bytes)), ""};
    // A rival matters where it would show other characters that fit as well there.
    const CodePage* chosen = CodePage::find(guess.encoding);
    double rival_score = -1e9;
    for (std::size_t i = 0; i < kCandidates.size() && chosen != nullptr; ++i) {
        if (i == best || score[i] <= std::max(rival_score, score[best] - 0.25 * places)) continue;
        const CodePage* page = CodePage::find(kCandidates[i].name);
        const auto differ = static_cast<double>(differing(*page, *chosen));
        if (score[best] - score[i] >= 0.25 * differ) continue;
        rival_score = score[i];
        guess.rival = kCandidates[i].name;
    }
    return guess;
}

}  // namespace solander
