// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/tag_view.h"

#include <fmt/format.h>

#include <array>

#include "cli/terminal.h"
#include "work/record_json.h"

namespace solander {
namespace {

struct NamedList {
    const char* key;
    const char* label;
    std::vector<TagUse> TagSheet::*list;
};
constexpr std::array kLists = std::to_array<NamedList>({
    {"synonym_of", "synonym of", &TagSheet::synonym_of},
    {"synonyms", "synonyms", &TagSheet::synonyms},
    {"metas", "below", &TagSheet::metas},
    {"subs", "above", &TagSheet::subs},
    {"fandoms", "in", &TagSheet::fandoms},
    {"in_it", "holds", &TagSheet::in_it},
});

struct NamedValue {
    const char* key;
    std::string NameFacts::*value;
};
constexpr std::array kValues = std::to_array<NamedValue>({
    {"category", &NameFacts::category},
    {"description", &NameFacts::description},
    {"note", &NameFacts::note},
});

void write_counts(JsonWriter& json, const TagUse& use) {
    write_tag_members(json, use.tag);
    json.key("works").number(static_cast<std::int64_t>(use.works));
    json.key("found").number(static_cast<std::int64_t>(use.found));
}

}  // namespace

void write_tag(JsonWriter& json, const TagName& tag) {
    json.object();
    write_tag_members(json, tag);
    json.end();
}

void write_use(JsonWriter& json, const TagUse& use) {
    json.object();
    write_counts(json, use);
    json.end();
}

void print_sheet(const TagSheet& sheet, const std::vector<TagHistory>& history) {
    constexpr std::size_t kShown = 30;
    fmt::print("{} {}\n", bold(sheet.tag.tag.name),
               quiet(fmt::format("{} {}", name_of(sheet.tag.tag.kind), sheet.tag.tag.id)));
    fmt::print("{:>14}  {}\n", "is", name_of(sheet.facts.standing));
    fmt::print("{:>14}  {}, {} by a filter on it\n", "works",
               counted(sheet.tag.works, "work bears it", "works bear it"),
               with_separators(sheet.tag.found));
    for (const NamedList& row : kLists) {
        const std::vector<TagUse>& list = sheet.*row.list;
        std::size_t shown = 0;
        for (const TagUse& use : list) {
            if (shown == kShown) break;
            fmt::print("{:>14}  {} {}\n", shown == 0 ? row.label : "", use.tag.name,
                       quiet(fmt::format("{} {}, {}", name_of(use.tag.kind), use.tag.id,
                                         counted(use.found, "work"))));
            ++shown;
        }
        if (list.size() > shown) fmt::print("{:>14}  and {} more\n", "", list.size() - shown);
    }
    for (const NamedValue& row : kValues)
        if (const std::string& value = sheet.facts.*row.value; !value.empty())
            fmt::print("{:>14}  {}\n", row.key, value);
    for (std::size_t i = 0; i < history.size() && i < kShown; ++i)
        fmt::print("{:>14}  {}\n", i == 0 ? "history" : "", said(history[i]));
}

std::string sheet_json(const TagSheet& sheet) {
    JsonWriter json;
    json.object();
    write_counts(json, sheet.tag);
    json.key("standing").string(name_of(sheet.facts.standing));
    for (const NamedList& row : kLists) {
        const std::vector<TagUse>& list = sheet.*row.list;
        if (list.empty()) continue;
        json.key(row.key).array();
        for (const TagUse& use : list) write_use(json, use);
        json.end();
    }
    for (const NamedValue& row : kValues)
        if (const std::string& value = sheet.facts.*row.value; !value.empty())
            json.key(row.key).string(value);
    return json.end().take();
}

std::string unsettled_json(const UnsettledTag& one) {
    JsonWriter json;
    json.object();
    write_counts(json, one.tag);
    json.key("proposals").array();
    for (const TagProposal& proposal : one.proposals) {
        json.object().key("says").string(proposal.says).key("why").string(proposal.why);
        json.key("words").array();
        for (const TagWord& word : proposal.words) {
            json.object().key("tag");
            write_tag(json, word.tag);
            json.key("act").string(word.act);
            if (!word.others.empty()) {
                json.key("others").array();
                for (const TagName& other : word.others) write_tag(json, other);
                json.end();
            }
            json.end();
        }
        json.end().end();
    }
    return json.end().end().take();
}

void print_changes(const std::vector<TagChange>& changes, std::size_t most) {
    std::size_t shown = 0;
    for (const TagChange& change : changes) {
        if (shown++ == most) break;
        const std::string number = change.tag.id > 0 ? fmt::format(" {}", change.tag.id) : ", new";
        fmt::print("{} {}\n    before  {}\n    after   {}\n", bold(change.tag.name),
                   quiet(fmt::format("{}{}, {}{}", name_of(change.tag.kind), number,
                                     counted(change.works, "work"),
                                     change.follows ? "; follows from the others" : "")),
                   change.before, change.after);
    }
    if (changes.size() > most)
        fmt::print("and {} more; --limit 0 shows all\n", changes.size() - most);
}

std::string change_json(const TagChange& change) {
    JsonWriter json;
    json.object().key("tag");
    write_tag(json, change.tag);
    json.key("before").string(change.before).key("after").string(change.after);
    json.key("works").number(static_cast<std::int64_t>(change.works));
    json.key("follows").boolean(change.follows);
    return json.end().take();
}

std::string said(const TagHistory& row) {
    std::string text =
        fmt::format("{}: {} said {}: {}", row.batch, row.made_by, row.made_at, in_words(row));
    if (!row.undone_at.empty()) text += "; taken back " + row.undone_at;
    return text;
}

void write_said(JsonWriter& json, const TagHistory& row) {
    json.key("tag");
    write_tag(json, row.tag);
    json.key("act").string(row.act);
    if (!row.others.empty()) {
        json.key("others").array();
        for (const TagName& other : row.others) write_tag(json, other);
        json.end();
    }
    if (!row.value.empty()) json.key("value").string(row.value);
    json.key("words").string(in_words(row));
}

}  // namespace solander
