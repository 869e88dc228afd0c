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

/// A label and one value that a known format states (an AO3 page, an OPF, a database column); what
/// has several values (tags, characters) has one entry for each. Labels are those of
/// data/labels.tsv; one that is not there is kept as extra. It wins nothing over what the author
/// wrote in the text, unless it is of a form (Part::form).
struct Stated {
    std::string label, value;
    Span where;         ///< of the value, in Part::text; empty when it stands elsewhere
    bool mail = false;  ///< a line of a message's head: fills what page and text leave open
};

/// Bytes [from, to) of Part::text that a known format sets apart from the story; in order, never
/// overlapping. A line belongs to the zone in which it begins.
struct Zone {
    enum class Kind : unsigned char { header, note_before, note_after, contents, furniture };
    std::uint64_t from = 0, to = 0;
    Kind kind = Kind::header;
};

/// Where a chapter begins, said by the format: from here to the next one.
struct Section {
    std::uint64_t from = 0;  ///< in Part::text
    std::string title;       ///< as said; empty when the format has none
    std::string path;        ///< member it came from, in a part made of several
    int number = -1;         ///< of a story that was posted in parts: which one it is
    char sub = 0;            ///< 'a' of part 1a
    int last = 0;            ///< 15 of parts 11 to 15; 0: one part
};

/// Of something posted to a list: whether it was said to come again, or was replaced later.
enum class Posted : unsigned char { once, again, replaced };

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

    // What a reader of a known format knows besides the text; empty for plain files.
    std::string format;  ///< "ao3-page" "epub" "docx" "mail" "efiction" ...; the rule of its claims
    std::vector<Stated> stated;
    /// `stated` are the fields of a form that the author filled in for a site: they describe the
    /// whole work, and a header block in the text only adds to them.
    bool form = false;
    std::vector<Zone> zones;
    std::vector<Section> sections;  ///< in order; empty: chapters are found in the text
    int total = 0;                  ///< parts of the story that its messages speak of; 0: not said
    Posted posted = Posted::once;
    /// "reply", "index" or "other" where the format knows that this is no story (a digest's
    /// contents, an admin's post); empty: the text decides.
    std::string file_class;
    /// Why the place it came from showed it to nobody, or not to everybody; then it is kept hidden
    /// until somebody allows it, whatever else is said.
    std::string withheld;
    /// `text` was made from several members or from another markup (EPUB, Word): the part's own
    /// bytes are then this text itself, and spans count in it.
    bool composed = false;
    std::vector<Finding> findings;  ///< damage and doubts; spans in the part's own bytes
};

/// Several messages put together: each section is one of them.
inline bool is_gathered(const Part& part) {
    return part.format == "mail" && part.sections.size() > 1;
}

}  // namespace solander
