// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/efiction_documents.h"

#include <fmt/format.h>

#include "base/address.h"
#include "base/markup.h"
#include "base/text.h"
#include "source/efiction_story.h"

namespace solander {
namespace {

Part document(const EfictionText& text) {
    Part part;
    part.media = Media::html;
    part.format = "efiction";
    part.composed = true;
    part.file_class = "other";
    part.encoding = text.encoding();
    part.encoding_why = text.why();
    part.text = "<html><body>\n";
    return part;
}

Part finished(Part&& part) {
    part.text += "</body></html>\n";
    part.bytes = part.text.size();
    return std::move(part);
}

void heading(Part& part, std::string_view text) {
    part.text += "<h2>";
    escape_text(part.text, without_addresses(std::string(text)));
    part.text += "</h2>\n";
}

}  // namespace

EfictionResponse split_response(std::string_view html) {
    constexpr std::string_view kMark = "<i>";
    const std::size_t at = html.rfind(kMark);
    if (at == std::string_view::npos) return {std::string(html), {}};
    // Two line breaks, then italics to the end that begin with a label.
    std::string_view before = html.substr(0, at);
    std::size_t breaks = 0;
    for (;; ++breaks) {
        while (!before.empty() && is_ascii_space(before.back())) before.remove_suffix(1);
        const std::size_t tag = before.ends_with('>') ? before.rfind('<') : std::string_view::npos;
        if (tag == std::string_view::npos
            || !starts_with_ignoring_ascii_case(before.substr(tag), "<br"))
            break;
        before = before.substr(0, tag);
    }
    std::string_view rest = html.substr(at + kMark.size());
    const std::size_t colon = rest.find(':');
    constexpr std::size_t kLongestLabel = 60;
    if (breaks < 2 || colon == std::string_view::npos || colon > kLongestLabel
        || rest.substr(0, colon).find('<') != std::string_view::npos)
        return {std::string(html), {}};
    rest.remove_prefix(colon + 1);
    std::string response(rest);
    if (const std::size_t end = response.rfind("</i>"); end != std::string::npos)
        response.erase(end, 4);
    return {std::string(before), std::string(trim(response))};
}

Part efiction_reviews(std::string_view dump, const EfictionText& text,
                      const EfictionReview* reviews, std::size_t count) {
    Part part = document(text);
    part.name = "reviews";
    std::vector<SqlValue> values;
    for (std::size_t i = 0; i < count; ++i) {
        if (!sql_row_at(dump, reviews[i].place.at, values)) continue;
        const EfictionRow row(*reviews[i].place.columns, values);
        const std::string who = text.line(row.text("reviewer"));
        heading(part, fmt::format("{} {}", who, efiction_date(row.text("date"))));
        const EfictionResponse both = split_response(text.html(row.text("review"), part.findings));
        part.text += "<div>" + both.review + "</div>\n";
        if (!both.response.empty())
            part.text += "<h3>Author's response</h3>\n<div>" + both.response + "</div>\n";
    }
    return finished(std::move(part));
}

Part efiction_news(std::string_view dump, const EfictionText& text, const EfictionPlace& place) {
    Part part = document(text);
    std::vector<SqlValue> values;
    if (sql_row_at(dump, place.at, values)) {
        const EfictionRow row(*place.columns, values);
        part.path = fmt::format("news.php?nid={}", row.number("nid"));
        part.name = text.line(row.text("title"));
        heading(part, part.name);
        heading(part, fmt::format("{} {}", text.line(row.text("author")),
                                  efiction_date(row.text("time"))));
        part.text += text.html(row.text("story"), part.findings);
    }
    return finished(std::move(part));
}

Part efiction_page(std::string_view dump, const EfictionText& text, const EfictionPlace& place) {
    Part part = document(text);
    std::vector<SqlValue> values;
    if (!sql_row_at(dump, place.at, values)) return finished(std::move(part));
    const EfictionRow row(*place.columns, values);
    part.path = "viewpage.php?page=settings";
    if (row.has("message_name")) {
        part.path = "viewpage.php?page=" + text.line(row.text("message_name"));
        part.name = text.line(row.text("message_title"));
        heading(part, part.name);
        part.text += text.html(row.text("message_text"), part.findings);
    } else {
        constexpr std::string_view kTexts[] = {"welcome", "rules", "copyright", "help"};
        for (const std::string_view name : kTexts) {
            heading(part, name);
            part.text += text.html(row.text(name), part.findings);
        }
    }
    return finished(std::move(part));
}

}  // namespace solander
