// SPDX-License-Identifier: GPL-3.0-or-later
// Word's .doc of 1997 to 2003, and the text of Word 6 and 95: the story's characters through the
// piece table, emphasis, notes.
#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/text.h"
#include "source/charset.h"
#include "source/code_page.h"
#include "source/composed.h"
#include "source/ole.h"
#include "source/word97_looks.h"

namespace solander {
namespace {

constexpr std::uint32_t kWord97 = 0xA5EC, kWord6 = 0xA5DC;

struct TextPiece {
    std::uint32_t first = 0, last = 0;  ///< characters of the document
    std::uint32_t place = 0;            ///< byte of the stream
    bool bytes = false;                 ///< one byte a character, windows-1252
};

/// The pieces in order; nothing when there is no table of them.
std::vector<TextPiece> pieces_of(std::string_view table) {
    std::vector<TextPiece> pieces;
    std::size_t at = 0;
    while (at + 3 <= table.size() && table[at] == 1) at += 3 + ole_number(table, at + 1, 2);
    if (at + 5 > table.size() || table[at] != 2) return pieces;
    const std::string_view list = table.substr(at + 5, ole_number(table, at + 1, 4));
    const std::size_t count = list.size() < 16 ? 0 : (list.size() - 4) / 12;
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint32_t place = ole_number(list, (count + 1) * 4 + i * 8 + 2, 4);
        TextPiece piece{ole_number(list, i * 4, 4), ole_number(list, i * 4 + 4, 4),
                        place & 0x3FFFFFFF, (place & 0x40000000) != 0};
        if (piece.bytes) piece.place /= 2;
        if (piece.last > piece.first && (pieces.empty() || piece.first >= pieces.back().last))
            pieces.push_back(piece);
    }
    return pieces;
}

/// Characters of one kind of text after the other: story, notes, headers.
class Word97Text {
  public:
    Word97Text(std::string_view document, Word97Looks looks)
        : document_(document), looks_(std::move(looks)), left_(document.size()) {}

    /// Characters [from, to) of the document.
    void write(const std::vector<TextPiece>& pieces, std::uint32_t from, std::uint32_t to) {
        const CodePage* page = CodePage::find("windows-1252");
        for (const TextPiece& piece : pieces) {
            const std::uint32_t first = std::max(piece.first, from);
            const std::uint32_t last = std::min(piece.last, to);
            const std::size_t width = piece.bytes ? 1 : 2;
            for (std::uint32_t c = first; c < last; ++c) {
                const std::uint64_t at = piece.place + std::uint64_t{c - piece.first} * width;
                // Outside, or pieces that show the same bytes again and again.
                if (at + width > document_.size() || left_ == 0) break;
                --left_;
                const auto place = static_cast<std::uint32_t>(at);
                char32_t unit = ole_number(document_, place, width);
                if (piece.bytes && unit >= 0x80 && page != nullptr)
                    unit = page->decode(static_cast<unsigned char>(unit));
                character(unit, looks_.at(place));
            }
        }
        flush();
        field_ = 0;
        hidden_ = 0;
        if (out.in_paragraph()) out.end_paragraph({});
    }
    /// Letters alone, without looks.
    void write_plain(std::string_view utf8) {
        for (std::size_t at = 0, length = 0; at < utf8.size(); at += length)
            character(first_code_point(utf8.substr(at), length), {});
        flush();
        if (out.in_paragraph()) out.end_paragraph({});
    }
    void begin_notes() {
        in_notes_ = true;
        number_ = 0;
    }
    TextComposer out;

  private:
    void character(char32_t c, const RunLook& look) {
        switch (c) {
        case 0x13:  // a field begins: its instruction, 0x14, what it shows, 0x15
            ++field_;
            hidden_ = field_;
            return;
        case 0x14:
            if (hidden_ == field_) hidden_ = field_ > 0 ? field_ - 1 : 0;
            return;
        case 0x15:
            if (field_ > 0) --field_;
            hidden_ = std::min(hidden_, field_);
            return;
        default:
            break;
        }
        if (hidden_ > 0) return;
        switch (c) {
        case 0x02:
            flush();
            ++number_;
            if (in_notes_)
                out.text(fmt::format("[{}] ", number_), {});
            else
                out.reference(number_, look);
            return;
        case 0x07:
        case 0x0C:
        case 0x0D:
            flush();
            if (c == 0x0D || out.in_paragraph()) out.end_paragraph({});
            return;
        case 0x0B:
            flush();
            out.line_break();
            return;
        case 0x09:
            break;
        case 0x0A:
        case 0x0E:
            c = ' ';
            break;
        case 0x1E:
            c = '-';
            break;
        default:
            break;
        }
        if (c < 0x20 && c != 0x09) return;  // pictures, marks of comments, optional hyphens
        if (c >= 0xD800 && c < 0xDC00) {
            high_ = c;
            return;
        }
        if (c >= 0xDC00 && c < 0xE000)
            c = high_ == 0 ? 0xFFFD : 0x10000 + ((high_ - 0xD800) << 10) + c - 0xDC00;
        high_ = 0;
        if (look != look_) flush();
        look_ = look;
        append_utf8(run_, c);
    }
    void flush() {
        out.text(run_, look_);
        run_.clear();
    }

    std::string_view document_;
    Word97Looks looks_;
    std::uint64_t left_;  ///< characters that a file of this size can have
    std::string run_;
    RunLook look_;
    char32_t high_ = 0;
    unsigned field_ = 0;   ///< fields inside each other
    unsigned hidden_ = 0;  ///< the innermost of them whose instruction is being read
    int number_ = 0;
    bool in_notes_ = false;
};

std::string_view part_of(std::string_view table, std::string_view document, std::size_t at) {
    const std::uint32_t from = ole_number(document, at, 4), size = ole_number(document, at + 4, 4);
    return from < table.size() ? table.substr(from, size) : std::string_view();
}

/// Word 6 and 95: one stretch of bytes, charset by its looks.
bool read_word6(std::string_view document, const PeelOptions& options, Part& part) {
    const std::uint32_t from = ole_number(document, 0x18, 4), to = ole_number(document, 0x1C, 4);
    const std::uint32_t length = std::min(to - std::min(from, to), ole_number(document, 0x34, 4));
    if (from >= document.size() || length == 0) return false;
    const Decoded decoded = decode(document.substr(from, length), {options.encoding, {}});
    Word97Text text(document, Word97Looks({}, {}));
    text.write_plain(decoded.view.text);
    text.out.finish({}, part);
    part.encoding = decoded.encoding;
    part.encoding_why = decoded.why;
    return true;
}

}  // namespace

ComposedReading read_word97(std::string_view bytes, const PeelOptions& options, std::uint64_t room,
                            Part part) {
    ComposedReading reading;
    if (bytes.size() > room) {
        reading.why_not = fmt::format("{} bytes, more than are read as one text", bytes.size());
        return reading;
    }
    part.format = part.encoding_why = "doc";
    const OleFile file(bytes);
    const auto document = file.stream("WordDocument");
    if (!document) return reading;  // a sheet, slides, a message: no text of ours
    const std::uint32_t magic = ole_number(*document, 0, 2);
    const std::uint32_t flags = ole_number(*document, 10, 2);
    constexpr std::uint32_t kEncrypted = 0x0100, kSecondTable = 0x0200, kComplex = 0x0004;
    if ((flags & kEncrypted) != 0) {
        reading.why_not = "a Word file under a password";
        return reading;
    }
    if (magic == kWord6 && (flags & kComplex) == 0 && read_word6(*document, options, part)) {
        reading.parts.push_back(std::move(part));
        return reading;
    }
    const auto table = file.stream((flags & kSecondTable) != 0 ? "1Table" : "0Table");
    const std::vector<TextPiece> pieces = magic == kWord97 && table
                                              ? pieces_of(part_of(*table, *document, 0x1A2))
                                              : std::vector<TextPiece>();
    if (pieces.empty()) {
        reading.why_not = "a Word file of a kind, or in a state, that cannot be read";
        return reading;
    }
    Word97Text text(*document, Word97Looks(*document, part_of(*table, *document, 0xFA)));
    // One behind the other: story, footnotes, headers and footers, macros, comments, endnotes,
    // boxes, boxes of headers.
    std::uint32_t at = 0;
    const auto next = [&](std::size_t count_at) {
        const std::uint32_t from = at;
        at += std::min(ole_number(*document, count_at, 4), 0x7FFFFFFF - at);
        return Span{from, at};
    };
    const Span story = next(0x4C), footnotes = next(0x50), headers = next(0x54);
    next(0x58);
    const Span comments = next(0x5C), endnotes = next(0x60), boxes = next(0x64),
               header_boxes = next(0x68);
    const auto write = [&](Span span) {
        text.write(pieces, static_cast<std::uint32_t>(span.from),
                   static_cast<std::uint32_t>(span.to));
    };
    write(story);
    text.begin_notes();
    text.out.zone(Zone::Kind::note_after);
    write(footnotes);
    write(endnotes);
    write(boxes);
    text.out.zone(Zone::Kind::furniture);
    write(comments);
    write(headers);
    write(header_boxes);
    text.out.finish({}, part);
    const TextPiece& last = pieces.back();
    if (last.place + std::uint64_t{last.last - last.first} * (last.bytes ? 1 : 2)
        > document->size())
        part.findings.push_back(
            {"book-damage", "the Word file is cut off; what is there was read", {}});
    reading.parts.push_back(std::move(part));
    return reading;
}

}  // namespace solander
