// SPDX-License-Identifier: GPL-3.0-or-later
// HTML that AO3 and archives with its software give out for download, of every age; also when it
// went through calibre, which gives most classes other names but leaves ids and <dl> alone.
#include <algorithm>

#include "base/text.h"
#include "source/ao3.h"
#include "source/page_facts.h"

namespace solander {
namespace {

class Ao3Download {
  public:
    explicit Ao3Download(PageFacts& facts) : facts_(facts), scan_(facts.scan()) {}

    bool read() {
        if (!is_one()) return false;
        read_preface();
        read_chapters();
        read_afterword();
        facts_.finish("ao3-download", true);
        return true;
    }

  private:
    /// Tag list with its labels, the three parts by their ids, the line that says where it was
    /// posted; and nothing else around them.
    bool is_one() {
        const PageElement* afterword = nullptr;
        const PageElement* preface = nullptr;
        for (const PageElement& element : scan_.elements()) {
            if (element.tag != "div" || element.id.empty()) continue;
            if (element.id == "preface" && preface == nullptr) preface = &element;
            if (element.id == "chapters" && preface != nullptr && chapters_ == nullptr)
                chapters_ = &element;
            if (element.id == "afterword" && chapters_ != nullptr && afterword == nullptr)
                afterword = &element;
        }
        if (preface == nullptr) return false;
        const std::uint64_t end = scan_.text().size();
        body_ = {chapters_ != nullptr ? chapters_->from : end,
                 afterword != nullptr ? afterword->from : end};
        preface_ = {preface->from, body_.from};
        afterword_ = {body_.to, end};
        int labels = 0;
        bool posted = false;
        for (const PageElement& element : scan_.in(preface_)) {
            if (element.tag == "dt" && is_ao3_label(facts_.words(element))) ++labels;
            if (element.tag == "a" && is_work_link(scan_.attribute(element, "href"))) posted = true;
        }
        const int signs = (labels >= 2 ? 2 : 0) + (posted ? 1 : 0) + (chapters_ != nullptr ? 1 : 0)
                          + (afterword != nullptr ? 1 : 0);
        if (labels < 2 || signs < 4) return false;
        // A page that shows such a download among other things is another page.
        constexpr std::uint64_t kMostWordsAbove = 60;
        const std::string_view above =
            scan_.text().substr(0, std::min<std::size_t>(preface->from, 65536));
        const PageElement* body = scan_.find({0, preface->from}, "body");
        return count_words(page_words(body == nullptr ? above
                                                      : above.substr(std::min<std::size_t>(
                                                          body->inner, above.size()))))
               <= kMostWordsAbove;
    }

    void read_preface() {
        facts_.zone(Zone::Kind::header, 0, body_.from);
        const PageElement* label = nullptr;
        bool title = false;
        for (const PageElement& element : scan_.in(preface_)) {
            if (element.tag == "dt") {
                label = &element;
            } else if (element.tag == "dd" && label != nullptr) {
                say_ao3_field(facts_, facts_.words(*label), facts_.inside(element));
                label = nullptr;
            } else if (element.tag == "h1" && !title) {
                facts_.say_words("Title", facts_.inside(element));
                title = true;
            } else if (title && element.tag == "div" && element.has_class("byline")) {
                say_ao3_byline(facts_, facts_.inside(element));
            } else if (element.tag == "li") {
                say_ao3_association(facts_, facts_.inside(element));
            } else if (element.tag == "a" && !said_url_
                       && is_work_link(scan_.attribute(element, "href"))) {
                facts_.say_raw("Source URL", scan_.attribute(element, "href"));
                said_url_ = true;
            } else if (element.tag == "p") {
                const std::string words = facts_.words(element);
                if (words == "Summary" || words == "Notes") {
                    const Span quote = quote_below(element, preface_.to);
                    if (!quote.empty()) facts_.say_prose(words, quote);
                }
            }
        }
    }

    /// Inside of the blockquote that stands directly below a label; empty when none does.
    Span quote_below(const PageElement& label, std::uint64_t end) const {
        for (const PageElement& element : scan_.in({label.inner_to, end})) {
            if (element.tag == "blockquote") {
                const Span between{label.inner_to, element.from};
                if (!page_words(facts_.raw(between)).empty()) return {};
                return facts_.inside(element);
            }
            if (element.tag != "div" && element.tag != "span") break;
        }
        return {};
    }

    /// From a label to behind its blockquote becomes a note.
    void note(Zone::Kind kind, const PageElement& label, std::uint64_t end) {
        const Span quote = quote_below(label, end);
        if (!quote.empty()) facts_.zone(kind, label.from, quote.to);
    }

    void read_chapters() {
        if (body_.from >= body_.to) return;
        std::vector<const PageElement*> heads, others;
        for (const PageElement& element : scan_.in(body_)) {
            if (element.tag != "h2") continue;
            if (element.has_class("toc-heading"))
                others.push_back(&element);
            else if (element.has_class("heading"))
                heads.push_back(&element);
        }
        if (heads.empty() && others.size() > 1) heads = others;
        if (heads.empty()) {
            // One chapter: its heading is the work's title once more.
            if (!others.empty() && others[0]->from < body_.from + kNear)
                facts_.zone(Zone::Kind::header, others[0]->from, others[0]->inner_to);
            facts_.section(body_.from, "");
            return;
        }
        for (std::size_t i = 0; i < heads.size(); ++i) {
            facts_.section(heads[i]->from, facts_.words(*heads[i]));
            read_chapter(*heads[i], i + 1 < heads.size() ? heads[i + 1]->from : body_.to);
        }
    }

    void read_chapter(const PageElement& head, std::uint64_t end) {
        bool in_text = false, behind = false;
        for (const PageElement& element : scan_.in({head.inner_to, end})) {
            if (element.tag == "div" && element.id.starts_with("endnotes")) behind = true;
            if (element.tag == "div" && element.has_class_like("userstuff")
                && element.id != "chapters")
                in_text = true;
            if (element.tag == "div" && element.has_class_like("endnote-link"))
                facts_.zone(Zone::Kind::furniture, element.from, element.inner_to);
            if (element.tag != "p" || (in_text && !behind)) continue;
            if (!in_text && element.has_class("byline"))
                facts_.zone(Zone::Kind::note_before, element.from, element.inner_to);
            if (element.inner_to - element.inner > kNear) continue;
            const std::string words = facts_.words(element);
            if (!words.ends_with("Summary") && !words.ends_with("Notes")) continue;
            note(behind ? Zone::Kind::note_after : Zone::Kind::note_before, element, end);
        }
    }

    void read_afterword() {
        const PageElement* label = nullptr;
        for (const PageElement& element : scan_.in(afterword_)) {
            if (element.tag == "p" && element.size() < kNear
                && facts_.words(element) == "End Notes") {
                const Span quote = quote_below(element, afterword_.to);
                if (quote.empty()) continue;
                facts_.say_prose("End Notes", quote);
                facts_.zone(Zone::Kind::header, element.from, quote.to);
            } else if (element.tag == "dt") {
                label = &element;
            } else if (element.tag == "dd" && label != nullptr) {
                facts_.say_words(facts_.words(*label), facts_.inside(element));
                facts_.zone(Zone::Kind::header, label->from, element.inner_to);
            }
        }
        facts_.zone(Zone::Kind::furniture, afterword_.from, afterword_.to);
    }

    static constexpr std::uint64_t kNear = 2000;  // bytes: a heading, not a chapter

    PageFacts& facts_;
    const PageScan& scan_;
    const PageElement* chapters_ = nullptr;
    Span preface_, body_, afterword_;
    bool said_url_ = false;
};

}  // namespace

bool read_ao3_download(PageFacts& facts) { return Ao3Download(facts).read(); }

}  // namespace solander
