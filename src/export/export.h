// SPDX-License-Identifier: GPL-3.0-or-later
// Works carried away: EPUB, HTML, plain text, JSON. Deterministic to the byte. Consent is asked by
// the caller (archive/).
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"
#include "work/story.h"

namespace solander {

struct ExportWork {
    WorkRecord record;
    std::vector<Chapter> chapters;
    std::vector<Claim> claims;         ///< for json only
    std::vector<TagMeaning> meanings;  ///< for json only
    std::string modified;  ///< RFC 3339 in UTC: when this revision came to be; empty = unknown
    /// What the book's identifier is made of, for records whose originals are not for the reader's
    /// eyes; empty = identity_of(record).
    std::string identity;
};
/// Never changes for a work, whatever is corrected in it.
std::string identity_of(const WorkRecord&);

enum class ExportFormat { epub, html, txt, json };

/// One work, or several in one book (`title` names it; empty for one work).
std::string to_epub(const std::vector<ExportWork>&, std::string_view title = {});
std::string to_html(const ExportWork&);
std::string to_txt(const ExportWork&);
std::string to_json(const ExportWork&);  ///< the work object with claims and the text by chapter
/// "Title - Creator.epub": safe on every file system, never empty, at most 120 bytes, no path
/// separators.
std::string file_name_for(const WorkRecord&, std::string_view extension);

}  // namespace solander
