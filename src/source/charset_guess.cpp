// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/charset_guess.h"

#include <uchardet/uchardet.h>

#include <algorithm>
#include <array>
#include <memory>
#include <unordered_map>
#include <vector>

#include "base/text.h"
#include "source/charset_name.h"
#include "source/code_page.h"
#include "source/multi_byte.h"
#include "source/quote_place.h"

namespace solander {
namespace {

constexpr std::size_t kMostPlaces = 600;  // evenly spread over the file: more change no decision
constexpr std::size_t kHintBytes = 16384;
constexpr std::size_t kFewPlaces = 4;  // fewer prove little: every charset is tried

bool one_of(char32_t c, std::u32string_view set) { return set.find(c) != set.npos; }
bool is_box(char32_t c) { return c >= 0x2500 && c < 0x25A0; }
bool is_letter(char32_t c) { return is_upper(c) || is_lower(c); }

/// How common an accented letter is in the languages people wrote stories in with 8-bit charsets.
double letter_weight(char32_t c) {
    if (one_of(c, U"éèàçêáâäöüñóíúåøæßÉÄÖÜÀÅØÆ")) return 1.0;
    if (one_of(c, U"šžčř")) return 0.9;
    if (one_of(c, U"ëïîôûùìòõãœÇÈÊÁÑÓÍÚŒ")) return 0.7;
    return one_of(c, U"ľıŀŉ") ? 0.3 : 0.5;
}

double letter_worth(char32_t c, char32_t before, char32_t after) {
    const bool beside_letter = is_letter(before) || is_letter(after);
    if (c >= 0x370 && c < 0x1E00) return beside_letter ? -1.5 : -0.3;  // Greek symbols of CP437
    if (c == 0xFB01 || c == 0xFB02) return is_lower(before) && is_lower(after) ? 0.3 : -0.5;
    if (is_upper(c)) {
        if (is_lower(before)) return -1.5;
        return beside_letter ? 0.8 * letter_weight(c) : -0.3;
    }
    // "ïOver", "ú3.00": a bullet and a pound sign, no letters.
    const bool digit_after = after < 0x80 && is_ascii_digit(static_cast<char>(after));
    if (is_upper(after) || digit_after) return -1;
    // Accented letters seldom stand side by side: a text of nothing else is no Western one.
    const int accented =
        (before >= 0x80 && is_letter(before)) + (after >= 0x80 && is_letter(after));
    if (accented > 0) return accented == 2 ? -1 : 0;
    return beside_letter ? letter_weight(c) : 0.2;
}

/// Signs that go with numbers and names: £5, 2½, CD³², Name®, 320×240.
double sign_worth(char32_t c, char32_t before, char32_t after) {
    const auto digit = [](char32_t x) { return x < 0x80 && is_ascii_digit(static_cast<char>(x)); };
    if (one_of(c, U"£€$¥")) return digit(after) || digit(before) ? 1.2 : 0.2;
    if (one_of(c, U"®™") && is_letter(after)) return -0.5;
    if (one_of(c, U"©®™")) return is_letter(after) && !is_letter(before) ? 0.4 : 0.9;
    if (c == U'×') return digit(before) && digit(after) ? 1 : 0.2;
    if (one_of(c, U"ªº½¼¾") && !digit(before)) return -0.3;
    if (one_of(c, U"°½¼¾¹²³ªº") && (digit(before) || (is_word_char(before) && !is_letter(after))))
        return 0.8;
    return is_letter(before) && is_letter(after) ? -1 : 0.4;
}

double quote_worth(QuoteRole role, char32_t before, char32_t after) {
    const bool fine = fits(role, before, after);
    if (role >= QuoteRole::em_dash) return fine ? 1 : -0.5;
    if (fine) return 2;
    const bool german_close = role == QuoteRole::open_double || role == QuoteRole::open_single;
    return german_close && fits(QuoteRole::close_double, before, after) ? 0.7 : -1;
}

/// What a Western or Central European character is worth between its neighbours.
double western_worth(char32_t c, char32_t before, char32_t after) {
    if (c == before || c == after) return 0.5;  // a rule across the page, whatever it is made of
    if (const auto role = quote_role(c)) return quote_worth(*role, before, after);
    if (is_letter(c)) return letter_worth(c, before, after);
    const bool beside_letter = is_letter(before) || is_letter(after);
    if (is_box(c)) return beside_letter ? -1 : is_box(before) || is_box(after) ? 1 : 0.2;
    if (c == 0xA0) return 1;  // stands wherever a space can
    if (c == 0xBF || c == 0xA1)
        return opens(before) && (is_word_char(after) || opens(after)) ? 1.5 : -0.5;
    if (c == 0xAB || c == 0xBB)
        return opens(before) != closes(after) ? 0.8 : opens(before) ? 0.5 : -0.3;
    if (c == 0xB4) return is_letter(before) && is_letter(after) ? 1 : -0.2;  // typed for ’
    if (c == 0x2022 || c == 0xB7)
        return opens(before) ? 1 : is_letter(before) && is_letter(after) ? -1 : 0.4;
    if (one_of(c, U"£€¥§©®™°½¼¾¹²³ªº±×\xAD")) return sign_worth(c, before, after);
    if (c == 0x201E || c == 0x201A) return opens(before) && is_word_char(after) ? 1.5 : -1;
    if ((c >= 0x80 && c < 0xA0) || c == 0xFFFD || (c >= 0xE000 && c < 0xF900)) return -2;
    return beside_letter ? -1 : -0.5;
}

/// In the charsets of the West: without the other letters of Central Europe, š, ž and Ÿ stand in a
/// name now and then; a lone one is more often the ö of another charset.
double latin_worth(char32_t c, char32_t before, char32_t after) {
    const double worth = western_worth(c, before, after);
    return one_of(c, U"šžŠŽŸ") ? std::min(worth, 0.2) : worth;
}

double cyrillic_worth(char32_t c, char32_t before, char32_t) {
    const auto cyrillic = [](char32_t x) { return x >= 0x400 && x < 0x460; };
    if (c == before) return 0;  // a rule across the page
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
    {"windows-1252", latin_worth, 1.0},
    {"macintosh", latin_worth, 0.3},
    {"ibm437", latin_worth, 0.2},
    {"ibm850", latin_worth, 0.1},
    {"windows-1250", western_worth, -2.0},
    {"iso-8859-2", western_worth, -2.1},
    {"ibm852", western_worth, -2.2},
    {"windows-1251", cyrillic_worth, -0.5},
    {"koi8-r", cyrillic_worth, -0.5},
    {"ibm866", cyrillic_worth, -0.5},
    {"iso-8859-5", cyrillic_worth, -0.6},
    {"x-mac-cyrillic", cyrillic_worth, -0.6},
});

/// What is known of the bytes before any charset is tried.
struct Survey {
    struct Place {
        unsigned char before, byte, after;  ///< before, after: 0 at the ends
    };
    std::array<std::size_t, 256> count{};
    std::size_t letters = 0;  ///< of ASCII
    std::size_t high = 0;
    bool mac_lines = false;    ///< lines end with a lone CR, as a Macintosh wrote them
    bool crlf = false;         ///< or with CR and LF, as it did not
    bool dos_end = false;      ///< ^Z at the end, as DOS wrote it
    std::size_t in_words = 0;  ///< high bytes between two others: words of another script, or rules
    std::vector<Place> places;

    explicit Survey(std::string_view bytes) {
        for (const char c : bytes) ++count[static_cast<unsigned char>(c)];
        for (std::size_t b = 0; b < 256; ++b) {
            if (b >= 0x80)
                high += count[b];
            else if (is_ascii_alpha(static_cast<char>(b)))
                letters += count[b];
        }
        mac_lines = count['\r'] > 0 && count['\n'] == 0;
        crlf = count['\n'] > 0 && count['\r'] * 10 >= count['\n'] * 9;
        dos_end =
            bytes.substr(bytes.size() - std::min<std::size_t>(bytes.size(), 2048)).find('\x1A')
            != std::string_view::npos;
        const std::size_t stride = high / kMostPlaces + 1;
        std::size_t seen = 0;
        for (std::size_t i = ascii_prefix(bytes); i < bytes.size();
             i += 1 + ascii_prefix(bytes.substr(i + 1))) {
            const bool inner = i > 0 && i + 1 < bytes.size()
                               && (bytes[i - 1] & bytes[i + 1] & '\x80') != 0
                               && bytes[i - 1] != bytes[i];
            in_words += inner;
            if (seen++ % stride != 0) continue;
            const auto at = [&](std::size_t k) { return static_cast<unsigned char>(bytes[k]); };
            places.push_back({i > 0 ? at(i - 1) : std::uint8_t{0}, at(i),
                              i + 1 < bytes.size() ? at(i + 1) : std::uint8_t{0}});
        }
        thin_out();
    }

    /// How often a byte stands there that the two read differently.
    std::size_t differing(const CodePage& one, const CodePage& other) const {
        std::size_t n = 0;
        for (unsigned b = 0x80; b < 256; ++b) {
            const auto byte = static_cast<unsigned char>(b);
            if (one.decode(byte) != other.decode(byte)) n += count[b];
        }
        return n;
    }
    /// Accented letters, when read as `page`.
    std::size_t accents(const CodePage& page) const {
        std::size_t n = 0;
        for (unsigned b = 0x80; b < 256; ++b)
            if (is_letter(page.decode(static_cast<unsigned char>(b)))) n += count[b];
        return n;
    }
    /// Ornaments are repeated all over a page; words are not. The same three bytes count three
    /// times.
    void thin_out() {
        constexpr unsigned kMostAlike = 3;
        std::unordered_map<std::uint32_t, unsigned> seen;
        std::erase_if(places, [&seen](const Place& p) {
            const auto key = static_cast<std::uint32_t>(p.before << 16 | p.byte << 8 | p.after);
            return ++seen[key] > kMostAlike;
        });
    }
    double worth_of(const CodePage& page, Worth worth) const {
        const auto character = [&](unsigned char b) {
            return b < 0x80 ? static_cast<char32_t>(b) : page.decode(b);
        };
        double sum = 0;
        for (const Place& p : places) {
            // Inside a word a sign of any kind would be odd: what is there counts twice.
            const bool inside = is_ascii_alpha(static_cast<char>(p.before))
                                && is_ascii_alpha(static_cast<char>(p.after));
            const double one = worth(character(p.byte), character(p.before), character(p.after));
            sum += inside ? 2 * one : one;
        }
        return sum;
    }
};

/// What the system that wrote the lines speaks for, in places.
double habit(std::string_view charset, const Survey& survey) {
    constexpr double kOfSystem = 1.5, kOfLines = -0.5;
    const bool mac = charset == "macintosh" || charset == "x-mac-cyrillic";
    const bool dos = charset.starts_with("ibm");
    if ((mac && survey.mac_lines) || (dos && survey.dos_end)) return kOfSystem;
    return mac && survey.crlf ? kOfLines : 0;
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

std::string why_of(std::string_view name, const Survey& survey) {
    if (name == "macintosh") return "mac-quotes";
    if (name == "ibm437" || name == "ibm850") return "dos-bytes";
    if (name != "windows-1252") return "statistics";
    const auto c1 = survey.count.begin() + 0x80;
    return std::any_of(c1, c1 + 32, [](std::size_t n) { return n > 0; }) ? "c1-range"
                                                                         : "latin-range";
}

using Scores = std::array<double, kCandidates.size()>;
using Pages = std::array<const CodePage*, kCandidates.size()>;

/// Of a letter or two what is usual decides, and another charset may show letters there that fit as
/// well: a person has to look. Empty when there is none.
std::string_view rival_of_few(const Survey& survey, const Pages& pages, const Scores& score,
                              std::size_t best) {
    constexpr double kUnlikely = -1;  // prior of charsets that are not thought of for one letter
    if (survey.places.size() >= kFewPlaces || kCandidates[best].prior < kUnlikely) return {};
    const bool letters = survey.accents(*pages[best]) == survey.high;
    const double needed = score[best] - kCandidates[best].prior - (letters ? 0.3 : 0.5);
    for (std::size_t i = 0; i < kCandidates.size(); ++i)
        if (i != best && pages[i] != nullptr && kCandidates[i].prior > kUnlikely
            && score[i] - kCandidates[i].prior >= needed && survey.accents(*pages[i]) == survey.high
            && survey.differing(*pages[i], *pages[best]) > 0)
            return kCandidates[i].name;
    return {};
}

}  // namespace

CharsetGuess guess_charset(std::string_view bytes) {
    const Survey survey(bytes);
    const auto places = static_cast<double>(survey.places.size());
    // A text whose letters are ASCII is Western, whatever the statistics of so few bytes say; but
    // a page's tags may outnumber its words.
    const bool mostly_high = survey.high * 2 > survey.letters || survey.in_words * 2 > survey.high;
    Scores score{};
    Pages pages{};
    std::size_t best = 0;
    for (std::size_t i = 0; i < kCandidates.size(); ++i) {
        const Candidate& candidate = kCandidates[i];
        pages[i] = CodePage::find(candidate.name);
        const bool asked =
            pages[i] != nullptr && (mostly_high || candidate.worth != cyrillic_worth);
        score[i] = asked ? survey.worth_of(*pages[i], candidate.worth) + candidate.prior
                               + habit(candidate.name, survey)
                         : -1e9;
        if (score[i] > score[best]) best = i;
        // Quotes in quote places and hardly an accent: windows-1252, and no other need be tried.
        if (i == 0 && asked && survey.places.size() >= kFewPlaces && score[0] > 0.8 * places
            && survey.accents(*pages[0]) * 30 < survey.letters)
            return {std::string(candidate.name), why_of(candidate.name, survey), ""};
    }
    if (pages[best] == nullptr) return {"windows-1252", "latin-range", ""};  // ICU without tables

    // Accents in more than one letter of thirty: Central European and others; ask for a second
    // opinion, and believe it where it concerns many letters.
    if (mostly_high || survey.accents(*pages[best]) * 30 > survey.letters) {
        const std::string second = hint(bytes);
        for (std::size_t i = 0; i < kCandidates.size(); ++i) {
            if (kCandidates[i].name != second || score[best] <= 0 || score[i] < 0.6 * score[best])
                continue;
            if (survey.differing(*pages[i], *pages[best]) * 50 > survey.letters + survey.high)
                best = i;
        }
        if (mostly_high && reads_as_cjk(bytes, second)) return {second, "statistics", ""};
        const CodePage* page = score[best] < 0.2 * places ? CodePage::find(second) : nullptr;
        if (mostly_high && page != nullptr && second != kCandidates[best].name)
            return {canonical_charset(second), "statistics", std::string(kCandidates[best].name)};
    }

    CharsetGuess guess{std::string(kCandidates[best].name), why_of(kCandidates[best].name, survey),
                       ""};
    // A rival matters where it would show other characters that fit as well there.
    double rival_score = -1e9;
    for (std::size_t i = 0; i < kCandidates.size(); ++i) {
        if (i == best || score[i] <= std::max(rival_score, score[best] - 0.25 * places)) continue;
        const auto share = static_cast<double>(survey.differing(*pages[i], *pages[best]))
                           / static_cast<double>(survey.high);
        if (share <= 0) continue;
        if (score[best] - score[i] >= std::max(0.3, 0.1 * share * places)) continue;
        rival_score = score[i];
        guess.rival = kCandidates[i].name;
    }
    if (guess.rival.empty()) guess.rival = rival_of_few(survey, pages, score, best);
    return guess;
}

}  // namespace solander
