// SPDX-License-Identifier: GPL-3.0-or-later
// What downloads and saved pages of AO3's software have in common: labels, stats, by-lines.
#pragma once
#include <string_view>

#include "source/page_facts.h"

namespace solander {

/// "Rating:", "Archive Warnings:", "Fandom:" ...: labels of the list of tags, one or several.
bool is_ao3_label(std::string_view label);
/// ".../works/417", with or without a chapter.
bool is_work_link(std::string_view href);
/// A label of the list and the inside of its <dd>, in which each tag is a link.
void say_ao3_field(PageFacts&, std::string_view label, Span value);
/// "Published: 2011-08-14 Completed: 2012-01-02 Words: 4,559 Chapters: 3/7" as one plain text.
void say_ao3_stats(PageFacts&, Span value);
/// One of those: "Words" and its value.
void say_ao3_stat(PageFacts&, std::string_view label, Span value);
/// Names are links; "X [archived by Y]" names X.
void say_ao3_byline(PageFacts&, Span inside);
/// "Inspired by ...", "A translation of ...", "For ...", each a line of a list.
void say_ao3_association(PageFacts&, Span inside);

}  // namespace solander
