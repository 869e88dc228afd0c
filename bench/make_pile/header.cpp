// SPDX-License-Identifier: GPL-3.0-or-later
// The header block in a dialect's label shape.
#include <algorithm>

#include <fmt/format.h>

#include "base/markup.h"
#include "bench/make_pile/render.h"

namespace solander::pile {
namespace {

std::string joined(const std::vector<std::string>& items, std::string_view separator) {
    std::string out;
    for (const std::string& item : items) {
        if (!out.empty()) out += separator;
        out += item;
    }
    return out;
}

std::string value_of(Field field, const Plan& plan, Random& random) {
    const Meta& m = plan.meta;
    switch (field) {
    case Field::title:
        return m.part == 0 ? m.title : fmt::format("{} ({}/{})", m.title, m.part, m.parts);
    case Field::author:
        return joined(m.authors, random.percent(50) ? " and " : " & ");
    case Field::email:
        return random.percent(20) ? "" : m.email;
    case Field::url:
        return random.percent(30)
                   ? ""
                   : "http://www.example.org/~" + m.email.substr(0, m.email.find('@'));
    case Field::fandom:
        return joined(m.fandoms, ", ");
    case Field::relationships:
        return m.relationship_text;
    case Field::characters:
        return joined(m.characters, ", ");
    case Field::category:
        return std::string(m.category->text);
    case Field::rating:
        return std::string(m.rating->text);
    case Field::warnings:
        return joined(m.warnings, ", ");
    case Field::genre:
        return joined(m.genres, ", ");
    case Field::spoilers:
        return m.spoilers;
    case Field::summary:
        return m.summary;
    case Field::disclaimer:
        return m.disclaimer;
    case Field::notes:
        return m.notes;
    case Field::permission:
        return std::string(m.permission->text);
    case Field::feedback:
        return m.feedback;
    case Field::beta:
        return m.beta;
    case Field::series:
        return fmt::format("{}, #{}", m.series, m.series_place);
    case Field::date:
        return m.date_text;
    case Field::status:
        return m.status_text;
    case Field::words:
        return fmt::format("about {}", plan.words / 100 * 100);
    case Field::count_:
        break;
    }
    return {};
}

std::string cased(std::string_view label, int how) {
    std::string out(label);
    for (char& c : out) {
        if (how == 1 && c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
        if (how == 2 && c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    }
    return out;
}

std::string spaced_out(const std::string& label) {
    std::string out;
    for (const char c : label) {
        if (!out.empty()) out += ' ';
        out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    }
    return out;
}

bool at_the_end(Field field) {
    return field == Field::notes || field == Field::disclaimer || field == Field::feedback
           || field == Field::permission;
}

}  // namespace

std::string render_header(const Plan& plan, Random& random, HeaderPart part) {
    const Dialect& d = plan.dialect;
    const bool html = d.html != HtmlStyle::none && d.html != HtmlStyle::pre;
    std::string out;
    const auto& fields = plan.meta.fields;
    const auto said = [&fields](Field f) {
        return std::find(fields.begin(), fields.end(), f) != fields.end();
    };
    const bool compound = d.compound && said(Field::fandom) && said(Field::relationships);
    if (d.form != HeaderForm::labels) {
        const std::string by = "by " + joined(plan.meta.authors, " and ");
        const std::string title = value_of(Field::title, plan, random);
        if (html) {
            out += "<h2>";
            escape_text(out, title);
            out += "</h2>\n<p>";
            escape_text(out, by);
            out += "</p>\n";
        } else {
            out += title + '\n' + by + "\n\n";
        }
        if (d.form == HeaderForm::byline) return out;
    }
    std::string line;
    for (std::size_t i = 0; i < plan.meta.fields.size(); ++i) {
        const Field field = plan.meta.fields[i];
        if (d.form == HeaderForm::byline_and_labels
            && (field == Field::title || field == Field::author))
            continue;
        if (part != HeaderPart::whole && (part == HeaderPart::end) != at_the_end(field)) continue;
        if (compound && field == Field::relationships) continue;
        std::string value = value_of(field, plan, random);
        std::string label(d.labels[i]);
        if (compound && field == Field::fandom) {
            value += ", " + plan.meta.relationship_text;
            label = d.family == kA ? "Fandom/Pairing" : "Fandom & Pairing";
        }
        line = d.shape->before;
        line += d.spaced ? spaced_out(label) : cased(label, d.label_case);
        line += d.shape->after;
        if (html) {
            escape_text(line, value);
            line += d.shape->close;
            out += line + '\n';
            continue;
        }
        if (d.aligned)
            while (line.size() < 22) line += ' ';
        const bool wraps = d.layout != Layout::oneline && d.layout != Layout::tight;
        if (d.run_on) {
            out += line + value + ' ';
            continue;
        }
        // A free value may have several paragraphs; what is wrapped begins behind a line's end.
        line += value;
        const std::string_view rest = d.hanging ? "    " : "";
        for (std::size_t at = 0; at < line.size();) {
            const std::size_t end = std::min(line.find('\n', at), line.size());
            const std::string_view one = std::string_view(line).substr(at, end - at);
            if (wraps)
                append_wrapped(out, one, d.width, "", rest);
            else
                out += one;
            if (end < line.size()) out += '\n';
            at = end + 1;
        }
        out += '\n';
        out.append(static_cast<std::size_t>(d.blank_between), '\n');
    }
    if (d.run_on) {
        std::string wrapped;
        append_wrapped(wrapped, out, d.width, "", "");
        return wrapped + '\n';
    }
    return out;
}

}  // namespace solander::pile
