// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/csv.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace solander {
namespace {

constexpr std::string_view kMark = "\xEF\xBB\xBF";

bool begins_formula(std::string_view cell) {
    while (cell.starts_with('\'')) cell.remove_prefix(1);
    return !cell.empty()
           && std::string_view("=+-@\t\r").find(cell.front()) != std::string_view::npos;
}

class CsvReader {
  public:
    CsvReader(std::string_view text, std::size_t most_faults) : text_(text), most_(most_faults) {
        if (text_.starts_with(kMark)) at_ = kMark.size();
    }

    CsvTable read() {
        if (!said_separator()) separator_ = csv_separator(text_.substr(at_));
        while (at_ < text_.size() && table_.faults.size() < most_) row();
        return std::move(table_);
    }

  private:
    /// "sep=;" alone on the first line is a word to spreadsheets, and no row.
    bool said_separator() {
        constexpr std::string_view kSep = "sep=";
        const std::string_view rest = text_.substr(at_);
        const std::size_t length = kSep.size() + 1;
        if (!starts_with_ignoring_ascii_case(rest, kSep) || rest.size() < length
            || std::string_view(",;\t|").find(rest[kSep.size()]) == std::string_view::npos
            || (rest.size() > length && rest[length] != '\n' && rest[length] != '\r'))
            return false;
        separator_ = rest[kSep.size()];
        at_ += length;
        return true;
    }
    bool at_line_end() const { return text_[at_] == '\n' || text_[at_] == '\r'; }
    void pass_line_end() {
        if (text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n') ++at_;
        ++at_;
        ++line_;
    }
    void fault(std::size_t line, std::size_t column, std::string what) {
        table_.faults.push_back({line, column, std::move(what)});
    }

    void row() {
        if (at_line_end()) return pass_line_end();
        CsvRow row{line_, {}};
        for (bool more = true; more;) {
            const std::size_t line = line_;
            row.cells.push_back(cell(row.cells.size() + 1));
            if (!valid_utf8(row.cells.back()))
                fault(line, row.cells.size(), "this is no UTF-8; save the table as CSV in UTF-8");
            more = at_ < text_.size() && text_[at_] == separator_;
            if (more) ++at_;
        }
        if (at_ < text_.size()) pass_line_end();
        table_.rows.push_back(std::move(row));
    }

    std::string cell(std::size_t column) {
        return at_ < text_.size() && text_[at_] == '"' ? quoted(column) : bare(column);
    }

    std::string bare(std::size_t column) {
        const std::size_t from = at_;
        bool quote = false;
        while (at_ < text_.size() && text_[at_] != separator_ && !at_line_end()) {
            quote = quote || text_[at_] == '"';
            ++at_;
        }
        if (quote)
            fault(line_, column, "a quotation mark inside a cell that does not begin with one");
        return std::string(text_.substr(from, at_ - from));
    }

    std::string quoted(std::size_t column) {
        const std::size_t line = line_;
        std::string made;
        for (++at_; at_ < text_.size();) {
            const char c = text_[at_];
            if (c == '"') {
                ++at_;
                if (at_ >= text_.size() || text_[at_] == separator_ || at_line_end()) return made;
                if (text_[at_] != '"') {
                    fault(line_, column,
                          "text behind the closing quotation mark; one inside a cell is doubled");
                    return made + bare(column);
                }
                made += '"';
                ++at_;
            } else if (at_line_end()) {
                const std::size_t from = at_;
                pass_line_end();
                made.append(text_, from, at_ - from);
            } else {
                made += c;
                ++at_;
            }
        }
        fault(line, column, "a quotation mark that is never closed");
        return made;
    }

    std::string_view text_;
    std::size_t most_, at_ = 0, line_ = 1;
    char separator_ = ',';
    CsvTable table_;
};

}  // namespace

char csv_separator(std::string_view text) {
    constexpr std::array kSigns = {',', ';', '\t'};
    std::array<std::size_t, kSigns.size()> counts{};
    bool quoted = false;
    text.remove_prefix(std::min(text.find_first_not_of("\r\n"), text.size()));
    for (const char c : text) {
        if (c == '"') quoted = !quoted;
        if (quoted) continue;
        if (c == '\n' || c == '\r') break;
        for (std::size_t i = 0; i < kSigns.size(); ++i) counts[i] += c == kSigns[i] ? 1 : 0;
    }
    const auto most = std::max_element(counts.begin(), counts.end());
    return kSigns[static_cast<std::size_t>(most - counts.begin())];
}

CsvTable read_csv_table(std::string_view text, std::size_t most_faults) {
    return CsvReader(text, most_faults).read();
}

void write_csv_row(std::string& out, const std::vector<std::string>& cells) {
    bool first = true;
    for (const std::string& cell : cells) {
        if (!first) out += ',';
        first = false;
        if (cell.find_first_of("\",\r\n") == std::string::npos) {
            out += cell;
            continue;
        }
        out += '"';
        for (const char c : cell) {
            if (c == '"') out += '"';
            out += c;
        }
        out += '"';
    }
    out += "\r\n";
}

std::string guarded_cell(std::string_view cell) {
    return begins_formula(cell) ? "'" + std::string(cell) : std::string(cell);
}

std::string_view unguarded_cell(std::string_view cell) {
    if (cell.starts_with('\'') && begins_formula(cell)) cell.remove_prefix(1);
    return cell;
}

}  // namespace solander
