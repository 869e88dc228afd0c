// SPDX-License-Identifier: GPL-3.0-or-later
// Pen names that may be one person, each pair with why. Only said: a person joins or parts them.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "archive/archive.h"
#include "archive/meet.h"
#include "base/address.h"
#include "base/text.h"
#include "catalogue/twins.h"
#include "vocabulary/nobody.h"

namespace solander {
namespace {

constexpr std::size_t kMostPairs = 1000;

constexpr std::string_view kAuthors =
    "select work, creator from work_creator where role = 'author' order by work, place";
constexpr std::string_view kSaid = "select v.work, c.raw from claim c join version v on v.id = "
                                   "c.version where c.field = 'creators'"
                                   " or c.field = 'email' order by v.work, c.version, c.place";

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

class Suggesting {
  public:
    explicit Suggesting(Connection& connection) : connection_(connection) {
        for (const ListedName& name : listed_names(connection, NameList::creator))
            if (!names_nobody(name.name)) {
                names_.emplace(name.id, name.name);
                by_key_.emplace(fold(name.name), name.id);
            }
        for (Query query = connection.query(kAuthors); query.step();)
            authors_[query.integer(0)].push_back(query.integer(1));
        for (const NameWordRow& row : words_that_hold(connection, NameList::creator)) {
            if (row.word.act == "synonym" && row.word.other)
                head_[row.word.subject] = *row.word.other;
            if (row.word.act == "apart" && row.word.other)
                apart_.insert(ordered(row.word.subject, *row.word.other));
        }
        for (const auto& [work, who] : authors_)
            for (const std::int64_t name : who) ++works_[name];
    }

    std::vector<NamePair> find() {
        by_spelling();
        by_what_was_said();
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
        const auto works = works_.find(id);
        return {id, names_.at(id), works == works_.end() ? 0 : works->second};
    }
    /// Who wrote the work alone; 0: nobody, or several.
    std::int64_t only_author(WorkId work) const {
        const auto who = authors_.find(work);
        if (who == authors_.end() || who->second.size() != 1) return 0;
        return names_.count(who->second.front()) != 0 ? who->second.front() : 0;
    }

    void add(std::int64_t a, std::int64_t b, What what, std::string words) {
        if (a == b || names_.count(a) == 0 || names_.count(b) == 0) return;
        if (head(a) == head(b) || apart_.count(ordered(a, b)) != 0) return;
        auto& reasons = found_[ordered(a, b)];
        for (const NamePair::Reason& known : reasons)
            if (known.what == what) return;  // once is enough
        reasons.push_back({what, std::move(words)});
    }

    void by_spelling() {
        std::map<std::string, std::int64_t> first;
        for (const auto& [id, name] : names_) {
            const std::string key = bare_key(name);
            if (key.size() < 2) continue;
            const auto [at, fresh] = first.emplace(key, id);
            if (!fresh) add(at->second, id, What::spelling, "spelled apart");
        }
    }

    void by_what_was_said() {
        std::map<std::string, std::int64_t> wrote_from;
        for (Query query = connection_.query(kSaid); query.step();) {
            const WorkId work = query.integer(0);
            const std::string_view raw = query.text(1);
            const std::int64_t author = only_author(work);
            if (const auto both = also_known(raw)) {
                const auto a = by_key_.find(fold(both->first)),
                           b = by_key_.find(fold(both->second));
                const std::int64_t one = a == by_key_.end() ? author : a->second;
                if (one != 0 && b != by_key_.end())
                    add(one, b->second, What::aka, squeeze(without_addresses(raw)));
            }
            if (author == 0) continue;
            for (const std::string& address : addresses_in(raw)) {
                const auto [at, fresh] = wrote_from.emplace(ascii_lowered(address), author);
                if (!fresh) add(at->second, author, What::address, at->first);
            }
        }
    }

    void by_works() {
        const auto pair_of_works = [&](WorkId a, WorkId b, std::string_view why) {
            const std::int64_t x = only_author(a), y = only_author(b);
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

    static std::vector<std::string> addresses_in(std::string_view text) {
        std::vector<std::string> found;
        for (const AddressRange& range : find_addresses(text))
            found.emplace_back(text.substr(range.from, range.to - range.from));
        return found;
    }

    Connection& connection_;
    std::map<std::int64_t, std::string> names_;
    std::map<std::string, std::int64_t> by_key_;
    std::map<WorkId, std::vector<std::int64_t>> authors_;
    std::map<std::int64_t, std::uint64_t> works_;
    std::map<std::int64_t, std::int64_t> head_;
    std::set<Pair> apart_;
    std::map<Pair, std::vector<NamePair::Reason>> found_;
};

}  // namespace

std::vector<NamePair> Archive::suggested_people(Viewer viewer) const {
    if (!is_keeper(viewer)) return {};
    auto connection = inside_->readers->borrow();
    const ReadTransaction moment(*connection);
    return Suggesting(*connection).find();
}

}  // namespace solander
