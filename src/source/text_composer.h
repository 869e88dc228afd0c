// SPDX-License-Identifier: GPL-3.0-or-later
// Paragraphs and runs of an office file written as HTML, with what is set apart from the story.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "source/part.h"

namespace solander {

struct RunLook {
    bool bold = false, italic = false, underline = false, strike = false, raised = false,
         lowered = false;
    friend bool operator==(const RunLook&, const RunLook&) = default;
    /// What a style has, with what it is based on.
    RunLook& operator|=(const RunLook& other);
};

struct ParagraphLook {
    int heading = 0;     ///< 1 to 6; 0 for a paragraph
    bool title = false;  ///< a heading that is the whole work's
    bool centred = false;
    bool rule = false;  ///< a line across the page, where there are no words
};

/// What the file's properties say. Programs fill them unasked ("User", the first line), so title
/// and author weigh no more than a page's <title>.
struct FileProperties {
    std::string title, author, language, keywords, subject, description;
};

/// Writes one paragraph after the other; emphasis never crosses a paragraph's end.
class TextComposer {
  public:
    /// Tabs, and blanks on end, near a line's start set a label apart from its value
    /// ("Title<tab>Snow"): they stay columns, where a page would show one blank.
    void text(std::string_view utf8, const RunLook& look);
    void line_break();
    bool in_paragraph() const { return !paragraph_.empty(); }
    /// What was written since the last one. An empty one is a blank line.
    void end_paragraph(const ParagraphLook& look);
    /// Paragraphs from here on, up to the next call, are such a zone; none() ends it.
    void zone(Zone::Kind kind);
    void no_zone();
    /// "<table>" "</td>": between paragraphs only.
    void tag(std::string_view constant) { body_ += constant; }

    /// Notes of the foot or end: the reference now, the text behind the story. Numbers from 1.
    void reference(int number, const RunLook& look);
    /// Texts that were gathered on the way, a paragraph each: notes behind their numbers, what
    /// stands on every printed page.
    template <class Texts>
    void add_behind(const Texts& texts, Zone::Kind kind) {
        int number = 0;
        for (const std::string& text : texts) add_behind(text, ++number, kind);
        no_zone();
    }

    /// The page with its head; text, zones and stated of `part` are filled.
    void finish(const FileProperties& properties, Part& part);

  private:
    struct Heading {
        int level;
        std::uint64_t from;
        std::string title;
    };
    void close_marks();
    std::size_t write_columns(std::string_view utf8);
    void begin_line() { line_bytes_ = 0, ink_ = 0; }
    void add_behind(std::string_view text, int number, Zone::Kind kind);
    /// Headings by style are chapters: those of the highest level that there are two of.
    void add_sections(std::uint64_t before, Part& part) const;

    std::string body_, paragraph_;
    RunLook now_;
    std::size_t line_bytes_ = 0;  ///< of the line's text, no further than a label reaches
    char ink_ = 0;                ///< its last byte that is no blank
    bool blank_ = false;          ///< it ends with a blank
    std::vector<Zone> zones_;
    std::vector<Heading> headings_;
    bool open_zone_ = false;
};

}  // namespace solander
