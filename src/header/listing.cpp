// SPDX-License-Identifier: GPL-3.0-or-later
#include "header/listing.h"

#include <algorithm>

#include "base/text.h"

namespace solander {

namespace {

constexpr std::size_t kTitlesOfList = 3;
constexpr std::uint32_t kLinesBetween = 40;
constexpr std::uint64_t kWordsBetween = 60;  // a blurb or a verdict; a drabble has a hundred

bool has_title(const HeaderBlock& block) {
    return std::any_of(block.fields.begin(), block.fields.end(),
                       [](const Field& field) { return field.id == FieldId::title; });
}

bool is_placeholder(std::string_view value) {
    if (value.size() < 3 || value.size() > 120) return false;
    const char first = value.front(), last = value.back();
    if ((first == '[' && last == ']') || (first == '<' && last == '>')
        || (first == '{' && last == '}'))
        return true;
    const std::string low = ascii_lowered(value.substr(0, 40));
    for (const std::string_view word :
         {"your ", "insert ", "the title of", "name of the", "title here", "put your", "xxx"})
        if (low.rfind(word, 0) == 0) return true;
    return low.find("goes here") != std::string::npos;
}

bool announces_template(const Sheet& sheet, const HeaderBlock& block) {
    const std::uint32_t from = block.first > 4 ? block.first - 4 : 0;
    const std::string above = ascii_lowered(sheet.text_between(from, block.first));
    const bool about_headers = above.find("header") != std::string::npos
                               || above.find("format") != std::string::npos
                               || above.find("template") != std::string::npos;
    if (!about_headers) return false;
    for (const std::string_view word :
         {"look like", "looks like", "example", "should", "following", "template", "sample",
          "use this", "please use", "must", "fill in"})
        if (above.find(word) != std::string::npos) return true;
    return false;
}

const Field* title_of(const HeaderBlock& block) {
    for (const Field& field : block.fields)
        if (field.id == FieldId::title && !field.raw.empty()) return &field;
    return nullptr;
}

}  // namespace

bool titled_differently(const HeaderBlock& block, const std::vector<HeaderBlock>& earlier) {
    const Field* mine = title_of(block);
    if (mine == nullptr) return false;
    const bool author = std::any_of(block.fields.begin(), block.fields.end(),
                                    [](const Field& field) { return field.id == FieldId::author; });
    for (const HeaderBlock& one : earlier)
        if (const Field* other = title_of(one); other != nullptr && author) {
            const std::string a = fold(mine->raw), b = fold(other->raw);
            return a.find(b.substr(0, 12)) == std::string::npos
                   && b.find(a.substr(0, 12)) == std::string::npos;
        }
    return false;
}

bool is_riffed(const Sheet& sheet) {
    std::uint32_t quoted = 0, spoken = 0;
    for (std::uint32_t i = 0; i < sheet.size(); ++i) {
        const std::string_view text = sheet.text(i);
        if (text.empty()) continue;
        quoted += text[0] == '>' ? 1U : 0U;
        std::size_t name = 0;
        while (name < text.size() && name < 16 && is_ascii_upper(text[name])) ++name;
        spoken += name >= 2 && name < text.size() && text[name] == ':' ? 1U : 0U;
    }
    return spoken >= 3 && quoted * 4 >= sheet.size();
}

bool looks_like_index(const Sheet& sheet, const std::vector<HeaderBlock>& blocks) {
    const bool several =
        static_cast<std::size_t>(std::count_if(blocks.begin(), blocks.end(), has_title))
        >= kTitlesOfList;
    std::size_t titled = 0, close_titles = 0;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        const HeaderBlock& block = blocks[i];
        if (block.fields.size() > 1 && announces_template(sheet, block)) return true;
        const std::string below =
            ascii_lowered(sheet.text_between(block.last, std::min(sheet.size(), block.last + 2)));
        if (below.find("why this must be read") != std::string::npos) return true;
        std::size_t filled = 0, placeholders = 0, titles = 0;
        for (const Field& field : block.fields) {
            filled += field.raw.empty() ? 0 : 1;
            placeholders += is_placeholder(field.raw) ? 1 : 0;
            titles += field.id == FieldId::title && !field.raw.empty() ? 1 : 0;
            const std::string label = ascii_lowered(field.label);
            if (label.find("must be read") != std::string::npos || label == "why you should read"
                || label == "why i rec it" || label == "why i recommend it" || label == "rec by"
                || label == "reccer" || label == "reason for rec")
                return true;
        }
        if (placeholders >= 2 && placeholders * 2 > filled) return true;
        if (titles >= kTitlesOfList) close_titles += titles;
        if (!has_title(block)) continue;
        ++titled;
        const std::uint32_t next = i + 1 < blocks.size() ? blocks[i + 1].first : sheet.size();
        close_titles +=
            several && next - block.last <= kLinesBetween
                    && count_words(sheet.text_between(block.last, next)) <= kWordsBetween
                ? 1
                : 0;
    }
    return titled > 0 && close_titles >= kTitlesOfList && close_titles * 3 >= titled * 2;
}

}  // namespace solander
