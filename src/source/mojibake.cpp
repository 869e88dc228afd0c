// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/mojibake.h"

#include <fmt/format.h>

#include <array>
#include <optional>

#include "base/text.h"
#include "source/code_page.h"
#include "source/quote_place.h"

namespace solander {
namespace {

/// The byte a character stands for when a text was read by the wrong page. For windows-1252 also
/// the C1 controls of a Latin-1 reading.
std::optional<unsigned char> byte_of(const CodePage& page, char32_t c) {
    if (c < 0x80) return std::nullopt;
    if (const auto byte = page.encode(c)) return byte;
    if (c < 0xA0) return static_cast<unsigned char>(c);
    return std::nullopt;
}

/// A misread character: bytes [from, to) of the text mean `meant`.
struct Misread {
    std::size_t to;
    char32_t meant;
    bool sure;  ///< hardly ever anything else
};

/// How sure one can be that nobody wrote these characters side by side. `boxes`: the page is CP437,
/// where many second bytes are pieces of frames.
bool is_sure(unsigned lead, unsigned second, char32_t meant, bool boxes) {
    if (boxes && second >= 0xB0) return false;
    if (lead == 0xE2) return second == 0x80 || second == 0x82 || second == 0x84;  // â€™ â‚¬ â„¢
    if (lead == 0xEF)  // ï»¿, ï¿½, ligatures, and full-width signs as in "Titleï¼š"
        return meant == 0xFEFF || meant == 0xFFFD || (meant >= 0xFB00 && meant < 0xFB07)
               || (meant > 0xFF00 && meant < 0xFF5F);
    if (lead == 0xC3) return meant != 0xD7 && meant != 0xF7;  // Ã©
    if (lead == 0xC2) return meant >= 0xA0;                   // Â£ Â« Â (NBSP)
    return lead >= 0xF0 && meant >= 0x1F000 && meant < 0x20000;
}

std::optional<Misread> misread_at(const CodePage& page, std::string_view text, std::size_t at) {
    const bool boxes = page.decode(0xC4) == 0x2500;
    std::size_t n = 0;
    const auto lead = byte_of(page, first_code_point(text.substr(at), n));
    if (!lead || *lead < 0xC2 || *lead > 0xF4) return std::nullopt;
    const std::size_t wanted = *lead >= 0xF0 ? 4 : *lead >= 0xE0 ? 3 : 2;
    std::array<char, 4> bytes{static_cast<char>(*lead)};
    std::size_t i = at + n;
    // The no-break space of "Ã " (à) and "Â " has often become a plain one: doubtful alone.
    if (wanted == 2 && *lead <= 0xC3 && i < text.size() && text[i] == ' ')
        return Misread{i, *lead == 0xC3 ? U'\xE0' : U'\xA0', false};
    for (std::size_t k = 1; k < wanted; ++k) {
        if (i >= text.size()) return std::nullopt;
        const auto next = byte_of(page, first_code_point(text.substr(i), n));
        if (!next || (*next & 0xC0) != 0x80) {
            // â€ alone: the ” had the byte 9D, which many programs threw away.
            if (k == 2 && *lead == 0xE2 && bytes[1] == '\x80') return Misread{i, 0x201D, true};
            return std::nullopt;
        }
        bytes[k] = static_cast<char>(*next);
        i += n;
    }
    const char32_t meant = first_code_point({bytes.data(), wanted}, n);
    if (n != wanted) return std::nullopt;
    return Misread{i, meant, is_sure(*lead, static_cast<unsigned char>(bytes[1]), meant, boxes)};
}

/// Whether another reading of a doubtful pair is worth believing once a file is known to be
/// damaged.
bool is_likely(char32_t meant) {
    return (is_word_char(meant) && meant < 0x600) || quote_role(meant)
           || (meant >= 0xA0 && meant < 0xC0) || (meant >= 0x2000 && meant < 0x2300)
           || is_cjk(meant) || (meant >= 0x3000 && meant < 0x3040)
           || (meant > 0xFF00 && meant <= 0xFF60);  // full-width forms: "Title："
}

/// One pass for one misreading; true when something was mended. Doubtful places are mended only
/// beside sure ones, or when they make whole words of another script.
bool mend_once(View& view, const CodePage& page, Tally& tally) {
    const std::string_view text = view.text;
    std::size_t sure = 0;
    std::size_t run =
        0;  // misread characters directly behind each other: a whole word of another script
    std::size_t longest = 0;
    std::size_t run_end = 0;
    const auto each = [&](const auto& visit) {
        for (std::size_t i = ascii_prefix(text); i < text.size();) {
            std::size_t n = 0;
            if (const auto misread = misread_at(page, text, i)) {
                visit(i, *misread);
                i = misread->to;
            } else {
                first_code_point(text.substr(i), n);
                i += n;
            }
            if (i < text.size() && static_cast<unsigned char>(text[i]) < 0x80)
                i += ascii_prefix(text.substr(i));
        }
    };
    each([&](std::size_t at, const Misread& m) {
        sure += m.sure;
        run = at == run_end && at > 0 ? run + 1 : 1;
        run_end = m.to;
        if (is_likely(m.meant)) longest = std::max(longest, run);
    });
    const bool boxes = page.decode(0xC4) == 0x2500;
    if (sure == 0 && (boxes || longest < 4)) return false;

    Rewrite rewrite(view);
    each([&](std::size_t at, const Misread& m) {
        if (!m.sure && !is_likely(m.meant)) return;
        std::string meant;
        if (m.meant != 0xFEFF) append_utf8(meant, m.meant);
        tally.add(view.to_bytes.to_in(Span{at, m.to}));
        rewrite.replace(at, m.to, meant);
    });
    const bool changed = rewrite.edits() > 0;
    rewrite.finish();
    return changed;
}

struct Misreading {
    std::string_view page;
    std::string_view as;         ///< for the finding
    std::string_view low, high;  ///< UTF-8 of what sure lead bytes look like, first to last
};
constexpr std::array kMisreadings = std::to_array<Misreading>({
    {"windows-1252", "windows-1252", "\xC3\x82", "\xC3\xB4"},    // Â to ô
    {"macintosh", "Mac Roman", "\xE2\x80\x9A", "\xE2\x80\x9A"},  // ‚ of ‚Äô
    {"macintosh", "Mac Roman", "\xE2\x88\x9A", "\xE2\x88\x9A"},  // √ of √©
    {"ibm437", "CP437", "\xCE\x93", "\xCE\x93"},                 // Γ of ΓÇÖ
    {"ibm437", "CP437", "\xE2\x94\x9C", "\xE2\x94\x9C"},         // ├ of ├⌐
});
using Suspects = std::array<bool, kMisreadings.size()>;

/// Which misreadings are worth a closer look: a lead stands before another character above ASCII.
Suspects suspects_of(std::string_view text) {
    Suspects suspects{};
    for (std::size_t i = ascii_prefix(text); i < text.size();) {
        const auto b = static_cast<unsigned char>(text[i]);
        const std::size_t n = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : b >= 0xC0 ? 2 : 1;
        if (i + n >= text.size()) break;
        if (static_cast<unsigned char>(text[i + n]) < 0x80) {
            i += n + ascii_prefix(text.substr(i + n));
            continue;
        }
        const std::string_view c = text.substr(i, n);
        for (std::size_t k = 0; k < suspects.size(); ++k)
            suspects[k] = suspects[k] || (c >= kMisreadings[k].low && c <= kMisreadings[k].high);
        i += n;
    }
    return suspects;
}

}  // namespace

void mend_mojibake(View& view, std::vector<Finding>& findings) {
    constexpr int kMostTimes = 4;
    const Suspects suspects = suspects_of(view.text);
    for (std::size_t k = 0; k < suspects.size(); ++k) {
        if (!suspects[k]) continue;
        const Misreading& misreading = kMisreadings[k];
        const CodePage* page = CodePage::find(misreading.page);
        Tally tally;
        int times = 0;
        while (page != nullptr && times < kMostTimes && mend_once(view, *page, tally)) ++times;
        tally.tell(findings, "mojibake",
                   fmt::format("UTF-8 that was read as {}{}, mended", misreading.as,
                               times > 1 ? fmt::format(" {} times over", times) : ""));
    }
}

void mend_c1_controls(View& view, std::vector<Finding>& findings) {
    std::size_t at = view.text.find('\xC2');
    if (at == std::string::npos) return;
    const CodePage* page = CodePage::find("windows-1252");
    if (page == nullptr) return;
    const std::string_view text = view.text;
    Rewrite rewrite(view);
    Tally tally;
    for (; at != std::string::npos && at + 1 < text.size(); at = text.find('\xC2', at + 2)) {
        const auto second = static_cast<unsigned char>(text[at + 1]);
        if (second >= 0xA0 || page->decode(second) == second) continue;
        tally.add(view.to_bytes.to_in(Span{at, at + 2}));
        rewrite.replace(at, at + 2, page->utf8(second));
    }
    rewrite.finish();
    tally.tell(findings, "c1-controls", "control characters that were windows-1252 quotes, mended");
}

}  // namespace solander
