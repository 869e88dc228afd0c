// SPDX-License-Identifier: GPL-3.0-or-later
// Pen names that may be one person, each pair with why. Only said: a person joins or parts them.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

#include "archive/archive.h"
#include "archive/meet.h"
#include "base/address.h"
#include "base/text.h"
#include "catalogue/twins.h"
#include "header/name_order.h"
#include "vocabulary/nobody.h"
#include "vocabulary/pen_name.h"

namespace solander {
namespace {

constexpr std::size_t kMostPairs = 1000;

constexpr std::string_view kAuthors =
    "select work, creator from work_creator where role = 'author' order by work, place";
constexpr std::string_view kSaid = "select v.work, c.raw from claim c join version v on v.id = "
                                   "c.version where c.field = 'creators'"
                                   " or c.field = 'email' order by v.work, c.version, c.place";

/// Words on names change nothing of what works say.
constexpr std::string_view kLastOfWorks =
    "select seq from change where work <> 0 order by seq desc limit 1";

/// What stands between two names of one person.
constexpr std::array kAlso = std::to_array<std::string_view>(
    {"a.k.a.", "a.k.a", "aka", "also known as", "also writing as", "writing as", "formerly",
     "previously", "alias", "auch bekannt als", "alias"});

using Pair = std::pair<std::int64_t, std::int64_t>;
using What = NamePair::Reason::What;

/// Letters and digits alone: "A. Reed", "a_reed" and "AReed" are the same.
std::string bare_key(std::string_view name) {
    const std::string folded = fold(name);
    std::string key;
    for (std::string_view rest = folded; !rest.empty();) {
        std::size_t length = 1;
        if (is_word_char(first_code_point(rest, length))) key += rest.substr(0, length);
        rest.remove_prefix(length);
    }
    return key;
}

std::string_view without_marks(std::string_view name) {
    constexpr std::string_view kMarks = " \t\n()[]{}<>,;:/\\|-\"'*_=.";
    while (!name.empty() && kMarks.find(name.front()) != std::string_view::npos)
        name.remove_prefix(1);
    while (!name.empty() && kMarks.find(name.back()) != std::string_view::npos)
        name.remove_suffix(1);
    return name;
}

/// "Ann Reed (aka Bea Marsh)": both names, as they stand there.
std::optional<std::pair<std::string_view, std::string_view>> also_known(std::string_view line) {
    const std::string low = ascii_lowered(line);
    for (const std::string_view also : kAlso) {
        const std::size_t at = low.find(also);
        if (at == std::string::npos || at == 0 || is_ascii_alpha(low[at - 1])) continue;
        const std::size_t behind = at + also.size();
        if (behind < low.size() && is_ascii_alpha(low[behind])) continue;
        std::string_view other = line.substr(behind);
        other = other.substr(0, other.find_first_of(")];,\n"));
        return std::pair{without_marks(line.substr(0, at)), without_marks(other)};
    }
    return std::nullopt;
}

}  // namespace

/// Who wrote what, and what was said of it; all of it follows from the works.
struct PeopleFacts {
    explicit PeopleFacts(Connection& connection) {
        for (ListedName& name : listed_names(connection, NameList::creator))
            if (!names_nobody(name.name)) {
                by_key_.emplace(pen_name_key(name.name), name.id);
                in_order_.push_back(name.id);
                names.emplace(name.id, std::move(name.name));
            }
        for (Query query = connection.query(kAuthors); query.step();) {
            const std::int64_t author = query.integer(1);
            const auto [at, alone] = authors_.emplace(query.integer(0), author);
            if (!alone) at->second = 0;
            ++works[author];
        }
        by_spelling();
        by_what_was_said(connection);
    }

    /// Who wrote the work alone; 0: nobody, or several.
    std::int64_t only_author(WorkId work) const {
        const auto who = authors_.find(work);
        return who != authors_.end() && names.count(who->second) != 0 ? who->second : 0;
    }

    struct Said {
        std::int64_t a, b;
        NamePair::Reason::What what;
        std::string words;
    };
    std::vector<Said> said;  ///< what speaks for two names being one, whatever people say of them
    std::unordered_map<std::int64_t, std::string> names;
    std::unordered_map<std::int64_t, std::uint64_t> works;

  private:
    void add(std::int64_t a, std::int64_t b, What what, std::string words) {
        if (a == b || !once_.emplace(std::min(a, b), std::max(a, b), what).second) return;
        said.push_back({a, b, what, std::move(words)});
    }

    void by_spelling() {
        std::sort(in_order_.begin(), in_order_.end());
        std::unordered_map<std::string, std::int64_t> first;
        for (const std::int64_t id : in_order_) {
            const std::string key = bare_key(names.at(id));
            if (key.size() < 2) continue;
            const auto [at, fresh] = first.emplace(key, id);
            if (!fresh) add(at->second, id, What::spelling, "spelled apart");
        }
        for (const std::int64_t id : in_order_) {
            const std::string& name = names.at(id);
            if (!may_be_surname_first(name)) continue;
            const auto at = first.find(bare_key(given_name_first(name)));
            if (at != first.end()) add(at->second, id, What::spelling, "surname first");
        }
    }

    void by_what_was_said(Connection& connection) {
        std::unordered_map<std::string, std::int64_t> wrote_from;
        for (Query query = connection.query(kSaid); query.step();) {
            const std::string_view raw = query.text(1);
            const std::int64_t author = only_author(query.integer(0));
            if (const auto both = also_known(raw)) {
                const auto a = by_key_.find(pen_name_key(both->first)),
                           b = by_key_.find(pen_name_key(both->second));
                const std::int64_t one = a == by_key_.end() ? author : a->second;
                if (one != 0 && b != by_key_.end())
                    add(one, b->second, What::aka, squeeze(without_addresses(raw)));
            }
            if (author == 0) continue;
            for (const AddressRange& range : find_addresses(raw)) {
                const auto [at, fresh] = wrote_from.emplace(
                    ascii_lowered(raw.substr(range.from, range.to - range.from)), author);
                if (!fresh) add(at->second, author, What::address, at->first);
            }
        }
    }

    std::unordered_map<std::string, std::int64_t> by_key_;
    std::unordered_map<WorkId, std::int64_t> authors_;  ///< 0: several
    std::vector<std::int64_t> in_order_;
    std::set<std::tuple<std::int64_t, std::int64_t, What>> once_;
};

namespace {

class Suggesting {
  public:
    Suggesting(Connection& connection, const PeopleFacts& facts)
        : connection_(connection), facts_(facts) {
        for (const NameWordRow& row : words_that_hold(connection, NameList::creator)) {
            if (row.word.act == "synonym" && row.word.other)
                head_[row.word.subject] = *row.word.other;
            if (row.word.act == "apart" && row.word.other)
                apart_.insert(ordered(row.word.subject, *row.word.other));
        }
    }

    std::vector<NamePair> find() {
        for (const PeopleFacts::Said& said : facts_.said)
            add(said.a, said.b, said.what, said.words);
        by_works();
        std::vector<NamePair> pairs;
        for (auto& [pair, reasons] : found_) {
            if (pairs.size() == kMostPairs) break;
            pairs.push_back({counted(pair.first), counted(pair.second), std::move(reasons)});
        }
        std::stable_sort(pairs.begin(), pairs.end(), [](const NamePair& a, const NamePair& b) {
            return a.reasons.size() > b.reasons.size();
        });
        return pairs;
    }

  private:
    static Pair ordered(std::int64_t a, std::int64_t b) { return {std::min(a, b), std::max(a, b)}; }
    std::int64_t head(std::int64_t name) const {
        const auto at = head_.find(name);
        return at == head_.end() ? name : at->second;
    }
    CountedName counted(std::int64_t id) const {
        const auto works = facts_.works.find(id);
        return {id, facts_.names.at(id), works == facts_.works.end() ? 0 : works->second};
    }

    void add(std::int64_t a, std::int64_t b, What what, std::string words) {
        if (a == b || head(a) == head(b) || apart_.count(ordered(a, b)) != 0) return;
        auto& reasons = found_[ordered(a, b)];
        for (const NamePair::Reason& known : reasons)
            if (known.what == what) return;  // once is enough
        reasons.push_back({what, std::move(words)});
    }

    void by_works() {
        const auto pair_of_works = [&](WorkId a, WorkId b, std::string_view why) {
            const std::int64_t x = facts_.only_author(a), y = facts_.only_author(b);
            if (x != 0 && y != 0)
                add(x, y, What::same_work, fmt::format("works {} and {} {}", a, b, why));
        };
        for (const TwinRow& twin : load_twins(connection_))
            if (twin.kind == TwinKind::same_text || twin.kind == TwinKind::revised)
                pair_of_works(twin.works.a, twin.works.b, "may be one story");
        for (const VerdictRow& verdict : verdicts(connection_))
            if (verdict.verdict == Verdict::joined)
                pair_of_works(verdict.work, verdict.other, "are one story");
    }

    Connection& connection_;
    const PeopleFacts& facts_;
    std::unordered_map<std::int64_t, std::int64_t> head_;
    std::set<Pair> apart_;
    std::map<Pair, std::vector<NamePair::Reason>> found_;
};

}  // namespace

std::vector<NamePair> Archive::suggested_people(Viewer viewer) const {
    if (!is_keeper(viewer)) return {};
    auto connection = inside_->readers->borrow();
    const ReadTransaction moment(*connection);
    std::int64_t last = 0;
    {
        Query query = connection->query(kLastOfWorks);
        if (query.step()) last = query.integer(0);
    }
    const std::lock_guard lock(inside_->people_mutex);
    if (!inside_->people || inside_->people_seen != last) {
        inside_->people = std::make_shared<const PeopleFacts>(*connection);
        inside_->people_seen = last;
    }
    return Suggesting(*connection, *inside_->people).find();
}

}  // namespace solander
