// SPDX-License-Identifier: GPL-3.0-or-later
// A query tree back to text: to the language itself, and to words for people.
#include <string>

#include "search/compare.h"
#include "search/query.h"

namespace solander {
namespace {

using Kind = QueryNode::Kind;

void write_text(std::string& out, const QueryNode& node, bool top) {
    switch (node.kind) {
    case Kind::all:
        return;
    case Kind::and_:
    case Kind::or_: {
        const bool parentheses = !top;
        if (parentheses) out += '(';
        bool first = true;
        for (const QueryNode& child : node.children) {
            if (!first) out += node.kind == Kind::or_ ? " OR " : " ";
            first = false;
            // Inside OR an and_ needs none, but they help people.
            write_text(out, child, false);
        }
        if (parentheses) out += ')';
        return;
    }
    case Kind::not_:
        out += '-';
        write_text(out, node.children.front(), false);
        return;
    case Kind::words:
    case Kind::tag:
    case Kind::compare:
        out += node.field;
        out += node.op;
        if (node.phrase) out += '"';
        out += node.value;
        if (node.phrase) out += '"';
        if (node.prefix) out += '*';
        return;
    }
}

/// 12345 -> 12,345
std::string grouped(std::string_view digits) {
    std::string out;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0) out += ',';
        out += digits[i];
    }
    return out;
}

std::string number_words(const QueryNode& node) {
    const std::string unit = node.field == "id" ? "" : " " + node.field;
    const std::string lead = node.field == "id" ? "number " : "";
    const auto dash = node.value.find('-'), dots = node.value.find("..");
    if (dots == 0) return lead + "at most " + grouped(node.value.substr(2)) + unit;
    if (dots != std::string::npos)
        return lead + "at least " + grouped(node.value.substr(0, dots)) + unit;
    if (dash != std::string::npos)
        return lead + grouped(node.value.substr(0, dash)) + " to "
               + grouped(node.value.substr(dash + 1)) + unit;
    const std::string number = grouped(node.value);
    if (node.op == ">") return lead + "over " + number + unit;
    if (node.op == ">=") return lead + "at least " + number + unit;
    if (node.op == "<") return lead + "under " + number + unit;
    if (node.op == "<=") return lead + "at most " + number + unit;
    return lead + number + unit;
}

std::string date_words(const QueryNode& node) {
    const std::string& v = node.value;
    if (const auto dots = v.find(".."); dots != std::string::npos) {
        const std::string low = v.substr(0, dots), high = v.substr(dots + 2);
        if (low.empty()) return node.field + " up to " + high;
        if (high.empty()) return node.field + " from " + low + " on";
        return node.field + " " + low + " to " + high;
    }
    if (node.op == ">") return node.field + " after " + v;
    if (node.op == ">=") return node.field + " from " + v + " on";
    if (node.op == "<") return node.field + " before " + v;
    if (node.op == "<=") return node.field + " up to " + v;
    return node.field + (v.size() == 10 ? " on " : " in ") + v;
}

std::string compare_words(const QueryNode& node) {
    const QueryField* field = find_field(node.field);
    if (field != nullptr && field->kind == FieldKind::number) return number_words(node);
    if (field != nullptr && field->kind == FieldKind::date) return date_words(node);
    if (node.field == "complete") {
        if (node.value == "yes") return "complete";
        if (node.value == "no") return "unfinished";
        return "not said whether complete";
    }
    if (node.field == "rating" && node.value == "unstated") return "no rating stated";
    if (node.field == "rating") return node.value == "not-rated" ? "not rated" : node.value;
    return node.field + " " + node.value;
}

std::string words_of(const QueryNode& node, bool top) {
    switch (node.kind) {
    case Kind::all:
        return {};
    case Kind::and_:
    case Kind::or_: {
        std::string out = top ? "" : "(";
        bool first = true;
        for (const QueryNode& child : node.children) {
            if (!first) out += node.kind == Kind::or_ ? " or " : ", ";
            first = false;
            out += words_of(child, false);
        }
        return top ? out : out + ")";
    }
    case Kind::not_:
        return "not " + words_of(node.children.front(), false);
    case Kind::words: {
        std::string quoted = "“" + node.value + (node.prefix ? "…”" : "”");
        if (node.field.empty()) return quoted;
        return quoted + " in the " + node.field;
    }
    case Kind::tag:
        if (node.field == "creator") return "by “" + node.value + (node.prefix ? "…”" : "”");
        return node.field + " " + node.value + (node.prefix ? "…" : "");
    case Kind::compare:
        return compare_words(node);
    }
    return {};
}

}  // namespace

std::string to_text(const QueryNode& node) {
    std::string out;
    write_text(out, node, true);
    return out;
}

std::string in_words(const ParsedQuery& query) { return words_of(query.root, true); }

}  // namespace solander
