// SPDX-License-Identifier: GPL-3.0-or-later
// Pages of FanFiction.net and FictionPress, saved by hand: one chapter each, old and new layouts.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "source/ffn_meta.h"
#include "source/page_facts.h"
#include "source/residue.h"
#include "source/saved_page.h"

namespace solander {
namespace {

class FanfictionNet {
  public:
    explicit FanfictionNet(PageFacts& facts) : facts_(facts), scan_(facts.scan()) {}

    bool read() {
        if (!is_one()) return false;
        read_title();
        facts_.say_words("Author", facts_.inside(*author_));
        read_fandom();
        read_summary();
        read_meta();
        say_saved_from(facts_);
        read_chapter();
        if (profile_ != nullptr)
            facts_.zone(Zone::Kind::header, profile_->from, profile_->inner_to);
        facts_.zone(Zone::Kind::furniture, 0, body_->inner);
        facts_.zone(Zone::Kind::furniture, body_->inner_to, scan_.text().size());
        facts_.finish("fanfiction-net", true);
        return true;
    }

  private:
    /// The place of the text, an author's link, the line that begins with "Rated:", the list of
    /// chapters or the box above the story, and the site's name in a link or the title.
    bool is_one() {
        bool named = false;
        for (const PageElement& element : scan_.elements()) {
            const bool text_box = element.id == "storytext" || element.id == "storycontent"
                                  || element.has_class("storytext");
            if (element.tag == "div" && body_ == nullptr && text_box) body_ = &element;
            if (element.id == "profile_top" && profile_ == nullptr) profile_ = &element;
            if (element.tag == "select" && chapters_ == nullptr
                && (element.id == "chap_select" || scan_.attribute(element, "name") == "chapter"))
                chapters_ = &element;
            if (element.tag == "title" && title_ == nullptr) {
                title_ = &element;
                named = named || names_site(facts_.words(element));
            }
            if (element.tag != "a" && element.tag != "link") continue;
            const std::string_view href = scan_.attribute(element, "href");
            named = named || names_site(href);
            const std::size_t user = href.find("/u/");
            if (element.tag == "a" && author_ == nullptr && user != std::string_view::npos
                && user + 3 < href.size() && is_ascii_digit(href[user + 3])
                && !facts_.words(element).empty())
                author_ = &element;
        }
        if (body_ == nullptr || author_ == nullptr) return false;
        find_meta();
        const int signs = (named ? 1 : 0) + (meta_.size() >= 3 ? 1 : 0)
                          + (chapters_ != nullptr ? 1 : 0) + (profile_ != nullptr ? 1 : 0);
        return signs >= 2;
    }

    static bool names_site(std::string_view text) {
        const std::string low = ascii_lowered(text.substr(0, 400));
        return low.find("fanfiction.net") != std::string::npos
               || low.find("fictionpress.com") != std::string::npos
               || low.ends_with("| fanfiction");
    }

    void find_meta() {
        const std::string_view text = scan_.text();
        constexpr int kMostTries = 100;
        int tries = 0;
        for (std::size_t at = text.find("Rated:");
             at != std::string_view::npos && tries < kMostTries;
             ++tries, at = text.find("Rated:", at + 6)) {
            if (at >= body_->inner && at < body_->inner_to) {
                at = std::max<std::size_t>(body_->inner_to, at);
                continue;
            }
            constexpr std::size_t kLongest = 4000;
            std::string_view line = text.substr(at, kLongest);
            for (const std::string_view end : {"</div", "</td", "<br", "</DIV", "</TD", "<BR"})
                line = line.substr(0, line.find(end));
            meta_place_ = {at, at + line.size()};
            meta_ = read_ffn_meta(page_words(line));
            if (meta_.size() >= 3) return;
        }
        meta_.clear();
    }

    /// "Ladders Chapter 2: The Loft, a red roofs fanfic | FanFiction".
    void read_title() {
        const PageElement* bold =
            profile_ == nullptr ? nullptr : scan_.find(facts_.inside(*profile_), "b");
        if (bold != nullptr) return facts_.say_words("Title", facts_.inside(*bold));
        if (title_ == nullptr) return;
        std::string words = facts_.words(*title_);
        for (const std::string_view end : {" | FanFiction", " - FanFiction.Net", " - FictionPress"})
            if (const std::size_t at = words.rfind(end); at != std::string::npos) words.resize(at);
        if (words.ends_with(" fanfic") || words.ends_with(" fanfiction")) {
            const std::size_t a = words.rfind(", a");
            if (a != std::string::npos) {
                const std::size_t name = words.find(' ', a + 2);
                title_fandom_ = words.substr(name + 1, words.rfind(' ') - name - 1);
                words.resize(a);
            }
        }
        if (const std::size_t at = words.find(" Chapter "); at != std::string::npos)
            words.resize(at);
        facts_.say("Title", words, words_place(scan_.text(), facts_.inside(*title_)));
    }

    void read_fandom() {
        const PageElement* links = scan_.by_id("pre_story_links");
        const PageElement* last = nullptr;
        if (links != nullptr)
            for (const PageElement& element : scan_.in(facts_.inside(*links)))
                if (element.tag == "a" && !facts_.words(element).empty()) last = &element;
        // Old layouts name it in a row of links, the title in small letters.
        if (last == nullptr && !title_fandom_.empty())
            for (const PageElement& element : scan_.in({0, body_->from}))
                if (element.tag == "a"
                    && equals_ignoring_ascii_case(facts_.words(element), title_fandom_))
                    last = &element;
        if (last == nullptr) return facts_.say("Fandom", title_fandom_);
        std::string words = facts_.words(*last);
        const Span where = words_place(scan_.text(), facts_.inside(*last));
        constexpr std::string_view kCrossover = " Crossover";
        if (!words.ends_with(kCrossover)) return facts_.say("Fandom", words, where);
        words.resize(words.size() - kCrossover.size());
        const std::size_t plus = words.find(" + ");
        facts_.say("Fandom", words.substr(0, plus), where);
        if (plus != std::string::npos) facts_.say("Fandom", words.substr(plus + 3), where);
    }

    void read_summary() {
        if (profile_ == nullptr) return;
        for (const PageElement& element : scan_.in(facts_.inside(*profile_)))
            if (element.tag == "div" && element.size() > 0 && !facts_.words(element).empty()
                && element.has_class("xcontrast_txt"))
                return facts_.say_prose("Summary", facts_.inside(element));
    }

    void read_meta() {
        const std::string_view raw = facts_.raw(meta_place_);
        std::size_t at = 0;
        for (const FfnField& field : meta_) {
            std::size_t found = raw.find(field.raw, at);
            if (found == std::string_view::npos) found = raw.find(field.raw);
            const Span where =
                found == std::string_view::npos
                    ? Span{}
                    : Span{meta_place_.from + found, meta_place_.from + found + field.raw.size()};
            if (found != std::string_view::npos) at = found;
            facts_.say(field.label, field.value, where);
        }
    }

    void read_chapter() {
        std::size_t number = 0, of = 0;
        std::string title;
        if (chapters_ != nullptr)
            for (const PageElement& option : scan_.in(facts_.inside(*chapters_))) {
                if (option.tag != "option") continue;
                ++of;
                const std::string tag =
                    ascii_lowered(scan_.text().substr(option.from, option.inner - option.from));
                if (number > 0 || tag.find("selected") == std::string::npos) continue;
                number = of;
                title = facts_.words(option);
            }
        if (number > 0 && of > 1)
            facts_.say("Part", std::to_string(number) + "/" + std::to_string(of));
        facts_.section(body_->inner, title);
    }

    PageFacts& facts_;
    const PageScan& scan_;
    const PageElement *body_ = nullptr, *profile_ = nullptr, *chapters_ = nullptr,
                      *title_ = nullptr, *author_ = nullptr;
    std::vector<FfnField> meta_;
    Span meta_place_;
    std::string title_fandom_;
};

}  // namespace

bool read_fanfiction_net(PageFacts& facts) { return FanfictionNet(facts).read(); }

}  // namespace solander
