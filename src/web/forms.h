// SPDX-License-Identifier: GPL-3.0-or-later
// What forms of several pages are made of.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/markup.h"
#include "web/app.h"

namespace solander {

/// The first value of that name that the form sent; empty when there is none.
std::string form_field(const Call&, std::string_view name);
/// A whole number without sign, up to nine digits.
std::optional<std::int64_t> parsed_number(std::string_view);
std::optional<std::int64_t> form_number(const Call&, std::string_view name);
/// The name of who sends it, for what is kept of it.
std::string said_by(const Call&);
/// <p><label><input required></p>; the name is the id, too.
void write_input(Markup&, std::string_view name, std::string_view label, std::string_view type,
                 std::string_view autocomplete, std::string_view value = {});
/// A button that asks for `act`, as the field "do" says it.
void write_do(Markup&, std::string_view act, std::string_view label, std::string_view key = {});
void write_hidden(Markup&, std::string_view name, std::string_view value);
/// What went wrong, read out at once; nothing when `text` is empty.
void write_alert(Markup&, std::string_view text);
void write_hint(Markup&, std::string_view text);
/// "2026-11-23" of seconds since 1970, as UTC sees it: where the reader is nobody asks.
std::string day_of(std::int64_t seconds);
inline constexpr std::string_view kPasswordHint = "12 characters or more; a few words will do.";
/// Opens a form that changes something: <form method="post" action class="account">.
Markup& open_form(Markup&, std::string_view action);

}  // namespace solander
