// SPDX-License-Identifier: GPL-3.0-or-later
// What an "Archive:" value allows: its clauses bound to the places they speak of, then one default.
#include "consent/statement.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "consent/segment.h"
#include "consent/statement_parts.h"

namespace solander {
namespace {

constexpr std::pair<Permission, std::string_view> kNames[] = {
    {Permission::any, "any"},         {Permission::any_notify, "any_notify"},
    {Permission::ask, "ask"},         {Permission::link_only, "link_only"},
    {Permission::none, "none"},       {Permission::unstated, "unstated"},
    {Permission::unclear, "unclear"},
};

/// Openness of what a statement leads to; what says nothing stands between.
int openness(Permission p) {
    switch (p) {
    case Permission::none:
        return 0;
    case Permission::ask:
        return 1;
    case Permission::unclear:
        return 2;
    case Permission::unstated:
        return 3;
    case Permission::link_only:
        return 4;
    case Permission::any_notify:
        return 5;
    case Permission::any:
        return 6;
    }
    return 0;
}

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

/// One place, one grant: of two the stricter stays.
void add_listed(std::vector<ListedArchive>& all, ListedArchive one) {
    const std::string key = fold(one.who);
    for (ListedArchive& known : all) {
        if (fold(known.who) != key) continue;
        if (openness_of_grant(one.grant) < openness_of_grant(known.grant))
            known.grant = std::move(one.grant);
        return;
    }
    all.push_back(std::move(one));
}

std::string_view grant_of(Polarity polarity) {
    switch (polarity) {
    case Polarity::no:
        return "no";
    case Polarity::ask:
    case Polarity::link:
        return "ask";
    case Polarity::notify:
        return "notify";
    default:
        return "yes";
    }
}

class Reading {
  public:
    Reading(std::string_view value, bool prose) : prose_(prose) {
        Lexemes lexemes = lex(value);
        whole_ = whole_meaning(lexemes.folded);
        // A question mark behind an idiom makes it one that asks back.
        if (!whole_.empty() && lexemes.end == Gap::question && whole_ != "none" && whole_ != "ask")
            whole_ = "unclear";
        wordless_ = lexemes.items.empty();
        conditions_plain_ = asks_to_keep(lexemes.folded);
        join_names(lexemes, value);
        if (prose) doubt_names(lexemes);
        segments_ = segments_of(lexemes, value);
    }

    Statement statement() {
        if (wordless_) return decided(Permission::unclear, "not-understood", 0.3);
        if (!whole_.empty()) {
            if (whole_ == "self") {
                made_.listed.push_back({"SELF", "yes"});
                return decided(Permission::none, "self-only", 0.9);
            }
            return decided(permission_from_name(whole_).value_or(Permission::unclear), "idiom",
                           whole_ == "unclear" ? 0.5 : 0.95);
        }
        for (std::size_t i = 0; i < segments_.size(); ++i) bind(i);
        flush();
        gather();
        return decide();
    }

  private:
    /// A place that was named, and the clause that says what holds there.
    struct Bound {
        Target target;
        Polarity polarity = Polarity::unsaid;  ///< unsaid: only named
        std::size_t segment = 0;
    };

    /// "Keep my name on it", "unaltered", "no profit" let take; "disclaimer" or "do not alter"
    /// alone do not.
    static bool asks_to_keep(std::string_view folded) {
        if (folded.find("do not") != std::string_view::npos) return false;
        bool noun = false, keeps = false;
        for (std::string_view word : split(folded, ' ')) {
            for (std::string_view one : {"header", "headers", "disclaimer", "disclaimers", "name",
                                         "names", "notes", "email", "info", "information"})
                noun = noun || word == one;
            for (std::string_view one :
                 {"keep",     "keeps",  "kept",   "leave",    "left", "attach", "attached",
                  "intact",   "with",   "remain", "remains",  "stay", "stays",  "include",
                  "included", "retain", "credit", "credited", "give", "given",  "on",
                  "must",     "mit",    "avec",   "с",        "con"})
                keeps = keeps || word == one;
        }
        return !noun || keeps;
    }

    /// In prose a capital is no sign of an archive; "at Xyz" and "Xyz only" are.
    static void doubt_names(Lexemes& lexemes) {
        std::vector<Lexeme>& items = lexemes.items;
        for (std::size_t i = 0; i < items.size(); ++i) {
            if (items[i].sense != Sense::name) continue;
            const bool led =
                i > 0
                && (items[i - 1].sense == Sense::to || items[i - 1].sense == Sense::except
                    || items[i - 1].sense == Sense::already);
            const bool only = i + 1 < items.size() && items[i + 1].sense == Sense::only;
            if (!led && !only) items[i].sense = Sense::unknown;
        }
    }

    // --- binding: which clause speaks of which place ----------------------------------------

    void bind(std::size_t i) {
        Segment& s = segments_[i];
        if (prose_ && !s.act && !s.said() && !s.any && !s.only && !s.already && !s.names_place())
            return;
        if (s.before >= Gap::stop) flush();
        if (s.lifts && lift(s)) return;
        if (s.any_other || s.others) bind_others(i);
        if (!s.targets.empty())
            bind_targets(i);
        else if (s.said() && !s.others && !s.any_other)
            bind_polarity(i);
        if (s.any && !s.said())
            general_.push_back({Polarity::yes, i});
        else if (s.any && !s.targets.empty() && s.polarity != Polarity::yes)
            general_.push_back({s.polarity, i});
        else if (s.any && !s.targets.empty())
            general_.push_back({Polarity::yes, i});
    }

    /// "No. Not without asking": the exception replaces the No before it.
    bool lift(const Segment& s) {
        for (auto* rules : {&general_, &elsewhere_})
            if (!rules->empty() && rules->back().first == Polarity::no) {
                rules->back().first = s.polarity;
                return true;
            }
        return false;
    }

    void bind_others(std::size_t i) {
        const Segment& s = segments_[i];
        flush();
        if (s.said())
            elsewhere_.push_back({s.polarity, i});
        else if (s.any_other)
            waiting_others_ = {true, i, Polarity::yes};
        else
            waiting_others_ = {true, i, Polarity::unsaid};
    }

    void bind_targets(std::size_t i) {
        const Segment& s = segments_[i];
        const bool colon_before = s.before == Gap::colon || s.before == Gap::dash;
        const bool others_seen = waiting_others_.on || !elsewhere_.empty();
        Polarity polarity = s.polarity;
        if (polarity == Polarity::unsaid && !s.only && last_was_polarity_ && !s.targets[0].excepted
            && !s.but && (leading_ == Polarity::yes || colon_before)) {
            polarity = leading_;  // "Yes: XYZ, ABC"
            if (!general_.empty() && general_.back().second == last_polarity_) general_.pop_back();
        } else if (polarity != Polarity::unsaid && !waiting_.empty() && !s.any && !s.but
                   && !s.not_here && s.before < Gap::stop && s.polarity != Polarity::link
                   && segments_[waiting_.back().segment].after < Gap::stop) {
            for (Bound& b : waiting_)  // "XYZ, ABC yes"
                b.polarity = polarity;
            flush();
        } else if (polarity != Polarity::unsaid) {
            flush();
        }
        bool inverted = i > 0 && s.polarity == Polarity::unsaid && s.before < Gap::stop
                        && (excepting_ || (s.but && !s.only));
        for (Target target : s.targets) {
            target.excepted = target.excepted || inverted;
            Bound bound{target, polarity, i};
            if (target.excepted) {
                Polarity turned = polarity;
                if (turned == Polarity::unsaid && others_seen)
                    turned = elsewhere_.empty() ? waiting_others_.bare : elsewhere_.back().first;
                else if (turned == Polarity::unsaid && !general_.empty())
                    turned = general_.back().first;
                bound.polarity = turned >= Polarity::ask ? Polarity::yes : Polarity::no;
                inverted = true;
            }
            if (bound.polarity == Polarity::unsaid)
                waiting_.push_back(bound);
            else
                bound_.push_back(bound);
        }
        const bool has_plain = std::any_of(s.targets.begin(), s.targets.end(),
                                           [](const Target& t) { return !t.excepted; });
        // "No archives except XYZ": the No is for all the others.
        if (s.said() && !has_plain) general_.push_back({s.polarity, i});
        if (s.only) only_ = true;
        excepting_ = inverted;
        if (s.said()) last_was_polarity_ = false;
    }

    void bind_polarity(std::size_t i) {
        const Segment& s = segments_[i];
        excepting_ = false;
        if (waiting_others_.on && s.before < Gap::stop) {
            elsewhere_.push_back({s.polarity, waiting_others_.segment});
            waiting_others_.on = false;
            last_was_polarity_ = false;
            return;
        }
        if (!waiting_.empty() && s.before < Gap::stop && !s.any) {
            for (Bound& b : waiting_) b.polarity = s.polarity;
            flush();
            last_was_polarity_ = false;
            if (s.polarity == Polarity::ask) general_.push_back({s.polarity, i});
            return;
        }
        general_.push_back({s.polarity, i});
        last_was_polarity_ = true;
        last_polarity_ = i;
        leading_ = s.polarity;
    }

    void flush() {
        for (Bound& b : waiting_) bound_.push_back(b);
        waiting_.clear();
        if (waiting_others_.on) {
            elsewhere_.push_back({waiting_others_.bare, waiting_others_.segment});
            waiting_others_.on = false;
        }
    }

    // --- gathering what holds for the whole statement ----------------------------------------

    void gather() {
        bool yes_said = false;
        for (const auto& rules : {general_, elsewhere_})
            for (const auto& [polarity, i] : rules)
                yes_said = yes_said || polarity == Polarity::yes;
        for (const Segment& s : segments_) {
            for (std::string_view c : s.conditions) add_unique(made_.conditions, c);
            if (made_.embargo.empty()) made_.embargo = std::string(s.embargo);
            // "Only" with a request or a condition behind it is part of that.
            const bool plain_only = s.only && s.targets.empty() && s.polarity < Polarity::notify
                                    && s.conditions.empty();
            if (plain_only && !bound_.empty())
                only_ = true;
            else if (plain_only)
                unsure_ = true;
            unsure_ = unsure_ || s.hazard || s.doubt || s.open_condition || s.open_negation;
            open_negation_ = open_negation_ || s.open_negation;
            const bool decides = s.any || s.polarity == Polarity::yes || s.any_other
                                 || !s.conditions.empty()
                                 || (s.polarity == Polarity::notify && !yes_said);
            unsure_ = unsure_ || (decides && s.unknown > 0);
            unsure_ = unsure_
                      || (s.after == Gap::question && !s.harmless && s.unknown == 0
                          && (s.any || s.said() || s.any_other));
            harmless_ = harmless_ || s.harmless;
            fact_ = fact_ || s.already || s.date;
            prose_words_ += s.unknown;
        }
    }

    bool general_says(Polarity polarity) const {
        return std::any_of(general_.begin(), general_.end(),
                           [&](const auto& rule) { return rule.first == polarity; });
    }

    // --- deciding -------------------------------------------------------------------------------

    Statement decide() {
        bool plain_name = false;  // named, and not only as the place where it already is
        bool all_self = !bound_.empty();
        for (const Bound& b : bound_) {
            const Segment& s = segments_[b.segment];
            const bool fact =
                b.polarity == Polarity::unsaid && (s.already || b.target.page) && !s.only;
            Polarity polarity = b.polarity;
            if (polarity == Polarity::unsaid && elsewhere_.empty() && !only_) {
                if (general_says(Polarity::ask) || general_says(Polarity::no))
                    polarity = Polarity::ask;
                else if (general_says(Polarity::notify) && !has_any())
                    polarity = Polarity::notify;
            }
            const bool doubtful = s.unknown > 0 || s.doubt || s.hazard || s.open_negation
                                  || sentence_conditional(b.segment);
            if (doubtful && polarity < Polarity::ask) polarity = Polarity::ask;
            add_listed(made_.listed, {std::string(b.target.who),
                                      std::string(fact ? "already" : grant_of(polarity))});
            plain_name = plain_name || (!fact && grant_of(polarity) != "no");
            all_self = all_self && b.target.who == "SELF" && grant_of(polarity) != "no";
        }
        made_.confidence = 0.9;

        if (!elsewhere_.empty()) return decide_elsewhere();
        if (general_says(Polarity::no)) return decide_no();
        if (only_)
            return general_says(Polarity::ask) ? decided(Permission::ask, "only+ask", 0.8)
                                               : decided(Permission::none, "only", 0.9);
        if (general_says(Polarity::ask)) return decided(Permission::ask, "ask-word", 0.95);
        if (general_says(Polarity::link)) return decided(Permission::link_only, "link-word", 0.85);
        if (general_says(Polarity::notify))
            return leave(Permission::any_notify, "notify-word", plain_name && !has_any());
        if (general_says(Polarity::yes))
            return leave(Permission::any, has_any() ? "anywhere" : "yes-word",
                         plain_name && !has_any());
        if (open_negation_) return decided(Permission::none, "negation", 0.5);
        if (all_self) return decided(Permission::none, "self-only", 0.7);
        if (plain_name || !made_.listed.empty()) return decide_named(plain_name);
        if (!made_.embargo.empty()) return decided(Permission::unclear, "embargo", 0.7);
        if (!made_.conditions.empty())
            return leave(Permission::any, "conditions-only", prose_ || !conditions_plain_);
        if (harmless_) return leave(Permission::any, "if-you-like", prose_);
        for (const Segment& s : segments_)
            if (s.mail) return decided(Permission::ask, "address", 0.6);
        if (fact_ && prose_words_ == 0) return decided(Permission::unstated, "fact", 0.8);
        return decided(Permission::unclear, "not-understood", 0.4);
    }

    bool has_any() const {
        return std::any_of(segments_.begin(), segments_.end(),
                           [](const Segment& s) { return s.any; });
    }

    /// An "if" that was not understood anywhere in the same sentence.
    bool sentence_conditional(std::size_t i) const {
        std::size_t from = i;
        while (from > 0 && segments_[from].before < Gap::stop) --from;
        for (std::size_t k = from;
             k < segments_.size() && (k == from || segments_[k].before < Gap::stop); ++k)
            if (segments_[k].open_condition) return true;
        return false;
    }

    Statement decide_elsewhere() {
        Polarity strictest = Polarity::unsaid;
        bool unsaid = false;
        for (const auto& [polarity, i] : elsewhere_) {
            strictest = std::max(strictest, polarity);
            unsaid = unsaid || polarity == Polarity::unsaid;
        }
        if (general_says(Polarity::ask)) strictest = std::max(strictest, Polarity::ask);
        if (general_says(Polarity::no) && made_.listed.empty()) strictest = Polarity::no;
        switch (strictest) {
        case Polarity::no:
            return decided(Permission::none, "else-no", 0.9);
        case Polarity::ask:
            return decided(Permission::ask, "else-ask", 0.95);
        case Polarity::link:
            return decided(Permission::link_only, "else-link", 0.8);
        case Polarity::notify:
            return leave(Permission::any_notify, "else-notify", unsaid || only_);
        case Polarity::yes:
            return leave(Permission::any, "else-yes", unsaid || only_);
        case Polarity::unsaid:
            break;
        }
        return only_ ? decided(Permission::none, "only", 0.7)
                     : decided(Permission::unclear, "else-unsaid", 0.5);
    }

    Statement decide_no() {
        // "Do not archive. Ask me first." invites; "No. Mail me what you think." does not.
        std::size_t last_no = 0;
        for (const auto& [polarity, i] : general_)
            if (polarity == Polarity::no) last_no = i;
        for (std::size_t i = last_no; i < segments_.size(); ++i)
            if (const Segment& s = segments_[i];
                s.polarity == Polarity::ask && s.strong_ask && !s.names_place() && !s.doubt)
                return decided(Permission::ask, "no-unless-asked", 0.7);
        const bool undecided =
            general_says(Polarity::yes)
            && std::any_of(segments_.begin(), segments_.end(), [](const Segment& s) {
                   return s.doubt || s.before == Gap::slash || s.after == Gap::slash;
               });
        if (undecided) return decided(Permission::unclear, "yes-and-no", 0.4);
        if (general_says(Polarity::link)) return decided(Permission::link_only, "link-word", 0.85);
        return decided(Permission::none, "no-word", 0.95);
    }

    Statement decide_named(bool plain_name) {
        const bool said_no = std::any_of(made_.listed.begin(), made_.listed.end(),
                                         [](const ListedArchive& l) { return l.grant == "no"; });
        if (plain_name || said_no || prose_words_ > 0)
            return decided(Permission::unclear, "list", 0.7);
        return decided(Permission::unstated, "fact", 0.8);
    }

    /// A leave is taken only when nothing that could restrict it was left over.
    Statement leave(Permission permission, std::string_view rule, bool limited) {
        if (limited) return decided(Permission::unclear, "list", 0.6);
        if (unsure_) return decided(Permission::unclear, "doubt", 0.5);
        return decided(permission, rule, 0.95);
    }

    Statement decided(Permission permission, std::string_view rule, double confidence) {
        made_.by_default = permission;
        made_.rule = std::string(rule);
        made_.confidence = confidence;
        return std::move(made_);
    }

    using Rules = std::vector<std::pair<Polarity, std::size_t>>;
    struct WaitingOthers {
        bool on = false;
        std::size_t segment = 0;
        Polarity bare = Polarity::unsaid;
    };

    bool prose_, wordless_ = false, conditions_plain_ = false;
    std::string_view whole_;
    std::vector<Segment> segments_;
    Rules general_, elsewhere_;
    std::vector<Bound> waiting_, bound_;
    WaitingOthers waiting_others_;
    bool last_was_polarity_ = false, excepting_ = false, only_ = false;
    Polarity leading_ = Polarity::unsaid;
    std::size_t last_polarity_ = 0;
    bool unsure_ = false, open_negation_ = false, harmless_ = false, fact_ = false;
    std::size_t prose_words_ = 0;
    Statement made_;
};

}  // namespace

std::string_view name_of(Permission permission) {
    for (const auto& [value, name] : kNames)
        if (value == permission) return name;
    return "unclear";
}

std::optional<Permission> permission_from_name(std::string_view name) {
    for (const auto& [value, known] : kNames)
        if (known == name) return value;
    return std::nullopt;
}

bool stricter(Permission a, Permission b) { return openness(a) < openness(b); }

Statement read_wording(std::string_view text, bool prose) {
    return Reading(text, prose).statement();
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
    add_listed(made.listed, {std::string(trim(archive)), std::string(grant)});
    return made;
}

Statement combine(const std::vector<Statement>& statements) {
    Statement made;
    bool first = true;
    bool capped = false;  // a plain No or Ask beside a list: the list may no longer say yes
    for (const Statement& s : statements)
        capped = capped
                 || ((s.by_default == Permission::none || s.by_default == Permission::ask)
                     && s.listed.empty() && s.rule.compare(0, 5, "else-") != 0);
    for (const Statement& s : statements) {
        if (!s.as_given.empty()) {
            if (!made.as_given.empty()) made.as_given += " | ";
            made.as_given += s.as_given;
        }
        for (ListedArchive one : s.listed) {
            if (capped && openness_of_grant(one.grant) > openness_of_grant("already"))
                one.grant = "ask";
            add_listed(made.listed, std::move(one));
        }
        for (const std::string& one : s.conditions) add_unique(made.conditions, one);
        if (!s.embargo.empty() && made.embargo.find(s.embargo) == std::string::npos)
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
