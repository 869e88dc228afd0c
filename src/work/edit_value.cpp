// SPDX-License-Identifier: GPL-3.0-or-later
// The way back of a correction: a field of a work as a person would write it.
#include <fmt/format.h>

#include "work/edit.h"

namespace solander {
namespace {

using R = const WorkRecord&;

std::string listed(const std::vector<std::string>& items) {
    return fmt::format("{}", fmt::join(items, "; "));
}

std::string creators(R work) {
    std::vector<std::string> names;
    for (const Creator& one : work.creators)
        names.push_back(one.role == "author" ? one.name
                                             : fmt::format("{} ({})", one.name, one.role));
    return listed(names);
}

std::string place_text(const SeriesPlace& place) {
    return place.position ? fmt::format("{} #{}", place.name, *place.position) : place.name;
}

std::string series(R work) {
    std::vector<std::string> names;
    for (const SeriesPlace& one : work.series)
        names.push_back(one.within.empty() ? place_text(one)
                                           : fmt::format("{} < {}", place_text(one), one.within));
    return listed(names);
}

std::string parts(R work) {
    if (!work.part) return {};
    return work.part->of ? fmt::format("{} of {}", work.part->number, *work.part->of)
                         : fmt::format("{}", work.part->number);
}

struct EditField {
    std::string_view name;
    std::string (*value)(R);
};
constexpr EditField kFields[] = {
    {"title", [](R r) { return r.title; }},
    {"creators", creators},
    {"fandoms", [](R r) { return listed(r.fandoms); }},
    {"relationships", [](R r) { return listed(r.relationships); }},
    {"characters", [](R r) { return listed(r.characters); }},
    {"categories", [](R r) { return listed(r.categories); }},
    {"warnings", [](R r) { return listed(r.warnings); }},
    {"tags", [](R r) { return listed(r.tags); }},
    {"rating", [](R r) { return std::string(name_of(r.rating)); }},
    {"summary", [](R r) { return r.summary; }},
    {"notes", [](R r) { return r.notes; }},
    {"end_notes", [](R r) { return r.end_notes; }},
    {"disclaimer", [](R r) { return r.disclaimer; }},
    {"permission", [](R r) { return std::string(name_of(r.permission.by_default)); }},
    {"conditions", [](R r) { return listed(r.permission.conditions); }},
    {"embargo", [](R r) { return r.permission.embargo; }},
    {"language", [](R r) { return r.language; }},
    {"parts", parts},
    {"complete", [](R r) { return std::string(!r.complete   ? ""
                                              : *r.complete ? "yes"
                                                            : "no"); }},
    {"published", [](R r) { return r.published ? r.published->text() : std::string(); }},
    {"updated", [](R r) { return r.updated ? r.updated->text() : std::string(); }},
    {"series", series},
    {"spoilers", [](R r) { return r.spoilers; }},
    {"beta", [](R r) { return r.beta; }},
    {"feedback", [](R r) { return r.feedback; }},
    {"encoding",
     [](R r) { return r.originals.empty() ? std::string() : r.originals.front().encoding; }},
};

}  // namespace

std::string edit_value(const WorkRecord& work, std::string_view field) {
    for (const EditField& known : kFields)
        if (known.name == field) return known.value(work);
    return {};
}

}  // namespace solander
