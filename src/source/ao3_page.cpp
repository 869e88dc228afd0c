// SPDX-License-Identifier: GPL-3.0-or-later
// AO3's own pages, saved by hand: a one-chapter work, a whole work, one chapter of several. Other
// archives with its software look the same.
#include <algorithm>

#include "base/text.h"
#include "source/ao3.h"
#include "source/page_facts.h"
#include "source/saved_page.h"

namespace solander {
namespace {

class Ao3Page {
  public:
    explicit Ao3Page(PageFacts& facts) : facts_(facts), scan_(facts.scan()) {}

    bool read() {
        if (!is_one()) return false;
        read_tags();
        say_saved_from(facts_);
        read_work_preface();
        read_end_notes();  // before the chapters, the last of which they would belong to
        read_chapters();
        facts_.zone(Zone::Kind::furniture, 0, tags_->from);
        facts_.zone(Zone::Kind::header, tags_->from, tags_->inner_to);
        facts_.zone(Zone::Kind::header, skin_->from, body_from_);
        facts_.zone(Zone::Kind::furniture, tags_->inner_to, skin_->from);
        facts_.zone(Zone::Kind::furniture, end_, scan_.text().size());
        facts_.finish("ao3-page", true);
        return true;
    }

  private:
    /// The box of tags with two of its rows, the box of the work, the one of its chapters.
    bool is_one() {
        const PageElement *chapters = nullptr, *feedback = nullptr;
        int rows = 0;
        for (const PageElement& element : scan_.elements()) {
            if (element.tag == "dl" && tags_ == nullptr && element.has_class("work")
                && element.has_class("meta"))
                tags_ = &element;
            if (element.tag == "dd" && tags_ != nullptr && element.has_class("tags")) ++rows;
            if (element.id == "workskin" && skin_ == nullptr) skin_ = &element;
            if (element.id == "chapters" && skin_ != nullptr && chapters == nullptr)
                chapters = &element;
            if (element.id == "feedback" && chapters != nullptr && feedback == nullptr)
                feedback = &element;
        }
        if (tags_ == nullptr || skin_ == nullptr || chapters == nullptr || rows < 2
            || tags_->from > skin_->from)
            return false;
        end_ = std::max<std::uint64_t>(chapters->inner_to, skin_->inner_to);
        if (feedback != nullptr && feedback->from < end_) end_ = feedback->from;
        body_from_ = chapters->inner;
        body_ = {chapters->inner, end_};
        return true;
    }

    void read_tags() {
        const PageElement* last = nullptr;
        for (const PageElement& element : scan_.in({tags_->inner, skin_->from})) {
            if (element.from >= tags_->inner_to) break;
            if (element.tag == "dt") last = &element;
            if (element.tag != "dd" || last == nullptr) continue;
            const PageElement* value = &element;
            const std::string label = facts_.words(*last);
            last = nullptr;
            const std::string_view name = std::string_view(label).substr(0, label.find(':'));
            if (value->has_class("stats") || name == "Stats") continue;  // its rows follow
            if (value->has_class("tags") || value->has_class("language")
                || value->has_class("series") || value->has_class("collections"))
                say_ao3_field(facts_, name, facts_.inside(*value));
            else
                say_ao3_stat(facts_, name, facts_.inside(*value));
        }
    }

    void read_work_preface() {
        const Span preface{skin_->inner, body_from_};
        if (const PageElement* title = scan_.find(preface, "h2", "title"))
            facts_.say_words("Title", facts_.inside(*title));
        if (const PageElement* byline = scan_.find(preface, "h3", "byline"))
            say_ao3_byline(facts_, facts_.inside(*byline));
        for (const PageElement& element : scan_.in(preface)) {
            if (element.tag == "li") say_ao3_association(facts_, facts_.inside(element));
            if (element.tag != "div") continue;
            const bool summary = element.has_class("summary");
            if (summary || element.has_class("notes"))
                if (const PageElement* quote = scan_.find(facts_.inside(element), "blockquote"))
                    facts_.say_prose(summary ? "Summary" : "Notes", facts_.inside(*quote));
        }
    }

    /// "Chapter 2" and "Chapter 2: Red" with the links in them.
    static bool is_chapter(const PageElement& element) {
        return element.tag == "div" && element.id.starts_with("chapter-") && element.id.size() > 8
               && is_ascii_digit(element.id[8]);
    }

    void read_chapters() {
        std::vector<const PageElement*> chapters;
        for (const PageElement& element : scan_.in(body_))
            if (is_chapter(element)) chapters.push_back(&element);
        for (std::size_t i = 0; i < chapters.size(); ++i)
            read_chapter(*chapters[i], i + 1 < chapters.size() ? chapters[i + 1]->from : end_);
        if (chapters.empty()) {
            facts_.section(body_.from, "");
            furnish(body_);
        }
        if (chapters.size() == 1) say_place(*chapters[0]);
    }

    /// One chapter alone: which of how many.
    void say_place(const PageElement& chapter) {
        const std::string_view number = chapter.id.substr(8);
        for (const PageElement& element : scan_.in({tags_->inner, tags_->inner_to})) {
            if (element.tag != "dd" || !element.has_class("chapters")) continue;
            const std::string words = facts_.words(element);
            const std::size_t slash = words.find('/');
            if (slash == std::string::npos || (number == "1" && words.substr(0, slash) == "1"))
                return;
            facts_.say("Part", std::string(number) + words.substr(slash));
        }
    }

    void read_chapter(const PageElement& chapter, std::uint64_t end) {
        const Span range{chapter.inner, end};
        const PageElement* title = scan_.find(range, "h3", "title");
        facts_.section(chapter.from, title == nullptr ? std::string() : facts_.words(*title));
        bool in_text = false;
        for (const PageElement& element : scan_.in(range)) {
            if (is_text_box(element)) in_text = true;
            if (element.tag == "h3" && element.has_class("byline"))
                facts_.zone(Zone::Kind::note_before, element.from, element.inner_to);
            if (element.tag != "div") continue;
            if (element.has_class("end") && element.has_class("notes"))
                facts_.zone(Zone::Kind::note_after, element.from, element.inner_to);
            else if (!in_text && (element.has_class("summary") || element.has_class("notes")))
                facts_.zone(Zone::Kind::note_before, element.from, element.inner_to);
        }
        furnish(range);
    }

    static bool is_text_box(const PageElement& element) {
        return (element.tag == "div" || element.tag == "article") && element.has_class("userstuff");
    }

    /// "Chapter Text", which is for those who cannot see the page.
    void furnish(Span range) {
        for (const PageElement& element : scan_.in(range))
            if (element.tag == "h3" && element.has_class("landmark"))
                facts_.zone(Zone::Kind::furniture, element.from, element.inner_to);
    }

    /// Behind the chapters: the work's notes, and works inspired by it.
    void read_end_notes() {
        const PageElement* notes = scan_.by_id("work_endnotes");
        if (notes == nullptr || notes->from < body_.from) return;
        if (const PageElement* quote = scan_.find(facts_.inside(*notes), "blockquote"))
            facts_.say_prose("End Notes", facts_.inside(*quote));
        facts_.zone(Zone::Kind::header, notes->from, notes->inner_to);
    }

    PageFacts& facts_;
    const PageScan& scan_;
    const PageElement *tags_ = nullptr, *skin_ = nullptr;
    std::uint64_t body_from_ = 0, end_ = 0;
    Span body_;
};

}  // namespace

bool read_ao3_page(PageFacts& facts) { return Ao3Page(facts).read(); }

}  // namespace solander
