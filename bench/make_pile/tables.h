// SPDX-License-Identifier: GPL-3.0-or-later
// What headers are made of: spellings of labels, separators, ratings, permissions, ornaments.
// Each row belongs to family A, to family B, or to both. Rules may be tuned on A; B is kept unseen.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>

#include "bench/make_pile/random.h"

namespace solander::pile {

enum Family : std::uint8_t { kA = 1, kB = 2, kBoth = 3 };

enum class Field : std::uint8_t {
    title,
    author,
    email,
    url,
    fandom,
    relationships,
    characters,
    category,
    rating,
    warnings,
    genre,
    spoilers,
    summary,
    disclaimer,
    notes,
    permission,
    feedback,
    beta,
    series,
    date,
    status,
    words,
    count_
};

struct Row {
    std::string_view text;
    Family family;
};
struct LabelRow {
    Field field;
    std::string_view text;
    Family family;
};
/// A label in another language.
struct TongueRow {
    std::string_view tongue;  ///< BCP 47
    Field field;
    std::string_view text;
    Family family;
};
/// Label shapes: before + LABEL + after, then the value, then `close`.
struct ShapeRow {
    std::string_view name, before, after, close;
    Family family;
};
struct RatingRow {
    std::string_view text, level;
    Family family;
};
struct PermissionRow {
    std::string_view text;
    std::string_view level;       ///< normal form of the default
    std::string_view listed;      ///< "WHO=grant;WHO=grant"
    std::string_view conditions;  ///< comma-separated, sorted
    std::string_view embargo;
    Family family;
};
struct CategoryRow {
    std::string_view text, normal;
    Family family;
};

std::span<const LabelRow> labels();
std::span<const TongueRow> tongues();
std::span<const ShapeRow> text_shapes();
std::span<const ShapeRow> html_shapes();
std::span<const RatingRow> ratings();
std::span<const PermissionRow> permissions();
std::span<const CategoryRow> categories();
std::span<const Row> scene_breaks();
std::span<const Row> chapter_heads();  ///< # number, @ number as a word, ^ roman, % title
std::span<const Row> end_marks();
std::span<const Row> body_starts();  ///< what stands between header and story; ^ is the title
std::span<const Row> disclaimers();
std::span<const Row> notes();
std::span<const Row> feedbacks();
std::span<const Row> genres();
std::span<const Row> warnings();

/// A random row of those that belong to the family.
template <class RowType>
const RowType& pick(Random& random, std::span<const RowType> rows, Family family) {
    for (;;) {
        const RowType& row = rows[random.below(rows.size())];
        if ((row.family & family) != 0) return row;
    }
}

}  // namespace solander::pile
