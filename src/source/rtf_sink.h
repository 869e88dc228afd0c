// SPDX-License-Identifier: GPL-3.0-or-later
// Where the characters of an RTF file go: story, notes, remarks, printed pages' heads, properties,
// styles.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "source/text_composer.h"

namespace solander {

enum class RtfTarget : std::uint8_t {
    story,
    nowhere,
    furniture,
    note,
    remark,
    fonts,
    styles,
    info,
    property
};

/// How the characters of a group look and where they go; inner groups begin with a copy.
struct RtfGroup {
    RtfTarget target = RtfTarget::story;
    RunLook look;
    bool hidden = false;
    int skip_after_unicode = 1;
    int page = 0;  ///< code page; 0 is the file's own
    std::uint32_t property = 0;
};

class RtfSink {
  public:
    void write(const RtfGroup& group, std::string_view text);
    void end_paragraph(const RtfGroup& group);
    void line_break(const RtfGroup& group);
    void begin_note();
    void begin_remark() { remarks_.emplace_back(); }
    void begin_furniture() { furniture_.emplace_back(); }

    /// In the style sheet: the number of the style whose name comes.
    void begin_style(long number);
    /// Heading level of a style; 0 for others.
    int heading_of(long style) const;

    void finish(Part& part);
    ParagraphLook look;  ///< of the story's paragraph

  private:
    std::string& property(std::uint32_t which);
    void name_style(std::string_view text);

    TextComposer out_;
    FileProperties properties_;
    std::vector<std::string> notes_, remarks_, furniture_;
    std::unordered_map<long, int> headings_;
    long style_ = 0;
    std::string style_name_;
};

}  // namespace solander
