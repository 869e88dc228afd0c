// SPDX-License-Identifier: GPL-3.0-or-later
// A dump in XML: of mysqldump --xml,
//     <table_data name="x_stories"><row><field name="sid">1</field> ... </row> ... </table_data>
// and of phpMyAdmin, where a table's element is a row:
//     <table name="x_stories"><column name="sid">1</column> ... </table>
// Both programs write it by rote; nothing but these elements is looked at, and no DTD.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "source/sql_dump.h"

namespace solander {
namespace {

constexpr std::string_view kRowOfAdmin = "<table ";

/// What name="..." says in a tag.
std::string_view name_in(std::string_view tag) {
    constexpr std::string_view kName = " name=\"";
    const std::size_t at = tag.find(kName);
    if (at == std::string_view::npos) return {};
    tag.remove_prefix(at + kName.size());
    return tag.substr(0, tag.find('"'));
}

}  // namespace

/// At '<': the tag without its brackets; nothing where it has no end, or is longer than any of
/// these is.
std::optional<std::string_view> SqlDump::xml_tag() const {
    constexpr std::size_t kLongest = 1024;
    const std::string_view look = dump_.substr(at_, kLongest);
    const std::size_t end = look.find('>');
    if (end == std::string_view::npos) return std::nullopt;
    return look.substr(1, end - 1);
}

/// At the tag of a row: behind its end.
SqlDump::Read SqlDump::xml_row() {
    const bool of_admin = sees(kRowOfAdmin);
    const std::string_view open = of_admin ? "<column " : "<field ",
                           close = of_admin ? "</column>" : "</field>",
                           end = of_admin ? "</table>" : "</row>";
    values_.clear();
    row_ = at_;
    for (std::optional<std::string_view> tag = xml_tag(); tag; tag = xml_tag()) {
        if (at_ > row_) {
            if (values_.size() >= kMostSqlColumns) return Read::broken;
            SqlValue value;
            at_ += tag->size() + 2;
            if (!tag->ends_with('/')) {
                const std::size_t from = at_;
                at_ = std::min<std::uint64_t>(dump_.find('<', at_), dump_.size());
                value.raw = dump_.substr(from, at_ - from);
                value.kind = tag->find("hexBinary") != std::string_view::npos
                                 ? SqlValue::Kind::hex
                                 : SqlValue::Kind::markup;
                if (of_admin && value.raw == "NULL") value.kind = SqlValue::Kind::null;
                if (at_end()) return Read::cut;
                if (!sees(close)) return Read::broken;
                at_ += close.size();
            }
            const std::size_t n = values_.size();
            columns_.resize(std::max(columns_.size(), n + 1));
            if (const std::string_view name = name_in(*tag); columns_[n] != name)
                columns_[n] = ascii_lowered(name);
            values_.push_back(value);
        } else {
            at_ += tag->size() + 2;
        }
        at_ = std::min<std::uint64_t>(dump_.find('<', at_), dump_.size());
        if (at_end()) return Read::cut;
        if (sees(end)) {
            at_ += end.size();
            columns_.resize(values_.size());
            return Read::yes;
        }
        if (!sees(open)) return Read::broken;
    }
    return Read::broken;
}

SqlDump::Event SqlDump::next_xml() {
    const auto tell = [&](std::uint64_t from, std::string_view what) {
        ++damages_;
        if (findings_.size() < kMostSqlFindings)
            findings_.push_back(
                {"damaged-dump",
                 fmt::format("at byte {} {}; what was whole before it is kept", from, what),
                 {from, from}});
    };
    for (;; ++at_) {
        at_ = std::min<std::uint64_t>(dump_.find('<', at_), dump_.size());
        if (at_end()) {
            if (!ended_) tell(at_, "the XML ends in the middle of its tables");
            ended_ = true;
            return Event::end;
        }
        ended_ = ended_ || sees("</mysqldump>") || sees("</pma_xml_export>");
        const bool of_admin = sees(kRowOfAdmin);
        if (sees("<table_data ") || of_admin)
            if (const auto tag = xml_tag()) table_ = name_in(*tag);
        if (!of_admin && !sees("<row>")) continue;
        if (xml_row() == Read::yes) return Event::row;
        tell(row_, at_end() ? "a row is cut off" : "a row cannot be read");
        ended_ = ended_ || at_end();
        if (at_end()) return Event::end;
        at_ = std::max(at_, row_ + 1) - 1;
    }
}

bool looks_like_xml_dump(std::string_view bytes) {
    std::string_view head = bytes.substr(0, 4096);
    if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
    head = trim(head);
    return head.starts_with('<')
           && (head.find("<mysqldump") != std::string_view::npos
               || head.find("<pma_xml_export") != std::string_view::npos);
}

}  // namespace solander
