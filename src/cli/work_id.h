// SPDX-License-Identifier: GPL-3.0-or-later
// A work's number as a person types it.
#pragma once
#include <string>

#include "base/error.h"
#include "work/story.h"

namespace solander {

/// "12" or "#12". Throws Error{usage} for anything else.
WorkId work_id(const std::string& text);
/// The same without throwing: 0 when it is no number.
WorkId work_id_or_zero(const std::string& text);
Error no_such_work(const std::string& text);

}  // namespace solander
