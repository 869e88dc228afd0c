// SPDX-License-Identifier: GPL-3.0-or-later
// Query words to FTS5's own language. Terms are handed over verbatim (ShardDb::kVerbatim), so that
// no letter a reader types can be an operator there.
#include "search/match.h"

#include <algorithm>

#include "search/shard_db.h"

namespace solander {
namespace {

using Kind = QueryNode::Kind;

bool is_hyphen_word(std::string_view value) {
    if (value.find(' ') != std::string_view::npos) return false;
    return value.find('-') != std::string_view::npos
           || value.find("\xE2\x80\x90") != std::string_view::npos
           || value.find("\xE2\x80\x91") != std::string_view::npos;
}

std::vector<std::string> folded_terms(Tokenizer& tokenizer, std::string_view text) {
    std::vector<std::string> terms;
    tokenizer.start(text, false, false);
    for (Token t; tokenizer.next(t);) terms.emplace_back(t.term);
    return terms;
}

void write_phrase(std::string& out, const Phrase& phrase) {
    out += '"';
    for (const std::string& term : phrase.terms) {
        out += ShardDb::kVerbatim;
        for (const char c : term) {
            if (c == '"') out += '"';
            out += c;
        }
    }
    out += '"';
    if (phrase.prefix) out += " *";
}

void write_leaf(Expression& out, const Leaf& leaf, bool scores) {
    if (!leaf.column.empty()) out.text += leaf.column + " : ";
    const bool several = leaf.spellings.size() > 1;
    if (several) out.text += '(';
    for (std::size_t i = 0; i < leaf.spellings.size(); ++i) {
        if (i > 0) out.text += " OR ";
        write_phrase(out.text, leaf.spellings[i]);
        out.phrases.push_back({leaf.spellings[i], scores});
    }
    if (several) out.text += ')';
    if (scores) ++out.leaves;
}

struct Writer {
    Expression& out;
    Tokenizer& tokenizer;
    const StemsOfPrefix& stems;

    void write(const QueryNode& node, bool scores) {
        if (node.kind == Kind::words) {
            write_leaf(out, make_leaf(node, tokenizer, stems), scores);
            return;
        }
        if (node.kind == Kind::or_) {
            list(node, scores, " OR ", Kind::all);
            return;
        }
        // and_: all that must be there, then all that must not.
        const bool negative =
            std::any_of(node.children.begin(), node.children.end(),
                        [](const QueryNode& child) { return child.kind == Kind::not_; });
        if (negative) out.text += '(';
        list(node, scores, " AND ", Kind::not_);
        for (const QueryNode& child : node.children) {
            if (child.kind != Kind::not_) continue;
            out.text += " NOT ";
            write(child.children.front(), false);
        }
        if (negative) out.text += ')';
    }
    /// Children joined by `between`, those of kind `without` left out.
    void list(const QueryNode& node, bool scores, std::string_view between, Kind without) {
        out.text += '(';
        bool first = true;
        for (const QueryNode& child : node.children) {
            if (child.kind == without) continue;
            if (!first) out.text += between;
            first = false;
            write(child, scores);
        }
        out.text += ')';
    }
};

void collect_leaves(const QueryNode& node, Tokenizer& tokenizer, const StemsOfPrefix& stems,
                    std::vector<Leaf>& leaves) {
    switch (node.kind) {
    case Kind::words:
        if (node.field.empty() || node.field == "text")
            leaves.push_back(make_leaf(node, tokenizer, stems));
        return;
    case Kind::and_:
    case Kind::or_:
        for (const QueryNode& child : node.children)
            collect_leaves(child, tokenizer, stems, leaves);
        return;
    default:
        return;
    }
}

}  // namespace

Leaf make_leaf(const QueryNode& node, Tokenizer& tokenizer, const StemsOfPrefix& stems) {
    Leaf leaf;
    leaf.column = node.field;
    Phrase main;
    main.terms = terms_of(tokenizer, node.value);
    if (main.terms.empty()) main.terms.push_back("\x02");  // stands in no text
    if (node.prefix) {
        const auto folded = folded_terms(tokenizer, node.value);
        if (!folded.empty()) {
            main.prefix = true;
            main.terms.back() = folded.back();
        }
    }
    leaf.spellings.push_back(main);
    if (main.prefix && stems) {
        for (std::string& stem : stems(main.terms.back())) {
            Phrase other = main;
            other.prefix = false;
            other.terms.back() = std::move(stem);
            leaf.spellings.push_back(std::move(other));
        }
    }
    if (!main.prefix && main.terms.size() > 1 && is_hyphen_word(node.value)) {
        std::string joined;
        for (const std::string& piece : folded_terms(tokenizer, node.value)) joined += piece;
        Phrase one;
        one.terms = terms_of(tokenizer, joined);
        if (one.terms.size() == 1) leaf.spellings.push_back(std::move(one));
    }
    return leaf;
}

bool expressible(const QueryNode& node) {
    switch (node.kind) {
    case Kind::words:
        return true;
    case Kind::or_:
        return std::all_of(node.children.begin(), node.children.end(), expressible);
    case Kind::and_: {
        bool positive = false;
        for (const QueryNode& child : node.children) {
            const bool no = child.kind == Kind::not_;
            if (!expressible(no ? child.children.front() : child)) return false;
            positive |= !no;
        }
        return positive;
    }
    default:
        return false;
    }
}

Expression make_expression(const QueryNode& node, Tokenizer& tokenizer,
                           const StemsOfPrefix& stems) {
    Expression out;
    Writer{out, tokenizer, stems}.write(node, true);
    return out;
}

std::vector<Leaf> leaves_in_text(const QueryNode& node, Tokenizer& tokenizer,
                                 const StemsOfPrefix& stems) {
    std::vector<Leaf> leaves;
    collect_leaves(node, tokenizer, stems, leaves);
    return leaves;
}

}  // namespace solander
