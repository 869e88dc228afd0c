// SPDX-License-Identifier: GPL-3.0-or-later
// One thing an author said about the story: a label and its value, where it stands, and by which
// rule it was taken.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace solander {

/// Canonical ids of data/labels.tsv, in that order of meaning (story-files.md section 4).
enum class FieldId : std::uint8_t {
    title,
    author,
    coauthor,
    translator,
    email,
    url,
    fandom,
    category,
    genre,
    relationship,
    character,
    rating,
    warning,
    spoilers,
    summary,
    notes,
    end_notes,
    disclaimer,
    archive,
    feedback,
    beta,
    thanks,
    dedication,
    series,
    sequel,
    part,
    chapter_title,
    status,
    date_published,
    date_updated,
    date_written,
    words,
    language,
    timeline,
    pov,
    challenge,
    keywords,
    codes,
    copyright,
    soundtrack,
    mail_header,
    extra,
};
inline constexpr int kFieldIds = static_cast<int>(FieldId::extra) + 1;
std::string_view name_of(FieldId);  ///< "title", "co-author", "date-published", "end-notes" ...
std::optional<FieldId> field_id_from_name(std::string_view);

enum class FieldClass : std::uint8_t { short_value, list, free_text };
FieldClass class_of(FieldId);

/// Spans are byte ranges of Part::text (not of bytes; work/ maps them on).
struct Field {
    FieldId id = FieldId::extra;
    std::string label;  ///< as typed, decoration off: "Author's Note"
    /// Value as typed. Wrapped lines are joined by a space, paragraphs stay apart by "\n\n", short
    /// lines of a list ("Pairings:" and one pairing a line) by "\n". Empty when the label stood
    /// alone.
    std::string raw;
    Span label_where, where;
    /// "label-line", "label-run-on", "label-weak" (Title - X), "label-bracket" ([Title] X),
    /// "label-alone", "label-cell", "label-unknown", "title-line", "by-line", "title-by-line",
    /// "unlabelled-note", "mail-header"; work/ adds "html-title", "file-name" ...
    std::string rule;
    double confidence = 0;
    bool shared_value = false;  ///< one value under a compound label ("Fandom/Pairing:")
};

}  // namespace solander
