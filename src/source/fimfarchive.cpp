// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/fimfarchive.h"

#include <nlohmann/json.hpp>
#include <algorithm>

#include "base/text.h"
#include "source/bundle.h"
#include "source/page_scan.h"

namespace solander {
namespace {

using Json = nlohmann::json;
constexpr std::size_t kLongestLine = std::size_t{4} << 20;

std::string text_at(const Json& object, const char* key) {
    const auto at = object.find(key);
    if (at == object.end()) return {};
    if (at->is_string()) return at->get<std::string>();
    return {};
}

std::string_view label_of_tag(std::string_view type) {
    struct Row {
        std::string_view type, label;
    };
    constexpr Row kRows[] = {{"character", "Character"},
                             {"genre", "Genre"},
                             {"series", "Fandom"},
                             {"content", "Warning"},
                             {"warning", "Warning"}};
    for (const Row& row : kRows)
        if (row.type == type) return row.label;
    return "Tags";
}

std::vector<Stated> stated_of_story(const Json& story) {
    std::vector<Stated> stated;
    const auto say = [&](std::string_view label, std::string value) {
        if (!trim(value).empty()) stated.push_back({std::string(label), std::move(value), {}});
    };
    say("Title", text_at(story, "title"));
    if (const auto author = story.find("author"); author != story.end() && author->is_object())
        say("Author", text_at(*author, "name"));
    if (const auto tags = story.find("tags"); tags != story.end() && tags->is_array())
        for (const Json& tag : *tags)
            if (tag.is_object()) say(label_of_tag(text_at(tag, "type")), text_at(tag, "name"));
    say("Rating", text_at(story, "content_rating"));
    say("Status", text_at(story, "completion_status"));
    say("Published", text_at(story, "date_published").substr(0, 10));
    say("Updated", text_at(story, "date_updated").substr(0, 10));
    const std::string description = text_at(story, "description_html");
    say("Summary",
        description.empty() ? text_at(story, "short_description") : page_prose(description));
    say("Source URL", text_at(story, "url"));
    return stated;
}

}  // namespace

bool FimfarchiveIndex::read(std::string_view zip, std::uint64_t room, std::uint64_t& unpacked) {
    Bundle bundle(zip, false, "");
    Bundle::Member member;
    bool found = false;
    while (!found && bundle.next(member)) found = member.name == "index.json";
    const bool whole = found && bundle.read(text_, room) == Bundle::Outcome::whole;
    unpacked += bundle.unpacked();
    if (!whole) {
        text_.clear();
        return false;
    }
    for (const std::string_view line : split(text_, '\n')) {
        if (line.size() > kLongestLine) continue;
        const std::size_t from = line.find("\"epub/");
        const std::size_t to = from == std::string_view::npos ? from : line.find('"', from + 1);
        if (to != std::string_view::npos)
            lines_.emplace(line.substr(from + 1, to - from - 1), line);
    }
    return true;
}

void FimfarchiveIndex::describe(std::string_view path, Part& part) const {
    const auto at = lines_.find(path);
    if (at == lines_.end()) return;
    std::string_view line = trim(at->second);  // "417": {...},
    const std::size_t from = line.find('{'), to = line.rfind('}');
    if (from == std::string_view::npos || to == std::string_view::npos || to < from) return;
    const Json story = Json::parse(line.substr(from, to + 1 - from), nullptr, false);
    if (!story.is_object()) {
        part.findings.push_back({"book-damage", "its line in index.json cannot be read", {}});
        return;
    }
    std::vector<Stated> stated = stated_of_story(story);
    for (Stated& own : part.stated) {
        const bool said = own.label == "Tags"
                          || std::any_of(stated.begin(), stated.end(),
                                         [&](const Stated& one) { return one.label == own.label; });
        if (!said) stated.push_back(std::move(own));
    }
    part.stated = std::move(stated);
    part.format = "fimfarchive";
}

}  // namespace solander
