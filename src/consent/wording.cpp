// SPDX-License-Identifier: GPL-3.0-or-later
// From the words of a statement to its default: what was said of any place, of others, of none; and
// whether anything was left over that could restrict it.
#include <algorithm>
#include <utility>

#include "base/text.h"
#include "consent/binding.h"
#include "consent/segment.h"
#include "consent/statement_parts.h"

namespace solander {
namespace {

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

/// "Keep my name on it", "unaltered", "no profit" let take; "disclaimer" or "do not alter"
/// alone do not.
bool asks_to_keep(std::string_view folded) {
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
void doubt_names(Lexemes& lexemes) {
    std::vector<Lexeme>& items = lexemes.items;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (items[i].sense != Sense::name) continue;
        const bool led = i > 0
                         && (items[i - 1].sense == Sense::to || items[i - 1].sense == Sense::except
                             || items[i - 1].sense == Sense::already);
        const bool only = i + 1 < items.size() && items[i + 1].sense == Sense::only;
        if (!led && !only) items[i].sense = Sense::unknown;
    }
}

class Decision {
  public:
    Decision(std::string_view value, bool prose) : prose_(prose) {
        Lexemes lexemes = lex(value);
        whole_ = whole_meaning(lexemes.folded);
        // A question mark behind an idiom makes it one that asks back.
        if (!whole_.empty() && lexemes.end == Gap::question && whole_ != "none" && whole_ != "ask")
            whole_ = "unclear";
        if (lexemes.folded == "archive" && lexemes.polite) whole_ = "any";  // "Please archive!"
        wordless_ = lexemes.items.empty();
        conditions_plain_ = asks_to_keep(lexemes.folded);
        join_names(lexemes, value);
        if (prose) doubt_names(lexemes);
        segments_ = segments_of(lexemes, value);
        // "Yes*": a footnote, and who knows what it says.
        unsure_ =
            trim(value).ends_with("*") && std::count(value.begin(), value.end(), '*') % 2 == 1;
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
        binding_ = bind_places(segments_, prose_);
        gather();
        return decide();
    }

  private:
    void gather() {
        bool yes_said = false;
        for (const Rules* rules : {&binding_.general, &binding_.elsewhere})
            for (const auto& [polarity, i] : *rules)
                yes_said = yes_said || polarity == Polarity::yes;
        bool after_any = false;
        for (const Segment& s : segments_) {
            for (std::string_view c : s.conditions) add_unique(made_.conditions, c);
            if (made_.embargo.empty()) made_.embargo = std::string(s.embargo);
            // "Only" with a request or a condition behind it is part of that.
            const bool plain_only = s.only && s.targets.empty() && s.polarity < Polarity::notify
                                    && s.conditions.empty();
            if (plain_only && !binding_.places.empty())
                binding_.only = true;
            else if (plain_only)
                unsure_ = true;
            // A doubt that is not about the others is about the places that were named.
            doubt_beside_ = doubt_beside_
                            || ((s.hazard || s.doubt || s.open_condition || s.open_negation)
                                && !s.names_place());
            unsure_ = unsure_ || s.hazard || s.doubt || s.open_condition || s.open_negation;
            // A short aside with a place, a person or a time in it that is not known may narrow.
            constexpr std::size_t kShortAside = 6;
            unsure_ =
                unsure_ || (s.placed_unknown && (s.words <= kShortAside || s.before < Gap::stop));
            // "But strangers": a limit that is not understood.
            unsure_ = unsure_ || (s.but && s.unknown > 0 && !s.said());
            unsure_ = unsure_ || (s.other_deed && !s.act && !has_any());
            unsure_ = unsure_ || (s.already && s.targets.empty() && (s.any || !has_any()));
            needed_ = needed_ || s.need;
            // "Anywhere, at Xyz" is said of Xyz.
            unsure_ =
                unsure_ || (s.led && !s.said() && !s.but && after_any && s.before <= Gap::comma);
            after_any = s.any && !s.said();
            open_negation_ = open_negation_ || s.open_negation;
            const bool decides = s.any || s.polarity == Polarity::yes || s.any_other
                                 || !s.conditions.empty()
                                 || (s.polarity == Polarity::notify && !yes_said);
            unsure_ = unsure_ || ((decides || s.only) && s.unknown > 0);
            // "Yes, occasionally": a word or two by itself may well be a limit.
            constexpr std::size_t kAside = 3;
            unsure_ = unsure_ || (s.unknown == s.words && s.words <= kAside);
            unsure_ = unsure_
                      || (s.after == Gap::question && !s.harmless && s.unknown == 0
                          && (s.any || s.said() || s.any_other));
            harmless_ = harmless_ || s.harmless;
            fact_ = fact_ || s.already || s.date;
            prose_words_ += s.unknown;
        }
    }

    bool general_says(Polarity polarity) const {
        return std::any_of(binding_.general.begin(), binding_.general.end(),
                           [&](const auto& rule) { return rule.first == polarity; });
    }

    Statement decide() {
        ListedPlaces listed(made_.listed);
        const std::vector<bool> conditional = conditional_sentences();
        bool plain_name = false;  // named, and not only as the place where it already is
        bool all_self = !binding_.places.empty();
        for (const BoundPlace& b : binding_.places) {
            const Segment& s = segments_[b.segment];
            const bool fact =
                b.polarity == Polarity::unsaid && (s.already || b.target.page) && !s.only;
            Polarity polarity = b.polarity;
            if (polarity == Polarity::unsaid && binding_.elsewhere.empty() && !binding_.only) {
                if (general_says(Polarity::ask) || general_says(Polarity::no))
                    polarity = Polarity::ask;
                else if (general_says(Polarity::notify) && !has_any())
                    polarity = Polarity::notify;
            }
            const bool doubtful = s.unknown > 0 || s.doubt || s.hazard || s.open_negation
                                  || conditional[b.segment] || doubt_beside_;
            if (doubtful && polarity < Polarity::ask) polarity = Polarity::ask;
            listed.add(
                {std::string(b.target.who), std::string(fact ? "already" : grant_of(polarity))});
            plain_name = plain_name || (!fact && grant_of(polarity) != "no");
            all_self = all_self && !fact && b.target.who == "SELF" && grant_of(polarity) != "no";
        }
        made_.confidence = 0.9;

        if (!binding_.elsewhere.empty()) return decide_elsewhere();
        if (general_says(Polarity::no)) return decide_no();
        if (binding_.only)
            return general_says(Polarity::ask) ? decided(Permission::ask, "only+ask", 0.8)
                                               : decided(Permission::none, "only", 0.9);
        if (general_says(Polarity::ask)) return decided(Permission::ask, "ask-word", 0.95);
        if (needed_) return decided(Permission::ask, "need-word", 0.8);
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

    /// For each segment: is there an "if" that was not understood in its sentence?
    std::vector<bool> conditional_sentences() const {
        std::vector<bool> made(segments_.size());
        for (std::size_t from = 0; from < segments_.size();) {
            std::size_t to = from + 1;
            bool open = segments_[from].open_condition;
            while (to < segments_.size() && segments_[to].before < Gap::stop)
                open = segments_[to++].open_condition || open;
            for (; from < to; ++from) made[from] = open;
        }
        return made;
    }

    Statement decide_elsewhere() {
        Polarity strictest = Polarity::unsaid;
        bool unsaid = false;
        for (const auto& [polarity, i] : binding_.elsewhere) {
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
            return leave(Permission::any_notify, "else-notify", unsaid || binding_.only);
        case Polarity::yes:
            return leave(Permission::any, "else-yes", unsaid || binding_.only);
        case Polarity::unsaid:
            break;
        }
        return binding_.only ? decided(Permission::none, "only", 0.7)
                             : decided(Permission::unclear, "else-unsaid", 0.5);
    }

    Statement decide_no() {
        // "Do not archive. Ask me first." invites; "No. Mail me what you think." does not.
        std::size_t last_no = 0;
        for (const auto& [polarity, i] : binding_.general)
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

    bool prose_, wordless_ = false, conditions_plain_ = false;
    std::string_view whole_;
    std::vector<Segment> segments_;
    Binding binding_;
    bool unsure_ = false, doubt_beside_ = false;
    bool needed_ = false;
    bool open_negation_ = false, harmless_ = false, fact_ = false;
    std::size_t prose_words_ = 0;
    Statement made_;
};

}  // namespace

Statement read_wording(std::string_view text, bool prose) {
    return Decision(text, prose).statement();
}

}  // namespace solander
