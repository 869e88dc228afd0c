// SPDX-License-Identifier: GPL-3.0-or-later
// Going through a document: words, plain text, and its stored form.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "document/document.h"

namespace solander {

/// Words of story-layer blocks (scene-break ornaments and end marks not counted).
std::uint64_t word_count(const Document&);
std::uint32_t
scene_count(const Document&);  ///< 1 + scene breaks between story blocks; 0 for no text

/// Story text as plain UTF-8, paragraphs apart by a blank line; what is indexed and compared.
std::string plain_text(const Document&);

/// The prose alone: no headings, scene breaks and end marks.
std::string prose_text(const Document&);

/// The blocks [first, last) as a document of their own (texts copied, offsets rebased, to_part
/// dropped).
Document slice(const Document&, std::uint32_t first, std::uint32_t last);

/// Compact stored form: version byte, text, blocks and marks as varints. docs/on-disk.md describes
/// it.
std::string to_stored(const Document&);
/// Throws Error{storage} on anything that to_stored did not write.
Document from_stored(std::string_view);

}  // namespace solander
