// SPDX-License-Identifier: GPL-3.0-or-later
// The rows in an SQL dump, one after the other, without a server and without running anything.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/finding.h"

namespace solander {

/// One value as it stands in the dump; nothing is copied until sql_text() is asked.
struct SqlValue {
    enum class Kind : unsigned char {
        null,
        string,  ///< 'a', "a", _utf8'a', N'a'
        hex,     ///< 0x61, X'61'
        bare,    ///< 12, -1.5, TRUE
        call,    ///< NOW(): never run, never a text
        markup,  ///< Tea &amp; cake, of a dump in XML
    };
    Kind kind = Kind::null;
    char quote = 0;
    std::string_view raw;  ///< between the quotes, escapes as they are; the digits of a hex value
};

/// The bytes that the value means; empty for NULL and calls.
std::string sql_text(const SqlValue&);

inline constexpr std::size_t kMostSqlColumns = 1024, kMostSqlFindings = 100;

/// Reads INSERT, REPLACE and CREATE TABLE of MySQL's and SQLite's dumps (phpMyAdmin's and
/// eFiction's own backup too), and passes over everything else; and the rows of dumps in XML.
///     INSERT INTO `x_stories` (`sid`, `title`) VALUES (1,'It\'s late'),(2,NULL);
/// Linear, holds one row, never fails: what cannot be read is a finding with its byte, and reading
/// goes on at the next line that begins a statement. `dump` must outlive it.
class SqlDump {
  public:
    explicit SqlDump(std::string_view dump);

    enum class Event : unsigned char { row, table, end };
    Event next();

    /// Of the last row or CREATE TABLE: the table's name without database and quotes.
    const std::string& table() const { return table_; }
    /// CREATE TABLE's columns, or those that the INSERT lists; empty when it lists none.
    const std::vector<std::string>& columns() const { return columns_; }
    const std::vector<SqlValue>& values() const { return values_; }
    /// Where the last row's bracket opens: what sql_row_at() wants.
    std::uint64_t at() const { return row_; }
    /// "damaged-dump"; the first hundred. Complete at the end.
    const std::vector<Finding>& findings() const { return findings_; }
    std::uint64_t damages() const { return damages_; }

  private:
    friend bool sql_row_at(std::string_view, std::uint64_t, std::vector<SqlValue>&);
    enum class Read : unsigned char { yes, broken, cut };

    bool at_end() const { return at_ >= dump_.size(); }
    char now() const { return dump_[at_]; }
    bool sees(std::string_view text) const { return dump_.substr(at_, text.size()) == text; }
    Read skip_blanks();
    std::string_view word();
    Read skip_quoted(std::string_view* inside);
    Read skip_token();
    Read skip_statement();
    Read skip_brackets();
    Read name(std::string& out);
    Read insert_head();
    Read create_table();
    Read column_list(bool definitions);
    Read value();
    Read row();
    Read statement(bool& gives);
    void damage(std::uint64_t from, Read why, std::string_view what);
    // Of a dump in XML: sql_xml.cpp.
    Event next_xml();
    Read xml_row();
    std::optional<std::string_view> xml_tag() const;

    std::string_view dump_;
    bool xml_ = false, ended_ = false;            ///< ended_: its root element was closed
    std::uint64_t at_ = 0, row_ = 0, start_ = 0;  ///< start_: of the statement
    bool in_values_ = false;
    std::string table_;
    std::vector<std::string> columns_;
    std::vector<SqlValue> values_;
    std::vector<Finding> findings_;
    std::uint64_t damages_ = 0;
    unsigned cuts_ = 0;
};

/// The row whose bracket opens at byte `at`, which an SqlDump gave before.
bool sql_row_at(std::string_view dump, std::uint64_t at, std::vector<SqlValue>& values);

/// The first statement or comment of the file is one of a dump, or it is one in XML.
bool looks_like_sql(std::string_view bytes);
bool looks_like_xml_dump(std::string_view bytes);

}  // namespace solander
