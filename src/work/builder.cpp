// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/builder.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/address.h"
#include "base/text.h"
#include "header/values.h"
#include "vocabulary/tag.h"

namespace solander {
namespace {

struct FieldName {
    FieldId id;
    std::string_view name;
};
// Header fields that fill a member of the work object under another name than their own.
constexpr FieldName kFieldNames[] = {
    {FieldId::author, "creators"},
    {FieldId::coauthor, "creators"},
    {FieldId::translator, "creators"},
    {FieldId::fandom, "fandoms"},
    {FieldId::category, "categories"},
    {FieldId::genre, "tags"},
    {FieldId::keywords, "tags"},
    {FieldId::codes, "tags"},
    {FieldId::relationship, "relationships"},
    {FieldId::character, "characters"},
    {FieldId::warning, "warnings"},
    {FieldId::archive, "permission"},
    {FieldId::part, "parts"},
    {FieldId::status, "complete"},
    {FieldId::date_published, "published"},
    {FieldId::date_written, "published"},
    {FieldId::date_updated, "updated"},
    {FieldId::email, "email"},
};
constexpr FieldId kExtras[] = {
    FieldId::url,        FieldId::thanks, FieldId::dedication,  FieldId::sequel,
    FieldId::timeline,   FieldId::pov,    FieldId::challenge,   FieldId::copyright,
    FieldId::soundtrack, FieldId::extra,  FieldId::mail_header,
};

constexpr std::string_view kCopies[] = {"copy",      "repost",  "post to", "post on",
                                        "post this", "archive", "upload"};

std::string_view source_name(Evidence evidence) {
    switch (evidence) {
    case Evidence::head:
    case Evidence::inside:
    case Evidence::tail:
        return "text";
    case Evidence::page:
    case Evidence::container:
    case Evidence::mail:
        return "container";
    case Evidence::file_name:
        return "file-name";
    }
    return "text";
}

/// "Do not copy to another site", "Don't repost": tags that AO3's authors put on their works.
bool refuses_copies(std::string_view tag) {
    constexpr std::size_t kLongest = 100;
    if (tag.size() > kLongest) return false;
    std::string key = fold(tag);
    for (const std::string_view start : {"please ", "do not ", "don't "})
        if (key.starts_with(start)) key.erase(0, start.size());
    if (fold(tag) == key) return false;
    return std::any_of(std::begin(kCopies), std::end(kCopies),
                       [&](std::string_view one) { return key.starts_with(one); });
}

/// "url: none archive?: Only here": what stands behind a label that was not parted from the value
/// before it. Empty when there is none.
std::string_view behind_inner_label(std::string_view raw) {
    for (std::size_t colon = raw.find(':'); colon != std::string_view::npos;
         colon = raw.find(':', colon + 1)) {
        std::size_t to = colon;
        while (to > 0 && (raw[to - 1] == '?' || raw[to - 1] == ' ')) --to;
        std::size_t from = to;
        while (from > 0 && is_ascii_alpha(raw[from - 1])) --from;
        if (from < to && asks_about_archiving(raw.substr(from, to - from)))
            return trim(raw.substr(colon + 1));
    }
    return {};
}

}  // namespace

std::string_view work_field_of(FieldId id) {
    if (std::find(std::begin(kExtras), std::end(kExtras), id) != std::end(kExtras)) return "extra";
    for (const FieldName& row : kFieldNames)
        if (row.id == id) return row.name;
    return name_of(id);
}

void add_name(std::vector<std::string>& list, std::string_view name) {
    const std::string_view trimmed = trim(name);
    if (trimmed.empty()) return;
    const std::string key = fold(trimmed);
    for (const std::string& held : list)
        if (fold(held) == key) return;
    list.emplace_back(trimmed);
}

std::vector<std::string> split_list(std::string_view value) {
    std::vector<std::string> pieces;
    const auto add = [&](std::string_view piece) {
        piece = trim(piece);
        if (!piece.empty()) pieces.emplace_back(piece);
    };
    const char* const strong = ";|\n";
    if (value.find_first_of(strong) != std::string_view::npos) {
        for (std::size_t at = 0; at <= value.size();) {
            const std::size_t end = std::min(value.find_first_of(strong, at), value.size());
            add(value.substr(at, end - at));
            at = end + 1;
        }
        return pieces;
    }
    std::size_t from = 0;
    int depth = 0;
    for (std::size_t i = 0; i < value.size(); ++i) {
        if (value[i] == '(') ++depth;
        if (value[i] == ')') depth = std::max(0, depth - 1);
        if (value[i] != ',' || depth > 0) continue;
        const std::string_view rest = trim(value.substr(i + 1));
        if (rest.starts_with("the ") || rest.starts_with("and the ")) continue;
        add(value.substr(from, i - from));
        from = i + 1;
    }
    add(value.substr(from));
    for (std::string& piece : pieces)
        if (starts_with_ignoring_ascii_case(piece, "and ")) piece.erase(0, 4);
    return pieces;
}

std::vector<std::string> values_of(const Field& field, Evidence evidence) {
    if (evidence == Evidence::container) return {std::string(trim(field.raw))};
    return split_list(field.raw);
}

std::string joined(const std::vector<std::string>& pieces) {
    std::string out;
    for (const std::string& piece : pieces) {
        if (!out.empty()) out += "; ";
        out += piece;
    }
    return out;
}

std::string brief(std::string_view value) {
    constexpr std::size_t kMost = 80;
    return shortened(value, kMost);
}

RecordBuilder::RecordBuilder(const Part& part, const ReadingRules& rules, Story& story)
    : part_(part), rules_(rules), story_(story), record_(story.record) {}

RecordBuilder::Taker RecordBuilder::taker_of(FieldId id) {
    switch (id) {
    case FieldId::title:
        return &RecordBuilder::take_title;
    case FieldId::author:
    case FieldId::coauthor:
    case FieldId::translator:
        return &RecordBuilder::take_people;
    case FieldId::fandom:
        return &RecordBuilder::take_fandom;
    case FieldId::category:
        return &RecordBuilder::take_category;
    case FieldId::genre:
    case FieldId::keywords:
        return &RecordBuilder::take_tags;
    case FieldId::codes:
        return &RecordBuilder::take_codes;
    case FieldId::relationship:
        return &RecordBuilder::take_relationship;
    case FieldId::character:
        return &RecordBuilder::take_character;
    case FieldId::rating:
        return &RecordBuilder::take_rating;
    case FieldId::warning:
        return &RecordBuilder::take_warning;
    case FieldId::spoilers:
    case FieldId::summary:
    case FieldId::notes:
    case FieldId::end_notes:
    case FieldId::disclaimer:
    case FieldId::feedback:
    case FieldId::beta:
        return &RecordBuilder::take_prose;
    case FieldId::archive:
        return &RecordBuilder::take_archive;
    case FieldId::series:
        return &RecordBuilder::take_series;
    case FieldId::part:
        return &RecordBuilder::take_part;
    case FieldId::status:
        return &RecordBuilder::take_status;
    case FieldId::date_published:
    case FieldId::date_updated:
    case FieldId::date_written:
        return &RecordBuilder::take_date;
    case FieldId::words:
        return &RecordBuilder::take_words;
    case FieldId::language:
        return &RecordBuilder::take_language;
    case FieldId::email:
    case FieldId::mail_header:
        return &RecordBuilder::take_private;
    default:
        return &RecordBuilder::take_extra;
    }
}

void RecordBuilder::take(const Field& field, Evidence evidence) {
    claim(field, evidence, (this->*taker_of(field.id))(field, evidence));
}

void RecordBuilder::claim(const Field& field, Evidence evidence, std::string value) {
    Claim claim;
    claim.value = std::move(value);
    claim.field = work_field_of(field.id);
    if (field.id == FieldId::notes && evidence == Evidence::tail) claim.field = "end_notes";
    claim.label = field.label;
    claim.raw = field.raw;
    claim.where = evidence <= Evidence::container && !field.where.empty()
                      ? part_.to_bytes.to_in(field.where)
                      : Span{};
    claim.rule = field.rule;
    claim.confidence = field.confidence;
    claim.source = source_name(evidence);
    story_.claims.push_back(std::move(claim));
}

void RecordBuilder::take_outside(FieldId id, std::string_view label, std::string_view value,
                                 std::string_view rule, double confidence, Evidence evidence,
                                 Span in_text) {
    Field field;
    field.id = id;
    field.label = label;
    field.raw = trim(value);
    field.rule = rule;
    field.confidence = confidence;
    field.where = in_text;
    if (!field.raw.empty()) take(field, evidence);
}

void RecordBuilder::take_part_number(const PartNumber& part, std::string_view label,
                                     std::string_view rule, double confidence, Evidence evidence) {
    Claim claim;
    claim.value = note_part(part, evidence);
    claim.field = "parts";
    claim.label = label;
    claim.rule = rule;
    claim.confidence = confidence;
    claim.source = source_name(evidence);
    story_.claims.push_back(std::move(claim));
}

void RecordBuilder::take_end(bool complete, std::string_view mark, Span in_text) {
    if (record_.complete) return;
    // The end of one part is not yet the end of the story, and "to be continued" in it tells only
    // that another follows.
    if (record_.part && (!record_.part->of || record_.part->number < *record_.part->of)) return;
    record_.complete = complete;
    Claim claim;
    claim.field = "complete";
    claim.raw = mark;
    claim.value = complete ? "yes" : "no";
    claim.where = part_.to_bytes.to_in(in_text);
    claim.rule = "end-mark";
    claim.confidence = 0.8;
    story_.claims.push_back(std::move(claim));
}

void RecordBuilder::withhold(std::string_view why) {
    Statement statement;
    statement.embargo = why;
    statement.said_in = "container";
    statement.rule = part_.format;
    add_statement(std::move(statement), why, {}, 0.95);
}

void RecordBuilder::add_finding(std::string kind, std::string text, Span in_text) {
    const Span where = in_text.empty() ? Span{} : part_.to_bytes.to_in(in_text);
    story_.findings.push_back({std::move(kind), std::move(text), where});
}

bool RecordBuilder::has(std::string_view field) const {
    return std::any_of(story_.claims.begin(), story_.claims.end(),
                       [&](const Claim& claim) { return claim.field == field; });
}

void RecordBuilder::conflict(const Field& field, std::string_view what, std::string_view kept,
                             Evidence evidence) {
    if (evidence > Evidence::tail) return;  // weaker sources disagree all the time; that is no news
    add_finding("conflict",
                fmt::format("{} is said twice: \"{}\" was taken, \"{}\" was not", what, brief(kept),
                            brief(field.raw)),
                field.where);
}

void RecordBuilder::add_statement(Statement statement, std::string_view raw, Span in_text,
                                  double confidence) {
    Claim claim;
    claim.field = "permission";
    claim.raw = raw;
    claim.value = name_of(statement.by_default);
    claim.where = in_text.empty() ? Span{} : part_.to_bytes.to_in(in_text);
    claim.rule = statement.rule;
    claim.confidence = confidence;
    story_.claims.push_back(std::move(claim));
    heard_.insert(fold(statement.as_given));
    statements_.push_back(std::move(statement));
}

bool RecordBuilder::add_heard(Statement statement, Span in_text) {
    if (heard_.count(fold(statement.as_given)) != 0) return false;
    const std::string raw = statement.as_given;
    const double confidence = statement.confidence;
    add_statement(std::move(statement), raw, in_text, confidence);
    return true;
}

/// What the fields say about archiving beside their own matter: never less strict than a label. In
/// notes a leave counts too, elsewhere only what restricts.
void RecordBuilder::hear_fields() {
    constexpr std::string_view kNotes[] = {"notes", "end_notes", "disclaimer", "feedback"};
    constexpr std::string_view kDeaf[] = {"permission", "creators", "email", "url"};
    const auto among = [](const auto& names, std::string_view name) {
        return std::find(std::begin(names), std::end(names), name) != std::end(names);
    };
    const std::size_t said = story_.claims.size();
    for (std::size_t i = 0; i < said; ++i) {
        const Claim& claim = story_.claims[i];
        if (claim.source == "file-name" || among(kDeaf, claim.field)) continue;
        // "DO NOT ARCHIVE" may pass for a title line; what is labelled as the title is one.
        if (claim.field == "title" && !claim.label.empty()) continue;
        // "Choose Not To Use Archive Warnings" is about warnings.
        if (claim.field == "warnings" && archive_warning(claim.raw, rules_.words())) continue;
        const bool note = among(kNotes, claim.field);
        std::vector<FoundStatement> found;
        if (equals_ignoring_ascii_case(claim.label, "x-no-archive"))
            found.push_back({read_no_archive_header(claim.raw), 0, 0});
        else if (claim.field == "tags" && refuses_copies(claim.raw))
            found.push_back({read_statement(claim.raw), 0, 0});
        else if (claim.field == "extra" && asks_about_archiving(claim.label))
            found.push_back({read_statement(claim.raw), 0, 0});
        else
            found = find_statements(claim.raw, note ? Voice::author : Voice::story);
        if (claim.field == "extra")
            if (const std::string_view inner = behind_inner_label(claim.raw); !inner.empty())
                found.push_back({read_statement(inner), 0, 0});
        const Span where = claim.where;  // the claims grow below
        for (FoundStatement& one : found)
            if ((note || restricts(one.statement)) && add_heard(std::move(one.statement), {}))
                story_.claims.back().where = where;
    }
}

void RecordBuilder::settle_permission() {
    record_.permission = combine(statements_);
    const Permission settled = record_.permission.by_default;
    if (settled == Permission::unclear)
        add_finding("permission-unclear",
                    fmt::format("what \"{}\" allows is not clear; treated as \"ask first\"",
                                brief(record_.permission.as_given)));
    const Statement *loose = nullptr, *strict = nullptr;
    for (const Statement& one : statements_) {
        const bool leave =
            one.by_default == Permission::any || one.by_default == Permission::any_notify;
        if (leave && loose == nullptr) loose = &one;
        if (restricts(one) && one.by_default == settled && strict == nullptr) strict = &one;
    }
    if (loose != nullptr && strict != nullptr)
        add_finding("conflict",
                    fmt::format("permission is said twice: \"{}\" was taken, being stricter, "
                                "\"{}\" was not",
                                brief(strict->as_given), brief(loose->as_given)));
}

void RecordBuilder::finish() {
    hear_fields();
    // What stands on every page and in every list: no address slips in with a name.
    record_.title = without_addresses(record_.title);
    for (Creator& creator : record_.creators) creator.name = without_addresses(creator.name);
    for (auto* names : {&record_.fandoms, &record_.relationships, &record_.characters,
                        &record_.warnings, &record_.tags})
        for (std::string& name : *names) name = without_addresses(name);
    settle_permission();
}

}  // namespace solander
