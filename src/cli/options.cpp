// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/options.h"

#include <CLI/CLI.hpp>
#include <charconv>

namespace solander {

Options& Options::flag(const std::string& names, bool& value, const std::string& help) {
    app_.add_flag(names, value, help);
    return *this;
}

Options& Options::option(const std::string& names, std::string& value, const std::string& help,
                         const std::string& placeholder) {
    app_.add_option(names, value, help)->option_text(placeholder);
    return *this;
}

Options& Options::option(const std::string& names, std::uint32_t& value, const std::string& help,
                         const std::string& placeholder) {
    auto check = [](const std::string& given) -> std::string {
        std::uint32_t number = 0;
        const char* const end = given.data() + given.size();
        const auto [at, error] = std::from_chars(given.data(), end, number);
        if (error == std::errc{} && at == end) return {};
        return "'" + given + "' is no number from 0 to 4294967295";
    };
    app_.add_option(names, value, help)->option_text(placeholder)->check(check);
    return *this;
}

Options& Options::choice(const std::string& names, std::string& value,
                         const std::vector<std::string>& words, const std::string& help) {
    std::string list;
    for (const std::string& word : words) list += (list.empty() ? "" : "|") + word;
    auto check = [words, list](const std::string& given) -> std::string {
        for (const std::string& word : words)
            if (given == word) return {};
        return "'" + given + "' is none of " + list;
    };
    app_.add_option(names, value, help)->option_text(list)->check(check);
    return *this;
}

Options& Options::argument(const std::string& name, std::string& value, const std::string& help,
                           bool required) {
    app_.add_option(name, value, help)->required(required)->option_text(" ");
    return *this;
}

Options& Options::arguments(const std::string& name, std::vector<std::string>& values,
                            const std::string& help, bool required) {
    app_.add_option(name, values, help)->required(required)->option_text(" ");
    return *this;
}

Options& Options::examples(const std::string& text) {
    app_.footer("\nExamples:\n" + text);
    return *this;
}

}  // namespace solander
