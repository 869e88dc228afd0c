// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/sql_dump.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace solander {
namespace {

/// A quote that never closes is looked for to the end of the file; so often at most.
constexpr unsigned kMostCuts = 16;

/// Statements that end with a semicolon. A line that begins with any other word is somebody's
/// message, and ends with its line.
constexpr std::string_view kStatements[] = {
    "alter",  "analyze", "begin",    "call",     "commit", "create", "declare", "delete",
    "do",     "drop",    "end",      "flush",    "grant",  "if",     "insert",  "lock",
    "pragma", "rename",  "replace",  "return",   "select", "set",    "start",   "truncate",
    "unlock", "update",  "optimize", "rollback", "use",    "while"};

bool is_word(char c) {
    return is_ascii_alpha(c) || is_ascii_digit(c) || c == '_' || c == '$' || (c & 0x80) != 0;
}

bool same(std::string_view word, std::string_view keyword) {
    return equals_ignoring_ascii_case(word, keyword);
}

/// Where a statement may begin anew behind damage: a line that starts with one that gives rows.
std::uint64_t next_statement(std::string_view dump, std::uint64_t from) {
    constexpr std::string_view kWords[] = {"insert ", "create ", "replace "};
    for (std::size_t at = dump.find('\n', from); at != std::string_view::npos;
         at = dump.find('\n', at + 1))
        for (const std::string_view known : kWords)
            if (starts_with_ignoring_ascii_case(dump.substr(at + 1, known.size()), known))
                return at + 1;
    return dump.size();
}

}  // namespace

SqlDump::SqlDump(std::string_view dump) : dump_(dump), xml_(looks_like_xml_dump(dump)) {}

SqlDump::Read SqlDump::skip_blanks() {
    while (!at_end()) {
        const char c = now();
        if (is_ascii_space(c) || c == '\0') {
            ++at_;
        } else if (c == '#' || (sees("--") && (at_ + 2 >= dump_.size() || dump_[at_ + 2] <= ' '))) {
            at_ = std::min<std::uint64_t>(dump_.find('\n', at_), dump_.size());
        } else if (sees("/*!") || sees("/*M!")) {  // what stands in it is run by some servers
            at_ = dump_.find('!', at_) + 1;
            while (!at_end() && is_ascii_digit(now())) ++at_;
        } else if (sees("*/")) {
            at_ += 2;
        } else if (sees("/*")) {
            const std::size_t end = dump_.find("*/", at_ + 2);
            at_ = end == std::string_view::npos ? dump_.size() : end + 2;
            if (end == std::string_view::npos) return Read::cut;
        } else {
            break;
        }
    }
    return Read::yes;
}

std::string_view SqlDump::word() {
    const std::uint64_t from = at_;
    while (!at_end() && is_word(now())) ++at_;
    return dump_.substr(from, at_ - from);
}

/// At a quote: behind the one that closes it.
SqlDump::Read SqlDump::skip_quoted(std::string_view* inside) {
    const char quote = now();
    const bool escapes = quote != '`';
    const std::uint64_t from = ++at_;
    for (const std::uint64_t end = dump_.size(); at_ < end; ++at_) {
        if (escapes && dump_[at_] == '\\') {
            ++at_;
        } else if (dump_[at_] == quote) {
            if (at_ + 1 < end && dump_[at_ + 1] == quote) {
                ++at_;
                continue;
            }
            if (inside != nullptr) *inside = dump_.substr(from, at_ - from);
            ++at_;
            return Read::yes;
        }
    }
    at_ = dump_.size();
    return Read::cut;
}

SqlDump::Read SqlDump::skip_token() {
    const char c = now();
    if (c == '\'' || c == '"' || c == '`') return skip_quoted(nullptr);
    if (is_word(c))
        word();
    else
        ++at_;
    return Read::yes;
}

SqlDump::Read SqlDump::skip_statement() {
    for (;;) {
        if (skip_blanks() == Read::cut) return Read::cut;
        if (at_end()) return Read::yes;
        if (now() == ';') {
            ++at_;
            return Read::yes;
        }
        if (skip_token() == Read::cut) return Read::cut;
    }
}

/// At an opening bracket: behind the one that closes it.
SqlDump::Read SqlDump::skip_brackets() {
    for (std::uint64_t depth = 0;;) {
        if (skip_blanks() == Read::cut || at_end()) return Read::cut;
        const char c = now();
        if (c == ';') return Read::broken;
        if (skip_token() == Read::cut) return Read::cut;
        if (c == '(') ++depth;
        if (c == ')' && --depth == 0) return Read::yes;
    }
}

/// `db`.`table`, "table", table: the last of them.
SqlDump::Read SqlDump::name(std::string& out) {
    for (;;) {
        if (skip_blanks() == Read::cut || at_end()) return Read::cut;
        if (now() == '`' || now() == '"') {
            std::string_view inside;
            if (skip_quoted(&inside) == Read::cut) return Read::cut;
            out = inside;
        } else {
            out = word();
        }
        if (out.empty()) return Read::broken;
        if (at_end() || now() != '.') return Read::yes;
        ++at_;
    }
}

/// At the bracket behind a table's name. `definitions`: with types, keys and the rest.
SqlDump::Read SqlDump::column_list(bool definitions) {
    constexpr std::string_view kNoColumns[] = {"key",   "primary",    "unique",
                                               "index", "constraint", "foreign",
                                               "check", "fulltext",   "spatial"};
    ++at_;
    for (;;) {
        if (skip_blanks() == Read::cut || at_end()) return Read::cut;
        if (now() == ')') break;
        const bool quoted = now() == '`' || now() == '"';
        std::string column;
        if (const Read read = name(column); read != Read::yes) return read;
        const auto is_column = [&](std::string_view no) { return !quoted && same(column, no); };
        if (!definitions || std::none_of(std::begin(kNoColumns), std::end(kNoColumns), is_column)) {
            if (columns_.size() >= kMostSqlColumns) return Read::broken;
            columns_.push_back(ascii_lowered(column));
        }
        for (;;) {  // to the comma
            if (skip_blanks() == Read::cut || at_end()) return Read::cut;
            const char c = now();
            if (c == ',' || c == ')') break;
            if (c == ';') return Read::broken;
            const Read read = c == '(' ? skip_brackets() : skip_token();
            if (read != Read::yes) return read;
        }
        if (now() == ',') ++at_;
    }
    ++at_;
    return Read::yes;
}

SqlDump::Read SqlDump::create_table() {
    for (std::string_view next = "";;) {
        if (skip_blanks() == Read::cut || at_end()) return Read::cut;
        const std::uint64_t before = at_;
        next = word();
        if (same(next, "if") || same(next, "not") || same(next, "exists")) continue;
        at_ = before;
        break;
    }
    if (const Read read = name(table_); read != Read::yes) return read;
    if (skip_blanks() == Read::cut || at_end()) return Read::cut;
    if (now() != '(') return Read::yes;  // LIKE another table: says nothing
    return column_list(true);
}

/// Behind INSERT or REPLACE, up to the first row.
SqlDump::Read SqlDump::insert_head() {
    constexpr std::string_view kNoise[] = {"low_priority", "delayed", "high_priority",
                                           "ignore",       "into",    "or"};
    for (;;) {
        if (skip_blanks() == Read::cut || at_end()) return Read::cut;
        const std::uint64_t before = at_;
        const std::string_view next = word();
        const auto is = [&](std::string_view noise) { return same(next, noise); };
        if (std::any_of(std::begin(kNoise), std::end(kNoise), is)) continue;
        at_ = before;
        break;
    }
    if (const Read read = name(table_); read != Read::yes) return read;
    if (skip_blanks() == Read::cut || at_end()) return Read::cut;
    if (now() == '(')
        if (const Read read = column_list(false); read != Read::yes) return read;
    if (skip_blanks() == Read::cut || at_end()) return Read::cut;
    const std::string_view values = word();
    if (!same(values, "values") && !same(values, "value")) return Read::broken;
    in_values_ = true;
    return Read::yes;
}

SqlDump::Read SqlDump::value() {
    if (skip_blanks() == Read::cut || at_end()) return Read::cut;
    SqlValue got;
    const auto quoted = [&](SqlValue::Kind kind) {
        got.kind = kind;
        got.quote = now();
        return skip_quoted(&got.raw);
    };
    const char c = now();
    Read read = Read::yes;
    if (c == '\'' || c == '"') {
        read = quoted(SqlValue::Kind::string);
    } else if (is_word(c) || c == '-' || c == '+' || c == '.') {
        const std::uint64_t from = at_++;
        while (!at_end()
               && (is_word(now()) || now() == '.'
                   || ((now() == '-' || now() == '+') && ascii_lower(dump_[at_ - 1]) == 'e'
                       && c <= '9')))
            ++at_;
        got.raw = dump_.substr(from, at_ - from);
        got.kind = same(got.raw, "null") || same(got.raw, "default") ? SqlValue::Kind::null
                                                                     : SqlValue::Kind::bare;
        const bool introduces =
            c == '_' || same(got.raw, "n") || same(got.raw, "x") || same(got.raw, "b");
        if (introduces && skip_blanks() == Read::cut) return Read::cut;
        if (at_end()) return Read::cut;
        if (introduces && (now() == '\'' || now() == '"')) {
            read = quoted(same(got.raw, "x") ? SqlValue::Kind::hex : SqlValue::Kind::string);
        } else if (introduces && c == '_' && sees("0x")) {
            const std::uint64_t hex = at_;
            word();
            got.raw = dump_.substr(hex, at_ - hex);
        } else if (now() == '(') {
            got.kind = SqlValue::Kind::call;
            read = skip_brackets();
        }
        if (got.raw.size() > 1 && got.raw[0] == '0' && ascii_lower(got.raw[1]) == 'x') {
            got.kind = SqlValue::Kind::hex;
            got.raw.remove_prefix(2);
        }
    } else {
        return Read::broken;
    }
    if (read != Read::yes) return read;
    constexpr std::string_view kDigits = "0123456789abcdefABCDEF";
    if (got.kind == SqlValue::Kind::hex
        && got.raw.find_first_not_of(kDigits) != std::string_view::npos)
        return Read::broken;
    if (values_.size() >= kMostSqlColumns) return Read::broken;
    values_.push_back(got);
    return Read::yes;
}

SqlDump::Read SqlDump::row() {
    values_.clear();
    row_ = at_++;
    for (;;) {
        if (const Read read = value(); read != Read::yes) return read;
        if (skip_blanks() == Read::cut || at_end()) return Read::cut;
        const char c = now();
        if (c != ',' && c != ')') return Read::broken;
        ++at_;
        if (c == ')') return Read::yes;
    }
}

SqlDump::Read SqlDump::statement(bool& gives) {
    const std::string_view first = word();
    if (same(first, "insert") || same(first, "replace")) {
        columns_.clear();
        return insert_head();
    }
    const auto is = [&](std::string_view known) { return same(first, known); };
    if (same(first, "create")) {
        if (skip_blanks() == Read::cut) return Read::cut;
        std::string_view what = word();
        if (same(what, "temporary") && skip_blanks() == Read::yes) what = word();
        if (same(what, "table")) {
            columns_.clear();
            const Read read = create_table();
            gives = read == Read::yes && !columns_.empty();
            if (read != Read::yes) return read;
        }
        return skip_statement();
    }
    if (std::any_of(std::begin(kStatements), std::end(kStatements), is)) return skip_statement();
    at_ = std::min<std::uint64_t>(dump_.find('\n', at_), dump_.size());
    return Read::yes;
}

SqlDump::Event SqlDump::next() {
    if (xml_) return next_xml();
    for (;;) {
        Read read = skip_blanks();
        if (read == Read::yes && at_end()) {
            if (in_values_) damage(at_, Read::cut, "ends inside a statement");
            in_values_ = false;
            return Event::end;
        }
        if (read == Read::cut) {
            damage(at_, read, "ends inside a comment");
            return Event::end;
        }
        if (in_values_) {
            const char c = now();
            if (c == ',') {
                ++at_;
                continue;
            }
            if (c == '(') {
                read = row();
                if (read == Read::yes) return Event::row;
                damage(row_, read, "a row cannot be read");
                continue;
            }
            in_values_ = false;
            start_ = at_;
            read = skip_statement();  // ON DUPLICATE KEY ..., or the semicolon alone
            if (read != Read::yes) damage(start_, read, "a statement has no end");
            continue;
        }
        if (now() == ';') {
            ++at_;
            continue;
        }
        start_ = at_;
        bool gives = false;
        read = statement(gives);
        if (read != Read::yes) damage(start_, read, "a statement cannot be read");
        if (gives) return Event::table;
    }
}

void SqlDump::damage(std::uint64_t from, Read why, std::string_view what) {
    ++damages_;
    in_values_ = false;
    const bool cut = why == Read::cut;
    if (findings_.size() < kMostSqlFindings)
        findings_.push_back(
            {"damaged-dump",
             fmt::format("at byte {} {}{}; what was whole before it is kept", from, what,
                         cut ? ": a quote or bracket in it never closes" : ""),
             {from, from}});
    at_ = cut && ++cuts_ > kMostCuts ? dump_.size() : next_statement(dump_, from);
}

bool sql_row_at(std::string_view dump, std::uint64_t at, std::vector<SqlValue>& values) {
    if (at >= dump.size() || (dump[at] != '(' && dump[at] != '<')) return false;
    SqlDump reader(dump);
    reader.at_ = at;
    const bool read = (dump[at] == '<' ? reader.xml_row() : reader.row()) == SqlDump::Read::yes;
    values = std::move(reader.values_);
    return read;
}

}  // namespace solander
