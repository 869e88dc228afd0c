// SPDX-License-Identifier: GPL-3.0-or-later
// What one generated story is: its metadata, the shape of its file, and whether it is a twin.
#pragma once
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "bench/make_pile/tables.h"
#include "bench/make_pile/words.h"

namespace solander::pile {

struct Fandom {
    std::string name;
    std::vector<std::string> cast;  ///< full names
};

/// Everything stories of a pile share.
struct World {
    World(std::uint64_t seed, std::uint64_t stories);
    Vocabulary vocabulary;
    std::vector<Fandom> fandoms;
    std::vector<std::string> authors;
};

struct Options {
    std::uint64_t seed = 1;
    std::uint64_t stories = 0;
    Family family = kBoth;
    int html_percent = 20;
    int damage_percent = 0;
    std::uint64_t median_words = 4000;
    bool bare = false;  ///< no headers, and traps in the text
};

/// Normal forms beside the words that stand in the file.
struct Meta {
    std::string title, summary, disclaimer, notes, feedback, beta, spoilers, email;
    std::vector<std::string> authors, fandoms, relationships, characters, genres, warnings;
    std::string relationship_text;
    const CategoryRow* category = nullptr;
    const RatingRow* rating = nullptr;
    const PermissionRow* permission = nullptr;
    std::string date_text, date;
    std::string status_text;
    int complete = -1;  ///< -1 not said
    int part = 0, parts = 0;
    std::string series;
    int series_place = 0;
    std::vector<std::string> cast;  ///< names the prose uses
    std::vector<Field> fields;      ///< which are said, in the order they are said
};

enum class Layout : std::uint8_t { blank, indent, both, oneline, tight, doubled };
enum class HtmlStyle : std::uint8_t { none, p, p_open, br, word, pre, cell };
enum class Charset : std::uint8_t { utf8, utf8_bom, windows_1252, macintosh, cp437, utf16 };
enum class HeaderForm : std::uint8_t { labels, byline_and_labels, byline };

struct Dialect {
    Family family = kA;
    HeaderForm form = HeaderForm::labels;
    const ShapeRow* shape = nullptr;
    int label_case = 0;     ///< 0 as listed, 1 UPPER, 2 lower
    int blank_between = 0;  ///< empty lines between fields
    bool at_end = false, run_on = false, mail = false, aligned = false, hanging = false;
    bool split = false;              ///< notes and wishes stand at the end, the rest at the top
    bool compound = false;           ///< fandom and pairing under one label
    bool spaced = false;             ///< "T I T L E"
    std::string_view tongue = "en";  ///< of the labels
    bool curly = false, dos_end = false;
    char emphasis = '*';
    int width = 70, indent = 5;
    Layout layout = Layout::blank;
    HtmlStyle html = HtmlStyle::none;
    Charset charset = Charset::utf8;
    std::string_view eol = "\n";
    std::string_view scene_break, chapter_head, end_mark, body_start;
    std::vector<std::string_view> labels;  ///< one for each of Meta::fields
};

enum class Twin : std::uint8_t { none, exact, rewrapped, reworded, reheaded };
std::string_view name_of(Twin);
std::string_view name_of(Layout);
std::string_view name_of(HtmlStyle);
std::string_view name_of(Charset);
std::string_view name_of(HeaderForm);

struct Plan {
    std::uint64_t index = 0;
    std::uint64_t source = 0;  ///< index of the story it is a twin of; else itself
    Twin twin = Twin::none;
    std::uint64_t words = 0;
    std::string path;
    Meta meta;
    Dialect dialect;
    std::string damage;  ///< kind, empty for none
};

Plan make_plan(const World&, const Options&, std::uint64_t index);

}  // namespace solander::pile
