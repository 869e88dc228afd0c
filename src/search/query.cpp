// SPDX-License-Identifier: GPL-3.0-or-later
// Lexer and parser of queries: one pass, a stack of open parentheses instead of recursion.
#include "search/query.h"

#include <algorithm>

#include "base/text.h"
#include "search/compare.h"
#include "search/fields.h"
#include "search/query_lexer.h"

namespace solander {
namespace {

constexpr std::size_t kMaxBytes = 10'000;
/// Open parentheses. Bounds every later walk of the tree; and FTS5's parser holds 100 symbols, of
/// which one level of ours, an OR with an AND in it, takes six.
constexpr std::size_t kMaxDepth = 12;
constexpr std::size_t kMaxTerms = 200;

QueryNode grouped(QueryNode::Kind kind, std::vector<QueryNode>&& parts) {
    if (parts.size() == 1) return std::move(parts.front());
    QueryNode node;
    node.kind = kind;
    node.from = parts.front().from;
    node.to = parts.back().to;
    for (QueryNode& part : parts) {
        if (part.kind == kind) {
            for (QueryNode& child : part.children) node.children.push_back(std::move(child));
        } else {
            node.children.push_back(std::move(part));
        }
    }
    return node;
}

QueryNode negated(QueryNode&& child) {
    if (child.kind == QueryNode::Kind::not_) {
        QueryNode inner = std::move(child.children.front());
        return inner;
    }
    QueryNode node;
    node.kind = QueryNode::Kind::not_;
    node.from = child.from;
    node.to = child.to;
    node.children.push_back(std::move(child));
    return node;
}

/// What is open: the whole query, or one parenthesis.
struct Frame {
    std::vector<QueryNode> alternatives;  ///< sides of OR that are finished
    std::vector<QueryNode> parts;         ///< of the side being read
    bool negate_all = false;              ///< "-" stood before the parenthesis
    bool negate_next = false;
    QueryLexeme wants{};  ///< operator that still waits for its right side; kind end = none
    std::size_t open_at = 0;
};

class Parser {
  public:
    explicit Parser(std::string_view text) : text_(text), lexer_(text) { frames_.emplace_back(); }
    Result<ParsedQuery> run();

  private:
    using Kind = QueryLexeme::Kind;
    /// Nothing, or the error.
    using Step = Result<bool>;

    Step take(QueryLexeme&&);
    Step binary(const QueryLexeme&);
    Step close(const QueryLexeme&);
    Step finish_frame(QueryNode& out);
    void add(QueryNode&&);
    tl::unexpected<Error> wrong(std::string what, const QueryLexeme& at) const {
        return tl::unexpected<Error>(query_error(text_, at.from, at.to, std::move(what)));
    }

    std::string_view text_;
    Lexer lexer_;
    std::vector<Frame> frames_;
    std::size_t terms_ = 0;
};

void Parser::add(QueryNode&& node) {
    Frame& frame = frames_.back();
    if (frame.negate_next) node = negated(std::move(node));
    frame.negate_next = false;
    frame.wants = {};
    frame.parts.push_back(std::move(node));
}

Parser::Step Parser::binary(const QueryLexeme& op) {
    Frame& frame = frames_.back();
    const std::string name = op.kind == Kind::or_ ? "OR" : "AND";
    if (frame.wants.kind != Kind::end || frame.parts.empty())
        return wrong("nothing stands before " + name, op);
    if (op.kind == Kind::or_) {
        frame.alternatives.push_back(grouped(QueryNode::Kind::and_, std::move(frame.parts)));
        frame.parts.clear();
    }
    frame.wants = op;
    return true;
}

Parser::Step Parser::finish_frame(QueryNode& out) {
    Frame& frame = frames_.back();
    if (frame.wants.kind != Kind::end) {
        const char* name = frame.wants.kind == Kind::or_    ? "OR"
                           : frame.wants.kind == Kind::not_ ? "NOT"
                                                            : "AND";
        return wrong(std::string("nothing follows ") + name, frame.wants);
    }
    if (frame.parts.empty()) return false;
    frame.alternatives.push_back(grouped(QueryNode::Kind::and_, std::move(frame.parts)));
    out = grouped(QueryNode::Kind::or_, std::move(frame.alternatives));
    if (frame.negate_all) out = negated(std::move(out));
    return true;
}

Parser::Step Parser::close(const QueryLexeme& at) {
    if (frames_.size() == 1) return wrong("this parenthesis closes nothing", at);
    QueryNode node;
    Step any = finish_frame(node);
    if (!any) return any;
    const std::size_t open_at = frames_.back().open_at;
    frames_.pop_back();
    if (!*any) {
        QueryLexeme both = at;
        both.from = open_at;
        return wrong("nothing is inside these parentheses", both);
    }
    node.from = open_at;
    node.to = at.to;
    frames_.back().negate_next = false;  // it went into the frame as negate_all
    add(std::move(node));
    return true;
}

Parser::Step Parser::take(QueryLexeme&& lexeme) {
    Frame& frame = frames_.back();
    switch (lexeme.kind) {
    case Kind::and_:
    case Kind::or_:
        return binary(lexeme);
    case Kind::not_:
        frame.negate_next = !frame.negate_next;
        frame.wants = lexeme;
        return true;
    case Kind::open: {
        if (frames_.size() > kMaxDepth)
            return wrong("too many parentheses inside each other (12 at most)", lexeme);
        Frame inner;
        inner.negate_all = frame.negate_next;
        inner.open_at = lexeme.from;
        frames_.push_back(std::move(inner));
        return true;
    }
    case Kind::close:
        return close(lexeme);
    case Kind::term:
        if (++terms_ > kMaxTerms) return wrong("too many words (200 at most)", lexeme);
        add(std::move(lexeme.term));
        return true;
    case Kind::end:
        break;
    }
    return true;
}

Result<ParsedQuery> Parser::run() {
    ParsedQuery query;
    query.text = std::string(text_);
    if (text_.size() > kMaxBytes)
        return fail(Fault::usage, "the query is too long (10,000 bytes at most)");
    for (;;) {
        auto lexeme = lexer_.next();
        if (!lexeme) return tl::unexpected<Error>(lexeme.error());
        if (lexeme->kind == Kind::end) break;
        if (const Step step = take(std::move(*lexeme)); !step)
            return tl::unexpected<Error>(step.error());
    }
    if (frames_.size() > 1) {
        QueryLexeme at;
        at.from = frames_.back().open_at;
        at.to = at.from + 1;
        return wrong("this parenthesis is never closed", at);
    }
    const Step any = finish_frame(query.root);
    if (!any) return tl::unexpected<Error>(any.error());
    query.sort = lexer_.sort();
    query.notes = lexer_.notes();
    if (!*any && query.sort.empty() && query.notes.empty() && !trim(text_).empty())
        return tl::unexpected<Error>(
            query_error(text_, 0, text_.size(), "there is no word in this query"));
    return query;
}

}  // namespace

bool operator==(const QueryNode& a, const QueryNode& b) {
    return a.kind == b.kind && a.field == b.field && a.value == b.value && a.phrase == b.phrase
           && a.prefix == b.prefix && a.op == b.op && a.children == b.children;
}

Result<ParsedQuery> parse_query(std::string_view text) { return Parser(text).run(); }

}  // namespace solander
