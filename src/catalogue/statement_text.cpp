// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalogue/statement_text.h"

#include <fmt/format.h>

#include <charconv>

namespace solander {
namespace {

void add_line(std::string& out, std::string_view what, std::string_view value) {
    if (!out.empty()) out += '\n';
    out += what;
    out += ' ';
    for (const char c : value) {
        if (c == '\n')
            out += "\\n";
        else if (c == '\\')
            out += "\\\\";
        else
            out += c;
    }
}

std::string without_escapes(std::string_view value) {
    std::string out;
    out.reserve(value.size());
    for (std::size_t i = 0; i < value.size(); ++i) {
        if (value[i] == '\\' && i + 1 < value.size()) {
            ++i;
            out += value[i] == 'n' ? '\n' : value[i];
        } else {
            out += value[i];
        }
    }
    return out;
}

std::string_view first_word(std::string_view& line) {
    const std::size_t space = line.find(' ');
    const std::string_view word = line.substr(0, space);
    line.remove_prefix(space == std::string_view::npos ? line.size() : space + 1);
    return word;
}

double number(std::string_view text) {
    double value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

}  // namespace

std::string statement_text(const Statement& s) {
    std::string out;
    for (const ListedArchive& listed : s.listed)
        add_line(out, "listed", listed.grant + ' ' + listed.who);
    for (const std::string& condition : s.conditions) add_line(out, "condition", condition);
    if (!s.embargo.empty()) add_line(out, "embargo", s.embargo);
    if (!s.said_in.empty()) add_line(out, "said_in", s.said_in);
    if (!s.rule.empty()) add_line(out, "rule", s.rule);
    if (s.confidence != 0) add_line(out, "confidence", fmt::format("{}", s.confidence));
    return out;
}

void read_statement_text(std::string_view text, Statement& into) {
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        std::string_view line = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        const std::string_view what = first_word(line);
        if (what == "listed") {
            const std::string_view grant = first_word(line);
            into.listed.push_back({without_escapes(line), std::string(grant)});
        } else if (what == "condition") {
            into.conditions.push_back(without_escapes(line));
        } else if (what == "embargo") {
            into.embargo = without_escapes(line);
        } else if (what == "said_in") {
            into.said_in = without_escapes(line);
        } else if (what == "rule") {
            into.rule = without_escapes(line);
        } else if (what == "confidence") {
            into.confidence = number(line);
        }
    }
}

}  // namespace solander
