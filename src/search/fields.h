// SPDX-License-Identifier: GPL-3.0-or-later
// The fields of a query: one table that the parser, the facets and the help text read.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace solander {

enum class FieldKind : std::uint8_t {
    words,   ///< a column of the word index
    tag,     ///< a name out of a growing list: its words, or in quotes the whole name
    number,  ///< : > >= < <= and ranges 1000-5000
    date,    ///< : > >= < <= and ranges 2001..2003; 2003, 2003-02 or 2003-02-14
    choice,  ///< one of few words
};

struct QueryField {
    std::string_view name;
    std::array<std::string_view, 4> aliases;  ///< empty ones unused
    FieldKind kind;
    bool facet;                ///< counted for the filter page
    std::string_view example;  ///< parses
    std::string_view help;     ///< half a sentence, no full stop
    std::string_view choices;  ///< for choice: words apart by a space
};

inline constexpr std::array kFields = {
    QueryField{"title", {}, FieldKind::words, false, "title:snow", "words of the title", ""},
    QueryField{"creator",
               {"author", "by", "creators"},
               FieldKind::tag,
               false,
               "by:\"Ann Reed\"",
               "who wrote it, under any joined name",
               ""},
    QueryField{"fandom",
               {"fandoms"},
               FieldKind::tag,
               true,
               "fandom:\"The Long Watch\"",
               "the show, book or game",
               ""},
    QueryField{"relationship",
               {"pairing", "ship", "relationships"},
               FieldKind::tag,
               true,
               "pairing:\"Mara/Finn\"",
               "who is together",
               ""},
    QueryField{
        "character", {"characters"}, FieldKind::tag, true, "character:mara", "who is in it", ""},
    QueryField{"tag",
               {"freeform", "genre", "tags"},
               FieldKind::tag,
               true,
               "tag:angst",
               "genres and free tags",
               ""},
    QueryField{"rating",
               {"rated"},
               FieldKind::choice,
               true,
               "-rating:explicit",
               "how grown-up it is",
               "general teen mature explicit not-rated unstated"},
    QueryField{"category",
               {"categories"},
               FieldKind::tag,
               true,
               "category:f/f",
               "F/F, F/M, Gen, M/M, Multi or Other",
               ""},
    QueryField{"warning",
               {"warnings"},
               FieldKind::tag,
               true,
               "-warning:\"Major Character Death\"",
               "what the author warns of",
               ""},
    QueryField{"language",
               {"lang"},
               FieldKind::choice,
               true,
               "language:en",
               "a language code, such as en or pt-BR",
               ""},
    QueryField{"words",
               {"length", "word_count", "wordcount"},
               FieldKind::number,
               false,
               "words:1000-5000",
               "length of the text in words",
               ""},
    QueryField{
        "chapters", {"chapter"}, FieldKind::number, false, "chapters>1", "number of chapters", ""},
    QueryField{"updated",
               {"revised"},
               FieldKind::date,
               false,
               "updated>=2003-02",
               "last changed, or published when it never was",
               ""},
    QueryField{"published",
               {"posted", "date"},
               FieldKind::date,
               false,
               "published:2001..2003",
               "first published",
               ""},
    QueryField{
        "added", {"received"}, FieldKind::date, false, "added>2024", "when it came here", ""},
    QueryField{"complete",
               {"status", "finished"},
               FieldKind::choice,
               true,
               "complete:yes",
               "yes, no, or unknown when nothing says",
               "yes no unknown"},
    QueryField{
        "summary", {}, FieldKind::words, false, "summary:lighthouse", "words of the summary", ""},
    QueryField{"notes",
               {"note"},
               FieldKind::words,
               false,
               "notes:beta",
               "words of the author's notes and other header fields",
               ""},
    QueryField{"text",
               {"body"},
               FieldKind::words,
               false,
               "text:\"long ago\"",
               "words of the story itself",
               ""},
    QueryField{
        "series", {}, FieldKind::tag, false, "series:\"Winter Cycle\"", "the series it is in", ""},
    QueryField{"id", {}, FieldKind::number, false, "id:12", "its number here", ""},
    QueryField{"permission",
               {},
               FieldKind::choice,
               false,
               "permission:ask",
               "what the author allowed",
               "any any_notify ask link_only none unstated unclear"},
    QueryField{"visibility",
               {},
               FieldKind::choice,
               false,
               "visibility:kept",
               "who may see it here",
               "open members listed kept removed"},
};

/// By name or alias, ASCII case ignored; nullptr when there is none.
const QueryField* find_field(std::string_view name);
/// The field whose name or alias is closest in spelling; empty when none is close.
std::string_view nearest_field(std::string_view name);
/// A table for people: example and meaning, a line each.
std::string fields_help();

}  // namespace solander
