// SPDX-License-Identifier: GPL-3.0-or-later
// Goes through the clauses in order, keeping places that wait for their word and words that wait
// for their place.
#include "consent/binding.h"

#include <algorithm>

namespace solander {
namespace {

class Binder {
  public:
    Binder(const std::vector<Segment>& segments, bool prose) : segments_(segments), prose_(prose) {}

    Binding bind() {
        for (std::size_t i = 0; i < segments_.size(); ++i) take(i);
        flush();
        return std::move(made_);
    }

  private:
    void take(std::size_t i) {
        const Segment& s = segments_[i];
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
            made_.general.push_back({Polarity::yes, i});
        else if (s.any && !s.targets.empty() && s.polarity != Polarity::yes)
            made_.general.push_back({s.polarity, i});
        else if (s.any && !s.targets.empty())
            made_.general.push_back({Polarity::yes, i});
    }

    /// "No. Not without asking": the exception replaces the No before it.
    bool lift(const Segment& s) {
        for (auto* rules : {&made_.general, &made_.elsewhere})
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
            made_.elsewhere.push_back({s.polarity, i});
        else if (s.any_other)
            waiting_others_ = {true, i, Polarity::yes};
        else
            waiting_others_ = {true, i, Polarity::unsaid};
    }

    void bind_targets(std::size_t i) {
        const Segment& s = segments_[i];
        const bool colon_before = s.before == Gap::colon || s.before == Gap::dash;
        const bool others_seen = waiting_others_.on || !made_.elsewhere.empty();
        Polarity polarity = s.polarity;
        if (polarity == Polarity::unsaid && !s.only && last_was_polarity_ && !s.targets[0].excepted
            && !s.but && (leading_ == Polarity::yes || colon_before)) {
            polarity = leading_;  // "Yes: XYZ, ABC"
            if (!made_.general.empty() && made_.general.back().second == last_polarity_)
                made_.general.pop_back();
        } else if (polarity != Polarity::unsaid && !waiting_.empty() && !s.any && !s.but
                   && !s.not_here && s.before < Gap::stop && s.polarity != Polarity::link
                   && segments_[waiting_.back().segment].after < Gap::stop) {
            for (BoundPlace& b : waiting_)  // "XYZ, ABC yes"
                b.polarity = polarity;
            flush();
        } else if (polarity != Polarity::unsaid) {
            flush();
        }
        bool inverted = i > 0 && s.polarity == Polarity::unsaid && s.before < Gap::stop
                        && (excepting_ || (s.but && !s.only));
        for (Target target : s.targets) {
            target.excepted = target.excepted || inverted;
            BoundPlace bound{target, polarity, i};
            if (target.excepted) {
                Polarity turned = polarity;
                if (turned == Polarity::unsaid && others_seen)
                    turned = made_.elsewhere.empty() ? waiting_others_.bare
                                                     : made_.elsewhere.back().first;
                else if (turned == Polarity::unsaid && !made_.general.empty())
                    turned = made_.general.back().first;
                bound.polarity = turned >= Polarity::ask ? Polarity::yes : Polarity::no;
                inverted = true;
            }
            if (bound.polarity == Polarity::unsaid)
                waiting_.push_back(bound);
            else
                made_.places.push_back(bound);
        }
        const bool has_plain = std::any_of(s.targets.begin(), s.targets.end(),
                                           [](const Target& t) { return !t.excepted; });
        // "No archives except XYZ": the No is for all the others.
        if (s.said() && !has_plain) made_.general.push_back({s.polarity, i});
        if (s.only) made_.only = true;
        excepting_ = inverted;
        if (s.said()) last_was_polarity_ = false;
    }

    void bind_polarity(std::size_t i) {
        const Segment& s = segments_[i];
        excepting_ = false;
        if (waiting_others_.on && s.before < Gap::stop) {
            made_.elsewhere.push_back({s.polarity, waiting_others_.segment});
            waiting_others_.on = false;
            last_was_polarity_ = false;
            return;
        }
        if (!waiting_.empty() && s.before < Gap::stop && !s.any) {
            for (BoundPlace& b : waiting_) b.polarity = s.polarity;
            flush();
            last_was_polarity_ = false;
            if (s.polarity == Polarity::ask) made_.general.push_back({s.polarity, i});
            return;
        }
        made_.general.push_back({s.polarity, i});
        last_was_polarity_ = true;
        last_polarity_ = i;
        leading_ = s.polarity;
    }

    void flush() {
        for (BoundPlace& b : waiting_) made_.places.push_back(b);
        waiting_.clear();
        if (waiting_others_.on) {
            made_.elsewhere.push_back({waiting_others_.bare, waiting_others_.segment});
            waiting_others_.on = false;
        }
    }

    struct WaitingOthers {
        bool on = false;
        std::size_t segment = 0;
        Polarity bare = Polarity::unsaid;
    };

    const std::vector<Segment>& segments_;
    bool prose_;
    Binding made_;
    std::vector<BoundPlace> waiting_;
    WaitingOthers waiting_others_;
    bool last_was_polarity_ = false, excepting_ = false;
    Polarity leading_ = Polarity::unsaid;
    std::size_t last_polarity_ = 0;
};

}  // namespace

Binding bind_places(const std::vector<Segment>& segments, bool prose) {
    return Binder(segments, prose).bind();
}

}  // namespace solander
