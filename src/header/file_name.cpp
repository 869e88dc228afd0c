// SPDX-License-Identifier: GPL-3.0-or-later
// File names: the last resort for titles, and often the only place of a chapter number.
#include <algorithm>

#include "base/text.h"
#include "header/subject.h"

namespace solander {

namespace {

std::string percent_decoded(std::string_view name) {
    const auto digit = [](char c) {
        return is_ascii_digit(c)      ? c - '0'
               : c >= 'A' && c <= 'F' ? c - 'A' + 10
               : c >= 'a' && c <= 'f' ? c - 'a' + 10
                                      : -1;
    };
    std::string out;
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (name[i] == '%' && i + 2 < name.size() && digit(name[i + 1]) >= 0
            && digit(name[i + 2]) >= 0) {
            const char c = static_cast<char>(digit(name[i + 1]) * 16 + digit(name[i + 2]));
            if (static_cast<unsigned char>(c) >= 0x20) {
                out += c;
                i += 2;
                continue;
            }
        }
        out += name[i];
    }
    return valid_utf8(out) ? out : std::string(name);
}

/// "snow.html.gz" -> "snow"; "quarter.c19" -> "quarter" with 19; "Mr. Snow" keeps its dot.
std::string_view without_endings(std::string_view name, int& chapter) {
    constexpr std::string_view kEndings[] = {
        "txt",   "text", "htm",  "html", "xhtml", "shtml", "asp", "php", "doc", "docx", "rtf",
        "epub",  "mobi", "azw3", "pdf",  "odt",   "fodt",  "fb2", "zip", "gz",  "fic",  "sto",
        "story", "asc",  "md",   "wpd",  "mht",   "eml",   "msg", "lit", "xml", "hum",  "poe"};
    for (int guard = 0; guard < 3; ++guard) {
        const std::size_t dot = name.rfind('.');
        if (dot == std::string_view::npos || dot == 0) break;
        const std::string ending = ascii_lowered(name.substr(dot + 1));
        if (std::find(std::begin(kEndings), std::end(kEndings), ending) != std::end(kEndings)) {
            name = name.substr(0, dot);
            continue;
        }
        std::size_t digits = 0;
        while (digits < ending.size() && is_ascii_digit(ending[ending.size() - 1 - digits]))
            ++digits;
        const bool numbered = digits > 0 && digits <= 3 && ending.size() - digits <= 2;
        if (!numbered) break;
        chapter = std::stoi(ending.substr(ending.size() - digits));
        name = name.substr(0, dot);
        break;
    }
    return name;
}

/// "title_1of3" -> 1 of 3; "title01", "title-ch3", "title_part_2" -> 1, 3, 2.
std::optional<PartNumber> part_at_end(std::string& name) {
    std::size_t end = name.size();
    const auto back_digits = [&](std::size_t stop) {
        std::size_t from = stop;
        while (from > 0 && is_ascii_digit(name[from - 1])) --from;
        return from;
    };
    const std::size_t from = back_digits(end);
    if (from == end || end - from > 3) return std::nullopt;
    PartNumber part;
    part.number = part.last = std::stoi(name.substr(from));
    std::size_t cut = from;
    const std::string low = ascii_lowered(name.substr(0, from));
    const auto ends_with = [&](std::string_view word) {
        return low.size() >= word.size()
               && std::string_view(low).substr(low.size() - word.size()) == word;
    };
    for (const std::string_view of : {"of", "-of-", "_of_", " of ", "outof", "von"})
        if (ends_with(of)) {
            const std::size_t stop = from - of.size();
            const std::size_t first = back_digits(stop);
            if (first == stop || stop - first > 3) continue;
            part.of = part.number;
            part.number = part.last = std::stoi(name.substr(first, stop - first));
            if (part.number > part.of) return std::nullopt;
            cut = first;
        }
    std::string_view head = std::string_view(name).substr(0, cut);
    bool named = part.of > 0;
    for (const std::string_view word :
         {"chapter", "chap", "part", "ch", "pt", "kapitel", "teil", "#"}) {
        const std::string_view bare =
            trim(std::string_view(head).substr(0, head.find_last_not_of(" -_") + 1));
        if (bare.size() > word.size()
            && equals_ignoring_ascii_case(bare.substr(bare.size() - word.size()), word)) {
            // "march3" does not end in "ch": a whole word is wanted there.
            const char before = bare[bare.size() - word.size() - 1];
            if (word.size() <= 2 && is_ascii_alpha(before)) continue;
            head = bare.substr(0, bare.size() - word.size());
            named = true;
            break;
        }
    }
    const bool year = end - from == 4 || (end - from == 2 && part.number > 40 && !named);
    if (year || (part.number == 0 && part.of == 0)) return std::nullopt;
    part.from = head.size();
    part.to = name.size();
    part.header = part.number == 0;
    name = std::string(head);
    return part;
}

}  // namespace

SubjectReading read_file_name(std::string_view name) {
    SubjectReading out;
    if (const std::size_t slash = name.find_last_of("/\\"); slash != std::string_view::npos)
        name = name.substr(slash + 1);
    const std::string decoded = percent_decoded(name.substr(0, 300));
    int chapter = -1;
    std::string text(without_endings(decoded, chapter));
    const bool spaced = text.find(' ') != std::string::npos;
    if (!spaced)
        for (char& c : text)
            if (c == '_' || c == '+') c = ' ';
    out.part = part_at_end(text);
    if (!out.part && chapter >= 0) {
        PartNumber part;
        part.number = part.last = chapter;
        out.part = part;
    }
    if (!out.part)
        if (auto part = find_part(text)) {
            out.part = part;
            text = text.substr(0, part->from) + text.substr(part->to);
        }
    // "Kat - Snow Falls": the author comes first in most programs' names, but not in all.
    if (const std::size_t dash = text.find(" - ");
        dash != std::string::npos && text.find(" - ", dash + 3) == std::string::npos) {
        out.author = squeeze(text.substr(0, dash));
        text = text.substr(dash + 3);
    } else if (const std::size_t by = ascii_lowered(text).rfind(" by ");
               by != std::string::npos && by > 0) {
        out.author = squeeze(text.substr(by + 4));
        text = text.substr(0, by);
    }
    std::string_view title = trim(text);
    while (!title.empty() && std::string_view(" -_.,").find(title.back()) != std::string_view::npos)
        title.remove_suffix(1);
    while (!title.empty()
           && std::string_view(" -_.,").find(title.front()) != std::string_view::npos)
        title.remove_prefix(1);
    out.title = squeeze(title);
    const bool several_words = out.title.find(' ') != std::string::npos;
    const bool letters = std::any_of(out.title.begin(), out.title.end(),
                                     [](char c) { return is_ascii_alpha(c) || (c & 0x80) != 0; });
    if (!letters) out.title.clear();
    out.confidence = out.title.empty()      ? 0
                     : several_words        ? 0.4
                     : decoded.size() <= 12 ? 0.15
                                            : 0.25;
    return out;
}

}  // namespace solander
