// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/mixed.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "source/charset_guess.h"

namespace solander {
namespace {

/// High bytes of a piece of text: characters of UTF-8 and bytes that are none.
struct Census {
    std::size_t pairs = 0;   ///< sequences of two bytes: may be chance
    std::size_t longer = 0;  ///< of three and four: hardly ever chance
    std::size_t broken = 0;  ///< bytes
    std::size_t stubs = 0;   ///< of these, bytes of sequences that were cut
    std::size_t ascii = 0;
};

/// Bytes of a sequence that was cut: a lead byte and the continuation bytes that follow it; 0 when
/// the byte is no lead byte with something behind it.
std::size_t cut_sequence(std::string_view text) {
    const auto lead = static_cast<unsigned char>(text[0]);
    const std::size_t wanted = lead >= 0xF0 && lead < 0xF5 ? 4
                               : lead >= 0xE0              ? 3
                               : lead >= 0xC2              ? 2
                                                           : 0;
    if (wanted == 0 || lead >= 0xF5) return 0;
    std::size_t n = 1;
    while (n < wanted && n < text.size() && (static_cast<unsigned char>(text[n]) & 0xC0) == 0x80)
        ++n;
    if (n == text.size()) return n;  // the file ends here
    return n > 1 ? n : 0;
}

Census census_of(std::string_view text) {
    Census census;
    for (std::size_t i = 0; i < text.size();) {
        const std::string_view rest = text.substr(i);
        std::size_t n = ascii_prefix(rest);
        if (n > 0) {
            census.ascii += n;
            i += n;
            continue;
        }
        first_code_point(rest, n);
        if (n == 1) {
            const std::size_t stub = cut_sequence(rest);
            n = std::max<std::size_t>(stub, 1);
            census.stubs += stub;
            census.broken += n;
        } else {
            ++(n == 2 ? census.pairs : census.longer);
        }
        i += n;
    }
    return census;
}

/// Next piece that ends with its line end; both LF and CR end lines.
std::string_view next_line(std::string_view rest) {
    const std::size_t end = rest.find_first_of("\n\r");
    return rest.substr(0, end == std::string_view::npos ? end : end + 1);
}

bool is_utf8_line(const Census& c) { return c.broken == 0; }
/// Has both: its good sequences are believed too.
bool is_both(const Census& c) { return c.broken > 0 && (c.longer > 0 || c.pairs > c.broken); }

}  // namespace

void append_page(View& view, std::string_view bytes, std::size_t offset, const CodePage& page,
                 Tally& unknown) {
    std::size_t i = 0;
    while (i < bytes.size()) {
        const std::size_t plain = ascii_prefix(bytes.substr(i));
        if (plain > 0) {
            view.to_bytes.add(view.text.size(), offset + i);
            view.text.append(bytes, i, plain);
            i += plain;
            continue;
        }
        const auto b = static_cast<unsigned char>(bytes[i]);
        const std::string_view utf8 = page.utf8(b);
        if (page.decode(b) == 0xFFFD) unknown.add({offset + i, offset + i + 1});
        view.to_bytes.add(view.text.size(), offset + i, static_cast<std::uint32_t>(utf8.size()), 1);
        view.text += utf8;
        ++i;
    }
}

std::optional<Decoded> decode_mixed(std::string_view bytes) {
    const Census all = census_of(bytes);
    const std::size_t good = all.pairs + all.longer;
    // Too little UTF-8 to decide by is not lost: it shows as mojibake, which is mended later. Texts
    // of another script hold such sequences by chance, so there UTF-8 must be a third of all.
    const bool other_script = all.broken + 2 * good > all.ascii / 2;
    const bool believable = other_script ? good * 2 > all.broken
                                         : all.longer * 10 > all.broken
                                               || (all.pairs >= 3 && all.pairs * 2 > all.broken);
    const bool cut_only = all.stubs == all.broken;
    if (good == 0 || !(believable || cut_only)) return std::nullopt;

    std::string older;  // the lines that are no UTF-8, to be judged together
    Tally old_lines;
    for (std::size_t at = 0; at < bytes.size();) {
        const std::string_view line = next_line(bytes.substr(at));
        const Census census = census_of(line);
        if (!cut_only && !is_utf8_line(census) && !is_both(census)) {
            older += line;
            old_lines.add({at, at + line.size()});
        }
        at += line.size();
    }
    const CharsetGuess guess = guess_charset(older);
    const CodePage* page = CodePage::find(older.empty() ? "windows-1252" : guess.encoding);
    if (page == nullptr)
        return std::nullopt;  // a double-byte charset with lines that look like UTF-8

    Decoded out;
    out.encoding = "utf-8";
    out.why = "mixed";
    out.view.text.reserve(bytes.size() + bytes.size() / 16);
    Tally unknown;
    Tally cut;
    Tally single;
    View& view = out.view;
    for (std::size_t at = 0; at < bytes.size();) {
        const std::string_view line = next_line(bytes.substr(at));
        const Census census = census_of(line);
        const std::size_t end = at + line.size();
        if (is_utf8_line(census)) {
            view.to_bytes.add(view.text.size(), at);
            view.text += line;
        } else if (!is_both(census) && !cut_only) {
            append_page(view, line, at, *page, unknown);
        } else {
            for (std::size_t i = at; i < end;) {
                const std::string_view rest = bytes.substr(i, end - i);
                std::size_t n = 0;
                const char32_t c = first_code_point(rest, n);
                if (c != 0xFFFD || n > 1) {
                    n = std::max(n, ascii_prefix(rest));
                    view.to_bytes.add(view.text.size(), i);
                    view.text.append(rest, 0, n);
                } else if (const std::size_t stub = cut_sequence(rest); stub > 0) {
                    n = stub;
                    cut.add({i, i + n});
                    view.to_bytes.add(view.text.size(), i, 3, static_cast<std::uint32_t>(n));
                    view.text += "\xEF\xBF\xBD";
                } else {
                    single.add({i, i + 1});
                    append_page(view, rest.substr(0, 1), i, *page, unknown);
                }
                i += n;
            }
        }
        at = end;
    }
    const std::string older_name = older.empty() ? "windows-1252" : guess.encoding;
    old_lines.tell(out.findings, "mixed-encodings",
                   fmt::format("lines in {} within a UTF-8 file", older_name));
    single.tell(out.findings, "mixed-encodings",
                fmt::format("bytes of {} within lines of UTF-8", older_name));
    cut.tell(out.findings, "broken-characters", "UTF-8 characters cut short");
    unknown.tell(out.findings, "broken-characters",
                 fmt::format("bytes that mean nothing in {}", older_name));
    return out;
}

}  // namespace solander
