// SPDX-License-Identifier: GPL-3.0-or-later
// The lines of an original as people see them: the gutter of `explain` on a page.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "archive/archive.h"
#include "base/markup.h"

namespace solander {

/// From 1; nothing when that byte of the part is in no line of it.
std::optional<std::uint64_t> line_of_byte(const Explained&, std::uint64_t byte);

/// Numbered lines; those that are no story are tinted, and say what they were taken for. What the
/// bytes `at` of the part stand for is marked, with `doubt` beside it; its line has the id "found",
/// and those far above it are folded away. Shows no more than 3,000 lines.
void write_original(Markup&, const Explained&, Span at = {}, std::string_view doubt = {});

}  // namespace solander
