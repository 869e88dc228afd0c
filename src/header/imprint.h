// SPDX-License-Identifier: GPL-3.0-or-later
// Lines of a title page that name people who did not write the story, or who hold the rights in it.
#pragma once
#include <optional>
#include <string_view>

#include "header/field.h"

namespace solander {

/// "Submitted by Kat", "Translated by Kat", "Beta read by Kat": what a person did, and it was not
/// writing. Pieces of the line.
struct Credit {
    FieldId id = FieldId::extra;
    std::string_view label;  ///< "Submitted by"
    std::string_view name;
};
std::optional<Credit> read_credit(std::string_view line);

/// "Copyright (C) 1992 by Kat", "SNOWFALL (c) 1992 Kat", "All rights reserved". Pieces of the line.
struct RightsNotice {
    std::string_view before;  ///< what stands before the sign: a title, or half a sentence
    std::string_view label;   ///< "Copyright (C)"
    std::string_view holder;  ///< empty when it is no person's name
};
std::optional<RightsNotice> read_rights_notice(std::string_view line);

}  // namespace solander
