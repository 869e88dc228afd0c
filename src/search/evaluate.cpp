// SPDX-License-Identifier: GPL-3.0-or-later
// Inside an AND the filters go first and cut down what the words are asked for; depth is bounded by
// the parser (12 parentheses), so the walk may recurse.
#include "search/evaluate.h"

#include <algorithm>

#include "base/text.h"
#include "search/compare.h"
#include "search/nearest_name.h"
#include "vocabulary/pen_name.h"

namespace solander {
namespace {

using Kind = QueryNode::Kind;

bool has_words(const QueryNode& node) {
    if (node.kind == Kind::words) return true;
    return std::any_of(node.children.begin(), node.children.end(), has_words);
}

/// Words that a work can have more or less of: not under NOT.
bool has_scoring_words(const QueryNode& node) {
    if (node.kind == Kind::words) return true;
    if (node.kind == Kind::not_) return false;
    return std::any_of(node.children.begin(), node.children.end(), has_scoring_words);
}

/// The tag key of a value in quotes: category and relationship have spellings of their own.
std::string key_of(NameKind kind, const std::string& value) {
    if (kind == NameKind::series) return fold(value);
    if (kind == NameKind::creator) return pen_name_key(value);
    return tag_key(static_cast<TagKind>(kind), value);
}

/// The name called so; kNoSlot when none is. A spelling that a person parted goes before the name.
std::uint32_t name_called(const Filters& filters, NameKind kind, const std::string& value) {
    std::uint32_t name = kNoSlot;
    if (kind == NameKind::creator) name = filters.name_with_key(kind, spelled_key(value));
    return name != kNoSlot ? name : filters.name_with_key(kind, key_of(kind, value));
}

}  // namespace

Found Evaluation::find(const QueryNode& root, const Bitmap& allowed) {
    Found found;
    visible_ = allowed;
    found.works = evaluate(root, allowed, true);
    found.has_scores = has_scoring_words(root);
    if (found.has_scores) {
        scores_.resize(filters_.slots());
        found.scored.reserve(found.works.cardinality());
        for (const std::uint32_t slot : members(found.works))
            found.scored.push_back({slot, scores_[slot]});
    }
    found.hints = std::move(hints_);
    return found;
}

void Evaluation::add_scores(const std::vector<WordHit>& hits) {
    scores_.resize(filters_.slots());
    for (const WordHit& hit : hits) scores_[hit.slot] += hit.score;
}

Bitmap Evaluation::evaluate(const QueryNode& node, const Bitmap& allowed, bool scores) {
    switch (node.kind) {
    case Kind::all:
        return allowed;
    case Kind::words:
        return match_words(node, allowed, scores);
    case Kind::tag:
    case Kind::compare:
        return filter(node) & allowed;
    case Kind::not_:
        return allowed - evaluate(node.children.front(), allowed, false);
    case Kind::or_:
        return evaluate_or(node, allowed, scores);
    case Kind::and_: {
        std::vector<const QueryNode*> parts;
        for (const QueryNode& child : node.children) parts.push_back(&child);
        return evaluate_and(parts, allowed, scores);
    }
    }
    return {};
}

Bitmap Evaluation::evaluate_and(const std::vector<const QueryNode*>& parts, const Bitmap& allowed,
                                bool scores) {
    Bitmap left = allowed;
    QueryNode words;  // what one MATCH can say
    words.kind = Kind::and_;
    std::vector<const QueryNode*> excluded, mixed;
    bool positive = false;
    for (const QueryNode* part : parts) {
        const bool no = part->kind == Kind::not_;
        const QueryNode& inner = no ? part->children.front() : *part;
        if (!has_words(inner))
            left = no ? left - evaluate(inner, left, false) : evaluate(inner, left, false);
        else if (!expressible(inner))
            mixed.push_back(part);
        else if (no)
            excluded.push_back(part);
        else {
            words.children.push_back(*part);
            positive = true;
        }
    }
    for (const QueryNode* part : mixed) {
        if (left.isEmpty()) return left;
        left = evaluate(*part, left, scores);
    }
    for (const QueryNode* part : excluded) {
        if (positive)
            words.children.push_back(*part);
        else if (!left.isEmpty())
            left = evaluate(*part, left, false);
    }
    if (!positive || left.isEmpty()) return left;
    if (words.children.size() == 1) return match_words(words.children.front(), left, scores);
    return match_words(words, left, scores);
}

Bitmap Evaluation::evaluate_or(const QueryNode& node, const Bitmap& allowed, bool scores) {
    Bitmap any;
    QueryNode words;
    words.kind = Kind::or_;
    for (const QueryNode& child : node.children) {
        if (expressible(child))
            words.children.push_back(child);
        else
            any |= evaluate(child, allowed, scores);
    }
    if (words.children.size() == 1)
        any |= match_words(words.children.front(), allowed, scores);
    else if (!words.children.empty())
        any |= match_words(words, allowed, scores);
    return any;
}

Bitmap Evaluation::match_words(const QueryNode& node, const Bitmap& allowed, bool scores) {
    if (allowed.isEmpty()) return {};
    const StemsOfPrefix stems = [this](std::string_view prefix) {
        return words_.stems_of_prefix(prefix);
    };
    Expression expression = make_expression(node, tokenizer_, stems);
    if (!scores) expression.leaves = 1;  // no weights wanted
    std::vector<WordHit> hits;
    const Bitmap open = allowed & readable_;
    if (!open.isEmpty()) words_.match(expression, filters_, Bits(open, filters_.slots()), hits);
    if (const Bitmap closed = allowed - readable_; !closed.isEmpty()) {
        Expression outside = expression;
        outside.text = "{title creator tags summary notes} : (" + expression.text + ")";
        words_.match(outside, filters_, Bits(closed, filters_.slots()), hits);
    }
    if (scores) add_scores(hits);
    std::vector<std::uint32_t> slots;
    slots.reserve(hits.size());
    for (const WordHit& hit : hits) slots.push_back(hit.slot);
    std::sort(slots.begin(), slots.end());
    Bitmap found;
    found.addMany(slots.size(), slots.data());
    return found;
}

Bitmap Evaluation::filter(const QueryNode& node) {
    return node.kind == Kind::tag ? tagged(node) : compared(node);
}

/// What a name means by itself. A synonym means all of its canonical names at once, and says so.
Bitmap Evaluation::named(std::uint32_t number) {
    const Name& name = filters_.names[number];
    if (!name.may_be_told(visible_)) return *name.works;
    const std::vector<std::uint32_t>* meant = filters_.meant_by(number);
    if (meant == nullptr || meant->empty()) return name.found();
    // One that only hidden works have is not told of.
    if (!name.works->intersect(visible_)) return *name.works;
    Bitmap works = filters_.names[meant->front()].found();
    std::string hint = "\"" + name.name + "\" means ";
    bool may_be_told = true;
    for (std::size_t i = 0; i < meant->size(); ++i) {
        const Name& canonical = filters_.names[(*meant)[i]];
        works &= canonical.found();
        may_be_told = may_be_told && canonical.may_be_told(visible_);
        if (i > 0) hint += " and ";
        hint += std::string(field_of(canonical.kind)) + " \"" + canonical.name + "\"";
    }
    hint += " here";
    if (may_be_told && std::find(hints_.begin(), hints_.end(), hint) == hints_.end())
        hints_.push_back(hint);
    return works;
}

Bitmap Evaluation::tagged(const QueryNode& node) {
    const std::size_t number = name_kind_of_field(node.field);
    if (number == kNameKinds) return {};
    const auto kind = static_cast<NameKind>(number);
    Bitmap works;
    const auto whole = [&](const std::string& value) {
        const std::uint32_t name = name_called(filters_, kind, value);
        if (name == kNoSlot) return false;
        const Bitmap meant = named(name);
        if (!meant.intersect(visible_)) return false;
        works |= meant;
        return true;
    };
    std::vector<std::string> categories;  // "slash" and "m/m" mean M/M, and never F/M
    if (kind == NameKind::category) categories = read_categories(node.value);
    for (const std::string& category : categories) whole(category);
    const bool known = node.phrase && !node.prefix && whole(node.value);
    if (!known && categories.empty()) {
        for (const std::uint32_t name : filters_.names_with_words(kind, node.value, node.prefix))
            if (filters_.names[name].may_be_told(visible_)) works |= filters_.names[name].found();
        // The words of a synonym are found where they are written; all of it means more.
        if (!node.phrase && !node.prefix) {
            const std::uint32_t name = name_called(filters_, kind, node.value);
            if (name != kNoSlot && filters_.meant_by(name) != nullptr) works |= named(name);
        }
    }
    // A name that only hidden works have is as unknown as one that nobody has.
    if (!works.intersect(visible_)) {
        std::string hint = "no " + node.field + " is called \"" + node.value + "\"";
        const std::string near = nearest_name(filters_, kind, node.value, visible_);
        if (!near.empty()) hint += "; did you mean \"" + near + "\"?";
        hints_.push_back(std::move(hint));
    }
    return works;
}

template <class Test>
Bitmap Evaluation::where(Test test) const {
    std::vector<std::uint32_t> slots;
    const auto n = static_cast<std::uint32_t>(filters_.slots());
    for (std::uint32_t slot = 0; slot < n; ++slot)
        if (test(slot)) slots.push_back(slot);
    Bitmap works;
    works.addMany(slots.size(), slots.data());
    return works;
}

Bitmap Evaluation::compared(const QueryNode& node) {
    const QueryField* field = find_field(node.field);
    if (field == nullptr) return {};
    if (field->kind == FieldKind::number) {
        const auto range = number_range(node.op, node.value);
        if (!range) return {};
        const auto within = [&range](std::int64_t v) {
            return v >= range->low && v <= range->high;
        };
        if (node.field == "words")
            return where([&](std::uint32_t s) { return within(filters_.words[s]); });
        if (node.field == "chapters")
            return where([&](std::uint32_t s) { return within(filters_.chapters[s]); });
        return where([&](std::uint32_t s) { return within(filters_.ids[s]); });
    }
    if (field->kind == FieldKind::date) {
        const auto range = date_range(node.op, node.value);
        if (!range) return {};
        // All days that a date may mean must lie inside: "2003" is not "in February 2003".
        const auto within = [&range](const Days& d) {
            return d.known() && d.first >= range->low && d.last <= range->high;
        };
        if (node.field == "published")
            return where([&](std::uint32_t s) { return within(filters_.published[s]); });
        if (node.field == "updated")
            return where([&](std::uint32_t s) { return within(filters_.updated[s]); });
        return where([&](std::uint32_t s) {
            return within({filters_.added_day[s], filters_.added_day[s]});
        });
    }
    const Choice* choice = node.field == "rating"       ? &filters_.rating
                           : node.field == "language"   ? &filters_.language
                           : node.field == "complete"   ? &filters_.complete
                           : node.field == "permission" ? &filters_.permission
                                                        : &filters_.visibility;
    const std::string wanted =
        node.field == "rating" && node.value == "unstated" ? std::string() : node.value;
    Bitmap works;
    for (std::size_t i = 0; i < choice->values.size(); ++i) {
        const std::string value = ascii_lowered(choice->values[i]);
        const bool part = node.field == "language" && value.size() > wanted.size()
                          && value.compare(0, wanted.size(), wanted) == 0
                          && value[wanted.size()] == '-';
        if (value == wanted || part) works |= *choice->works[i];
    }
    return works;
}

}  // namespace solander
