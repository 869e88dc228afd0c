// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/name_verbs.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>

#include "base/markup.h"
#include "base/text.h"
#include "cli/terminal.h"

namespace solander {
namespace {

std::optional<std::int64_t> number(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value <= 0) return std::nullopt;
    return value;
}

}  // namespace

std::string who_says(const std::string& by) {
    if (!by.empty()) return by;
    const char* user = std::getenv("USER");
    return user != nullptr && *user != 0 ? user : "owner";
}

NameVerbs::NameVerbs(Archive& archive, NameList list, std::string by, bool json)
    : archive_(archive), list_(list), by_(std::move(by)), json_(json) {}

std::int64_t NameVerbs::id_of(const std::string& name) const {
    // A name of nothing but digits is asked for as a name first.
    if (const auto known = archive_.name_called(list_, name)) return *known;
    if (const auto id = number(name)) return *id;
    std::string hint = fmt::format("solander {} lists them with their numbers", verb());
    for (const CountedName& known : archive_.names(Viewer::owner, list_))
        if (fold(known.name) == fold(name))
            hint = fmt::format("there is {} ({})", known.name, known.id);
    throw Error(
        Fault::not_found,
        fmt::format("no {} is called '{}'", list_ == NameList::series ? "series" : "person", name),
        std::move(hint));
}

std::optional<int> NameVerbs::run(const std::vector<std::string>& words) {
    const std::string& act = words.front();
    if (act == "history" && words.size() == 1) return history();
    if (act == "undo" && words.size() <= 2) return undo(words);
    if (act != "join" && act != "part" && act != "rename") return std::nullopt;
    if (words.size() != 3)
        throw Error(Fault::usage, fmt::format("{} wants two things", act),
                    fmt::format("solander {} --help", verb()));
    const std::int64_t a = id_of(words[1]);
    if (act == "rename")
        return said(archive_.rename(list_, a, words[2], by_),
                    fmt::format("{} is shown as {} now", words[1], words[2]));
    const std::int64_t b = id_of(words[2]);
    if (act == "join")
        return said(
            archive_.join_names(list_, a, b, by_),
            fmt::format("{} is one with {} now, and shown under that name", words[2], words[1]));
    if (a == b && list_ == NameList::creator && words[1] != words[2])
        return said(archive_.part_spellings(a, words[1], words[2], by_),
                    fmt::format("{} and {} are two", words[1], words[2]));
    return said(archive_.part_names(list_, a, b, by_),
                fmt::format("{} and {} are two", words[1], words[2]));
}

int NameVerbs::said(const Result<std::int64_t>& act, std::string_view what) const {
    if (!act) throw act.error();
    if (json_) {
        JsonWriter json;
        fmt::print("{}\n", json.object().key("act").number(*act).end().take());
    }
    fmt::print(stderr, "{}. solander {} undo {} takes it back.\n", what, verb(), *act);
    return 0;
}

int NameVerbs::undo(const std::vector<std::string>& words) {
    std::optional<std::int64_t> batch;
    if (words.size() == 2) {
        batch = number(words[1]);
        if (!batch)
            throw Error(Fault::usage, "'" + words[1] + "' is no number of an act",
                        fmt::format("solander {} history lists them", verb()));
    }
    const auto undone = archive_.undo_names(list_, batch);
    if (!undone) throw undone.error();
    if (json_) {
        JsonWriter json;
        fmt::print("{}\n", json.object().key("undone").number(undone->batch).end().take());
    }
    fmt::print(stderr, "Taken back: {}\n", undone->words);
    return 0;
}

int NameVerbs::history() const {
    for (const NameAct& act : archive_.name_acts(list_)) {
        if (json_) {
            JsonWriter json;
            json.object().key("act").number(act.batch).key("words").string(act.words);
            json.key("by").string(act.made_by).key("at").string(act.made_at);
            if (!act.undone_at.empty()) json.key("undone").string(act.undone_at);
            fmt::print("{}\n", json.end().take());
        } else {
            fmt::print("{:>6}  {}\n        {}\n", act.batch, act.words,
                       quiet(fmt::format("{}, {}{}", act.made_by, act.made_at,
                                         act.undone_at.empty() ? "" : "; taken back")));
        }
    }
    return 0;
}

}  // namespace solander
