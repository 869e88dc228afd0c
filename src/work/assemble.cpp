// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/assemble.h"

#include <algorithm>
#include <span>

#include "base/text.h"
#include "document/reader.h"
#include "document/structure.h"
#include "document/walk.h"
#include "header/block.h"
#include "header/labels.h"
#include "header/subject.h"
#include "vocabulary/language_guess.h"
#include "work/builder.h"
#include "work/classify.h"
#include "work/gathered.h"
#include "work/hearing.h"
#include "work/known_format.h"
#include "work/taken.h"

namespace solander {
namespace {

/// The document of a part, with what was found around it.
struct Read {
    Document document;
    HeaderReading header;
    std::string page_title, page_author, page_language;
    std::vector<Finding> findings;  ///< spans in Part::text
};

std::vector<Region> in_order(std::vector<Region> a, const std::vector<Region>& b) {
    a.insert(a.end(), b.begin(), b.end());
    std::sort(a.begin(), a.end(),
              [](const Region& x, const Region& y) { return x.first < y.first; });
    return a;
}

Layer layer_of(Zone::Kind kind) {
    switch (kind) {
    case Zone::Kind::header:
        return Layer::header;
    case Zone::Kind::note_before:
        return Layer::note_before;
    case Zone::Kind::note_after:
        return Layer::note_after;
    case Zone::Kind::contents:
        return Layer::toc;
    case Zone::Kind::furniture:
        break;
    }
    return Layer::furniture;
}

/// The format's own word on what is no story, in lines.
std::vector<Region> regions_of(const Part& part, const Lines& lines) {
    std::vector<Region> regions;
    auto zone = part.zones.begin();
    for (std::uint32_t i = 0; i < lines.lines.size() && zone != part.zones.end(); ++i) {
        const std::uint64_t at = lines.to_part == nullptr
                                     ? lines.lines[i].from
                                     : lines.to_part->to_in(lines.lines[i].from);
        while (zone != part.zones.end() && zone->to <= at) ++zone;
        if (zone == part.zones.end() || at < zone->from) continue;
        const Layer layer = layer_of(zone->kind);
        if (!regions.empty() && regions.back().last == i && regions.back().layer == layer)
            ++regions.back().last;
        else
            regions.push_back({i, i + 1, layer});
    }
    return regions;
}

/// Furniture and zones, which win where both want a line.
std::vector<Region> regions_outside(const Part& part, const Lines& lines) {
    const std::vector<Region> zones = regions_of(part, lines);
    std::vector<Region> furniture = furniture_of(part, lines);
    std::erase_if(furniture, [&](const Region& f) {
        return std::any_of(zones.begin(), zones.end(),
                           [&](const Region& z) { return f.first < z.last && z.first < f.last; });
    });
    return in_order(std::move(furniture), zones);
}

/// The author's name alone in one of the first lines, as the page itself says it: no story begins
/// so.
std::vector<Region> with_author_line(std::vector<Region> regions, const Lines& lines,
                                     std::string_view author) {
    constexpr std::uint32_t kLines = 4;
    const auto end = std::min(kLines, static_cast<std::uint32_t>(lines.lines.size()));
    for (std::uint32_t i = 1; i < end && !author.empty(); ++i) {
        const bool taken = std::any_of(regions.begin(), regions.end(), [i](const Region& region) {
            return region.first <= i && i < region.last;
        });
        if (!taken && equals_ignoring_ascii_case(lines.of(lines.lines[i]), author))
            return in_order(std::move(regions), {{i, i + 1, Layer::header}});
    }
    return regions;
}

Read read_text_part(const Part& part, const LabelTable& labels) {
    Read read;
    const Lines lines = split_lines(part.text);
    const std::vector<Region> outside = regions_outside(part, lines);
    read.header = headers_of(part, lines, outside, labels);
    settle_headers(read.header, part, lines);
    const std::vector<Region> regions = in_order(outside, read.header.regions);
    read.document = read_plain(lines, measure_layout(lines), regions);
    return read;
}

Read read_html_part(const Part& part, const LabelTable& labels) {
    Read read;
    HtmlDraft draft = read_html(part.text);
    read.page_title = draft.title;
    read.page_language = draft.language;
    for (const auto& [name, content] : draft.meta)
        if (name == "author") read.page_author = content;
    read.findings = draft.findings;
    const Lines lines = lines_of(draft);
    const std::vector<Region> outside =
        with_author_line(regions_outside(part, lines), lines, read.page_author);
    read.header = headers_of(part, lines, outside, labels);
    settle_headers(read.header, part, lines);
    const std::vector<Region> regions = in_order(outside, read.header.regions);
    read.document = finish_html(std::move(draft), lines, regions);
    return read;
}

Evidence evidence_of(BlockPlace place) {
    switch (place) {
    case BlockPlace::head:
        return Evidence::head;
    case BlockPlace::inside:
        return Evidence::inside;
    case BlockPlace::tail:
        return Evidence::tail;
    }
    return Evidence::head;
}

/// The name of "kat@host.example (Kat)", as old mailers wrote it, and of "Kat via Some List
/// <list@host.example>", as lists do; else the whole value.
std::string_view sender_name(std::string_view from) {
    const std::size_t open = from.find(" (");
    const std::string_view address = from.substr(0, open);
    if (open != std::string_view::npos && from.back() == ')' && open + 3 < from.size()
        && address.find('@') != std::string_view::npos && address.find(' ') == std::string::npos)
        return from.substr(open + 2, from.size() - open - 3);
    const std::size_t via = from.find(" via ");
    return via == std::string_view::npos || via == 0
               ? from
               : from.substr(from[0] == '"' ? 1 : 0, via - (from[0] == '"' ? 1 : 0));
}

/// From:, Subject:, Date: of a saved post fill what the text itself does not say.
void take_mail(RecordBuilder& builder, const Field& field) {
    const std::string label = ascii_lowered(field.label);
    if (label == "from")
        builder.take_outside(FieldId::author, field.label, sender_name(field.raw), "mail-from", 0.6,
                             Evidence::mail);
    if (label == "date")
        builder.take_outside(FieldId::date_published, field.label, field.raw, "mail-date", 0.6,
                             Evidence::mail);
    if (label == "x-no-archive")
        if (Statement statement = read_no_archive_header(field.raw); restricts(statement))
            builder.add_heard(std::move(statement), field.where);
    if (label != "subject") return;
    const SubjectReading subject = read_subject(field.raw);
    const auto say = [&](FieldId id, std::string_view value, double confidence) {
        builder.take_outside(id, field.label, value, "mail-subject", confidence, Evidence::mail);
    };
    say(FieldId::title, subject.title, 0.6);
    say(FieldId::author, subject.author, 0.5);
    say(FieldId::rating, subject.rating, 0.6);
    if (subject.part)
        builder.take_part_number(*subject.part, field.label, "mail-subject", 0.6, Evidence::mail);
}

/// A line of a message's head that its reader states: read as if it stood above the text.
Field mail_field(const Stated& stated) {
    Field field;
    field.id = FieldId::mail_header;
    field.label = stated.label;
    field.raw = stated.value;
    field.where = stated.where;
    field.rule = "mail-header";
    field.confidence = 0.9;
    return field;
}

void take_file_name(RecordBuilder& builder, const Part& part, const Story& story) {
    const SubjectReading name = read_file_name(part.name);
    const auto say = [&](FieldId id, std::string_view value) {
        builder.take_outside(id, "", value, "file-name", name.confidence, Evidence::file_name);
    };
    if (story.record.title.empty()) {
        say(FieldId::title, name.title);
        if (story.record.title
                .empty()) {  // nothing readable in it: the name itself, never "Untitled"
            const std::string_view stem =
                std::string_view(part.name).substr(0, part.name.rfind('.'));
            builder.take_outside(FieldId::title, "", stem.empty() ? part.name : stem, "file-name",
                                 0.1, Evidence::file_name);
        }
    }
    if (story.record.creators.empty() && !name.author.empty()) say(FieldId::author, name.author);
    // A bare number in a name ("starling2.txt") says nothing; "1of3" does.
    if (!story.record.part && name.part && name.part->of > 0)
        builder.take_part_number(*name.part, "", "file-name", name.confidence, Evidence::file_name);
}

void take_stated(RecordBuilder& builder, const Part& part, const LabelTable& labels) {
    for (const Stated& stated : part.stated) {
        if (stated.mail) continue;
        const LabelMeanings* known = labels.find(stated.label);
        const FieldId id = known == nullptr ? FieldId::extra : known->ids[0];
        builder.take_outside(id, stated.label, stated.value,
                             part.format.empty() ? "container" : part.format, 0.95,
                             Evidence::container, stated.where);
    }
}

void take_fields(RecordBuilder& builder, const Read& read, const Part& part, const Story& story,
                 const LabelTable& labels) {
    if (part.form) take_stated(builder, part, labels);
    const std::uint64_t later = behind_first_chapter(part);
    for (const Evidence now : {Evidence::head, Evidence::inside, Evidence::tail})
        for (const HeaderBlock& block : read.header.blocks) {
            if (block.mail || evidence_of(block.place) != now) continue;
            builder.begin_block();
            for (const Field& field : block.fields) {
                const std::uint64_t at =
                    field.label_where.empty() ? field.where.from : field.label_where.from;
                if (part.form)
                    builder.take_beside_form(field, now, at >= later);
                else
                    builder.take(field, now);
            }
        }
    if (!part.form) take_stated(builder, part, labels);
    for (const HeaderBlock& block : read.header.blocks)
        if (block.mail)
            for (const Field& field : block.fields) {
                builder.take(field, Evidence::mail);
                take_mail(builder, field);
            }
    for (const Stated& stated : part.stated) {
        if (!stated.mail) continue;
        const Field field = mail_field(stated);
        builder.take(field, Evidence::mail);
        take_mail(builder, field);
    }
    builder.take_outside(FieldId::author, "meta author", read.page_author, "html-meta", 0.6,
                         Evidence::page);
    builder.take_outside(FieldId::title, "title", read.page_title, "html-title", 0.7,
                         Evidence::page);
    take_file_name(builder, part, story);
    if (!read.page_language.empty())
        builder.take_outside(FieldId::language, "lang", read.page_language, "html-lang", 0.8,
                             Evidence::page);
}

/// Chapters where the format says they begin; what stands above the first belongs to it.
std::vector<ChapterRange> chapters_of(const Part& part, const Document& document) {
    if (part.sections.empty()) return find_chapters(document);
    std::vector<ChapterRange> chapters;
    std::uint32_t block = 0;
    const auto end = static_cast<std::uint32_t>(document.blocks.size());
    for (const Section& section : part.sections) {
        while (block < end && document.to_part.to_in(document.blocks[block].from) < section.from)
            ++block;
        if (!chapters.empty()) chapters.back().last = block;
        chapters.push_back({chapters.empty() ? 0 : block, end, section.title});
    }
    return chapters;
}

void take_chapters(Story& story, const Part& part, const Document& document) {
    std::vector<ChapterRange> ranges = chapters_of(part, document);
    // "The Ferry Bell" in a book's contents, and nothing but its header before "Chapter 1".
    if (part.format == "epub" && !part.form && ranges.size() > 1
        && word_count(slice(document, ranges[0].first, ranges[0].last)) == 0) {
        ranges[1].first = ranges[0].first;
        ranges.erase(ranges.begin());
    }
    for (const ChapterRange& range : ranges) {
        Document text = slice(document, range.first, range.last);
        const std::uint64_t words = word_count(text);
        story.record.words += words;
        story.chapters.push_back({range.title, std::move(text), words});
    }
    story.record.chapters = static_cast<std::uint32_t>(story.chapters.size());
    story.record.scenes = scene_count(document);
}

/// Said by nobody: by the commonest words, with that rule and how sure beside it.
void take_language(RecordBuilder& builder, const Story& story, const Document& document) {
    if (!story.record.language.empty()) return;
    std::string sample;
    for (const Block& block : document.blocks) {
        if (block.layer != Layer::story || block.kind == BlockKind::scene_break) continue;
        sample.append(document.text_of(block)).append(1, '\n');
        if (sample.size() > 16384) break;
    }
    if (const auto guess = guess_language(sample))
        builder.take_outside(FieldId::language, "", guess->code, "commonest-words",
                             guess->confidence, Evidence::page);
}

/// Header, notes, what lists put beside them; and the last lines, where people sign.
std::string around_story(const Document& document) {
    constexpr std::size_t kLastLines = 3;
    std::string around;
    std::size_t last = 0;
    for (auto block = document.blocks.rbegin(); block != document.blocks.rend(); ++block)
        if (block->layer != Layer::story || last++ < kLastLines)
            around.append(document.text_of(*block)).append(1, '\n');
    return around;
}

}  // namespace

namespace {

/// More than a mail head, which every note to a list has.
bool states_fields(const Part& part) {
    return std::count_if(part.stated.begin(), part.stated.end(),
                         [](const Stated& stated) { return !stated.mail; })
           >= 2;
}

/// Links in the markup outside what the format sets apart: what tells a list of links from a story.
std::size_t links_in(const Part& part) {
    if (part.media != Media::html) return 0;
    std::size_t links = 0;
    auto zone = part.zones.begin();
    const std::string_view text = part.text;
    for (std::size_t at = text.find('<'); at != std::string_view::npos;
         at = text.find('<', at + 1)) {
        while (zone != part.zones.end() && zone->to <= at) ++zone;
        if (zone != part.zones.end() && zone->from <= at) continue;
        const std::string_view tag = text.substr(at, 200);
        if (tag.size() > 3 && (tag[1] == 'a' || tag[1] == 'A') && is_ascii_space(tag[2])
            && ascii_lowered(tag.substr(0, tag.find('>'))).find("href") != std::string::npos)
            ++links;
    }
    return links;
}

}  // namespace

std::vector<Story> read_stories(const Part& part, const ReadingRules& rules) {
    if (part.media != Media::text && part.media != Media::html) return {};
    const LabelTable& labels = rules.labels();
    Read read =
        part.media == Media::html ? read_html_part(part, labels) : read_text_part(part, labels);
    mark_structure(read.document);
    mark_headings(part, read.document);

    Story story;
    RecordBuilder builder(part, rules, story);
    take_fields(builder, read, part, story, labels);
    take_chapters(story, part, read.document);
    take_language(builder, story, read.document);
    if (const auto end = stated_end(read.document)) {
        const Block& mark = read.document.blocks[end->block];
        builder.take_end(end->complete, read.document.text_of(mark),
                         read.document.to_part.to_in(Span{mark.from, mark.to}));
    }
    if (const auto last = broken_off(read.document)) {
        const Block& block = read.document.blocks[*last];
        builder.add_finding("cut-off", "the text ends in the middle of a sentence",
                            read.document.to_part.to_in(Span{block.from, block.to}));
    }
    if (builder.has_doubtful_names()) builder.settle_names(around_story(read.document));
    if (!part.withheld.empty()) builder.withhold(part.withheld);
    hear_refusals(builder, read.document, read.header, part);
    builder.finish();
    for (const std::vector<Finding>* findings : {&read.header.findings, &read.findings})
        for (const Finding& finding : *findings)
            builder.add_finding(finding.kind, finding.text, finding.where);
    story.file_class = part.file_class.empty()
                           ? class_of_text(read.document, read.header, story.record, links_in(part),
                                           states_fields(part))
                           : part.file_class;
    story.taken = taken_of(part, read.document, read.header, labels);
    std::vector<Story> stories;
    stories.push_back(std::move(story));
    return stories;
}

}  // namespace solander
