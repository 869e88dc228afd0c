// SPDX-License-Identifier: GPL-3.0-or-later
// What people say of tags, as fields of forms and back; and what would change, as a table.
#pragma once
#include <string>
#include <vector>

#include "archive/wrangling.h"
#include "web/app.h"

namespace solander {

using FormFields = std::vector<std::pair<std::string, std::string>>;

std::string tag_path(const TagName&);  ///< under /admin/tags
/// A word as the value of one field "say".
std::string say_text(const TagWord&);
/// The words of a form: its fields "say", and what is typed into "tag", "act" and "of". A name
/// without its kind is of the tag's own, or a fandom where that is asked for.
Result<std::vector<TagWord>> words_said(const Archive&, const FormFields&);

/// Rows before and after; faults above them.
void write_preview(Markup&, const std::vector<TagChange>&, const std::vector<TagFault>&);
/// A number, or 0.
std::int64_t tag_number(std::string_view text);
/// "Done; it has the number 3. Undo": on the page one comes back to.
void write_tags_done(Markup&, const Call&);
/// The path of that page.
std::string with_tags_done(std::string_view path, std::int64_t batch);
/// What was said of a tag, by whom and when.
void write_tag_history(Markup&, const std::vector<TagHistory>&);
std::string field_value(const FormFields&, std::string_view name);

}  // namespace solander
