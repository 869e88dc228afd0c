// SPDX-License-Identifier: GPL-3.0-or-later
// Lines that mark structure: ornaments, chapter headings, end marks, openings of notes
// (data/marks.tsv).
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace solander {

/// `weak` ornaments ("-", "...", "#") are scene breaks only between blank lines.
enum class Ornament : std::uint8_t { none, weak, strong };
Ornament ornament_of(std::string_view line);
/// The characters of it, sorted out: "* * *" and "***" have the same; groups of look-alikes are one
/// kind.
bool same_ornament(std::string_view a, std::string_view b);

/// A line drawn of one character under a heading: "-----".
bool is_underline(std::string_view line);
/// Part of a box, a table or a drawing: box characters, bars at both ends, mostly punctuation.
bool is_drawing(std::string_view line);

/// "Chapter One: Snow", "Part 2 of 5", "Prologue", "- 3 -", "IV."
struct ChapterMark {
    std::string family;        ///< the word in lower case ("chapter"), "alone", "arabic", "roman",
                               ///< "spelled", "n/m"
    bool strong = false;       ///< the word alone says it: "chapter", not "part"
    std::int32_t number = -1;  ///< -1 when none was said
    std::int32_t of = -1;      ///< "of 5"; 0 for "?"
    std::string_view title;    ///< "Snow"; a piece of the line
};
std::optional<ChapterMark> chapter_mark(std::string_view line);

enum class EndMark : std::uint8_t { none, end, more, part_end };
EndMark end_mark(std::string_view line);

/// The text begins with "A/N:", "(Author's note -", "[AN: ...". Length of that opening in bytes; 0
/// if none.
std::size_t note_opening(std::string_view text);
/// "g", "vbg": what stands in *g* is a grin and keeps its marks.
bool is_grin(std::string_view word);

/// A number in digits, Roman numerals or words ("twenty-one"); nullopt if it is none.
std::optional<std::int32_t> spelled_number(std::string_view word);

}  // namespace solander
