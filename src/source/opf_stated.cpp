// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/opf_stated.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.h"
#include "source/page_scan.h"

namespace solander {
namespace {

constexpr std::string_view kOwnTerms = "urn:solander:";

struct PackageStatements {
    const OpfPackage& package;
    std::vector<Stated> stated;

    void say(std::string_view label, std::string_view value) {
        value = trim(value);
        if (value.empty()) return;
        for (const Stated& said : stated)
            if (said.label == label && said.value == value) return;
        stated.push_back({std::string(label), std::string(value), {}});
    }

    void title(const OpfMeta& meta) {
        const std::string_view type = package.refined(meta.id, "title-type");
        const bool first = std::none_of(stated.begin(), stated.end(),
                                        [](const Stated& s) { return s.label == "Title"; });
        if (type == "subtitle")
            say("Subtitle", meta.value);
        else if (first)
            say("Title", meta.value);
    }

    /// MARC relators. Who typed, scanned or packed the book ("bkp") is none of them.
    void person(const OpfMeta& meta) {
        struct Role {
            std::string_view code, label;
        };
        constexpr Role kRoles[] = {{"aut", "Author"},      {"trl", "Translator"},
                                   {"edt", "Beta"},        {"ill", "Illustrator"},
                                   {"art", "Illustrator"}, {"ctb", "Contributor"}};
        std::string role = meta.role;
        if (role.empty()) role = package.refined(meta.id, "role");
        if (role.empty()) role = meta.name == "creator" ? "aut" : "ctb";
        for (const Role& row : kRoles)
            if (row.code == role) say(row.label, meta.value);
    }

    /// Untyped in most books; ours say of which kind each is.
    void subject(const OpfMeta& meta) {
        struct Kind {
            std::string_view term, label;
        };
        constexpr Kind kKinds[] = {{"fandom", "Fandom"},       {"relationship", "Relationship"},
                                   {"character", "Character"}, {"category", "Category"},
                                   {"warning", "Warning"},     {"tag", "Tags"}};
        const std::string_view authority = package.refined(meta.id, "authority");
        std::string_view label = "Tags";
        for (const Kind& kind : kKinds)
            if (authority.starts_with(kOwnTerms) && authority.substr(kOwnTerms.size()) == kind.term)
                label = kind.label;
        say(label, meta.value);
    }

    void date(const OpfMeta& meta) {
        const std::string_view day = std::string_view(meta.value).substr(0, 10);
        if (day < "1900") return;  // "0101-01-01": calibre's word for none
        if (meta.event == "creation" || meta.event == "conversion") return;
        if (is_clock(meta.value)) return;
        say(meta.event == "modification" ? "Updated" : "Published", day);
    }

    /// "2026-11-23T08:16:11Z": to the second, the moment at which a program packed the book.
    static bool is_clock(std::string_view date) {
        constexpr std::size_t kSeconds = 17;  // "yyyy-mm-ddThh:mm:"
        return date.size() >= kSeconds + 2 && date[10] == 'T' && date.substr(kSeconds, 2) != "00";
    }

    void address(const OpfMeta& meta) {
        std::string_view value = meta.value;
        if (starts_with_ignoring_ascii_case(value, "url:")) value.remove_prefix(4);
        if (starts_with_ignoring_ascii_case(value, "http://")
            || starts_with_ignoring_ascii_case(value, "https://"))
            say("Source URL", value);
    }

    void rights(const OpfMeta& meta) {
        constexpr std::string_view kOwn = "Archive: ";
        if (std::string_view(meta.value).starts_with(kOwn))
            say("Archive", std::string_view(meta.value).substr(kOwn.size()));
        else
            say("Copyright", meta.value);
    }

    void series() {
        for (const OpfMeta& meta : package.metas) {
            if (meta.name != "belongs-to-collection") continue;
            const std::string_view type = package.refined(meta.id, "collection-type");
            if (type == "set") continue;
            in_series(meta.value, package.refined(meta.id, "group-position"));
        }
        in_series(package.value("calibre:series"), package.value("calibre:series_index"));
    }
    void in_series(std::string_view name, std::string_view number) {
        if (name.empty() || !series_.insert(std::string(name)).second) return;
        if (number.ends_with(".0")) number.remove_suffix(2);
        say("Series", number.empty() ? std::string(name) : fmt::format("{} #{}", name, number));
    }
    std::set<std::string> series_{};
};

}  // namespace

std::vector<Stated> stated_of(const OpfPackage& package) {
    PackageStatements all{package, {}};
    using Teller = void (PackageStatements::*)(const OpfMeta&);
    struct Row {
        std::string_view name;
        Teller tell;
    };
    constexpr Row kRows[] = {
        {"title", &PackageStatements::title},        {"creator", &PackageStatements::person},
        {"contributor", &PackageStatements::person}, {"subject", &PackageStatements::subject},
        {"date", &PackageStatements::date},          {"source", &PackageStatements::address},
        {"identifier", &PackageStatements::address}, {"rights", &PackageStatements::rights}};
    for (const OpfMeta& meta : package.metas) {
        if (!meta.refines.empty()) continue;
        for (const Row& row : kRows)
            if (row.name == meta.name) (all.*row.tell)(meta);
        if (meta.name == "description")
            all.say("Summary", meta.value.find_first_of("<&") == std::string::npos
                                   ? meta.value
                                   : page_prose(meta.value));
        if (meta.name == "language" && meta.value != "und" && meta.value != "C")
            all.say("Language", meta.value);
        if (meta.name == "publisher") all.say("Publisher", meta.value);
    }
    all.series();
    const std::string_view given = package.value("solander:rating-as-given");
    all.say("Rating", given.empty() ? package.value("solander:rating") : given);
    all.say("Complete", package.value("solander:complete"));
    return std::move(all.stated);
}

}  // namespace solander
