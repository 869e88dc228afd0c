// SPDX-License-Identifier: GPL-3.0-or-later
// Statements about archiving inside notes, disclaimers, footers and at the ends of a story:
// sentences that tell a reader what to do.
#include <algorithm>

#include "base/text.h"
#include "consent/statement.h"
#include "consent/statement_parts.h"
#include "consent/tells.h"

namespace solander {
namespace {

struct Piece {
    std::size_t from, to;
};

/// Sentences; a short line is one of its own, as "DO NOT ARCHIVE" mostly is.
std::vector<Piece> sentences(std::string_view prose) {
    constexpr std::size_t kShortLine = 48;
    std::vector<Piece> made;
    std::size_t from = 0, line = 0;
    const auto end_at = [&](std::size_t to) {
        if (!trim(prose.substr(from, to - from)).empty()) made.push_back({from, to});
        from = to;
    };
    for (std::size_t i = 0; i < prose.size(); ++i) {
        const char c = prose[i];
        if (c == '\n') {
            std::size_t next = i + 1;
            while (next < prose.size()
                   && (prose[next] == ' ' || prose[next] == '\t' || prose[next] == '\r'))
                ++next;
            const bool blank = next < prose.size() && prose[next] == '\n';
            if (blank || i - line < kShortLine) end_at(i + 1);
            line = i + 1;
        } else if (c == '.' || c == '!' || c == '?') {
            std::size_t next = i + 1;
            while (next < prose.size()
                   && std::string_view(".!?\"')]*_").find(prose[next]) != std::string_view::npos)
                ++next;
            if (next >= prose.size() || is_ascii_space(prose[next])) {
                end_at(next);
                i = next - 1;
            }
        }
    }
    end_at(prose.size());
    return made;
}

/// The value of the first line that begins with "X-No-Archive:", quoted or not.
std::optional<FoundStatement> no_archive_line(std::string_view prose) {
    constexpr std::string_view kLabel = "x-no-archive:";
    for (std::size_t from = 0; from + kLabel.size() <= prose.size();) {
        const std::size_t end = std::min(prose.find('\n', from), prose.size());
        std::size_t at = from;
        while (at < end && (is_ascii_space(prose[at]) || prose[at] == '>')) ++at;
        if (starts_with_ignoring_ascii_case(prose.substr(at, end - at), kLabel))
            return FoundStatement{
                read_no_archive_header(prose.substr(at + kLabel.size(), end - at - kLabel.size())),
                at, end};
        from = end + 1;
    }
    return std::nullopt;
}

/// A line that is nothing but "DNA", in stars or brackets or not: "do not archive".
std::optional<FoundStatement> dna_line(std::string_view prose) {
    for (std::size_t at = prose.find("DNA"); at != std::string_view::npos;
         at = prose.find("DNA", at + 3)) {
        const auto letter = [](char c) {
            return is_ascii_alpha(c) || is_ascii_digit(c) || c == '"' || (c & 0x80) != 0;
        };
        std::size_t from = at, to = at + 3;
        while (from > 0 && prose[from - 1] != '\n' && !letter(prose[from - 1]) && at - from < 16)
            --from;
        while (to < prose.size() && prose[to] != '\n' && !letter(prose[to]) && to - at < 16) ++to;
        if ((from > 0 && prose[from - 1] != '\n') || (to < prose.size() && prose[to] != '\n'))
            continue;
        const std::string_view line = trim(prose.substr(from, to - from));
        Statement made = read_statement("DNA");
        made.as_given = std::string(line);
        made.said_in = "note";
        const std::size_t start = static_cast<std::size_t>(line.data() - prose.data());
        return FoundStatement{std::move(made), start, start + line.size()};
    }
    return std::nullopt;
}

/// In the story's prose: where speech is open, by the quotation marks of the paragraph so far.
class Speech {
  public:
    explicit Speech(std::string_view prose) : prose_(prose) {}
    /// Calls must come with growing `at`.
    bool open_at(std::size_t at) {
        for (; seen_ < at; ++seen_) {
            const std::string_view here = prose_.substr(seen_);
            if (here.starts_with("\n\n")) open_ = false;
            if (here[0] == '"') open_ = !open_;
            if (here.starts_with("\xE2\x80\x9C")) open_ = true;
            if (here.starts_with("\xE2\x80\x9D")) open_ = false;
        }
        return open_;
    }

  private:
    std::string_view prose_;
    std::size_t seen_ = 0;
    bool open_ = false;
};

}  // namespace

Statement read_no_archive_header(std::string_view value) {
    Statement made;
    made.as_given = "X-No-Archive: " + std::string(trim(value));
    made.said_in = "mail-header";
    made.rule = "x-no-archive";
    made.confidence = 0.98;
    const std::string word = ascii_lowered(trim(value));
    made.by_default = word == "no" || word == "false" ? Permission::unstated : Permission::none;
    return made;
}

std::vector<FoundStatement> find_statements(std::string_view prose, Voice voice) {
    std::vector<FoundStatement> found;
    if (auto header = no_archive_line(prose)) found.push_back(std::move(*header));
    if (auto dna = dna_line(prose)) found.push_back(std::move(*dna));
    if (!may_speak_of_archiving(prose)) return found;
    const std::vector<Piece> pieces = sentences(prose);
    const auto text = [&](std::size_t k) {
        return prose.substr(pieces[k].from, pieces[k].to - pieces[k].from);
    };
    Speech speech(prose);
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        if (voice == Voice::story && speech.open_at(pieces[i].from)) continue;
        if (!tells(text(i), voice)) continue;
        std::size_t last = i;
        while (last + 1 < pieces.size()
               && (tells(text(last + 1), voice) || goes_on(text(last + 1))))
            ++last;
        const std::size_t from = pieces[i].from;
        const std::string_view all = trim(prose.substr(from, pieces[last].to - from));
        // "Archive: do not" is a label's value wherever it stands.
        const std::string_view value = last == i ? behind_label(all) : std::string_view();
        i = last;
        Statement made = read_wording(all, true);
        if (!value.empty())
            if (Statement alone = read_wording(value, false);
                made.by_default == Permission::unstated
                || stricter(alone.by_default, made.by_default))
                made = std::move(alone);
        if (made.by_default == Permission::unstated && made.listed.empty()) continue;
        if ((made.rule == "not-understood" || made.rule == "list") && made.listed.empty()) continue;
        made.as_given = std::string(all);
        made.said_in = "note";
        made.confidence *= 0.95;
        const std::size_t at = static_cast<std::size_t>(all.data() - prose.data());
        found.push_back({std::move(made), at, at + all.size()});
    }
    return found;
}

std::optional<Statement> find_statement(std::string_view prose) {
    std::vector<FoundStatement> found = find_statements(prose, Voice::author);
    if (found.empty()) return std::nullopt;
    if (found.size() == 1) return std::move(found.front().statement);
    std::vector<Statement> statements;
    statements.reserve(found.size());
    for (FoundStatement& one : found) statements.push_back(std::move(one.statement));
    return combine(statements);
}

bool restricts(const Statement& statement) {
    return statement.by_default == Permission::none || statement.by_default == Permission::ask
           || statement.by_default == Permission::link_only;
}

bool asks_about_archiving(std::string_view label) {
    constexpr std::string_view kAbout[] = {
        "archive",      "archives",       "archiving",    "archival",      "repost",
        "reposting",    "posting",        "crossposting", "cross-posting", "post",
        "distribution", "redistribution", "sharing",      "copying",       "mirroring",
        "robots",       "permission",     "permissions",  "reprinting",    "archivist",
        "archivists",   "webmasters",     "reprints",     "rights",        "re-posting"};
    constexpr std::string_view kFacts[] = {"date", "dated", "original", "originally", "first",
                                           "url",  "link",  "time",     "number",     "order"};
    bool about = false;
    for (std::string_view word : split(label, ' ')) {
        for (std::string_view one : kAbout) about = about || equals_ignoring_ascii_case(word, one);
        for (std::string_view one : kFacts)
            if (equals_ignoring_ascii_case(word, one)) return false;
    }
    return about;
}

}  // namespace solander
