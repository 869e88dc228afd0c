// SPDX-License-Identifier: GPL-3.0-or-later
// From plan and prose to the bytes of a file in one dialect.
#pragma once
#include <string>
#include <string_view>

#include "bench/make_pile/plan.h"
#include "bench/make_pile/prose.h"

namespace solander::pile {

/// Day of the mail headers that render_text writes.
inline constexpr std::string_view kMailDate = "2001-06-12";

/// Header lines (no end of line in them), one for each field said; \n inside a value is a new line.
/// Of a header that stands at both ends of the file, the part asked for.
enum class HeaderPart : std::uint8_t { whole, top, end };
std::string render_header(const Plan&, Random&, HeaderPart = HeaderPart::whole);
/// The whole file as UTF-8 with \n, then as bytes of the dialect's charset, line ends and damage.
std::string render_file(const Plan&, const Prose&, const Options&);

// Parts of render_file, one file each.
std::string render_text(const Plan&, const Prose&, const std::string& header,
                        const std::string& end_header);
std::string render_html(const Plan&, const Prose&, const std::string& header);
std::string encode(const Plan&, std::string text);
void damage(std::string& bytes, const Plan&, Random&);

/// Quotes, dashes and emphasis of the dialect; `open` and `close` stand around emphasised words.
void append_styled(std::string& out, std::string_view paragraph, const Dialect&,
                   std::string_view open, std::string_view close);
/// Wraps at `width` columns with `first` before the first line and `rest` before the others.
void append_wrapped(std::string& out, std::string_view text, int width, std::string_view first,
                    std::string_view rest, std::string_view newline = "\n");
std::string chapter_heading(const Dialect&, int number, std::string_view title);

}  // namespace solander::pile
