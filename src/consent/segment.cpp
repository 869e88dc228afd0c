// SPDX-License-Identifier: GPL-3.0-or-later
// Reads each clause from left to right: what a negation, an "if", an "only" takes with it. Longer
// than most files for its one switch over all senses.
#include "consent/segment.h"

#include <algorithm>

#include "base/text.h"
#include "consent/neighbours.h"

namespace solander {
namespace {

class SegmentReader {
  public:
    SegmentReader(const Lexemes& lexemes, std::string_view text)
        : items_(lexemes.items), near_(lexemes.items, text), end_(lexemes.end), text_(text) {}

    std::vector<Segment> read() {
        for (std::size_t i = 0; i < items_.size(); ++i) {
            if (i > 0 && starts_segment(i)) close(items_[i].before, i - 1);
            if (!open_) {
                segment_ = Segment();
                segment_.before = items_[i].before;
                open_ = true;
                first_ = i;
                begin(i);
            }
            take(i);
        }
        if (open_) close(end_, items_.size() - 1);
        return std::move(made_);
    }

  private:
    bool starts_segment(std::size_t i) const {
        if (!open_) return false;
        if (items_[i].before >= Gap::slash) return true;
        switch (items_[i].sense) {
        case Sense::but:
        case Sense::then:
            return true;
        case Sense::others:
        case Sense::any_other:
        case Sense::no_other:
            return !segment_.targets.empty() || segment_.any || segment_.others;
        case Sense::any:
            return !segment_.targets.empty() && !excepting_;
        case Sense::name:
        case Sense::archive:
        case Sense::self:
        case Sense::list:
        case Sense::group:
            return segment_.said() && !segment_.targets.empty() && !negation_ && !excepting_;
        default:
            return false;
        }
    }

    /// "No archiving, copying or posting": the negation goes on over a list of deeds.
    void begin(std::size_t i) {
        const bool carried = carry_ && segment_.before <= Gap::comma;
        carry_ = negation_ = without_ = if_ = excepting_ = unless_ = until_ = false;
        refused_ = narrowed_ = expires_ = any_seen_ = need_ = false;
        if (!carried) return;
        while (i < items_.size() && items_[i].sense == Sense::filler && near_.joins_list(i)) ++i;
        if (i < items_.size()
            && (items_[i].sense == Sense::act || items_[i].sense == Sense::condition))
            negation_ = from_list_ = true;
    }

    void say(Polarity polarity) { segment_.polarity = std::max(segment_.polarity, polarity); }

    /// A negation met what it turns.
    void refuse() {
        if (segment_.lifts && segment_.polarity == Polarity::ask) {
            negation_ = false;  // "without permission it is forbidden"
            return;
        }
        say(Polarity::no);
        refused_ = segment_.refused = true;
        negation_ = false;
        carry_ = true;
    }

    void take(std::size_t i) {
        const Lexeme& item = items_[i];
        ++segment_.words;
        switch (item.sense) {
        case Sense::yes:
            if (negation_)
                refuse();
            else if ((if_ || unless_ || until_) && item.argument == "deed")
                if_ = until_ = until_before_ = false;  // "if you post it"
            else if (if_ || unless_ || until_)
                ask(true);  // "until I say yes"
            else
                say(Polarity::yes);
            segment_.harmless = segment_.harmless || item.argument == "rhetorical";
            break;
        case Sense::no:
            refuse();
            break;
        case Sense::neg:
            negation_ = true;
            from_list_ = false;
            break;
        case Sense::without:
            without_ = true;
            if (negation_) refuse();
            break;
        case Sense::ask:
            ask(true);
            break;
        case Sense::contact:
            // "my name and e-mail attached": no request.
            if (segment_.conditions.empty() || i == 0 || !near_.joins_list(i - 1)) ask(false);
            break;
        case Sense::notify:
            if (without_ && refused_) {
                segment_.polarity = Polarity::notify;
                segment_.lifts = true;
            } else if (unless_) {
                ask(true);
            } else if (negation_) {
                segment_.doubt = true;
            } else if (without_) {
                segment_.lifts = true;
                say(Polarity::notify);
            } else {
                say(Polarity::notify);
            }
            settle();
            break;
        case Sense::link:
            if (negation_)
                refuse();
            else if (near_.joins_condition(i)
                     || (!segment_.conditions.empty() && near_.after_joiner(i)))
                condition("link_back");  // "with credit and a link"
            else
                say(Polarity::link);
            break;
        case Sense::any:
            if (negation_) refuse();
            segment_.any = true;
            // "Anyone I know", "anywhere that pays": not anyone, unless the rest is understood.
            narrowed_ = i + 1 < items_.size() && near_.narrows(i + 1);
            if_ = if_ || narrowed_;
            any_seen_ = true;
            // "Anyone but everyone"
            segment_.hazard =
                segment_.hazard || (segment_.but && !made_.empty() && made_.back().any);
            break;
        case Sense::nowhere:
            refuse();
            segment_.any = true;
            break;
        case Sense::no_other:
            refuse();
            segment_.others = true;
            break;
        case Sense::others:
        case Sense::any_other:
            if (negation_) refuse();
            (item.sense == Sense::others ? segment_.others : segment_.any_other) = true;
            any_seen_ = any_seen_ || item.sense == Sense::any_other;
            break;
        case Sense::only:
            if (negation_) segment_.doubt = true;
            segment_.only = true;
            break;
        case Sense::act:
            if (negation_) refuse();
            segment_.act = true;
            if (until_before_ && segment_.polarity < Polarity::ask) segment_.hazard = true;
            // "If you post it" is no condition; "if you have archived my others" is one.
            if (!near_.said_at(i).ends_with("ed") && !narrowed_) if_ = false;
            until_ = until_before_ = false;
            break;
        case Sense::except:
            if (negation_) refuse();
            excepting_ = true;
            break;
        case Sense::but:
            segment_.but = true;
            break;
        case Sense::unless:
            if (negation_) refuse();
            unless_ = true;
            break;
        case Sense::if_:
            if (negation_) refuse();
            if_ = true;
            break;
        case Sense::harmless:
            segment_.harmless = true;
            break;
        case Sense::condition:
            condition(i);
            break;
        case Sense::self:
        case Sense::list:
        case Sense::group:
        case Sense::archive:
        case Sense::name:
        case Sense::url:
            target(i);
            break;
        case Sense::already:
            if (negation_) refuse();
            segment_.already = true;
            break;
        case Sense::doubt:
            segment_.doubt = true;
            break;
        case Sense::hazard:
            segment_.hazard = true;
            break;
        case Sense::until:
            segment_.not_until = segment_.not_until || negation_ || refused_;
            negation_ = false;
            expires_ = expires_ || (item.argument == "expiry" && !segment_.not_until);
            until_ = until_before_ = true;
            until_at_ = i;
            break;
        case Sense::exclusive:
            exclusive_ = true;
            break;
        case Sense::span:
            segment_.embargo = near_.said_at(i);
            settle();
            break;
        case Sense::date:
        case Sense::event:
            time(i);
            break;
        case Sense::mail:
            segment_.mail = true;
            break;
        case Sense::unknown:
            ++segment_.unknown;
            for (std::size_t k = i; k > 0 && i - k < 3 && items_[k].before == Gap::none; --k) {
                segment_.placed_unknown =
                    segment_.placed_unknown || items_[k - 1].sense == Sense::to;
                if (items_[k - 1].sense != Sense::filler) break;
            }
            break;
        case Sense::need:
            // "Whoever needs it", "if needed" want nothing.
            need_ = need_ || (!negation_ && !if_ && !narrowed_);
            negation_ = false;
            break;
        case Sense::other_deed:
            another_deed(i);
            if (negation_ && near_.said_at(i).substr(0, 1).find_first_of("dD") == 0)
                refuse();
            else if (negation_)
                segment_.open_negation = true;
            break;
        case Sense::filler:
            if (any_seen_ && !segment_.refused && !excepting_ && near_.tellers_own(i))
                segment_.hazard = true;
            break;
        case Sense::to:
            segment_.placed_unknown = segment_.placed_unknown || near_.places_unknown(i);
            break;
        case Sense::then:
        case Sense::place:
        case Sense::determiner:
            break;
        }
    }

    /// What stood open before a request is answered by it.
    void settle() { if_ = unless_ = until_ = until_before_ = false; }

    void ask(bool strong) {
        if (without_) {
            // "Take it without asking" is a leave; alone, "without asking" is not.
            if (refused_) {
                segment_.polarity = Polarity::ask;
                segment_.lifts = true;
            } else if (segment_.polarity == Polarity::yes) {
                settle();
                return;
            } else {
                segment_.lifts = true;
                say(Polarity::ask);
            }
        } else if (unless_) {
            segment_.polarity = Polarity::ask;
            segment_.lifts = true;
        } else if (negation_ && !from_list_) {
            segment_.doubt = true;
            negation_ = false;
            settle();
            return;
        } else if (refused_ && !strong) {
            return;
        } else if (refused_ && strong) {
            segment_.polarity = Polarity::ask;
        } else {
            say(Polarity::ask);
        }
        segment_.strong_ask = segment_.strong_ask || strong;
        settle();
    }

    void another_deed(std::size_t i) {
        segment_.other_deed = true;
        segment_.hazard = segment_.hazard || (i > 0 && items_[i - 1].sense == Sense::to);
    }

    void condition(std::size_t i) {
        const std::string_view which = items_[i].argument;
        // "Yes to translations" allows another deed.
        const bool other = which == "no_translation" || which == "no_conversion";
        if (other && !negation_ && !without_ && !segment_.refused) {
            another_deed(i);
            return;
        }
        // "For a fee" is a price, and "anywhere that pays" no archive; "no pay sites" is neither.
        const bool turned =
            negation_ || without_ || excepting_ || unless_ || segment_.refused || segment_.but;
        if (which == "no_profit" && !turned && (narrowed_ || near_.led_by(i)))
            for (std::string_view one :
                 {"pay", "paid", "charg", "sell", "sold", "profit", "money", "fee"})
                segment_.hazard =
                    segment_.hazard || starts_with_ignoring_ascii_case(near_.said_at(i), one);
        condition(which);
    }

    void condition(std::string_view which) {
        if (without_ && refused_)
            segment_.doubt = true;  // "not without my name": it is not said that with it one may
        if (std::find(segment_.conditions.begin(), segment_.conditions.end(), which)
            == segment_.conditions.end())
            segment_.conditions.push_back(which);
        carry_ = carry_ || negation_;
        negation_ = false;
        settle();
    }

    void target(std::size_t i) {
        Target made;
        const Sense sense = items_[i].sense;
        made.who = sense == Sense::self ? "SELF" : sense == Sense::list ? "LIST" : near_.said_at(i);
        made.page = sense == Sense::url;
        made.excepted = excepting_;
        if (negation_) {
            refuse();
            segment_.not_here = true;
            segment_.hazard = segment_.hazard || sense == Sense::group;  // "not on any old page"
        }
        // "Anyone at Gossamer", "any Sentinel list", "everyone here" are not anyone.
        const bool led = i > 0 && items_[i - 1].sense == Sense::to;
        if (any_seen_ && !excepting_ && !refused_ && (led || (!made.page && !near_.only_added(i))))
            segment_.any = false;
        segment_.led = segment_.led || (led && i == first_ + 1);
        segment_.targets.push_back(made);
    }

    void time(std::size_t i) {
        if (!until_ && !if_) {
            segment_.date = segment_.date || items_[i].sense == Sense::date;
            // "Sure, next week": a limit; "Yes. 2003" is a fact.
            segment_.hazard = segment_.hazard || items_[i].argument == "when";
            // "From June, anywhere": not before. "In June": only then.
            if (i == 0 || items_[i].sense != Sense::date || items_[i - 1].sense != Sense::to)
                return;
            segment_.hazard = true;
            if (!equals_ignoring_ascii_case(near_.said_at(i - 1), "from")) return;
        }
        segment_.doubt = segment_.doubt || narrowed_;
        std::size_t to = items_[i].to;
        for (std::size_t j = i + 1;
             j < items_.size() && items_[j].before == Gap::none
             && (items_[j].sense == Sense::date || items_[j].sense == Sense::event);
             ++j)
            to = items_[j].to;
        if (segment_.embargo.empty())
            segment_.embargo = text_.substr(items_[i].from, to - items_[i].from);
        if_ = until_ = until_before_ = false;
    }

    /// `last`: the lexeme with which the segment ends.
    void close(Gap after, std::size_t last) {
        segment_.after = after;
        if (until_before_ && segment_.embargo.empty()) {
            // "After <something>": the words are kept, the work waits for a person.
            if (until_at_ >= first_) {
                const std::size_t from = items_[until_at_].to;
                until_what_ = trim(text_.substr(from, items_[last].to - from));
            }
            segment_.embargo = until_what_;
            segment_.open_condition = true;
        }
        if (segment_.not_until && !segment_.embargo.empty() && segment_.polarity == Polarity::no)
            segment_.polarity = Polarity::unsaid;  // "do not post until ...": not never
        if (negation_ && !from_list_) {
            if (segment_.unknown == 0 && !segment_.hazard && !segment_.doubt) {
                say(Polarity::no);
                carry_ = segment_.polarity == Polarity::no;
            } else {
                segment_.open_negation = true;
            }
        }
        if (unless_ || if_) segment_.open_condition = true;
        if (need_ && segment_.polarity == Polarity::yes) {
            segment_.polarity = Polarity::ask;  // "okay needed", "a yes is required"
            segment_.strong_ask = true;
        }
        segment_.need = need_ && !segment_.said() && segment_.conditions.empty() && !segment_.any;
        // "Yes, until June" ran out; "exclusive to Xyz until June" did not.
        if (expires_ && !exclusive_) segment_.open_condition = true;
        if (excepting_
            && std::none_of(segment_.targets.begin(), segment_.targets.end(),
                            [](const Target& t) { return t.excepted; }))
            segment_.hazard = true;
        if (exclusive_ && segment_.embargo.empty()) segment_.only = true;
        exclusive_ = false;
        // "Yes, but ..."; a "though" behind a plea only ends it.
        const bool ends = after >= Gap::stop || last + 1 == items_.size();
        const bool ends_plea = segment_.words == 1 && ends && !made_.empty()
                               && made_.back().polarity == Polarity::notify;
        if (segment_.but && empty_but() && !ends_plea) segment_.open_condition = true;
        const bool carry = carry_;
        made_.push_back(std::move(segment_));
        open_ = false;
        carry_ = carry;
        from_list_ = false;
    }

    bool empty_but() const {
        return !segment_.said() && !segment_.names_place() && !segment_.any && !segment_.harmless
               && segment_.conditions.empty() && segment_.embargo.empty() && segment_.unknown == 0;
    }

    const std::vector<Lexeme>& items_;
    Neighbours near_;
    Gap end_;
    std::string_view text_;
    std::vector<Segment> made_;
    Segment segment_;
    bool open_ = false;
    bool negation_ = false, from_list_ = false, refused_ = false, without_ = false;
    bool if_ = false, unless_ = false, excepting_ = false, exclusive_ = false;
    bool until_ = false, until_before_ = false, carry_ = false, narrowed_ = false, expires_ = false;
    bool any_seen_ = false, need_ = false;
    std::size_t first_ = 0, until_at_ = 0;  ///< lexemes: where the segment and its "until" begin
    std::string_view until_what_;
};

}  // namespace

std::vector<Segment> segments_of(const Lexemes& lexemes, std::string_view text) {
    return SegmentReader(lexemes, text).read();
}

}  // namespace solander
