// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/text_of.h"

#include "base/compress.h"
#include "document/walk.h"

namespace solander {

std::string plain_text_of_body(std::string_view zstd_frame) {
    return plain_text(from_stored(decompress(zstd_frame)));
}

}  // namespace solander
