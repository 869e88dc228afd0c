// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/text_of.h"

#include "base/compress.h"
#include "document/walk.h"

namespace solander {

std::string plain_text_of_body(std::string_view zstd_frame) {
    return plain_text(from_stored(decompress(zstd_frame)));
}

std::string prose_of(const Story& story) {
    std::string text;
    for (const Chapter& chapter : story.chapters) {
        if (!text.empty()) text += "\n\n";
        text += prose_text(chapter.text);
    }
    return text;
}

}  // namespace solander
