// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/charset.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/error.h"
#include "base/text.h"
#include "source/charset_guess.h"
#include "source/charset_name.h"
#include "source/code_page.h"
#include "source/mixed.h"
#include "source/multi_byte.h"

namespace solander {
namespace {

constexpr std::size_t kDeclarationBytes = 2048;

void tell_errors(Decoded& out, std::size_t errors, Span first) {
    if (errors == 0) return;
    out.findings.push_back(
        {"broken-characters",
         fmt::format("{} sequences are no characters of {}", errors, out.encoding), first});
}

Decoded take(MultiByteText&& text, std::string_view encoding, std::string_view why) {
    Decoded out;
    out.view = std::move(text.view);
    out.encoding = encoding;
    out.why = why;
    tell_errors(out, text.errors, text.first_error);
    return out;
}

Decoded decode_page(std::string_view bytes, const CodePage& page, std::string_view encoding,
                    std::string_view why) {
    Decoded out;
    out.encoding = encoding;
    out.why = why;
    out.view.text.reserve(bytes.size() + bytes.size() / 16 + 16);
    Tally unknown;
    append_page(out.view, bytes, 0, page, unknown);
    unknown.tell(out.findings, "broken-characters",
                 fmt::format("bytes that mean nothing in {}", encoding));
    return out;
}

Decoded copy(std::string_view bytes, std::string_view encoding, std::string_view why) {
    Decoded out;
    out.view.text = bytes;
    out.encoding = encoding;
    out.why = why;
    return out;
}

/// Byte order marks. UTF-8 with a mark but broken inside goes on as if it had none.
std::optional<Decoded> by_mark(std::string_view bytes) {
    const auto wide = [&](unsigned unit, bool big, std::string_view name) {
        Decoded out = take(decode_wide(bytes, unit, big), name, "bom");
        Rewrite rewrite(out.view);
        rewrite.replace(0, 3, "");  // the mark itself, as UTF-8
        rewrite.finish();
        return out;
    };
    if (bytes.starts_with("\xEF\xBB\xBF") && valid_utf8(bytes)) {
        Decoded out = copy(bytes.substr(3), "utf-8", "bom");
        out.view.to_bytes.add(0, 3);
        return out;
    }
    if (bytes.starts_with(std::string_view("\xFF\xFE\0\0", 4))) return wide(4, false, "utf-32le");
    if (bytes.starts_with(std::string_view("\0\0\xFE\xFF", 4))) return wide(4, true, "utf-32be");
    if (bytes.starts_with("\xFF\xFE")) return wide(2, false, "utf-16le");
    if (bytes.starts_with("\xFE\xFF")) return wide(2, true, "utf-16be");
    return std::nullopt;
}

/// In a charset somebody named: nothing when we do not know it or (unless forced) it does not fit.
std::optional<Decoded> by_name(std::string_view bytes, const std::string& name, bool forced,
                               std::string_view why) {
    if (name == "utf-8") {
        if (valid_utf8(bytes)) return copy(bytes, name, why);
        if (!forced) return std::nullopt;
    }
    if (name == "utf-16" || name == "utf-16le" || name == "utf-16be") {
        if (!forced && wide_without_mark(bytes) == 0) return std::nullopt;  // it says so in ASCII
        return take(decode_wide(bytes, 2, name == "utf-16be"), name, why);
    }
    if (const CodePage* page = CodePage::find(name)) {
        Decoded out = decode_page(bytes, *page, name, why);
        if (!forced && !out.findings.empty()) return std::nullopt;
        return out;
    }
    MultiByteText text = decode_multi_byte(bytes, name);
    if (!text.known || (!forced && text.errors > 0)) return std::nullopt;
    return take(std::move(text), name, why);
}

bool escapes_shift(std::string_view name) {
    return name == "utf-7" || name.starts_with("iso-2022") || name == "hz-gb-2312";
}

}  // namespace

std::string asked_charset(std::string_view name) {
    std::string ours = canonical_charset(name);
    const bool known = ours.empty() || ours == "utf-8" || ours == "utf-16"
                       || CodePage::find(ours) != nullptr || decode_multi_byte({}, ours).known;
    if (!known)
        throw Error(Fault::usage, fmt::format("no charset is called '{}'", name),
                    "for example windows-1252, macintosh, ibm437, koi8-r, shift_jis, utf-8");
    return ours;
}

char wide_without_mark(std::string_view bytes) {
    const std::string_view head = bytes.substr(0, 4096 & ~std::size_t{1});
    if (head.size() < 8) return 0;
    std::size_t even = 0;
    std::size_t odd = 0;
    for (std::size_t i = 0; i + 1 < head.size(); i += 2) {
        even += head[i] == 0;
        odd += head[i + 1] == 0;
    }
    const std::size_t pairs = head.size() / 2;
    if (odd * 10 > pairs * 6 && even * 20 < pairs) return 'l';
    if (even * 10 > pairs * 6 && odd * 20 < pairs) return 'b';
    return 0;
}

std::string declared_charset(std::string_view bytes) {
    const std::string head = ascii_lowered(bytes.substr(0, kDeclarationBytes));
    const auto value_after = [&head](std::size_t at) {
        while (at < head.size() && (is_ascii_space(head[at]) || head[at] == '=')) ++at;
        if (at < head.size() && (head[at] == '"' || head[at] == '\'')) ++at;
        const std::size_t end = head.find_first_of(" \t\r\n\"'<>;/?", at);
        return head.substr(at, end == std::string::npos ? end : end - at);
    };
    if (head.starts_with("<?xml"))
        if (const auto at = head.find("encoding"); at < head.find("?>")) return value_after(at + 8);
    for (std::size_t at = head.find("charset"); at != std::string::npos;
         at = head.find("charset", at + 1)) {
        const std::size_t line = head.rfind('\n', at) + 1;  // npos + 1 is the start
        const std::size_t tag = head.rfind('<', at);
        const std::string_view before = std::string_view(head).substr(0, at);
        const bool meta = tag != std::string::npos && before.substr(tag).starts_with("<meta");
        const bool mime =
            before.substr(line).starts_with("content-type:")
            || (line > 1 && before.substr(line).find_first_not_of(" \t") == std::string::npos
                && before.rfind("content-type:") != std::string::npos);
        if (meta || mime) return value_after(at + 7);
    }
    return {};
}

Decoded decode(std::string_view bytes, const CharsetWish& wish) {
    std::vector<Finding> findings;
    const auto with = [&findings](Decoded out) {
        out.findings.insert(out.findings.begin(), findings.begin(), findings.end());
        return out;
    };
    if (!wish.asked.empty()) {
        const std::string name = canonical_charset(wish.asked);
        if (auto out = by_name(bytes, name, true, "asked")) return std::move(*out);
        findings.push_back(
            {"wrong-charset", fmt::format("no charset is called {}", wish.asked), {}});
    }
    if (auto out = by_mark(bytes)) return with(std::move(*out));
    if (const char order = wide_without_mark(bytes); order != 0) {
        const bool big = order == 'b';
        return with(take(decode_wide(bytes, 2, big), big ? "utf-16be" : "utf-16le", "nul-pattern"));
    }
    const bool ascii = ascii_prefix(bytes) == bytes.size();
    const std::string declared = canonical_charset(wish.declared);
    if (ascii && !escapes_shift(declared)) return with(copy(bytes, "us-ascii", "ascii"));
    const bool utf8 = valid_utf8(bytes);
    // Latin-1 decodes anything, so it is believed only when UTF-8 does not explain the bytes.
    const bool says_latin = declared == "windows-1252";
    if (!declared.empty() && !(says_latin && utf8))
        if (auto out = by_name(bytes, declared, false, "declared")) return with(std::move(*out));
    if (!declared.empty() && !ascii)
        findings.push_back(
            {"wrong-charset", fmt::format("the file says {}, its bytes are not", declared), {}});
    if (utf8) return with(copy(bytes, "utf-8", "valid-utf-8"));
    if (auto mixed = decode_mixed(bytes)) return with(std::move(*mixed));

    const CharsetGuess guess = guess_charset(bytes);
    if (!guess.rival.empty())
        findings.push_back(
            {"encoding-doubt",
             fmt::format("read as {}; {} would fit nearly as well", guess.encoding, guess.rival),
             {}});
    if (auto out = by_name(bytes, guess.encoding, true, guess.why)) return with(std::move(*out));
    return with(decode_page(bytes, *CodePage::find("windows-1252"), "windows-1252", "latin-range"));
}

}  // namespace solander
