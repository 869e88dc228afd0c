// SPDX-License-Identifier: GPL-3.0-or-later
// A part: one readable piece peeled out of an original, decoded to UTF-8, with the way back to its
// bytes.
#pragma once
#include <string>
#include <vector>

#include "base/finding.h"
#include "base/span.h"

namespace solander {

/// What the bytes are, decided by content. Only `text` and `html` are read for stories.
enum class Media { text, html, container, image, program, style, binary, empty };

/// A label and value that a container states (AO3 page, mail header); the weakest word wins nothing
/// over what the author wrote in the text.
struct Stated {
    std::string label, value;
};

struct Part {
    std::string name;  ///< leaf file name as received, made valid UTF-8 for display
    std::string path;  ///< path inside the container ("a/b.txt"; "x.zip/b.txt" when nested); empty
                       ///< for the original itself
    Media media = Media::binary;
    std::uint64_t bytes = 0;  ///< size of the part's own bytes

    /// The view text: UTF-8, LF line ends, no NUL or ^Z, damage repaired. Empty unless text or
    /// html.
    std::string text;
    OffsetMap to_bytes;        ///< offsets of `text` -> offsets of the part's own bytes
    std::string encoding;      ///< "utf-8", "windows-1252", "macintosh", "ibm437", "utf-16le" ...
    std::string encoding_why;  ///< the rule: "bom", "declared", "valid-utf-8", "c1-range", "asked"

    std::vector<Stated> stated;
    std::vector<Finding> findings;  ///< damage and doubts; spans in the part's own bytes
};

}  // namespace solander
