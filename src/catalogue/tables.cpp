// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalogue/tables.h"

#include <array>
#include <map>

namespace solander {
namespace {

using enum ColumnKind;

constexpr Column kAccession[] = {{"id", integer},
                                 {"started_at", text},
                                 {"finished_at", text},
                                 {"given_by", text},
                                 {"files", integer},
                                 {"stories_added", integer},
                                 {"versions_added", integer},
                                 {"already_held", integer},
                                 {"not_stories", integer},
                                 {"unreadable", integer},
                                 {"findings", integer},
                                 {"bytes", integer}};
constexpr Column kOriginal[] = {{"id", integer},        {"digest", blob}, {"size", integer},
                                {"accession", integer}, {"name", text},   {"class", text},
                                {"sealed_at", text}};
constexpr Column kReceipt[] = {{"path", blob},     {"original", integer},
                               {"size", integer},  {"mtime_ns", integer},
                               {"inode", integer}, {"accession", integer}};
constexpr Column kWork[] = {
    {"id", integer},       {"title", text},           {"title_key", text, true},
    {"rating", text},      {"rating_as_given", text}, {"summary", text},
    {"notes", text},       {"end_notes", text},       {"disclaimer", text},
    {"permission", text},  {"permission_text", text}, {"statement", text},
    {"visibility", text},  {"language", text},        {"words", integer},
    {"chapters", integer}, {"scenes", integer},       {"part_number", real},
    {"part_of", integer},  {"complete", integer},     {"published", text},
    {"updated", text},     {"spoilers", text},        {"beta", text},
    {"feedback", text},    {"current", integer},      {"added_at", text}};
constexpr Column kVersion[] = {
    {"id", integer},      {"work", integer},    {"original", integer},    {"path", text},
    {"ordinal", integer}, {"name", text},       {"bytes", integer},       {"encoding", text},
    {"class", text},      {"reading", integer}, {"exact", integer, true}, {"sketch", blob, true},
    {"added_at", text}};
constexpr Column kChapter[] = {
    {"version", integer}, {"number", integer}, {"title", text}, {"words", integer}, {"body", blob}};
constexpr Column kPosting[] = {{"version", integer}, {"number", integer}, {"sub", text},
                               {"total", integer},   {"first", integer},  {"stands", integer},
                               {"story", integer}};
constexpr Column kCreator[] = {{"id", integer}, {"name", text}, {"key", text, true}};
constexpr Column kWorkCreator[] = {
    {"work", integer}, {"place", integer}, {"creator", integer}, {"role", text}, {"name", text}};
constexpr Column kTag[] = {{"id", integer}, {"kind", text}, {"name", text}, {"key", text, true}};
constexpr Column kWorkTag[] = {
    {"work", integer}, {"tag", integer}, {"place", integer}, {"name", text}};
constexpr Column kSeries[] = {{"id", integer}, {"name", text}, {"key", text, true}};
constexpr Column kWorkSeries[] = {{"work", integer},  {"place", integer}, {"series", integer},
                                  {"position", real}, {"name", text},     {"within", integer}};
constexpr Column kExtra[] = {
    {"work", integer}, {"place", integer}, {"label", text}, {"value", text}};
constexpr Column kClaim[] = {{"version", integer},   {"place", integer},   {"field", text},
                             {"label", text},        {"raw", text},        {"value", text},
                             {"from_byte", integer}, {"to_byte", integer}, {"rule", text},
                             {"confidence", real},   {"source", text}};
constexpr Column kEdit[] = {{"id", integer},    {"work", integer}, {"field", text},
                            {"value", text},    {"made_by", text}, {"made_at", text},
                            {"undone_at", text}};
constexpr Column kVerdict[] = {{"id", integer},    {"work", integer}, {"other", integer},
                               {"verdict", text},  {"made_by", text}, {"made_at", text},
                               {"undone_at", text}};
constexpr Column kWrangling[] = {{"id", integer},      {"batch", integer}, {"list", text},
                                 {"subject", integer}, {"act", text},      {"other", integer},
                                 {"value", text},      {"made_by", text},  {"made_at", text},
                                 {"undone_at", text}};
constexpr Column kCut[] = {{"id", integer},      {"original", integer}, {"path", text},
                           {"at_byte", integer}, {"ordinal", integer},  {"made_by", text},
                           {"made_at", text},    {"undone_at", text}};
constexpr Column kLedger[] = {{"id", integer},       {"work", integer}, {"creator", integer},
                              {"name", text},        {"what", text},    {"at", text},
                              {"recorded_at", text}, {"who", text},     {"evidence", text},
                              {"chain", blob}};
constexpr Column kTombstone[] = {{"id", integer},   {"work", integer},  {"original", integer},
                                 {"place", text},   {"words", integer}, {"exact", integer},
                                 {"sketch", blob},  {"reason", text},   {"made_by", text},
                                 {"made_at", text}, {"kept", blob},     {"act", integer}};
constexpr Column kAccount[] = {{"id", integer},   {"name", text},     {"key", text, true},
                               {"role", text},    {"password", text}, {"locked", integer},
                               {"made_at", text}, {"totp", blob},     {"totp_step", integer}};
constexpr Column kApiToken[] = {{"id", integer},      {"digest", blob},       {"account", integer},
                                {"name", text},       {"scope", text},        {"made_at", integer},
                                {"used_at", integer}, {"expires_at", integer}};
constexpr Column kReaderChoice[] = {{"account", integer}, {"left_out", text}, {"history", integer}};
constexpr Column kReadingPlace[] = {
    {"account", integer}, {"work", integer}, {"chapter", integer}, {"done", integer}, {"at", text}};
constexpr Column kClaimLink[] = {{"id", integer},   {"digest", blob},    {"creator", integer},
                                 {"address", blob}, {"made_by", text},   {"made_at", text},
                                 {"until", text},   {"revoked_at", text}};
constexpr Column kClaimAct[] = {{"id", integer},   {"batch", integer}, {"creator", integer},
                                {"work", integer}, {"what", text},     {"ledger", integer},
                                {"edit", integer}, {"made_at", text},  {"undone_at", text}};
constexpr Column kNoMail[] = {{"digest", blob}, {"made_by", text}, {"made_at", text}};
constexpr Column kOwner[] = {{"account", integer}, {"creator", integer}, {"made_at", text}};
constexpr Column kFinding[] = {{"id", integer},  {"accession", integer}, {"original", integer},
                               {"path", text},   {"version", integer},   {"kind", text},
                               {"text", text},   {"from_byte", integer}, {"to_byte", integer},
                               {"settled", text}};
constexpr Column kChange[] = {{"seq", integer}, {"work", integer}, {"what", text}};

constexpr std::array kTables = std::to_array<Table>({
    {"accession", "id", true, kAccession},
    {"original", "id", true, kOriginal},
    {"receipt", "path", false, kReceipt},
    {"work", "id", true, kWork},
    {"version", "id", true, kVersion},
    {"chapter", "version, number", false, kChapter},
    {"posting", "version, number, sub", false, kPosting},
    {"creator", "id", true, kCreator},
    {"work_creator", "work, place", false, kWorkCreator},
    {"tag", "id", true, kTag},
    {"work_tag", "work, tag", false, kWorkTag},
    {"series", "id", true, kSeries},
    {"work_series", "work, place", false, kWorkSeries},
    {"extra", "work, place", false, kExtra},
    {"claim", "version, place", false, kClaim},
    {"edit", "id", true, kEdit},
    {"verdict", "id", true, kVerdict},
    {"wrangling", "id", true, kWrangling},
    {"cut", "id", true, kCut},
    {"ledger", "id", true, kLedger},
    {"tombstone", "id", true, kTombstone},
    {"account", "id", true, kAccount},
    {"reader_choice", "account", false, kReaderChoice},
    {"reading_place", "account, work", false, kReadingPlace},
    {"claim_link", "id", true, kClaimLink},
    {"claim_act", "id", true, kClaimAct},
    {"no_mail", "digest", false, kNoMail},
    {"owner", "account, creator", false, kOwner},
    {"api_token", "id", true, kApiToken},
    {"finding", "id", true, kFinding},
    {"change", "seq", true, kChange},
});

struct Texts {
    std::string select, insert;
};

Texts texts_of(const Table& table) {
    std::string columns, parameters;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        if (i > 0) {
            columns += ", ";
            parameters += ", ";
        }
        columns += table.columns[i].name;
        parameters += "$" + std::to_string(i + 1);
    }
    const std::string name(table.name);
    return {"select " + columns + " from " + name + " order by " + std::string(table.key),
            "insert into " + name + "(" + columns + ") values(" + parameters + ")"};
}

/// Made once: a connection knows its statements by their address.
const Texts& kept_texts_of(const Table& table) {
    static const std::map<std::string_view, Texts> all = [] {
        std::map<std::string_view, Texts> made;
        for (const Table& t : kTables) made.emplace(t.name, texts_of(t));
        return made;
    }();
    return all.at(table.name);
}

}  // namespace

std::span<const Table> catalogue_tables() { return kTables; }
const std::string& select_all(const Table& table) { return kept_texts_of(table).select; }
const std::string& insert_one(const Table& table) { return kept_texts_of(table).insert; }

}  // namespace solander
