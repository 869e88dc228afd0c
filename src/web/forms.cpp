// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/forms.h"

#include <fmt/format.h>

#include <charconv>

#include "account/password.h"
#include "archive/clock.h"
#include "web/form_data.h"

namespace solander {

static_assert(kShortestPassword == 12);  // what kPasswordHint says

std::string form_field(const Call& call, std::string_view wanted) {
    for (const auto& [name, value] : form_of(call.request))
        if (name == wanted) return value;
    return {};
}

std::optional<std::int64_t> parsed_number(std::string_view text) {
    constexpr std::size_t kMostDigits = 9;
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value < 0
        || text.size() > kMostDigits)
        return std::nullopt;
    return value;
}

std::optional<std::int64_t> form_number(const Call& call, std::string_view name) {
    return parsed_number(form_field(call, name));
}

std::string said_by(const Call& call) { return call.account ? call.account->name : "owner"; }

void write_input(Markup& html, std::string_view name, std::string_view label, std::string_view type,
                 std::string_view autocomplete, std::string_view value) {
    html.open("p").open("label").attr("for", name).text(label).close();
    html.open("input").attr("id", name).attr("name", name).attr("type", type);
    html.attr("autocomplete", autocomplete).flag("required");
    if (!value.empty()) html.attr("value", value);
    html.close().close();
}

void write_do(Markup& html, std::string_view act, std::string_view label, std::string_view key) {
    html.open("button").attr("name", "do").attr("value", act);
    if (!key.empty()) html.attr("accesskey", key);
    html.text(label).close();
}

void write_hidden(Markup& html, std::string_view name, std::string_view value) {
    html.open("input").attr("type", "hidden").attr("name", name).attr("value", value).close();
}

void write_alert(Markup& html, std::string_view text) {
    if (!text.empty())
        html.open("p").attr("class", "alert").attr("role", "alert").text(text).close();
}

void write_hint(Markup& html, std::string_view text) {
    html.open("p").attr("class", "hint").text(text).close();
}

std::string day_of(std::int64_t seconds) { return text_of_time(seconds).substr(0, 10); }

Markup& open_form(Markup& html, std::string_view action) {
    return html.open("form").attr("method", "post").attr("action", action).attr("class", "account");
}

}  // namespace solander
