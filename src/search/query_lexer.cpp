// SPDX-License-Identifier: GPL-3.0-or-later
// Cutting a query into terms and operators; all that can be wrong inside one term is said here.
#include "search/query_lexer.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "search/compare.h"
#include "search/search.h"

namespace solander {
namespace {

constexpr std::array<std::string_view, 8> kCounters = {
    "hits", "hit", "kudos", "comments", "comment", "bookmarks", "bookmark", "kudo"};
constexpr std::array<std::string_view, 4> kBareCategories = {"m/m", "f/f", "f/m", "m/f"};

bool is_counter(std::string_view name) {
    return std::any_of(kCounters.begin(), kCounters.end(), [&](std::string_view counter) {
        return equals_ignoring_ascii_case(counter, name);
    });
}

bool has_word(std::string_view text) {
    while (!text.empty()) {
        std::size_t length = 0;
        if (is_word_char(first_code_point(text, length))) return true;
        text.remove_prefix(length);
    }
    return false;
}

std::string in_quotes(std::string_view text) { return "\"" + std::string(text) + "\""; }

std::string expected(const QueryField& field) {
    switch (field.kind) {
    case FieldKind::number:
        return "write a number or two, such as 5000 or 1000-5000";
    case FieldKind::date:
        return "write 2003, 2003-02, 2003-02-14 or 2001..2003";
    default:
        break;
    }
    if (field.choices.empty()) return "write one such as " + std::string(field.example);
    return "use one of: " + replace_all(std::string(field.choices), " ", ", ");
}

}  // namespace

/// Bytes of the white space at `i`, 0 when it is none. Control characters count as space.
std::size_t Lexer::space_at(std::size_t i) const {
    const auto b = static_cast<unsigned char>(text_[i]);
    if (b <= 0x20 || b == 0x7F) return 1;
    if (b < 0x80) return 0;
    std::size_t length = 0;
    const char32_t c = first_code_point(text_.substr(i), length);
    return c == 0xA0 || c == 0x3000 || c == 0xFEFF || (c >= 0x2000 && c <= 0x200B) ? length : 0;
}

/// Bytes of the double quote at `i` (straight or curly), 0 when it is none.
std::size_t Lexer::quote_at(std::size_t i) const {
    if (text_[i] == '"') return 1;
    if (static_cast<unsigned char>(text_[i]) < 0x80) return 0;
    std::size_t length = 0;
    const char32_t c = first_code_point(text_.substr(i), length);
    return c == 0x201C || c == 0x201D || c == 0x201E ? length : 0;
}

bool Lexer::word_ends_at(std::size_t i) const {
    return i >= text_.size() || text_[i] == '(' || text_[i] == ')' || space_at(i) != 0
           || quote_at(i) != 0;
}

Result<QueryLexeme> Lexer::next() {
    for (;;) {
        while (at_ < text_.size() && space_at(at_) != 0) at_ += space_at(at_);
        QueryLexeme lexeme;
        lexeme.from = at_;
        if (at_ >= text_.size()) {
            lexeme.to = at_;
            return lexeme;
        }
        const auto one = [&](QueryLexeme::Kind kind, std::size_t bytes) {
            lexeme.kind = kind;
            at_ += bytes;
            lexeme.to = at_;
            return lexeme;
        };
        const char c = text_[at_];
        if (c == '(') return one(QueryLexeme::Kind::open, 1);
        if (c == ')') return one(QueryLexeme::Kind::close, 1);
        if (c == '|' || c == '&') {
            const bool twice = at_ + 1 < text_.size() && text_[at_ + 1] == c;
            return one(c == '|' ? QueryLexeme::Kind::or_ : QueryLexeme::Kind::and_, twice ? 2 : 1);
        }
        if (c == '-' || c == '!') {
            std::size_t run = at_;
            while (run < text_.size() && text_[run] == c) ++run;
            const bool bare = run >= text_.size() || space_at(run) != 0 || text_[run] == ')';
            if (run - at_ == 1 && !bare) return one(QueryLexeme::Kind::not_, 1);
            // A dash between words; one that hangs on a word may have been meant as NOT.
            if (!bare)
                notes_.push_back(in_quotes(text_.substr(at_, run - at_))
                                 + " was left out; to leave a word out, write one: "
                                 + in_quotes(std::string(1, c) + "word"));
            at_ = run;
            continue;
        }
        auto term = read_term();
        if (!term || term->kind != QueryLexeme::Kind::end) return term;
    }
}

/// Kind end: nothing worth asking for; go on.
Result<QueryLexeme> Lexer::read_term() {
    const std::size_t from = at_;
    std::size_t name_end = from;
    while (name_end < text_.size() && (is_ascii_alpha(text_[name_end]) || text_[name_end] == '_'))
        ++name_end;
    if (name_end > from && name_end < text_.size()) {
        const std::string_view name = text_.substr(from, name_end - from);
        std::size_t op_end = name_end;
        const bool colon = text_[op_end] == ':';
        if (colon) ++op_end;
        std::string op;
        if (op_end < text_.size() && (text_[op_end] == '<' || text_[op_end] == '>'))
            op = text_[op_end++];
        if (op_end < text_.size() && text_[op_end] == '=' && (!op.empty() || !colon)) {
            op += '=';
            ++op_end;
        }
        if (op.empty() || op == "=") op = ":";
        if (op_end > name_end) {
            if (colon && equals_ignoring_ascii_case(name, "sort"))
                return take_sort(from, name_end + 1);
            if (const QueryField* field = find_field(name))
                return field_term(*field, from, op, op_end);
            if (is_counter(name)) {
                while (!word_ends_at(at_)) ++at_;
                notes_.push_back("hits, kudos, comments and bookmarks are not counted here: "
                                 + in_quotes(text_.substr(from, at_ - from)) + " was left out");
                return QueryLexeme{};
            }
            if (colon) {
                std::string what = "there is no field " + in_quotes(name);
                const std::string_view near = nearest_field(name);
                if (!near.empty())
                    what += "; did you mean " + std::string(near) + ":?";
                else
                    what += "; put the words in quotes to search for them";
                return tl::unexpected<Error>(query_error(text_, from, name_end, std::move(what)));
            }
        }
    }
    auto value = read_value(from, from);
    if (!value) return tl::unexpected<Error>(value.error());
    QueryLexeme lexeme;
    lexeme.from = from;
    lexeme.to = at_;
    QueryNode& node = *value;
    if (!node.phrase && !node.prefix) {
        if (node.value == "AND") lexeme.kind = QueryLexeme::Kind::and_;
        if (node.value == "OR") lexeme.kind = QueryLexeme::Kind::or_;
        if (node.value == "NOT") lexeme.kind = QueryLexeme::Kind::not_;
        if (lexeme.kind != QueryLexeme::Kind::end) return lexeme;
        for (const std::string_view category : kBareCategories) {
            if (!equals_ignoring_ascii_case(category, node.value)) continue;
            node.kind = QueryNode::Kind::tag;
            node.field = "category";
            node.op = ":";
        }
    }
    if (!has_word(node.value)) return QueryLexeme{};
    lexeme.kind = QueryLexeme::Kind::term;
    lexeme.term = std::move(node);
    return lexeme;
}

Result<QueryNode> Lexer::read_value(std::size_t from, std::size_t at) {
    QueryNode node;
    node.kind = QueryNode::Kind::words;
    node.from = from;
    const auto wrong = [&](std::size_t a, std::size_t b, std::string what) {
        return tl::unexpected<Error>(query_error(text_, a, b, std::move(what)));
    };
    if (at < text_.size() && quote_at(at) != 0) {
        const std::size_t begin = at + quote_at(at);
        std::size_t end = begin;
        while (end < text_.size() && quote_at(end) == 0) ++end;
        if (end >= text_.size()) return wrong(at, begin, "this quote is never closed");
        node.phrase = true;
        node.value = squeeze(text_.substr(begin, end - begin));
        at_ = end + quote_at(end);
        if (!has_word(node.value)) return wrong(at, at_, "there is no word between these quotes");
        if (node.value.back() == '*') node.prefix = true;
        if (at_ < text_.size() && text_[at_] == '*') {
            node.prefix = true;
            ++at_;
        }
    } else {
        std::size_t end = at;
        while (!word_ends_at(end)) ++end;
        node.value = std::string(text_.substr(at, end - at));
        at_ = end;
        if (!node.value.empty() && node.value.back() == '*') node.prefix = true;
    }
    while (!node.value.empty() && node.value.back() == '*') node.value.pop_back();
    if (const auto star = node.value.find('*');
        star != std::string::npos && !node.phrase && has_word(node.value))
        return wrong(at + star, at + star + 1, "a * works only at the end of a word");
    if (node.phrase) node.value = squeeze(node.value);
    if (node.prefix && node.value.empty()) node.prefix = false;
    node.to = at_;
    return node;
}

Result<QueryLexeme> Lexer::field_term(const QueryField& field, std::size_t from,
                                      std::string_view op, std::size_t value_at) {
    const std::string_view head = text_.substr(from, value_at - from);
    const bool ordered = field.kind == FieldKind::number || field.kind == FieldKind::date;
    if (op != ":" && !ordered)
        return tl::unexpected<Error>(query_error(text_, from, value_at,
                                                 std::string(field.name) + " has no order; write "
                                                     + std::string(field.name) + ":"));
    auto value = read_value(from, value_at);
    if (!value) return tl::unexpected<Error>(value.error());
    QueryNode& node = *value;
    if (node.value.empty())
        return tl::unexpected<Error>(
            query_error(text_, from, value_at, "nothing follows " + in_quotes(head)));
    node.field = std::string(field.name);
    node.op = std::string(op);
    if (field.kind == FieldKind::words || field.kind == FieldKind::tag) {
        if (!has_word(node.value))
            return tl::unexpected<Error>(
                query_error(text_, value_at, at_,
                            "there is no word in the value of " + std::string(field.name)));
        if (field.kind == FieldKind::tag) node.kind = QueryNode::Kind::tag;
    } else {
        node.kind = QueryNode::Kind::compare;
        auto normal = normal_value(field, op, node.value);
        if (!normal)
            return tl::unexpected<Error>(query_error(text_, value_at, at_,
                                                     in_quotes(node.value) + " is not a value of "
                                                         + std::string(field.name) + "; "
                                                         + expected(field)));
        node.value = std::move(*normal);
        node.phrase = node.prefix = false;
    }
    QueryLexeme lexeme;
    lexeme.kind = QueryLexeme::Kind::term;
    lexeme.from = from;
    lexeme.to = at_;
    lexeme.term = std::move(node);
    return lexeme;
}

Result<QueryLexeme> Lexer::take_sort(std::size_t from, std::size_t value_at) {
    auto value = read_value(from, value_at);
    if (!value) return tl::unexpected<Error>(value.error());
    std::string name = ascii_lowered(value->value);
    // Elsewhere < and > stand before the name for falling and rising.
    const bool marked = !name.empty() && (name[0] == '<' || name[0] == '>');
    const std::string_view bare = marked ? std::string_view(name).substr(1) : name;
    if (is_counter(bare)) {
        notes_.push_back("hits, kudos, comments and bookmarks are not counted here: "
                         + in_quotes(text_.substr(from, at_ - from)) + " was left out");
        return QueryLexeme{};
    }
    if (marked) {
        const bool rising = name[0] == '>';
        const bool usual_rising = bare == "title" || bare == "creator" || bare == "author";
        name = (rising == usual_rising ? "" : "-") + std::string(bare);
    }
    if (auto order = sort_from_name(name); !order)
        return tl::unexpected<Error>(query_error(text_, from, at_, order.error().message));
    sort_ = name;
    return QueryLexeme{};
}

Error query_error(std::string_view text, std::size_t from, std::size_t to, std::string what) {
    constexpr std::size_t kWidth = 72;  // columns of the query that are shown
    std::string line;                   // what can be printed, a column a character
    std::vector<std::size_t> starts;    // bytes of `line` where each column begins
    std::size_t first = 0, last = 0;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t length = 0;
        const char32_t c = first_code_point(text.substr(i), length);
        if (i <= from) first = starts.size();
        if (i < to) last = starts.size() + 1;
        starts.push_back(line.size());
        if (c < 0x20 || c == 0x7F || (c >= 0x80 && c < 0xA0))
            line += ' ';
        else
            append_utf8(line, c);
        i += length;
    }
    if (from >= text.size()) first = starts.size();
    last = std::max(last, first + 1);
    starts.push_back(line.size());
    const std::size_t columns = starts.size() - 1;
    std::size_t begin = 0, end = columns;
    if (columns > kWidth) {
        begin = first > kWidth / 2 ? first - kWidth / 2 : 0;
        begin = std::min(begin, columns - kWidth);
        end = begin + kWidth;
    }
    last = std::min(last, std::max(end, first + 1));
    what += "\n  " + line.substr(starts[begin], starts[end] - starts[begin]) + "\n  ";
    what.append(first - begin, ' ');
    what += '^';
    what.append(last - first - 1, '~');
    return Error(Fault::usage, std::move(what));
}

}  // namespace solander
