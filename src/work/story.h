// SPDX-License-Identifier: GPL-3.0-or-later
// A work as the reader meets it: what is known of it, chapter by chapter, each value with the bytes
// it came from.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/finding.h"
#include "consent/policy.h"
#include "consent/statement.h"
#include "document/document.h"
#include "vocabulary/name_graph.h"
#include "vocabulary/rating.h"

namespace solander {

using WorkId = std::int64_t;

struct Creator {
    std::string name;
    std::string role = "author";  ///< "author" "translator" "editor"
    std::int64_t id = 0;          ///< of the catalogue; 0 before it is stored
    friend bool operator==(const Creator&, const Creator&) = default;
};

struct SeriesPlace {
    std::string name;
    std::optional<double> position;
    std::int64_t id = 0;
    std::string within{};  ///< of the series that this one is a part of: an entry of its own
    friend bool operator==(const SeriesPlace&, const SeriesPlace&) = default;
};

struct PartPlace {
    double number = 0;      ///< 1, 2, 0 for a header part
    std::optional<int> of;  ///< absent for "2/?"
    friend bool operator==(const PartPlace&, const PartPlace&) = default;
};

struct Extra {
    std::string label, value;
    friend bool operator==(const Extra&, const Extra&) = default;
};

/// One value with its evidence. Spans count bytes of the original (or of the member inside it).
struct Claim {
    std::string field;  ///< JSON field name: "title", "creators", "rating", "permission" ...
    std::string label;  ///< as typed; empty for unlabelled (title line, file name)
    std::string raw;    ///< value as typed
    std::string value;  ///< normal form
    Span where;
    std::string rule;
    double confidence = 0;
    std::string source = "text";  ///< "text", "container", "file-name", "person" (an edit; wins)
};

/// A tag of a work that stands for others, since a person said so.
struct TagMeaning {
    std::string kind, written;
    std::vector<TagName> means;
};

/// Where a work's bytes are. `path` is empty for a plain file, else the path inside the container.
struct OriginalRef {
    std::string sha256, name, path, encoding;
    std::uint64_t bytes = 0;
};

/// Everything but the text. Empty and absent mean: not stated. Never invented.
struct WorkRecord {
    WorkId id = 0;
    std::string title;
    std::vector<Creator> creators;
    std::vector<std::string> fandoms, relationships, characters, categories, warnings, tags;
    Rating rating = Rating::unknown;
    std::string rating_as_given;
    std::string summary, notes, end_notes, disclaimer;
    Statement permission;
    Visibility visibility = Visibility::kept;
    std::string language;  ///< BCP 47
    std::uint64_t words = 0;
    std::uint32_t chapters = 0, scenes = 0;
    std::optional<PartPlace> part;
    std::optional<bool> complete;
    std::optional<PartialDate> published, updated;
    std::vector<SeriesPlace> series;
    std::string spoilers, beta, feedback;
    std::vector<Extra> extra;
    std::vector<OriginalRef> originals;  ///< current version first
};

struct Chapter {
    std::string title;  ///< empty when the author gave none
    Document text;
    std::uint64_t words = 0;  ///< word_count(text)
};

/// What the reading of a file's line was taken for; `explain` prints it.
struct Taken {
    Span where;        ///< bytes of the part
    std::string what;  ///< "title", "rating", "story", "scene-break", "furniture" ...
};

/// One story read from one part.
struct Story {
    WorkRecord record;
    std::vector<Chapter> chapters;
    std::vector<Claim> claims;
    std::vector<Finding> findings;
    std::vector<Taken> taken;
    std::string
        file_class;  ///< contract's class: story part multi-story poem script mst reply index other
};

}  // namespace solander
