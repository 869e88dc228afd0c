// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/usage.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "base/spelling.h"
#include "cli/command.h"

namespace solander {
namespace {

/// The one of `words` that a slip of the fingers away is; empty when none is near.
std::string_view nearest(std::string_view typed, const std::vector<std::string>& words) {
    const std::size_t most = typed.size() < 4 ? 1 : 2;
    std::size_t best = most + 1;
    std::string_view found;
    for (const std::string& word : words) {
        const std::size_t distance = edit_distance(typed, word, most);
        if (distance >= best || distance >= word.size()) continue;
        best = distance;
        found = word;
    }
    return found;
}

std::string did_you_mean(std::string_view near) {
    return near.empty() ? std::string() : fmt::format("did you mean {}? ", near);
}

std::vector<std::string> option_names(const CLI::App& app) {
    std::vector<std::string> names;
    for (const CLI::App* at = &app; at != nullptr; at = at->get_parent())
        for (const CLI::Option* option : at->get_options())
            for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    return names;
}

/// How many arguments the verb takes, as the error says it: "takes one ID", "takes no argument".
std::string takes(const CLI::App& verb) {
    std::string names;
    for (const CLI::Option* option : verb.get_options())
        if (option->get_positional()) names += (names.empty() ? "" : " and ") + option->get_name();
    return names.empty() ? "takes no argument" : "takes one " + names;
}

}  // namespace

Error unknown_verb(std::string_view word) {
    std::vector<std::string> names;
    std::string list;
    for (const CommandRow& row : commands()) {
        names.emplace_back(row.name);
        list += (list.empty() ? "" : ", ") + names.back();
    }
    return {Fault::usage, fmt::format("there is no verb '{}'", word),
            fmt::format("{}the verbs are {}; solander --help says what each does",
                        did_you_mean(nearest(word, names)), list)};
}

Error usage_error(const CLI::ParseError& error, const CLI::App& app) {
    const auto subs = app.get_subcommands();
    const CLI::App& verb = subs.empty() ? app : *subs.front();
    const std::string name = subs.empty() ? "solander" : verb.get_name();
    const std::string help =
        fmt::format("solander{}{} --help says what can be said", subs.empty() ? "" : " ",
                    subs.empty() ? "" : verb.get_name());
    const std::string what = error.what();
    if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
        const std::vector<std::string> extra = app.remaining(true);
        const std::string first = extra.empty() ? std::string() : extra.front();
        if (!first.starts_with('-'))
            return {Fault::usage, fmt::format("{} {}; '{}' is too much", name, takes(verb), first),
                    "an argument with spaces in it wants quotes; " + help};
        std::string hint =
            did_you_mean(nearest(first.substr(0, first.find('=')), option_names(verb)));
        if (hint.empty() && verb.get_name() == "find")
            hint = "a query that begins with - goes behind --; ";
        return {Fault::usage, fmt::format("{} has no option {}", name, first), hint + help};
    }
    if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr)
        return {Fault::usage, fmt::format("{} wants {}", name, what.substr(0, what.find(' '))),
                help};
    const std::string option = what.substr(0, what.find(':'));
    if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr)
        return {Fault::usage, fmt::format("{} wants a value behind it", option), help};
    return {Fault::usage, what, help};
}

}  // namespace solander
