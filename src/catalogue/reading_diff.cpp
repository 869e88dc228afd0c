// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalogue/reading_diff.h"

#include "base/compress.h"
#include "base/number.h"
#include "base/text.h"
#include "catalogue/mended_text.h"
#include "catalogue/version_rows.h"
#include "vocabulary/tag.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <tuple>

namespace solander {
namespace {

std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) text += (text.empty() ? "" : "; ") + name;
    return text;
}

/// A tag stands once on a work, under the first of its spellings there.
template <TagKind kind>
std::string tags(const std::vector<std::string>& names) {
    std::vector<std::string> once;
    std::set<std::string> keys;
    for (const std::string& name : names)
        if (keys.insert(tag_key(kind, name)).second) once.push_back(name);
    return joined(once);
}

std::string creators_text(const WorkRecord& r) {
    std::vector<std::string> names;
    for (const Creator& creator : r.creators)
        names.push_back(creator.role == "author"
                            ? creator.name
                            : fmt::format("{} ({})", creator.name, creator.role));
    return joined(names);
}

std::string series_text(const WorkRecord& r) {
    std::vector<std::string> names;
    for (const SeriesPlace& series : r.series) {
        names.push_back(series.position ? fmt::format("{} #{}", series.name, *series.position)
                                        : series.name);
        if (!series.within.empty()) names.back() += " < " + series.within;
    }
    return joined(names);
}

std::string permission_text(const WorkRecord& r) {
    const Statement& said = r.permission;
    std::string text(name_of(said.by_default));
    for (const ListedArchive& listed : said.listed)
        text += fmt::format("; {}: {}", listed.who, listed.grant);
    for (const std::string& condition : said.conditions) text += "; " + condition;
    if (!said.embargo.empty()) text += "; not before " + said.embargo;
    if (!said.as_given.empty()) text += fmt::format(" ({})", said.as_given);
    return text;
}

std::string part_text(const WorkRecord& r) {
    if (!r.part) return {};
    return r.part->of ? fmt::format("{} of {}", r.part->number, *r.part->of)
                      : fmt::format("{}", r.part->number);
}

std::string extra_text(const WorkRecord& r) {
    std::vector<std::string> lines;
    for (const Extra& extra : r.extra) lines.push_back(extra.label + ": " + extra.value);
    return joined(lines);
}

struct Field {
    std::string_view name;
    std::string (*text)(const WorkRecord&);
};

using R = const WorkRecord&;
constexpr Field kFields[] = {
    {"title", [](R r) { return r.title; }},
    {"creators", creators_text},
    {"fandoms", [](R r) { return tags<TagKind::fandom>(r.fandoms); }},
    {"relationships", [](R r) { return tags<TagKind::relationship>(r.relationships); }},
    {"characters", [](R r) { return tags<TagKind::character>(r.characters); }},
    {"categories", [](R r) { return tags<TagKind::category>(r.categories); }},
    {"warnings", [](R r) { return tags<TagKind::warning>(r.warnings); }},
    {"tags", [](R r) { return tags<TagKind::freeform>(r.tags); }},
    {"rating", [](R r) { return std::string(name_of(r.rating)); }},
    {"rating_as_given", [](R r) { return r.rating_as_given; }},
    {"summary", [](R r) { return r.summary; }},
    {"notes", [](R r) { return r.notes; }},
    {"end_notes", [](R r) { return r.end_notes; }},
    {"disclaimer", [](R r) { return r.disclaimer; }},
    {"permission", permission_text},
    {"visibility", [](R r) { return std::string(name_of(r.visibility)); }},
    {"language", [](R r) { return r.language; }},
    {"words", [](R r) { return std::to_string(r.words); }},
    {"chapters", [](R r) { return std::to_string(r.chapters); }},
    {"scenes", [](R r) { return std::to_string(r.scenes); }},
    {"parts", part_text},
    {"complete", [](R r) { return std::string(!r.complete   ? ""
                                              : *r.complete ? "yes"
                                                            : "no"); }},
    {"published", [](R r) { return r.published ? r.published->text() : std::string(); }},
    {"updated", [](R r) { return r.updated ? r.updated->text() : std::string(); }},
    {"series", series_text},
    {"spoilers", [](R r) { return r.spoilers; }},
    {"beta", [](R r) { return r.beta; }},
    {"feedback", [](R r) { return r.feedback; }},
    {"extra", extra_text},
};

// Statements of a version's rows.
constexpr std::string_view kChapters =
    "select title, words, body from chapter where version = $1 order by number";
constexpr std::string_view kClaims =
    "select field, label, raw, value, from_byte, to_byte, rule, confidence, source from claim"
    " where version = $1 order by place";
constexpr std::string_view kFindings =
    "select kind, text, from_byte, to_byte, settled from finding where version = $1"
    " and not " SOLANDER_FINDING_OF_THE_PILE;
constexpr std::string_view kIsPart = "select 1 from posting where version = $1 limit 1";
constexpr std::string_view kVersion =
    "select name, bytes, encoding, class, exact, sketch from version where id = $1";

bool same_body(std::string_view stored, const std::string& body) {
    // Another zstd may pack the same document otherwise.
    return stored == body || decompress(stored) == decompress(body);
}

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
    return fmt::format("{} {}", with_separators(count), count == 1 ? one : many);
}

void compare_text(Connection& c, std::int64_t version, const PreparedStory& p,
                  std::vector<FieldChange>& changes) {
    std::uint64_t words = 0, words_now = 0;
    std::size_t chapters = 0, other = 0;
    Query q = c.query(kChapters);
    for (q.bind(version); q.step(); ++chapters) {
        words += static_cast<std::uint64_t>(q.integer(1));
        const bool same = chapters < p.bodies.size()
                          && q.text(0) == mended_text(p.story.chapters[chapters].title)
                          && static_cast<std::uint64_t>(q.integer(1)) == p.chapter_words[chapters]
                          && same_body(q.blob(2), p.bodies[chapters]);
        other += same ? 0 : 1;
    }
    if (other == 0 && chapters == p.bodies.size()) return;
    for (const std::uint64_t n : p.chapter_words) words_now += n;
    const auto said = [](std::size_t count, std::uint64_t length) {
        return fmt::format("{}, {} words", counted(count, "chapter", "chapters"),
                           with_separators(length));
    };
    if (words == words_now && chapters == p.bodies.size())
        changes.push_back({"text", "",
                           fmt::format("{} of {} read otherwise, with as many words in all", other,
                                       counted(chapters, "chapter is", "chapters are"))});
    else
        changes.push_back({"text", said(chapters, words), said(p.bodies.size(), words_now)});
}

/// Where a value was said, and by what it was known.
using SeenClaim = std::tuple<std::string, std::string, std::string, std::string, std::int64_t,
                             std::int64_t, std::string, double, std::string>;

std::vector<SeenClaim> held_claims(Connection& c, std::int64_t version) {
    std::vector<SeenClaim> held;
    Query q = c.query(kClaims);
    for (q.bind(version); q.step();) {
        const std::string raw(q.text(2));
        held.emplace_back(q.text(0), q.text(1), raw, q.null(3) ? squeeze(raw) : q.text(3),
                          q.integer(4), q.integer(5), q.text(6), q.real(7),
                          q.null(8) ? std::string_view("text") : q.text(8));
    }
    return held;
}

void compare_claims(Connection& c, std::int64_t version, const std::vector<Claim>& claims,
                    std::vector<FieldChange>& changes) {
    std::vector<SeenClaim> held = held_claims(c, version), now;
    for (const Claim& claim : claims)
        now.emplace_back(claim.field, mended_text(claim.label), mended_text(claim.raw),
                         mended_text(claim.value), static_cast<std::int64_t>(claim.where.from),
                         static_cast<std::int64_t>(claim.where.to), claim.rule, claim.confidence,
                         claim.source);
    if (held == now) return;
    std::sort(held.begin(), held.end());
    std::sort(now.begin(), now.end());
    std::vector<SeenClaim> other;
    std::set_symmetric_difference(held.begin(), held.end(), now.begin(), now.end(),
                                  std::back_inserter(other));
    std::set<std::string> fields;
    for (const SeenClaim& claim : other) fields.insert(std::get<0>(claim));
    const std::string count =
        held.size() == now.size()
            ? counted(now.size(), "place", "places")
            : fmt::format("{}, now {}", counted(held.size(), "place", "places"), now.size());
    changes.push_back({"evidence", "",
                       fields.empty()
                           ? "the same places, in another order"
                           : fmt::format("other places or rules for {} ({} in all)",
                                         joined({fields.begin(), fields.end()}), count)});
}

void compare_findings(Connection& c, std::int64_t version, const std::vector<Finding>& findings,
                      std::vector<FieldChange>& changes) {
    using Seen = std::tuple<std::string, std::string, std::uint64_t, std::uint64_t>;
    std::vector<Seen> held, now;
    std::set<std::pair<std::string, std::string>> settled;
    Query q = c.query(kFindings);
    for (q.bind(version); q.step();) {
        std::string kind(q.text(0)), text(q.text(1));
        if (!q.null(4))
            settled.emplace(std::move(kind), std::move(text));
        else
            held.emplace_back(std::move(kind), std::move(text),
                              static_cast<std::uint64_t>(q.integer(2)),
                              static_cast<std::uint64_t>(q.integer(3)));
    }
    bool part = false;  // what is missing of its story is then not the reading's to say
    {
        Query is_part = c.query(kIsPart);
        part = is_part.bind(version).step();
    }
    for (const Finding& finding : findings) {
        if (part && finding.kind == "missing-parts") continue;
        std::string text = mended_text(finding.text);
        if (settled.count({finding.kind, text}) == 0)
            now.emplace_back(finding.kind, std::move(text), finding.where.from, finding.where.to);
    }
    std::sort(held.begin(), held.end());
    std::sort(now.begin(), now.end());
    if (held == now) return;
    const auto texts = [](const std::vector<Seen>& all) {
        std::vector<std::string> list;
        list.reserve(all.size());
        for (const Seen& seen : all) list.push_back(std::get<1>(seen));
        std::sort(list.begin(), list.end());
        return list;
    };
    const std::vector<std::string> before = texts(held), after = texts(now);
    std::vector<std::string> gone, come;
    std::set_difference(before.begin(), before.end(), after.begin(), after.end(),
                        std::back_inserter(gone));
    std::set_difference(after.begin(), after.end(), before.begin(), before.end(),
                        std::back_inserter(come));
    std::string told;
    if (!come.empty()) told = "new: " + joined(come);
    if (!gone.empty()) told += (told.empty() ? "" : "; ") + ("no more: " + joined(gone));
    changes.push_back({"findings", "", told.empty() ? "the same, at other places" : told});
}

void compare_file(const Query& q, const PreparedStory& p, std::vector<FieldChange>& changes) {
    std::vector<std::string> other;
    if (q.text(0) != mended_text(p.name)) other.emplace_back("its name");
    if (static_cast<std::uint64_t>(q.integer(1)) != p.bytes) other.emplace_back("its length");
    if (q.text(3) != p.story.file_class)
        other.push_back(fmt::format("its kind: {}, now {}", q.text(3), p.story.file_class));
    if (static_cast<std::uint64_t>(q.integer(4)) != p.likeness.exact
        || q.blob(5) != to_stored(p.likeness))
        other.emplace_back("what it is compared by with others");
    if (!other.empty()) changes.push_back({"file", "", joined(other)});
}

}  // namespace

std::vector<FieldChange> record_changes(const WorkRecord& before, const WorkRecord& after) {
    std::vector<FieldChange> changes;
    for (const Field& field : kFields) {
        std::string was = mended_text(field.text(before)), is = mended_text(field.text(after));
        if (was != is) changes.push_back({std::string(field.name), std::move(was), std::move(is)});
    }
    return changes;
}

std::vector<FieldChange> version_changes(Connection& c, std::int64_t version,
                                         const PreparedStory& p) {
    std::vector<FieldChange> changes;
    compare_text(c, version, p, changes);
    compare_claims(c, version, p.story.claims, changes);
    compare_findings(c, version, p.story.findings, changes);
    Query q = c.query(kVersion);
    if (!q.bind(version).step()) return changes;
    if (q.text(2) != p.encoding)
        changes.push_back({"encoding", std::string(q.text(2)), p.encoding});
    compare_file(q, p, changes);
    return changes;
}

bool is_told(const FieldChange& change) {
    return change.before.empty() && (change.field == "text" || !concerns_readers(change));
}

bool concerns_readers(const FieldChange& change) {
    return change.field != "evidence" && change.field != "findings" && change.field != "encoding"
           && change.field != "file";
}

}  // namespace solander
