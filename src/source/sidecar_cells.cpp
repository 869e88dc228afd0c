// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/sidecar_cells.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/csv.h"
#include "base/text.h"

namespace solander {
namespace {

constexpr std::size_t kMostCells = 256;  ///< of one record

/// A Perl text of nested brackets, read forward only.
class PerlList {
  public:
    explicit PerlList(std::string_view text) : text_(text) {}

    void read(const SidecarSink& take, std::vector<Finding>& findings) {
        at_ = text_.find("%FILES");
        at_ = text_.find('(', at_ == std::string_view::npos ? text_.size() : at_);
        if (at_ == std::string_view::npos) return;
        ++at_;
        while (skip_blanks() && text_[at_] != ')') {
            const std::size_t from = at_;
            const auto key = value();
            if (key && arrow() && skip_blanks() && text_[at_] == '{') {
                ++at_;
                take(record(findings));
            } else {  // on to the next record
                tell(findings, from);
                at_ = std::min(text_.find('{', std::max(at_, from + 1)), text_.size());
                if (at_ < text_.size()) {
                    ++at_;
                    take(record(findings));
                }
            }
            if (skip_blanks() && text_[at_] == ',') ++at_;
        }
    }

  private:
    bool skip_blanks() {
        while (at_ < text_.size()) {
            if (is_ascii_space(text_[at_]))
                ++at_;
            else if (text_[at_] == '#')
                at_ = std::min(text_.find('\n', at_), text_.size());
            else
                break;
        }
        return at_ < text_.size();
    }
    bool arrow() {
        if (!skip_blanks() || text_.substr(at_, 2) != "=>") return false;
        at_ += 2;
        return true;
    }
    /// What may stand behind a value: on this, a quote was its end.
    bool ends_at(std::size_t at) const {
        while (at < text_.size() && (text_[at] == ' ' || text_[at] == '\t' || text_[at] == '\r'))
            ++at;
        if (at >= text_.size()) return true;
        const char c = text_[at];
        return c == ',' || c == '}' || c == ')' || c == '\n' || text_.substr(at, 2) == "=>";
    }
    std::optional<std::string> value() {
        if (!skip_blanks()) return std::nullopt;
        const char open = text_[at_];
        std::string out;
        if (open != '\'' && open != '"' && text_.substr(at_, 2) != "q{") {
            const std::size_t end =
                std::min(text_.find_first_of(" \t\r\n,=>{}()", at_), text_.size());
            out = text_.substr(at_, end - at_);
            at_ = end;
            return out.empty() ? std::nullopt : std::optional(std::move(out));
        }
        const char close = open == 'q' ? '}' : open;
        at_ += open == 'q' ? 2 : 1;
        for (; at_ < text_.size(); ++at_) {
            const char c = text_[at_];
            if (c == '\\' && at_ + 1 < text_.size()) {
                out += text_[++at_];
            } else if (c == close && ends_at(at_ + 1)) {
                ++at_;
                return out;
            } else {
                out += c;
            }
        }
        return std::nullopt;
    }
    /// Behind its bracket, to behind the one that closes it.
    SidecarCells record(std::vector<Finding>& findings) {
        SidecarCells cells;
        while (skip_blanks() && text_[at_] != '}') {
            const std::size_t from = at_;
            auto key = value();
            auto said = key && arrow() ? value() : std::nullopt;
            if (key && said) {
                if (cells.size() < kMostCells)
                    cells.emplace_back(std::move(*key), std::move(*said));
            } else {  // the next line that begins with a quote
                tell(findings, from);
                at_ = std::max(at_, from + 1);
                at_ = std::min(text_.find_first_of("\n}", at_), text_.size());
            }
            if (skip_blanks() && text_[at_] == ',') ++at_;
        }
        if (at_ < text_.size()) ++at_;
        return cells;
    }
    void tell(std::vector<Finding>& findings, std::size_t at) {
        constexpr std::size_t kMost = 50;
        if (findings.size() < kMost)
            findings.push_back(
                {"damaged-list",
                 fmt::format("line {} of the list cannot be read; what follows was",
                             1
                                 + std::count(text_.begin(),
                                              text_.begin() + static_cast<std::ptrdiff_t>(at),
                                              '\n')),
                 {at, at}});
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

/// One line of CSV, which may hold line ends in quotes; moves `at` behind it.
std::vector<std::string> csv_line(std::string_view text, std::size_t& at, char separator) {
    std::vector<std::string> cells(1);
    bool quoted = false;
    for (; at < text.size(); ++at) {
        const char c = text[at];
        if (quoted) {
            if (c != '"')
                cells.back() += c;
            else if (at + 1 < text.size() && text[at + 1] == '"')
                cells.back() += text[++at];
            else
                quoted = false;
        } else if (c == '"' && trim(cells.back()).empty()) {
            cells.back().clear();
            quoted = true;
        } else if (c == separator) {
            if (cells.size() < kMostCells) cells.emplace_back();
        } else if (c == '\n') {
            break;
        } else if (c != '\r') {
            cells.back() += c;
        }
    }
    if (at < text.size()) ++at;
    return cells;
}

}  // namespace

bool begins_as_perl_list(std::string_view text) {
    for (unsigned lines = 0; lines < 40 && !text.empty(); ++lines) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = trim(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.empty() || line.starts_with('#') || line.starts_with("package ")) continue;
        return line.starts_with("%FILES") || line.starts_with("our %FILES")
               || line.starts_with("my %FILES");
    }
    return false;
}

void read_perl_list(std::string_view text, const SidecarSink& take,
                    std::vector<Finding>& findings) {
    PerlList(text).read(take, findings);
}

std::vector<std::string> csv_names(std::string_view line) {
    std::size_t at = 0;
    std::vector<std::string> names = csv_line(line, at, csv_separator(line));
    for (std::string& name : names) name = ascii_lowered(trim(name));
    return names;
}

void read_csv(std::string_view text, const SidecarSink& take, std::vector<Finding>& findings) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    const char separator = csv_separator(text);
    std::size_t at = 0;
    const std::vector<std::string> names = csv_line(text, at, separator);
    std::size_t odd = 0;
    while (at < text.size()) {
        const std::vector<std::string> values = csv_line(text, at, separator);
        if (values.size() == 1 && trim(values[0]).empty()) continue;
        if (values.size() != names.size()) ++odd;
        SidecarCells cells;
        for (std::size_t i = 0; i < std::min(names.size(), values.size()); ++i)
            cells.emplace_back(names[i], values[i]);
        take(cells);
    }
    if (odd > 0)
        findings.push_back({"damaged-list",
                            fmt::format("{} lines of the list have more or fewer values than its "
                                        "first line has names",
                                        odd),
                            {}});
}

bool begins_as_json_list(std::string_view text) {
    text = trim(text.substr(0, 256));
    if (!text.starts_with('[')) return false;
    text = trim(text.substr(1));
    return text.empty() || text.starts_with('{');
}

bool begins_as_yaml_list(std::string_view text) {
    for (unsigned lines = 0; lines < 40 && !text.empty(); ++lines) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = trim(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.empty() || line.starts_with('#')) continue;
        return line == "---" || line.starts_with("- ") || line == "-" || line.ends_with(':')
               || line.starts_with("%YAML");
    }
    return false;
}

}  // namespace solander
