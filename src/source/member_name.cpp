// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/member_name.h"

#include "base/text.h"
#include "source/code_page.h"
#include "source/multi_byte.h"

namespace solander {
namespace {

bool is_japanese(std::string_view raw, std::string& out) {
    MultiByteText text = decode_multi_byte(raw, "shift_jis");
    if (!text.known || text.errors > 0) return false;
    bool east = false;
    for (std::size_t i = 0; i < text.view.text.size();) {
        std::size_t n = 0;
        const char32_t c = first_code_point(std::string_view(text.view.text).substr(i), n);
        // Half-width kana are single bytes: any Western accent looks like one.
        if (c >= 0xFF61 && c <= 0xFF9F) return false;
        east = east || (c >= 0x3040 && c <= 0x30FF) || (c >= 0x4E00 && c <= 0x9FFF);
        i += n;
    }
    if (east) out = std::move(text.view.text);
    return east;
}

}  // namespace

std::string readable_name(std::string_view raw, std::string_view older) {
    std::string name;
    const CodePage* page = CodePage::find(older);
    if (valid_utf8(raw)) {
        name = raw;
    } else if (!is_japanese(raw, name)) {
        for (const char c : raw) {
            const auto b = static_cast<unsigned char>(c);
            if (b < 0x80)
                name += c;
            else if (page != nullptr)
                name += page->utf8(b);
            else
                append_utf8(name, 0xFFFD);
        }
    }
    std::string shown;
    for (const char c : name) {
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
            append_utf8(shown, 0xFFFD);
        else
            shown += c;
    }
    return shown;
}

std::string member_name(std::string_view raw, std::string_view format) {
    const bool zip = format == "zip" || format == "fimfarchive";
    return readable_name(raw, zip ? "ibm437" : "windows-1252");
}

std::string_view leaf_name(std::string_view path) {
    const char separator = path.find('/') != std::string_view::npos ? '/' : '\\';
    const std::size_t at = path.rfind(separator);
    return at == std::string_view::npos ? path : path.substr(at + 1);
}

bool is_odd_path(std::string_view path) {
    if (path.empty() || path[0] == '/' || path[0] == '\\') return true;
    if (path.size() > 1 && path[1] == ':' && is_ascii_alpha(path[0])) return true;
    const char separator = path.find('/') != std::string_view::npos ? '/' : '\\';
    const auto pieces = split(path, separator);
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        if (pieces[i] == "..") return true;
        if (pieces[i].empty() && i + 1 < pieces.size()) return true;
    }
    return false;
}

std::string DistinctNames::take(const std::string& name) {
    if (taken_.try_emplace(name, 1).second) return name;
    for (;;) {  // "a.txt#2" may be somebody's own name
        std::string next = name + '#' + std::to_string(++taken_[name]);
        if (taken_.try_emplace(next, 1).second) return next;
    }
}

}  // namespace solander
