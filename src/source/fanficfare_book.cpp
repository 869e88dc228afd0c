// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/fanficfare_book.h"

#include <algorithm>

#include "base/text.h"
#include "source/fanficfare.h"
#include "source/opf_stated.h"
#include "source/page_scan.h"

namespace solander {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

std::string_view markup_of(const BookLeaf& leaf, std::string_view text) {
    return text.substr(leaf.from, leaf.to - leaf.from);
}

bool has_body_class(std::string_view markup, std::string_view name) {
    const std::size_t body = markup.find("<body");
    if (body == kNone) return false;
    return markup.substr(body, markup.find('>', body) - body).find(name) != kNone;
}

struct TitlePageRow {
    std::string label;
    Span value;  ///< in the text
};

/// "<b>Label:</b> value<br />", each up to the next label.
std::vector<TitlePageRow> rows_of(std::string_view text, const BookLeaf& leaf) {
    std::vector<TitlePageRow> rows;
    const std::string_view markup = text.substr(0, leaf.to);
    for (std::size_t at = markup.find("<b>", leaf.from); at != kNone;) {
        const std::size_t close = markup.find("</b>", at);
        if (close == kNone) break;
        const std::size_t next = markup.find("<b>", close);
        std::string label = page_words(markup.substr(at + 3, close - at - 3));
        if (label.ends_with(':')) {
            label.pop_back();
            const std::size_t end = next != kNone ? next : markup.find("</body", close);
            rows.push_back({label, {close + 4, end == kNone ? leaf.to : end}});
        } else if (!rows.empty()) {
            rows.back().value.to = next == kNone ? leaf.to : next;  // bold inside a value
        }
        at = next;
    }
    return rows;
}

bool is_title_page(std::string_view text, const BookLeaf& leaf) {
    if (has_body_class(markup_of(leaf, text), "fff_titlepage")) return true;
    const std::vector<TitlePageRow> rows = rows_of(text, leaf);
    return std::count_if(rows.begin(), rows.end(),
                         [](const TitlePageRow& row) { return is_fanficfare_label(row.label); })
           >= 4;
}

void state_title_page(const BookLeaf& leaf, Part& part) {
    const PageScan scan(part.text);
    const Span within{leaf.from, leaf.to};
    const PageElement* heading = scan.find(within, "h3");
    if (heading == nullptr) heading = scan.find(within, "h1");
    if (heading != nullptr) {
        const PageElement* link = scan.find({heading->inner, heading->inner_to}, "a");
        if (link != nullptr) {
            const Span inside{link->inner, link->inner_to};
            part.stated.push_back(
                {"Title", page_words(scan.text().substr(inside.from, inside.size())), inside});
            const std::string_view href = scan.attribute(*link, "href");
            if (!href.empty())
                part.stated.push_back({"Source URL", std::string(href), scan.place_of(href)});
        }
    }
    const std::string_view text = part.text;
    for (const TitlePageRow& row : rows_of(text, leaf)) {
        const std::string_view value = text.substr(row.value.from, row.value.size());
        for (Stated& one : fanficfare_field(
                 row.label, row.label == "Summary" ? page_prose(value) : page_words(value),
                 words_place(text, row.value)))
            part.stated.push_back(std::move(one));
    }
}

/// Where the chapter was: <meta name="chapterurl" content="..."> in its head, in old books
/// <a class="chapterurl" href="...">. Empty where it could not be fetched.
std::string_view address_of(std::string_view markup) {
    const std::size_t at = markup.find("chapterurl");
    if (at == kNone) return {};
    const std::size_t open = markup.rfind('<', at);
    if (open == kNone) return {};
    const std::string_view tag = markup.substr(open, markup.find('>', at) - open);
    for (const std::string_view attribute : {"content=\"", "href=\""}) {
        const std::size_t from = tag.find(attribute);
        if (from == kNone) continue;
        const std::string_view value = tag.substr(from + attribute.size());
        if (value.starts_with("http")) return value.substr(0, value.find('"'));
    }
    return {};
}

/// One statement of all of them, a line each.
void state_addresses(const std::vector<const BookLeaf*>& chapters, Part& part) {
    std::string all;
    for (const BookLeaf* leaf : chapters) {
        const std::string_view address = address_of(markup_of(*leaf, part.text));
        if (address.empty()) continue;
        if (!all.empty()) all += '\n';
        all += page_words(address);
    }
    if (!all.empty()) part.stated.push_back({"Chapter addresses", std::move(all), {}});
}

/// Authors' notes that AO3's pages had around a chapter.
void mark_notes(const BookLeaf& leaf, Part& part) {
    const std::string_view text = std::string_view(part.text).substr(0, leaf.to);
    constexpr std::string_view kDiv = "<div class=\"fff_chapter_notes";
    for (std::size_t at = text.find(kDiv, leaf.from); at != kNone;) {
        const std::size_t open = text.find('>', at);
        int depth = 1;
        std::size_t end = open;
        while (depth > 0 && end != kNone) {
            end = text.find("div", end + 1);
            if (end == kNone || end < 2) break;
            if (text[end - 1] == '<') ++depth;
            if (text[end - 1] == '/' && text[end - 2] == '<') --depth;
        }
        if (end == kNone) return;
        end = std::min(text.find('>', end), text.size() - 1) + 1;
        const bool foot = text.substr(at, open - at).find("foot") != kNone;
        part.zones.push_back({at, end, foot ? Zone::Kind::note_after : Zone::Kind::note_before});
        at = text.find(kDiv, end);
    }
}

}  // namespace

bool is_fanficfare_book(const OpfPackage& package, const BookText& book, std::string_view text) {
    for (const OpfMeta& meta : package.metas) {
        const std::string value = ascii_lowered(meta.value);
        if (meta.name == "contributor"
            && (value.find("fanficfare") != kNone || value.find("fanfictiondownloader") != kNone
                || value.find("fanficdownloader") != kNone))
            return true;
        if (meta.name == "identifier"
            && (value.starts_with("fanficfare-uid:") || value.starts_with("fanficdownloader-uid:")))
            return true;
    }
    return std::any_of(book.leaves.begin(), book.leaves.end(), [&](const BookLeaf& leaf) {
        return has_body_class(markup_of(leaf, text), "fff_");
    });
}

void mark_fanficfare_book(const OpfPackage& package, BookText& book, Part& part) {
    part.format = "fanficfare-epub";
    part.form = true;
    bool titled = false;
    std::vector<const BookLeaf*> chapters;
    for (BookLeaf& leaf : book.leaves) {
        const std::string_view markup = markup_of(leaf, part.text);
        if (leaf.zone) continue;  // of the whole collection
        if (has_body_class(markup, "fff_tocpage") || has_body_class(markup, "fff_logpage")
            || has_body_class(markup, "fff_coverpage"))
            leaf.zone = Zone::Kind::furniture;
        else if (!titled && is_title_page(part.text, leaf))
            leaf.zone = Zone::Kind::header;
        else if (!leaf.stray && leaf.type != "toc" && leaf.type != "cover")
            chapters.push_back(&leaf);
        if (leaf.zone == Zone::Kind::header && !titled) {
            titled = true;
            state_title_page(leaf, part);
        }
    }
    // Its subjects are all kinds in one; of the rest the title page may have less than the package.
    for (Stated& own : stated_of(package)) {
        const bool wanted = own.label == "Author" || own.label == "Title" || own.label == "Summary"
                            || own.label == "Language" || own.label == "Series"
                            || own.label == "Source URL" || own.label == "Publisher"
                            || (own.label == "Tags" && !titled);
        const bool said = own.label != "Author" && own.label != "Tags"
                          && std::any_of(part.stated.begin(), part.stated.end(),
                                         [&](const Stated& s) { return s.label == own.label; });
        if (wanted && !said) part.stated.push_back(std::move(own));
    }
    state_addresses(chapters, part);
    for (const BookLeaf* leaf : chapters) {
        mark_notes(*leaf, part);
        // Its address, in the head of the page.
        if (markup_of(*leaf, part.text).find("\"chapter url removed due to failure\"") != kNone)
            part.findings.push_back(
                {"chapters-missing",
                 leaf->name + ": this chapter could not be fetched when the book was made",
                 {}});
    }
    mark_book(book, package.value("title"), part);
    if (part.sections.empty() && chapters.size() == 1) {
        const PageScan scan(part.text);
        const PageElement* heading = scan.find({chapters[0]->from, chapters[0]->to}, "h3");
        part.sections.push_back(
            {chapters[0]->from,
             heading == nullptr ? std::string()
                                : page_words(scan.text().substr(heading->inner, heading->size())),
             chapters[0]->name});
    }
    std::stable_sort(part.zones.begin(), part.zones.end(),
                     [](const Zone& a, const Zone& b) { return a.from < b.from; });
}

}  // namespace solander
