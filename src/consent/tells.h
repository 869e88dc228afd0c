// SPDX-License-Identifier: GPL-3.0-or-later
// Does a sentence tell a reader whether the story may be kept elsewhere? For find.cpp alone.
#pragma once
#include <string_view>

#include "consent/statement.h"

namespace solander {

/// Cheap: false for nearly all prose. No sentence of it can be about archiving then.
bool may_speak_of_archiving(std::string_view prose);
/// In the story's voice only a refusal or a request counts, and only when it is shouted, labelled
/// or put to the reader in so many words.
bool tells(std::string_view sentence, Voice voice);
/// "Just e-mail me.", "Otherwise, go ahead.": goes on from the sentence before it.
bool goes_on(std::string_view sentence);
/// "Archiving: ask first" in a note: what stands behind the colon, else empty.
std::string_view behind_label(std::string_view sentence);

}  // namespace solander
