// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/tag_suggester.h"

#include <algorithm>
#include <bit>
#include <tuple>

#include "base/spelling.h"
#include "base/text.h"

namespace solander {
namespace {

constexpr std::size_t kMost = 3;
// How much each kind of evidence weighs against the others.
constexpr int kOwnList = 100, kSettled = 95, kCommonName = 90, kSameSpelling = 85, kOtherOrder = 80,
              kParts = 75, kOtherKind = 70, kNearSpelling = 60, kNearListed = 55, kWordsHeld = 50,
              kLeader = 40, kDoubtful = 30, kInFandom = 20;

std::string digits_of(std::string_view text) {
    std::string digits;
    for (const char c : text)
        if (is_ascii_digit(c)) digits += c;
    return digits;
}

std::string share(std::uint64_t there, std::uint64_t of, const std::string& fandom) {
    return std::to_string(there) + " of its " + std::to_string(of) + " works are in “" + fandom
           + "”";
}

}  // namespace

TagName tag_name_of(const Filters& filters, std::uint32_t number) {
    const Name& name = filters.names[number];
    return {name.id, static_cast<TagKind>(name.kind), name.name};
}

bool TagSuggester::goes_by(std::uint32_t number) const {
    const NameStanding standing = filters_.standing_of(number);
    return standing != NameStanding::ignored
           && (standing != NameStanding::unsettled
               || filters_.names[number].works->intersect(visible_));
}

std::vector<std::uint32_t> TagSuggester::those_to_go_by(const SpelledAlike& names,
                                                        const std::string& key) const {
    std::vector<std::uint32_t> found;
    if (const auto at = names.find(key); at != names.end())
        std::copy_if(at->second.begin(), at->second.end(), std::back_inserter(found),
                     [this](std::uint32_t name) { return goes_by(name); });
    return found;
}

TagSuggester::Company TagSuggester::company(std::uint32_t number) const {
    constexpr std::size_t kLookedAt = 2000;
    Company company;
    std::unordered_map<std::uint32_t, std::uint64_t> counts;
    const Bitmap works = *filters_.names[number].works & visible_;
    for (const std::uint32_t slot : members(works)) {
        if (company.of == kLookedAt) break;
        ++company.of;
        std::vector<std::uint32_t> seen;
        for (std::uint32_t i = filters_.names_from[slot]; i < filters_.names_from[slot + 1]; ++i)
            filters_.under(filters_.names_of[i], [&](std::uint32_t name) {
                if (filters_.names[name].kind == NameKind::fandom
                    && std::find(seen.begin(), seen.end(), name) == seen.end())
                    seen.push_back(name);
            });
        for (const std::uint32_t name : seen) ++counts[name];
    }
    for (const auto& [name, count] : counts) {
        // Of a fandom and its meta, which is in as many, the narrower.
        const bool narrower = count == company.there
                              && filters_.names[name].found().cardinality()
                                     < filters_.names[company.fandom].found().cardinality();
        if (count > company.there || narrower) {
            company.fandom = name;
            company.there = count;
        }
    }
    if (company.there * 10 < company.of * 8) company.fandom = kNoSlot;
    return company;
}

bool TagSuggester::is_known(std::uint32_t number) const {
    const Name& name = filters_.names[number];
    if (filters_.standing_of(number) == NameStanding::canonical) return true;
    const auto kind = static_cast<TagKind>(name.kind);
    const std::vector<CanonName> listed = canon_.find(kind, name.name);
    return std::any_of(listed.begin(), listed.end(), [&](const CanonName& canon) {
        return tag_key(kind, canon.name) == tag_key(kind, name.name);
    });
}

std::vector<std::uint32_t> TagSuggester::best_of(const std::vector<std::uint32_t>& names,
                                                 std::uint32_t asked) const {
    std::uint32_t best = kNoSlot;
    const auto rank = [&](std::uint32_t name) {
        const NameStanding standing = filters_.standing_of(name);
        return std::tuple(standing == NameStanding::canonical ? 2
                          : standing == NameStanding::synonym ? 1
                                                              : 0,
                          is_known(name), filters_.names[name].works->and_cardinality(visible_),
                          ~name);
    };
    for (const std::uint32_t name : names) {
        if (name == asked) continue;
        if (best == kNoSlot || rank(name) > rank(best)) best = name;
    }
    if (best == kNoSlot || rank(best) < rank(asked)) return {};
    if (const auto* const meant = filters_.meant_by(best)) return *meant;
    return {best};
}

void TagSuggester::add(int weight, TagSuggestion suggestion) {
    suggestion.weight = weight;
    // A tag is no synonym of itself; the same thing is said once, for the best reason.
    for (const TagName& tag : suggestion.of)
        if (tag.id == filters_.names[asked_].id) return;
    const auto same = [&](const TagSuggestion& known) {
        return known.canonical == suggestion.canonical
               && std::equal(known.of.begin(), known.of.end(), suggestion.of.begin(),
                             suggestion.of.end(), [](const TagName& a, const TagName& b) {
                                 return a.id == b.id && a.kind == b.kind && a.name == b.name;
                             });
    };
    const auto known = std::find_if(found_.begin(), found_.end(), same);
    if (known == found_.end())
        found_.push_back(std::move(suggestion));
    else if (known->weight < weight)
        *known = std::move(suggestion);
}

void TagSuggester::add(int weight, const std::vector<std::uint32_t>& of, std::string why,
                       std::vector<TagName> fandoms) {
    if (of.empty()) return;
    TagSuggestion suggestion;
    for (const std::uint32_t name : of) suggestion.of.push_back(tag_name_of(filters_, name));
    suggestion.why = std::move(why);
    suggestion.fandoms = std::move(fandoms);
    add(weight, std::move(suggestion));
}

void TagSuggester::by_spelling(std::uint32_t number) {
    const Name& name = filters_.names[number];
    const std::string& folded = filters_.folded_name(number);
    const NameSpellings& all = filters_.spellings(name.kind);
    const auto loose = those_to_go_by(all.loose, loose_key_of(name, folded));
    if (loose.size() > 1) {
        const auto best = best_of(loose, number);
        const bool settled =
            !best.empty() && filters_.standing_of(best.front()) == NameStanding::canonical;
        add(settled ? kSettled : kSameSpelling, best, "the same but for signs, blanks or “the”");
        if (best.empty())
            add(kLeader, {true,
                          {},
                          {},
                          std::string(is_known(number) ? "the known one of " : "the most used of ")
                              + std::to_string(loose.size()) + " spellings"});
    }
    const auto sorted = those_to_go_by(all.sorted, sorted_words(folded));
    if (sorted.size() > 1)
        add(kOtherOrder, best_of(sorted, number), "the same words in another order");
}

void TagSuggester::by_distance(std::uint32_t number) {
    const std::string& folded = filters_.folded_name(number);
    if (folded.size() < 6 || folded.size() > 80) return;
    if (is_known(number)) return;  // no slip of the pen, whatever is like it
    const std::size_t most = folded.size() < 12 ? 1 : 2;
    const NameSpellings& all = filters_.spellings(filters_.names[number].kind);
    const std::uint64_t letters = letter_bits(folded);
    std::vector<std::uint32_t> near;
    for (std::size_t length = folded.size() - most;
         length <= folded.size() + most && length < all.by_length.size(); ++length)
        for (const auto& [other, its_letters] : all.by_length[length]) {
            if (other == number
                || static_cast<std::size_t>(std::popcount(letters ^ its_letters)) > 2 * most)
                continue;
            const std::string& spelled = filters_.folded_name(other);
            if (edit_distance(folded, spelled, most) > most
                || digits_of(folded) != digits_of(spelled) || !goes_by(other))
                continue;
            near.push_back(other);
        }
    const std::vector<std::uint32_t> best = best_of(near, number);
    std::string why = most == 1 ? "one letter differs" : "one or two letters differ";
    if (best.size() == 1 && is_known(best.front())) why += ", and the other name is known";
    add(kNearSpelling, best, std::move(why));
    // Of fandoms alone: two people may be called nearly the same.
    if (filters_.names[number].kind != NameKind::fandom) return;
    const std::vector<CanonName> listed = canon_.near(TagKind::fandom, folded, most);
    if (listed.size() != 1 || digits_of(listed.front().name) != digits_of(folded)) return;
    TagSuggestion suggestion;
    suggestion.of = here(TagKind::fandom, listed.front().name);
    suggestion.why = std::string(listed.front().own ? "your own list has it" : "a common name")
                     + (most == 1 ? ", but for one letter" : ", but for one or two letters");
    add(kNearListed, std::move(suggestion));
}

std::vector<TagName> TagSuggester::here(TagKind kind, const std::string& name) const {
    const std::uint32_t number =
        filters_.name_with_key(static_cast<NameKind>(kind), tag_key(kind, name));
    if (number == kNoSlot) return {{0, kind, name}};
    const auto* const meant = filters_.meant_by(number);
    if (meant == nullptr) return {tag_name_of(filters_, number)};
    std::vector<TagName> names;
    names.reserve(meant->size());
    for (const std::uint32_t one : *meant) names.push_back(tag_name_of(filters_, one));
    return names;
}

void TagSuggester::by_canon(std::uint32_t number, const Company& in) {
    const Name& name = filters_.names[number];
    const auto kind = static_cast<TagKind>(name.kind);
    const bool listed =
        kind == TagKind::fandom || kind == TagKind::character || kind == TagKind::relationship;
    if (!listed && kind != TagKind::freeform) return;
    const std::string fandom =
        in.fandom == kNoSlot ? std::string() : filters_.names[in.fandom].name;
    for (const TagKind as : {TagKind::fandom, TagKind::relationship, TagKind::character}) {
        if (listed ? as != kind : as == TagKind::character) continue;
        const std::vector<CanonName> found =
            canon_.find(as, name.name, as == TagKind::fandom ? std::string() : fandom);
        for (const CanonName& canon : found) {
            TagSuggestion suggestion;
            suggestion.of = here(as, canon.name);
            const bool itself = suggestion.of.size() == 1 && suggestion.of[0].id == name.id;
            suggestion.canonical = itself;
            if (itself) suggestion.of.clear();
            if (!canon.fandom.empty()) suggestion.fandoms = here(TagKind::fandom, canon.fandom);
            suggestion.why = canon.own ? "your own list has it" : "a common name";
            if (!canon.fandom.empty()) suggestion.why += " in “" + canon.fandom + "”";
            if (found.size() > 1)
                suggestion.why += "; one of " + std::to_string(found.size()) + " it may be";
            const int weight = found.size() > 1 || !listed ? kDoubtful : kCommonName;
            add(canon.own ? kOwnList : weight, std::move(suggestion));
        }
    }
}

/// The one fandom that a text names.
std::optional<std::vector<TagName>> TagSuggester::one_fandom(std::string_view text) const {
    const std::string name(trim(text));
    const std::uint32_t number =
        filters_.name_with_key(NameKind::fandom, tag_key(TagKind::fandom, name));
    const bool known = number != kNoSlot && filters_.names[number].found().intersect(visible_);
    const NameStanding standing =
        number == kNoSlot ? NameStanding::unsettled : filters_.standing_of(number);
    const bool settled = standing == NameStanding::canonical || standing == NameStanding::synonym;
    // A person's word, then the lists, then what is merely written here.
    if (!settled || !known) {
        const auto canon = canon_.find(TagKind::fandom, name);
        if (canon.size() == 1) return here(TagKind::fandom, canon.front().name);
    }
    if (!known || standing == NameStanding::ignored) return std::nullopt;
    std::vector<TagName> named = here(TagKind::fandom, name);
    if (named.size() != 1) return std::nullopt;
    return named;
}

/// "Buffy/X-Files": a crossing of two fandoms.
void TagSuggester::by_parts(std::uint32_t number) {
    const Name& name = filters_.names[number];
    if (name.kind != NameKind::fandom) return;
    const auto parts = split(name.name, '/');
    if (parts.size() < 2 || parts.size() > 4) return;
    TagSuggestion suggestion;
    for (const std::string_view part : parts) {
        const auto fandom = one_fandom(part);
        if (!fandom) return;
        suggestion.of.insert(suggestion.of.end(), fandom->begin(), fandom->end());
    }
    suggestion.why = "several fandoms in one";
    add(kParts, std::move(suggestion));
}

/// A free tag that is the name of a fandom, a person or two.
void TagSuggester::by_other_kind(std::uint32_t number) {
    const Name& name = filters_.names[number];
    if (name.kind != NameKind::freeform) return;
    for (const TagKind kind : {TagKind::fandom, TagKind::relationship, TagKind::character}) {
        const std::uint32_t other =
            filters_.name_with_key(static_cast<NameKind>(kind), tag_key(kind, name.name));
        if (other == kNoSlot || filters_.standing_of(other) == NameStanding::ignored
            || !filters_.names[other].found().intersect(visible_))
            continue;
        TagSuggestion suggestion;
        suggestion.of = here(kind, name.name);
        suggestion.why = std::string("a ") + std::string(name_of(kind)) + " is called so";
        add(kOtherKind, std::move(suggestion));
    }
}

/// "Mara" where the works are those of "Mara Reed".
void TagSuggester::by_words_held(std::uint32_t number, const Company& in) {
    const Name& name = filters_.names[number];
    std::uint32_t best = kNoSlot;
    std::uint64_t best_works = 0;
    bool several = false;
    for (const std::uint32_t other : filters_.names_with_words(name.kind, name.name, false)) {
        if (other == number || filters_.standing_of(other) != NameStanding::canonical) continue;
        const Bitmap& works = filters_.names[other].found();
        const std::uint64_t there =
            in.fandom == kNoSlot
                ? works.and_cardinality(visible_)
                : (works & filters_.names[in.fandom].found()).and_cardinality(visible_);
        if (there == 0) continue;
        several = best != kNoSlot;
        if (there > best_works) {
            best = other;
            best_works = there;
        }
    }
    if (best == kNoSlot) return;
    std::string why = "it holds all the words";
    if (in.fandom != kNoSlot) why += "; " + share(in.there, in.of, filters_.names[in.fandom].name);
    add(several ? kDoubtful : kWordsHeld, {best}, std::move(why));
}

/// Nothing else is like it, and its works are in one fandom.
void TagSuggester::by_company(std::uint32_t number, const Company& in) {
    const Name& name = filters_.names[number];
    if (in.fandom == kNoSlot || in.of < 2
        || (name.kind != NameKind::character && name.kind != NameKind::relationship)
        || filters_.standing_of(in.fandom) != NameStanding::canonical)
        return;
    TagSuggestion suggestion;
    suggestion.canonical = true;
    suggestion.fandoms = {tag_name_of(filters_, in.fandom)};
    suggestion.why = share(in.there, in.of, filters_.names[in.fandom].name);
    add(kInFandom, std::move(suggestion));
}

std::vector<TagSuggestion> TagSuggester::of(std::uint32_t number) {
    found_.clear();
    asked_ = number;
    if (static_cast<std::size_t>(filters_.names[number].kind) >= std::size(kTagKinds)) return {};
    const Company in = company(number);
    by_canon(number, in);
    by_spelling(number);
    by_parts(number);
    by_other_kind(number);
    by_distance(number);
    by_words_held(number, in);
    by_company(number, in);
    std::stable_sort(found_.begin(), found_.end(),
                     [](const auto& a, const auto& b) { return a.weight > b.weight; });
    if (found_.size() > kMost) found_.resize(kMost);
    return std::move(found_);
}

}  // namespace solander
