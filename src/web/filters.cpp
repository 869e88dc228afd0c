// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/filters.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"

namespace solander {
namespace {

struct Bound {
    std::string_view name, field, op;
};
constexpr Bound kBounds[] = {{"words.from", "words", ">="},
                             {"words.to", "words", "<="},
                             {"updated.from", "updated", ">="},
                             {"updated.to", "updated", "<="}};

bool plain(std::string_view value) {
    return !value.empty() && value.size() <= 10
           && std::all_of(value.begin(), value.end(),
                          [](char c) { return is_ascii_digit(c) || c == '-'; });
}

}  // namespace

std::string field_query(std::string_view field, std::string_view value) {
    std::string out(field);
    out += ":\"";
    for (const char c : value)
        if (c != '"' && static_cast<unsigned char>(c) >= 0x20) out += c;
    return out + "\"";
}

BrowseFilters::BrowseFilters(const Request& request) : path_(request.path) {
    typed_ = trim(request.parameter("q"));
    sort_ = request.parameter("sort");
    all_ = request.parameter("all") == "yes";
    const std::string_view from = request.parameter("from");
    std::from_chars(from.data(), from.data() + from.size(), from_);
    from_ = std::min<std::uint32_t>(from_, 10'000'000);
    for (const auto& [name, value] : request.query) {
        if (value.empty() || value.size() > 500) continue;
        for (const FilterField& field : kFilterFields) {
            const bool excluded = name.starts_with("not.");
            if ((excluded ? name.substr(4) : name) != field.name) continue;
            const Choice choice{std::string(field.name), value, excluded};
            if (choices_.size() < 50
                && std::find(choices_.begin(), choices_.end(), choice) == choices_.end())
                choices_.push_back(choice);
        }
        for (const Bound& bound : kBounds)
            if (name == bound.name && plain(value)) bounds_.emplace_back(name, value);
    }
}

std::string BrowseFilters::query_text() const {
    std::string text;
    if (!typed_.empty()) text = choices_.empty() && bounds_.empty() ? typed_ : "(" + typed_ + ")";
    const auto add = [&](const std::string& term) {
        if (!text.empty()) text += ' ';
        text += term;
    };
    for (const Choice& choice : choices_)
        add((choice.excluded ? "-" : "") + field_query(choice.field, choice.value));
    for (const auto& [name, value] : bounds_)
        for (const Bound& bound : kBounds)
            if (bound.name == name) add(std::string(bound.field) + std::string(bound.op) + value);
    return text;
}

bool BrowseFilters::has(std::string_view field, std::string_view value, bool excluded) const {
    return std::any_of(choices_.begin(), choices_.end(), [&](const Choice& choice) {
        return choice.field == field && choice.value == value && choice.excluded == excluded;
    });
}

std::string BrowseFilters::bound(std::string_view name) const {
    for (const auto& [key, value] : bounds_)
        if (key == name) return value;
    return {};
}

std::string BrowseFilters::url(const std::vector<Choice>& choices,
                               const std::vector<std::pair<std::string, std::string>>& bounds,
                               std::string_view sort, std::uint32_t from, bool all) const {
    std::vector<std::pair<std::string, std::string>> pairs;
    if (!typed_.empty()) pairs.emplace_back("q", typed_);
    for (const Choice& choice : choices)
        pairs.emplace_back((choice.excluded ? "not." : "") + choice.field, choice.value);
    pairs.insert(pairs.end(), bounds.begin(), bounds.end());
    if (!sort.empty()) pairs.emplace_back("sort", sort);
    if (from > 0) pairs.emplace_back("from", std::to_string(from));
    if (all) pairs.emplace_back("all", "yes");
    const std::string text = form_text(pairs);
    return text.empty() ? path_ : path_ + "?" + text;
}

std::string BrowseFilters::with(const Choice& choice) const {
    std::vector<Choice> choices = choices_;
    std::erase_if(choices, [&](const Choice& c) {
        return c.field == choice.field && c.value == choice.value;
    });
    choices.push_back(choice);
    return url(choices, bounds_, sort_, 0, all_);
}

std::string BrowseFilters::without(const Choice& choice) const {
    std::vector<Choice> choices = choices_;
    std::erase(choices, choice);
    return url(choices, bounds_, sort_, 0, all_);
}

std::string BrowseFilters::without_bound(std::string_view name) const {
    auto bounds = bounds_;
    std::erase_if(bounds, [&](const auto& bound) { return bound.first == name; });
    return url(choices_, bounds, sort_, 0, all_);
}

std::string BrowseFilters::sorted(std::string_view sort) const {
    return url(choices_, bounds_, sort, 0, all_);
}
std::string BrowseFilters::at(std::uint32_t from) const {
    return url(choices_, bounds_, sort_, from, all_);
}
std::string BrowseFilters::with_all(bool all) const {
    return url(choices_, bounds_, sort_, 0, all);
}

std::vector<std::pair<std::string, std::string>>
BrowseFilters::carried(const std::vector<std::string_view>& but) const {
    std::vector<std::pair<std::string, std::string>> pairs;
    const auto wanted = [&](std::string_view name) {
        return std::find(but.begin(), but.end(), name) == but.end();
    };
    if (!typed_.empty() && wanted("q")) pairs.emplace_back("q", typed_);
    for (const Choice& choice : choices_) {
        const std::string name = (choice.excluded ? "not." : "") + choice.field;
        if (wanted(name)) pairs.emplace_back(name, choice.value);
    }
    for (const auto& bound : bounds_)
        if (wanted(bound.first)) pairs.push_back(bound);
    if (!sort_.empty() && wanted("sort")) pairs.emplace_back("sort", sort_);
    if (all_) pairs.emplace_back("all", "yes");
    return pairs;
}

}  // namespace solander
