// SPDX-License-Identifier: GPL-3.0-or-later
// The value of a label as a statement, and several statements as one.
#include "consent/statement.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "consent/lexeme.h"
#include "consent/statement_parts.h"

namespace solander {

int openness_of_grant(std::string_view grant) {
    for (int i = 0; const std::string_view word : {"no", "ask", "already", "notify", "yes"}) {
        if (word == grant) return i;
        ++i;
    }
    return 0;
}

void add_unique(std::vector<std::string>& all, std::string_view one) {
    if (std::find(all.begin(), all.end(), one) == all.end()) all.emplace_back(one);
}

ListedPlaces::ListedPlaces(std::vector<ListedArchive>& list) : list_(list) {
    for (std::size_t i = 0; i < list.size(); ++i) at_.emplace(fold(list[i].who), i);
}

void ListedPlaces::add(ListedArchive one) {
    const auto [known, fresh] = at_.emplace(fold(one.who), list_.size());
    if (fresh) {
        list_.push_back(std::move(one));
        return;
    }
    std::string& grant = list_[known->second].grant;
    if (openness_of_grant(one.grant) < openness_of_grant(grant)) grant = std::move(one.grant);
}

Statement read_statement(std::string_view value) {
    const std::string_view words = trim(value);
    Statement made;
    if (words.empty()) {
        made.rule = "empty";
        made.confidence = 1;
    } else {
        made = read_wording(words, false);
    }
    made.as_given = std::string(words);
    made.said_in = "field";
    return made;
}

Statement read_named_statement(std::string_view archive, std::string_view value) {
    Statement inner = read_statement(value);
    Statement made;
    made.as_given = std::string(trim(archive)) + ": " + inner.as_given;
    made.said_in = "field";
    made.rule = "archive-label";
    made.confidence = inner.confidence;
    made.conditions = std::move(inner.conditions);
    made.embargo = std::move(inner.embargo);
    made.listed = std::move(inner.listed);
    if (inner.by_default == Permission::unstated) return made;
    const Permission p = inner.by_default;
    const std::string_view grant = p == Permission::any          ? "yes"
                                   : p == Permission::any_notify ? "notify"
                                   : p == Permission::none       ? "no"
                                                                 : "ask";
    ListedPlaces(made.listed).add({std::string(trim(archive)), std::string(grant)});
    return made;
}

bool is_known_archive(std::string_view label) {
    const Lexemes lexemes = lex(trim(label));
    return lexemes.items.size() == 1 && lexemes.items[0].sense == Sense::archive;
}

bool names_archive(std::string_view label) {
    if (is_known_archive(label)) return true;
    const std::string_view name = trim(label);
    // "Archive" alone names none, and "your archive" is a kind of label, not a place.
    const std::size_t last = name.find_last_of(" -");
    if (last == std::string_view::npos || last == 0 || !is_ascii_upper(name.front())) return false;
    constexpr std::string_view kKinds[] = {"archive", "archives", "library", "lib", "annex"};
    return std::any_of(std::begin(kKinds), std::end(kKinds), [&](std::string_view kind) {
        return equals_ignoring_ascii_case(name.substr(last + 1), kind);
    });
}

Statement combine(const std::vector<Statement>& statements) {
    Statement made;
    bool first = true;
    bool capped = false;  // a plain No or Ask beside a list: the list may no longer say yes
    for (const Statement& s : statements) {
        const bool restricts = s.by_default == Permission::none || s.by_default == Permission::ask
                               || s.by_default == Permission::link_only || s.rule == "doubt";
        capped = capped || (restricts && s.listed.empty() && s.rule.compare(0, 5, "else-") != 0);
    }
    ListedPlaces listed(made.listed);
    for (const Statement& s : statements) {
        if (!s.as_given.empty()) {
            if (!made.as_given.empty()) made.as_given += " | ";
            made.as_given += s.as_given;
        }
        for (ListedArchive one : s.listed) {
            if (capped && openness_of_grant(one.grant) > openness_of_grant("already"))
                one.grant = "ask";
            listed.add(std::move(one));
        }
        for (const std::string& one : s.conditions) add_unique(made.conditions, one);
        // As many times to wait for as anybody reads; each is looked for in those before it.
        constexpr std::size_t kEmbargoes = 4096;  // bytes
        if (!s.embargo.empty() && made.embargo.size() < kEmbargoes
            && made.embargo.find(s.embargo) == std::string::npos)
            made.embargo += (made.embargo.empty() ? "" : "; ") + s.embargo;
        // What says nothing does not weigh; of the rest the strictest.
        if (s.by_default == Permission::unstated) continue;
        if (first || stricter(s.by_default, made.by_default)) {
            made.by_default = s.by_default;
            made.rule = s.rule;
            made.confidence = s.confidence;
            made.said_in = s.said_in;
            first = false;
        }
    }
    if (first && !statements.empty()) {
        made.said_in = statements.front().said_in;
        made.rule = statements.front().rule;
        made.confidence = statements.front().confidence;
    }
    return made;
}

}  // namespace solander
