// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/fimfarchive.h"

#include <fmt/format.h>

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

/// "Label\1value\2Label\1value\2": many stories are held at once.
class PackedStatements {
  public:
    void say(std::string_view label, std::string_view value) {
        value = trim(value);
        if (!value.empty()) packed_.append(label).append(1, kValue).append(value).append(1, kEnd);
    }
    std::string take() { return std::move(packed_); }

    static std::vector<Stated> unpacked(std::string_view packed) {
        std::vector<Stated> stated;
        for (const std::string_view one : split(packed, kEnd))
            if (const std::size_t at = one.find(kValue); at != std::string_view::npos)
                stated.push_back(
                    {std::string(one.substr(0, at)), std::string(one.substr(at + 1)), {}});
        return stated;
    }

  private:
    static constexpr char kValue = '\1', kEnd = '\2';
    std::string packed_;
};

std::string packed_story(const Json& story, bool with_summary) {
    PackedStatements packed;
    packed.say("Title", text_at(story, "title"));
    if (const auto author = story.find("author"); author != story.end() && author->is_object())
        packed.say("Author", text_at(*author, "name"));
    if (const auto tags = story.find("tags"); tags != story.end() && tags->is_array())
        for (const Json& tag : *tags)
            if (tag.is_object())
                packed.say(label_of_tag(text_at(tag, "type")), text_at(tag, "name"));
    packed.say("Rating", text_at(story, "content_rating"));
    packed.say("Status", text_at(story, "completion_status"));
    packed.say("Published", text_at(story, "date_published").substr(0, 10));
    packed.say("Updated", text_at(story, "date_updated").substr(0, 10));
    const std::string description = text_at(story, "description_html");
    if (with_summary)
        packed.say("Summary", description.empty() ? text_at(story, "short_description")
                                                  : page_prose(description));
    packed.say("Source URL", text_at(story, "url"));
    if (const auto prequel = story.find("prequel");
        prequel != story.end() && prequel->is_number_unsigned())
        packed.say("Prequel", fmt::format("https://www.fimfiction.net/story/{}",
                                          prequel->get<std::uint64_t>()));
    return packed.take();
}

/// Where the book of a line lies, also of a line that is broken further on.
std::string_view path_in(std::string_view line) {
    const std::size_t from = line.find("\"epub/");
    const std::size_t to = from == std::string_view::npos ? from : line.find('"', from + 1);
    return to == std::string_view::npos ? std::string_view() : line.substr(from + 1, to - from - 1);
}

}  // namespace

/// `"417": {...},` False when there is no more room.
bool FimfarchiveIndex::take_line(std::string_view line, std::uint64_t room, Reading& reading) {
    const std::size_t from = line.find('{'), to = line.rfind('}');
    if (from == std::string_view::npos || to == std::string_view::npos || to < from) return true;
    const Json story = Json::parse(line.substr(from, to + 1 - from), nullptr, false);
    std::string path(path_in(line)), packed;
    if (story.is_object()) {
        const auto archive = story.find("archive");
        if (archive != story.end() && archive->is_object()) path = text_at(*archive, "path");
        const bool with_summary = kept_ < room / 2;
        reading.summaries = reading.summaries && with_summary;
        packed = packed_story(story, with_summary);
    }
    if (path.empty()) return true;
    constexpr std::uint64_t kEach = 100;  // of the table itself
    kept_ += path.size() + packed.size() + kEach;
    if (kept_ > room) return false;
    stories_.emplace(std::move(path), std::move(packed));
    return true;
}

FimfarchiveIndex::Reading FimfarchiveIndex::read(std::string_view zip, std::uint64_t room,
                                                 std::uint64_t most) {
    Reading reading;
    Bundle bundle(zip, false, "");
    Bundle::Member member;
    bool found = false;
    while (!found && bundle.next(member)) found = member.name == "index.json";
    if (!found) return reading;
    std::string line;
    bool fits = true, too_long = false;
    const auto outcome = bundle.read_blocks(
        [&](std::string_view block) {
            while (!block.empty() && fits) {
                const std::size_t end = std::min(block.find('\n'), block.size());
                too_long = too_long || line.size() + end > kLongestLine;
                if (!too_long) line += block.substr(0, end);
                if (end == block.size()) break;
                block.remove_prefix(end + 1);
                if (!too_long) fits = take_line(line, room, reading);
                too_long = false;
                line.clear();
            }
            return fits;
        },
        most);
    if (fits && !too_long) fits = take_line(line, room, reading);
    reading.whole = fits && outcome == Bundle::Outcome::whole;
    reading.unpacked = bundle.unpacked();
    return reading;
}

void FimfarchiveIndex::describe(std::string_view path, Part& part) const {
    const auto at = stories_.find(std::string(path));
    if (at == stories_.end()) return;
    if (at->second.empty()) {
        part.findings.push_back({"book-damage", "its line in index.json cannot be read", {}});
        return;
    }
    std::vector<Stated> stated = PackedStatements::unpacked(at->second);
    for (Stated& own : part.stated) {
        const bool said = own.label == "Tags"
                          || std::any_of(stated.begin(), stated.end(),
                                         [&](const Stated& one) { return one.label == own.label; });
        if (!said) stated.push_back(std::move(own));
    }
    part.stated = std::move(stated);
    part.format = "fimfarchive";
    part.form = true;
}

}  // namespace solander
