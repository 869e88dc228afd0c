// SPDX-License-Identifier: GPL-3.0-or-later
// What an author said about archiving, typed. Never rounded up: doubt is the stricter.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace solander {

enum class Permission : std::uint8_t { any, any_notify, ask, link_only, none, unstated, unclear };
std::string_view
    name_of(Permission);  ///< "any" "any_notify" "ask" "link_only" "none" "unstated" "unclear"
std::optional<Permission> permission_from_name(std::string_view);
/// Leads to less: none, ask, unclear, unstated, link_only, any_notify, any. The stricter of several
/// statements in one file wins.
bool stricter(Permission a, Permission b);

struct ListedArchive {
    std::string who;  ///< name as written; "SELF" for the author's own site, "LIST" for the list's
                      ///< own archive
    std::string grant;  ///< "yes" "ask" "notify" "no" "already"
};

struct Statement {
    Permission by_default = Permission::unstated;  ///< for archives not listed
    std::vector<ListedArchive> listed;
    std::vector<std::string>
        conditions;        ///< of story-files.md 7.3: "keep_headers", "unaltered" ...
    std::string embargo;   ///< "two weeks", "2004-01-01"; empty when none
    std::string as_given;  ///< word for word, all statements joined by " | "
    std::string said_in;   ///< "field" "note" "list-rule" "mail-header"
    std::string rule;      ///< which rule decided `by_default`
    double confidence = 0;
};

/// The value of an "Archive:" label. Empty gives unstated.
Statement read_statement(std::string_view value);
/// The value of a label that is itself an archive's name ("Circuit Archive: yes", "Pros-Lib: no"):
/// a grant for that archive; nothing is said about others.
Statement read_named_statement(std::string_view archive, std::string_view value);
/// The label is itself the name of an archive that is known.
bool is_known_archive(std::string_view label);
/// The same, or looks like one: "Harbour Archive", "Snow-Lib".
bool names_archive(std::string_view label);
/// The value of the news header "X-No-Archive": anything but "no" means none.
Statement read_no_archive_header(std::string_view value);
/// Whose words a text is.
enum class Voice : std::uint8_t {
    author,  ///< a note, a disclaimer: every sentence about archiving counts
    story,   ///< prose, a summary, a site's footer: only a refusal or a request, shouted, labelled
             ///< or put to the reader in so many words; never what somebody says in quotes
};
struct FoundStatement {
    Statement statement;
    std::size_t from = 0, to = 0;  ///< bytes of the prose
};
/// Each statement about archiving in a prose, in its order. Linear.
std::vector<FoundStatement> find_statements(std::string_view prose, Voice);
/// Refuses, asks to be asked, or lets link only.
bool restricts(const Statement&);
/// A label whose value may refuse: "Reposting", "Where to post", "Robots".
bool asks_about_archiving(std::string_view label);
/// Sentences about archiving in notes and disclaimers ("please don't post elsewhere"); nullopt when
/// there is none.
std::optional<Statement> find_statement(std::string_view prose);
/// Several statements of one file as one: the strictest default, all lists, conditions, embargoes.
Statement combine(const std::vector<Statement>&);

}  // namespace solander
