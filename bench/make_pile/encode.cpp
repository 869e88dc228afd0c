// SPDX-License-Identifier: GPL-3.0-or-later
// Charsets, line ends, and the damage that old files have.
#include <algorithm>

#include "bench/make_pile/render.h"

namespace solander::pile {
namespace {

struct CodeRow {
    std::string_view utf8;
    char16_t unit;
    unsigned char windows_1252, macintosh, cp437;  ///< 0: not in that charset
};

/// All non-ASCII characters the generator writes.
constexpr CodeRow kCodes[] = {
    {"‘", 0x2018, 0x91, 0xD4, 0},  {"’", 0x2019, 0x92, 0xD5, 0},  {"“", 0x201C, 0x93, 0xD2, 0},
    {"”", 0x201D, 0x94, 0xD3, 0},  {"—", 0x2014, 0x97, 0xD1, 0},  {"é", 0xE9, 0xE9, 0x8E, 0x82},
    {"ö", 0xF6, 0xF6, 0x9A, 0x94}, {"ü", 0xFC, 0xFC, 0x9F, 0x81}, {"í", 0xED, 0xED, 0x92, 0xA1},
    {"ó", 0xF3, 0xF3, 0x97, 0xA2}, {"ç", 0xE7, 0xE7, 0x8D, 0x87}, {"ã", 0xE3, 0xE3, 0x8B, 0},
    {"：", 0xFF1A, 0, 0, 0},       {"•", 0x2022, 0x95, 0xA5, 0},  {"–", 0x2013, 0x96, 0xD0, 0},
};

const CodeRow* code_at(std::string_view text) {
    for (const CodeRow& row : kCodes)
        if (text.starts_with(row.utf8)) return &row;
    return nullptr;
}

std::string with_line_ends(const std::string& text, std::string_view eol) {
    if (eol == "\n") return text;
    std::string out;
    out.reserve(text.size() + text.size() / 40);
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = text.find('\n', at);
        if (end == std::string::npos) return out.append(text, at);
        out.append(text, at, end - at);
        out += eol;
        at = end + 1;
    }
    return out;
}

std::string to_charset(const std::string& text, Charset charset) {
    std::string out;
    out.reserve(charset == Charset::utf16 ? 2 * text.size() + 2 : text.size());
    const auto put16 = [&](char16_t unit) {
        out += static_cast<char>(unit & 0xFF);
        out += static_cast<char>(unit >> 8);
    };
    if (charset == Charset::utf16) put16(0xFEFF);
    for (std::size_t at = 0; at < text.size();) {
        if (static_cast<unsigned char>(text[at]) < 0x80) {
            if (charset == Charset::utf16)
                put16(static_cast<unsigned char>(text[at]));
            else
                out += text[at];
            ++at;
            continue;
        }
        const CodeRow* row = code_at(std::string_view(text).substr(at));
        if (row == nullptr) {
            ++at;
            continue;
        }
        at += row->utf8.size();
        if (charset == Charset::utf16)
            put16(row->unit);
        else
            out += static_cast<char>(charset == Charset::windows_1252 ? row->windows_1252
                                     : charset == Charset::macintosh  ? row->macintosh
                                                                      : row->cp437);
    }
    return out;
}

void append_utf8_of_1252(std::string& out, unsigned char byte) {
    // 0x80..0x9F as a browser shows them; only bytes of the UTF-8 of kCodes come here.
    struct High {
        unsigned char byte;
        std::string_view text;
    };
    static constexpr High highs[] = {{0x80, "€"}, {0x94, "”"}, {0x98, "˜"},
                                     {0x99, "™"}, {0x9C, "œ"}, {0x9D, "\xC2\x9D"}};
    for (const High& high : highs)
        if (high.byte == byte) {
            out += high.text;
            return;
        }
    if (byte < 0x80) {
        out += static_cast<char>(byte);
        return;
    }
    out += static_cast<char>(0xC0U | (byte >> 6));
    out += static_cast<char>(0x80U | (byte & 0x3FU));
}

}  // namespace

std::string encode(const Plan& plan, std::string text) {
    const Dialect& d = plan.dialect;
    text = with_line_ends(text, d.eol);
    std::string out;
    if (d.charset == Charset::utf8)
        out = std::move(text);
    else if (d.charset == Charset::utf8_bom)
        out = "\xEF\xBB\xBF" + text;
    else
        out = to_charset(text, d.charset);
    if (d.dos_end && d.charset != Charset::utf16) {
        out += '\x1A';
        while (out.size() % 128 != 0) out += '\0';
    }
    return out;
}

void damage(std::string& bytes, const Plan& plan, Random& random) {
    const std::string& kind = plan.damage;
    if (plan.dialect.charset == Charset::utf16 || bytes.empty()) return;
    if (kind == "truncated") {
        bytes.resize(bytes.size() * 3 / 5 + random.below(50));
    } else if (kind == "nul-block") {
        // A block of the disk; between two words, so that no word is cut.
        const std::size_t at = bytes.find(' ', bytes.size() / 2);
        bytes.insert(std::min(at, bytes.size()), 512, '\0');
    } else if (kind == "eighth-bit") {
        for (char& c : bytes) c = static_cast<char>(static_cast<unsigned char>(c) & 0x7FU);
    } else if (kind == "mixed-eol") {
        std::string out;
        for (const char c : bytes) {
            if (c == '\n' && random.percent(30)) out += '\r';
            out += c;
        }
        bytes = std::move(out);
    } else if (kind == "mojibake") {
        std::string out;
        for (const char c : bytes) append_utf8_of_1252(out, static_cast<unsigned char>(c));
        bytes = std::move(out);
    } else if (kind == "quoted-printable") {
        static constexpr char hex[] = "0123456789ABCDEF";
        std::string out;
        int column = 0;
        for (const char c : bytes) {
            const auto byte = static_cast<unsigned char>(c);
            if (column > 72 && c != '\n' && c != '\r') {
                (out += '=') += plan.dialect.eol;
                column = 0;
            }
            if (byte >= 0x80 || c == '=') {
                out += '=';
                out += hex[byte >> 4];
                out += hex[byte & 15U];
                column += 3;
            } else {
                out += c;
                column = c == '\n' || c == '\r' ? 0 : column + 1;
            }
        }
        bytes = std::move(out);
    }
}

std::string render_file(const Plan& plan, const Prose& prose, const Options& options) {
    // Exact twins must repeat their source's bytes: its index seeds whatever is drawn here.
    const std::uint64_t item =
        plan.twin == Twin::exact || plan.twin == Twin::reworded ? plan.source : plan.index;
    Random random(options.seed, item, 30);
    const bool split = plan.dialect.split;
    const std::string header =
        options.bare ? std::string()
                     : render_header(plan, random, split ? HeaderPart::top : HeaderPart::whole);
    const std::string end = split ? render_header(plan, random, HeaderPart::end) : std::string();
    std::string bytes =
        encode(plan, plan.dialect.html == HtmlStyle::none ? render_text(plan, prose, header, end)
                                                          : render_html(plan, prose, header));
    if (!plan.damage.empty()) damage(bytes, plan, random);
    return bytes;
}

}  // namespace solander::pile
