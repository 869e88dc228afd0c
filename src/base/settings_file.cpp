// SPDX-License-Identifier: GPL-3.0-or-later
// solander.toml: tables walked with a list, every key looked up in the table of settings.
#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <string>
#include <utility>

#include "base/file.h"
#include "base/settings.h"

namespace solander {
namespace {

bool is_list(std::string_view name) {
    const auto rows = setting_rows();
    return std::any_of(rows.begin(), rows.end(), [&](const SettingRow& row) {
        return row.name == name && row.type == SettingType::list;
    });
}

/// As the text a person would have typed: scalars, and a list's array of words; nothing for others.
std::optional<std::string> text_of(const toml::node& node, bool list) {
    if (const auto* array = list ? node.as_array() : nullptr) {
        std::string words;
        for (const auto& element : *array) {
            const auto* word = element.as_string();
            if (word == nullptr || word->get().find(' ') != std::string::npos) return std::nullopt;
            words += (words.empty() ? "" : " ") + word->get();
        }
        return words;
    }
    if (const auto* s = node.as_string()) return s->get();
    if (const auto* n = node.as_integer()) return fmt::format("{}", n->get());
    if (const auto* b = node.as_boolean()) return b->get() ? "yes" : "no";
    return std::nullopt;
}

}  // namespace

std::vector<Finding> Settings::read_toml(std::string_view text, std::string_view file_name) {
    std::vector<Finding> findings;
    toml::table root;
    try {
        root = toml::parse(text);
    } catch (const toml::parse_error& error) {
        const auto& begin = error.source().begin;
        findings.push_back(
            {"broken-settings",
             fmt::format("{}:{}:{}: {}", file_name, begin.line, begin.column, error.description()),
             {}});
        return findings;
    }
    std::vector<std::pair<std::string, const toml::table*>> open{{"", &root}};
    for (std::size_t i = 0; i < open.size(); ++i) {
        const std::string prefix = open[i].first;
        for (const auto& [key, node] : *open[i].second) {
            const std::string name = prefix + std::string(key.str());
            if (const auto* inner = node.as_table()) {
                open.emplace_back(name + '.', inner);
                continue;
            }
            const std::string place = fmt::format("{}:{}", file_name, key.source().begin.line);
            const auto value = text_of(node, is_list(name));
            const auto done =
                value ? set(name, *value, place)
                      : Result<void>(
                          fail(Fault::usage, fmt::format("`{}` is no single value", name)));
            if (done) continue;
            const Error& error = done.error();
            const char* separator = error.hint.empty() ? "" : "; ";
            findings.push_back(
                {"wrong-setting",
                 fmt::format("{}: {}{}{}", place, error.message, separator, error.hint),
                 {}});
        }
    }
    return findings;
}

std::vector<Finding> Settings::read_file(const std::filesystem::path& folder) {
    auto bytes = solander::read_file(folder / kFileName, 1 << 20);
    if (bytes) return read_toml(*bytes);
    if (bytes.error().fault == Fault::not_found) return {};
    return {{"broken-settings", bytes.error().message, {}}};
}

}  // namespace solander
