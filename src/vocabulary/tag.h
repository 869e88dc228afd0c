// SPDX-License-Identifier: GPL-3.0-or-later
// Tags: their kinds, keys, and the vocabularies AO3 fixed (categories, warnings).
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace solander {

class ValueWords;

enum class TagKind : std::uint8_t { fandom, relationship, character, category, warning, freeform };
inline constexpr TagKind kTagKinds[] = {TagKind::fandom,    TagKind::relationship,
                                        TagKind::character, TagKind::category,
                                        TagKind::warning,   TagKind::freeform};
std::string_view name_of(TagKind);  ///< "fandom" ... "freeform"; also the value in the catalogue
std::optional<TagKind> tag_kind_from_name(std::string_view);

/// What two spellings of one tag have in common: folded, quotes and outer punctuation off; for
/// relationships the names sorted ("B/A" and "A/B" share a key). Not for display.
std::string tag_key(TagKind, std::string_view name);

/// AO3's six: "F/F" "F/M" "Gen" "M/M" "Multi" "Other". All that the value names ("slash, het").
std::vector<std::string> read_categories(std::string_view value);
std::vector<std::string> read_categories(std::string_view value, const ValueWords&);
/// AO3's warnings in their own wording when the value means one; nothing otherwise.
std::optional<std::string> archive_warning(std::string_view value);
std::optional<std::string> archive_warning(std::string_view value, const ValueWords&);
/// Genre words and classification letters ("MSR", "angst", "h/c", "SRA") spelled out; empty = not
/// one. Classification letters only when all letters are in the alphabet (story-files.md 6.3).
std::vector<std::string> read_genres(std::string_view value, bool letters_allowed);
std::vector<std::string> read_genres(std::string_view value, bool letters_allowed,
                                     const ValueWords&);

}  // namespace solander
