// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalogue/names.h"

#include "base/text.h"
#include "vocabulary/pen_name.h"

namespace solander {
namespace {

// Parameters of each: name, key and, for tags, kind.
struct NamedTable {
    std::string_view find, add;
};

// A spelling that a person parted from the name goes before it.
constexpr NamedTable kCreators = {
    "select id, name from creator where key = $1 or key = $2"
    " order by case when key = $2 then 0 else 1 end",
    "insert into creator(name, key) values($1, $2) on conflict(key) do nothing returning id"};
constexpr NamedTable kSeries = {
    "select id, name from series where key = $1",
    "insert into series(name, key) values($1, $2) on conflict(key) do nothing returning id"};
constexpr NamedTable kTags = {"select id, name from tag where key = $1 and kind = $2",
                              "insert into tag(name, key, kind) values($1, $2, $3)"
                              " on conflict(kind, key) do nothing returning id"};

/// `beside`: a tag's kind, or a pen name's spelled_key().
std::optional<NamedRow> find_row(Connection& c, const NamedTable& table, std::string_view beside,
                                 std::string_view name, std::string_view key) {
    Query q = c.query(table.find);
    q.bind(key);
    if (!beside.empty()) q.bind(beside);
    if (!q.step()) return std::nullopt;
    return NamedRow{q.integer(0), q.text(1) == name};
}

NamedRow find_or_add(Connection& c, const NamedTable& table, std::string_view kind,
                     std::string_view name, std::string_view key, std::string_view spelled = {}) {
    const std::string_view beside = kind.empty() ? spelled : kind;
    if (const auto found = find_row(c, table, beside, name, key)) return *found;
    {
        Query q = c.query(table.add);
        q.bind(name).bind(key);
        if (!kind.empty()) q.bind(kind);
        if (q.step()) return {q.integer(0), true};
    }
    // Another server added it between the two statements.
    if (const auto found = find_row(c, table, beside, name, key)) return *found;
    throw Error(Fault::conflict,
                "a name changed while a story was being saved: " + std::string(name), "try again");
}

// A name of nothing but punctuation keeps itself as key.
std::string key_or(const std::string& key, std::string_view name) {
    return key.empty() ? std::string(name) : key;
}

}  // namespace

NamedRow tag_row(Connection& c, TagKind kind, std::string_view name) {
    const char cache = static_cast<char>('0' + static_cast<int>(kind));
    if (const NamedRow* known = c.ids().find(cache, name)) return *known;
    const NamedRow row =
        find_or_add(c, kTags, name_of(kind), name, key_or(tag_key(kind, name), name));
    c.ids().put(cache, name, row);
    return row;
}

NamedRow creator_row(Connection& c, std::string_view name) {
    if (const NamedRow* known = c.ids().find('c', name)) return *known;
    const NamedRow row = find_or_add(c, kCreators, {}, name, pen_name_key(name), spelled_key(name));
    c.ids().put('c', name, row);
    return row;
}

NamedRow series_row(Connection& c, std::string_view name) {
    if (const NamedRow* known = c.ids().find('s', name)) return *known;
    const NamedRow row = find_or_add(c, kSeries, {}, name, key_or(fold(name), name));
    c.ids().put('s', name, row);
    return row;
}

std::string title_key(std::string_view title) {
    const std::string folded = fold(title);
    std::string_view key = folded;
    std::size_t length = 1;
    while (!key.empty() && !is_word_char(first_code_point(key, length))) key.remove_prefix(length);
    for (const std::string_view article : {"the ", "a ", "an "}) {
        if (key.size() > article.size() && key.substr(0, article.size()) == article) {
            key.remove_prefix(article.size());
            break;
        }
    }
    return key.empty() ? folded : std::string(key);
}

}  // namespace solander
