// SPDX-License-Identifier: GPL-3.0-or-later
// "Tarrow, Bess": one person, surname first, or two pen names. What else is written decides.
#pragma once
#include <string>
#include <string_view>

namespace solander {

/// "Jr.", "III", "PhD": what a comma may part from the name before it, in lower case.
bool stands_behind_a_name(std::string_view word);
/// Two names of one word each, with a capital, and a comma between them.
bool may_be_surname_first(std::string_view name);
/// "Lund, K.": nobody's pen name is an initial.
bool is_surname_first(std::string_view name);
/// "Tarrow, Bess" -> "Bess Tarrow".
std::string given_name_first(std::string_view name);

enum class HowMany : unsigned char { unknown, one, two };
/// By text and addresses around it: "by Bess Tarrow", "btarrow@...", or "Bess & Tarrow". Unknown
/// when nothing says so, or both.
HowMany how_many(std::string_view name, std::string_view around);

}  // namespace solander
