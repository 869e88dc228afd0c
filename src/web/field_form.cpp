// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/field_form.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

#include "base/address.h"
#include "base/text.h"
#include "web/form_data.h"
#include "web/forms.h"
#include "work/edit.h"

namespace solander {
namespace {

enum class Shape : std::uint8_t { line, text, rating, permission, complete };
/// In the order of the catalogue card.
struct ShownField {
    std::string_view name, label;
    Shape shape = Shape::line;
    bool folded = false;
};
constexpr ShownField kFields[] = {
    {"title", "Title"},
    {"creators", "Creators"},
    {"fandoms", "Fandoms"},
    {"rating", "Rating", Shape::rating},
    {"warnings", "Warnings"},
    {"permission", "Permission", Shape::permission},
    {"relationships", "Relationships"},
    {"characters", "Characters"},
    {"series", "Series"},
    {"parts", "Part"},
    {"complete", "Finished", Shape::complete},
    {"published", "Published"},
    {"language", "Language"},
    {"categories", "Categories", Shape::line, true},
    {"tags", "Tags", Shape::line, true},
    {"summary", "Summary", Shape::text, true},
    {"notes", "Notes", Shape::text, true},
    {"end_notes", "Notes at the end", Shape::text, true},
    {"disclaimer", "Disclaimer", Shape::text, true},
    {"updated", "Updated", Shape::line, true},
    {"conditions", "Conditions of the permission", Shape::line, true},
    {"embargo", "Not before", Shape::line, true},
    {"spoilers", "Spoilers", Shape::text, true},
    {"beta", "Beta", Shape::text, true},
    {"feedback", "Feedback", Shape::text, true},
    {"encoding", "Charset of the file", Shape::line, true},
};

struct AboutRow {
    std::string_view kind, fields;  ///< blanks between
};
constexpr AboutRow kKinds[] = {
    {"permission-unclear", "permission conditions"},
    {"rating-doubt", "rating"},
    {"date-doubt", "published updated"},
    {"boundary-doubt", "notes summary"},
    {"encoding-doubt", "encoding"},
    {"wrong-charset", "encoding"},
    {"broken-characters", "encoding"},
    {"mixed-encodings", "encoding"},
    {"mojibake", "encoding"},
    {"lost-characters", "encoding"},
    {"missing-parts", "parts"},
    {"earlier-posting", "parts"},
    {"chapters-missing", "complete"},
    {"cut-off", "complete"},
    {"no-author", "creators"},
};

constexpr std::array<std::string_view, 6> kRatings = {"",       "general",  "teen",
                                                      "mature", "explicit", "not-rated"};
constexpr std::array<std::string_view, 7> kPermissions = {
    "any", "any_notify", "ask", "link_only", "none", "unstated", "unclear"};
constexpr std::array<std::string_view, 3> kComplete = {"", "yes", "no"};

std::span<const std::string_view> words_of(Shape shape) {
    switch (shape) {
    case Shape::rating:
        return kRatings;
    case Shape::permission:
        return kPermissions;
    case Shape::complete:
        return kComplete;
    case Shape::line:
    case Shape::text:
        break;
    }
    return {};
}

/// The words that were given, where what stands is a reading of them.
std::string as_given(const WorkRecord& work, Shape shape) {
    if (shape == Shape::rating) return work.rating_as_given;
    return shape == Shape::permission ? work.permission.as_given : std::string();
}

void write_field(Markup& html, const WorkRecord& work, const ShownField& field) {
    const std::string id = fmt::format("field-{}", field.name);
    const std::string value = edit_value(work, field.name);
    html.open("p").open("label").attr("for", id).text(field.label).close();
    if (const auto words = words_of(field.shape); !words.empty()) {
        html.open("select").attr("id", id).attr("name", field.name);
        for (const std::string_view word : words) {
            html.open("option").attr("value", word);
            if (word == value) html.flag("selected");
            html.text(word.empty() ? "not stated" : word).close();
        }
        html.close();
    } else if (field.shape == Shape::text) {
        // A line feed directly behind the tag is no part of the text.
        html.open("textarea").attr("id", id).attr("name", field.name).attr("rows", "3");
        html.text("\n" + value).close();
    } else {
        html.open("input").attr("id", id).attr("name", field.name).attr("value", value);
        html.attr("autocomplete", "off").close();
    }
    if (const std::string given = as_given(work, field.shape); !given.empty())
        html.open("span")
            .attr("class", "hint")
            .text("as given: " + without_addresses(given))
            .close();
    html.close();
}

bool holds(const std::vector<std::string_view>& list, std::string_view name) {
    return std::find(list.begin(), list.end(), name) != list.end();
}

/// As a browser sends it back: line ends of its own, none in a line, no blanks around it, and no
/// characters that a page cannot show.
std::string as_sent(std::string_view text, Shape shape) {
    std::string kept;
    kept.reserve(text.size());
    text = trim(text);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\r' || c == '\n') {
            if (c == '\r' && text.substr(i + 1).starts_with('\n')) ++i;
            if (shape == Shape::text) kept += '\n';
        } else if (static_cast<unsigned char>(c) < 0x20 && c != '\t') {
            kept += "\xEF\xBF\xBD";
        } else {
            kept += c;
        }
    }
    return kept;
}

/// Another one once any field is another.
std::string state_of(const WorkRecord& work) {
    std::string all;
    for (const ShownField& field : kFields) all += edit_value(work, field.name) + '\0';
    return etag_of(all);
}

}  // namespace

std::vector<std::string_view> fields_about(const FindingRow& finding,
                                           const std::vector<Claim>& claims) {
    std::vector<std::string_view> names;
    for (const AboutRow& row : kKinds)
        if (row.kind == finding.kind) names = split(row.fields, ' ');
    for (const ShownField& field : kFields) {
        const bool read_there = std::any_of(claims.begin(), claims.end(), [&](const Claim& claim) {
            return claim.field == field.name && claim.source == "text"
                   && claim.where.from < finding.where.to && finding.where.from < claim.where.to;
        });
        if (read_there && !holds(names, field.name)) names.push_back(field.name);
    }
    return names;
}

Span place_of(const FindingRow& finding, const std::vector<Claim>& claims) {
    if (!finding.where.empty()) return finding.where;
    for (const std::string_view field : fields_about(finding, claims))
        for (const Claim& claim : claims)
            if (claim.field == field && claim.source == "text" && !claim.where.empty())
                return claim.where;
    return {};
}

void write_fields(Markup& html, const WorkRecord& work,
                  const std::vector<std::string_view>& first) {
    write_hidden(html, "state", state_of(work));
    for (const std::string_view name : first)
        for (const ShownField& field : kFields)
            if (field.name == name) write_field(html, work, field);
    for (const ShownField& field : kFields)
        if (!field.folded && !holds(first, field.name)) write_field(html, work, field);
    html.open("details").open("summary").text("Other fields").close();
    for (const ShownField& field : kFields)
        if (field.folded && !holds(first, field.name)) write_field(html, work, field);
    html.close();
}

Result<std::vector<std::pair<std::string, std::string>>> mended_fields(const Call& call,
                                                                       const WorkRecord& work) {
    std::vector<std::pair<std::string, std::string>> mended;
    std::string state;
    for (const auto& [name, value] : form_of(call.request)) {
        if (name == "state") state = value;
        for (const ShownField& field : kFields) {
            if (field.name != name) continue;
            std::string said = as_sent(value, field.shape);
            if (said != as_sent(edit_value(work, name), field.shape))
                mended.emplace_back(name, std::move(said));
        }
    }
    if (state != state_of(work))
        return fail(Fault::conflict,
                    "this work has been changed since the page was made; nothing was mended",
                    "go back, load the page anew, and mend it there");
    return mended;
}

}  // namespace solander
