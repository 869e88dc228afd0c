// SPDX-License-Identifier: GPL-3.0-or-later
#include "header/field.h"

#include <array>

namespace solander {

namespace {

struct Row {
    FieldId id;
    std::string_view name;
    FieldClass kind;
};
constexpr auto kShort = FieldClass::short_value;
constexpr auto kList = FieldClass::list;
constexpr auto kFree = FieldClass::free_text;

constexpr std::array<Row, kFieldIds> kRows{{
    {FieldId::title, "title", kShort},
    {FieldId::author, "author", kShort},
    {FieldId::coauthor, "co-author", kShort},
    {FieldId::translator, "translator", kShort},
    {FieldId::email, "email", kShort},
    {FieldId::url, "url", kShort},
    {FieldId::fandom, "fandom", kList},
    {FieldId::category, "category", kList},
    {FieldId::genre, "genre", kList},
    {FieldId::relationship, "relationship", kList},
    {FieldId::character, "character", kList},
    {FieldId::rating, "rating", kShort},
    {FieldId::warning, "warning", kList},
    {FieldId::spoilers, "spoilers", kList},
    {FieldId::summary, "summary", kFree},
    {FieldId::notes, "notes", kFree},
    {FieldId::end_notes, "end-notes", kFree},
    {FieldId::disclaimer, "disclaimer", kFree},
    {FieldId::archive, "archive", kFree},
    {FieldId::feedback, "feedback", kFree},
    {FieldId::beta, "beta", kList},
    {FieldId::thanks, "thanks", kFree},
    {FieldId::dedication, "dedication", kFree},
    {FieldId::series, "series", kList},
    {FieldId::sequel, "sequel", kList},
    {FieldId::part, "part", kShort},
    {FieldId::chapter_title, "chapter-title", kShort},
    {FieldId::status, "status", kShort},
    {FieldId::date_published, "date-published", kShort},
    {FieldId::date_updated, "date-updated", kShort},
    {FieldId::date_written, "date-written", kShort},
    {FieldId::words, "words", kShort},
    {FieldId::language, "language", kShort},
    {FieldId::timeline, "timeline", kList},
    {FieldId::pov, "pov", kShort},
    {FieldId::challenge, "challenge", kList},
    {FieldId::keywords, "keywords", kList},
    {FieldId::codes, "codes", kList},
    {FieldId::copyright, "copyright", kFree},
    {FieldId::soundtrack, "soundtrack", kList},
    {FieldId::mail_header, "mail-header", kShort},
    {FieldId::extra, "extra", kList},
}};

constexpr bool in_order() {
    for (std::size_t i = 0; i < kRows.size(); ++i)
        if (static_cast<std::size_t>(kRows[i].id) != i) return false;
    return true;
}
static_assert(in_order());

}  // namespace

std::string_view name_of(FieldId id) { return kRows[static_cast<std::size_t>(id)].name; }

std::optional<FieldId> field_id_from_name(std::string_view name) {
    for (const Row& row : kRows)
        if (row.name == name) return row.id;
    return std::nullopt;
}

FieldClass class_of(FieldId id) { return kRows[static_cast<std::size_t>(id)].kind; }

}  // namespace solander
