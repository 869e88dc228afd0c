// SPDX-License-Identifier: GPL-3.0-or-later
// Entries of LiveJournal, Dreamwidth and other sites with their software, saved by hand: as the
// site shows them, in its light format, and in the plain old site scheme.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "source/page_facts.h"
#include "source/saved_page.h"

namespace solander {
namespace {

constexpr std::array<std::string_view, 6> kSites{"livejournal.com",   "dreamwidth.org",
                                                 "insanejournal.com", "deadjournal.com",
                                                 "journalfen.net",    "greatestjournal.com"};
constexpr std::array<std::string_view, 6> kBodies{"entry-content",     "b-singlepost-body",
                                                  "aentry-post__text", "entry_text",
                                                  "entryText",         "asset-body"};
constexpr std::array<std::string_view, 5> kTitles{
    "entry-title", "b-singlepost-title", "aentry-post__title", "entry_subject", "asset-name"};
constexpr std::array<std::string_view, 6> kComments{"comments",       "comment",       "b-tree",
                                                    "comment-thread", "comments-body", "b-leaf"};

constexpr std::size_t kNone = std::string_view::npos;

template <class Names>
bool has_one(const PageElement& element, const Names& names) {
    return std::any_of(names.begin(), names.end(),
                       [&](std::string_view name) { return element.has_class(name); });
}

bool is_box(const PageElement& element) {
    return element.tag == "div" || element.tag == "article" || element.tag == "section"
           || element.tag == "td";
}

class JournalEntry {
  public:
    explicit JournalEntry(PageFacts& facts) : facts_(facts), scan_(facts.scan()) {}

    bool read() {
        if (!is_one()) return false;
        if (author_ != nullptr) facts_.say_words("Author", facts_.inside(*author_));
        read_title();
        read_date();
        read_row("Mood", {"currentmood", "entry-metadata-mood", "metadata-item-mood"});
        read_row("Music", {"currentmusic", "entry-metadata-music", "metadata-item-music"});
        read_tags();
        say_saved_from(facts_);
        facts_.zone(Zone::Kind::furniture, 0, body_.from);
        facts_.zone(Zone::Kind::furniture, body_.to, scan_.text().size());
        facts_.section(body_.from, "");
        facts_.finish("journal-entry", false);
        return true;
    }

  private:
    /// The place of one entry's text (of several it is a list of entries, and no story), whose
    /// journal it is, the site's name in its addresses, and comments, title or date.
    bool is_one() {
        const PageElement *text = nullptr, *plain = nullptr;
        std::uint64_t links = 0;
        bool comments = false;
        for (const PageElement& element : scan_.elements()) {
            if (is_box(element) && has_one(element, kBodies)) {
                if (text != nullptr && element.from >= text->inner_to) return false;
                if (text == nullptr) text = &element;
            }
            if (title_ == nullptr && element.tag != "body" && has_one(element, kTitles))
                title_ = &element;
            if (author_ == nullptr
                && (element.has_class("ljuser") || element.has_class("i-ljuser")))
                author_ = name_in(element);
            if (has_one(element, kComments) || equals_ignoring_ascii_case(element.id, "comments"))
                comments = true;
            if (plain == nullptr && author_ != nullptr && is_plain_box(element)) plain = &element;
            if (element.tag != "a" && element.tag != "link") continue;
            const std::string_view href = scan_.attribute(element, "href");
            links += std::any_of(kSites.begin(), kSites.end(), [&](std::string_view site) {
                return href.find(site) != std::string_view::npos;
            });
        }
        // The oldest site scheme has no class names: "x wrote" above, then an indented box.
        if (text == nullptr && plain != nullptr && author_ != nullptr
            && says_wrote({author_->inner_to, plain->from})) {
            text = plain;
            above_ = {author_->inner_to, plain->from};
            comments = comments || scan_.text().find("?mode=reply", plain->inner_to) != kNone;
        }
        if (text == nullptr || links == 0) return false;
        body_ = facts_.inside(*text);
        const int signs = (author_ != nullptr ? 1 : 0) + (title_ != nullptr ? 1 : 0)
                          + (comments ? 1 : 0) + (links >= 3 ? 1 : 0);
        return signs >= 2;
    }

    bool is_plain_box(const PageElement& element) const {
        if (element.tag != "div" && element.tag != "td") return false;
        std::string style = ascii_lowered(scan_.attribute(element, "style"));
        std::erase(style, ' ');
        return style.find("margin-left:30px") != std::string::npos;
    }
    bool says_wrote(Span between) const {
        constexpr std::uint64_t kNear = 2000;
        return between.size() < kNear && page_words(facts_.raw(between)).find("wrote") != kNone;
    }

    /// <span class="ljuser" lj:user="x"><a profile><img></a><a><b>x</b></a></span>
    const PageElement* name_in(const PageElement& user) const {
        constexpr std::uint32_t kLongest = 2000;
        const PageElement* name = nullptr;
        for (const PageElement& element :
             scan_.in({user.inner, std::min(user.inner_to, user.inner + kLongest)}))
            if ((element.tag == "b" || element.tag == "a") && !facts_.words(element).empty())
                name = &element;
        return name == nullptr && !facts_.words(user).empty() ? &user : name;
    }

    /// The entry's heading, or "user: Title" of the page.
    void read_title() {
        if (title_ != nullptr && !facts_.words(*title_).empty())
            return facts_.say_words("Title", facts_.inside(*title_));
        const PageElement* title = scan_.find(scan_.whole(), "title");
        if (title == nullptr) return;
        const std::string words = facts_.words(*title);
        const std::size_t colon = words.find(": ");
        constexpr std::size_t kLongestName = 25;
        if (colon == std::string::npos || colon > kLongestName) return;
        facts_.say("Title", words.substr(colon + 2),
                   words_place(scan_.text(), facts_.inside(*title)));
        if (author_ == nullptr) facts_.say("Author", words.substr(0, colon));
    }

    /// "2005-03-01 12:33:00", "Mar. 1st, 2005": what stands in the element for it.
    void read_date() {
        if (!above_.empty()) {
            const std::string words = page_words(facts_.raw(above_));
            const std::size_t at = words.find("@ ");
            constexpr std::size_t kDay = 10;
            if (at != kNone && words.size() >= at + 2 + kDay && words[at + 6] == '-')
                facts_.say("Date posted", words.substr(at + 2, kDay),
                           words_place(scan_.text(), above_));
            return;
        }
        for (const PageElement& element : scan_.elements()) {
            if (element.from >= body_.to) return;
            const bool date = element.tag == "time" || element.tag == "abbr"
                              || element.has_class("datetime") || element.has_class("date")
                              || element.has_class("b-singlepost-author-date")
                              || element.has_class("entry-date");
            if (!date || element.size() > 400) continue;
            std::string words = facts_.words(element);
            for (const std::string_view ordinal : {"st,", "nd,", "rd,", "th,"})
                if (const std::size_t at = words.find(ordinal); at != std::string::npos)
                    words.erase(at, 2);
            // Behind an ISO date stands the time of day.
            if (words.size() > 10 && words[4] == '-' && words[7] == '-') words.resize(10);
            if (const std::size_t at = words.find(" @ "); at != std::string::npos) words.resize(at);
            if (std::none_of(words.begin(), words.end(), is_ascii_digit)) continue;
            return facts_.say("Date posted", words,
                              words_place(scan_.text(), facts_.inside(element)));
        }
    }

    /// "Mood: hopeful" in an element of one of these classes.
    void read_row(std::string_view label, std::initializer_list<std::string_view> classes) {
        for (const PageElement& element : scan_.elements()) {
            if (!std::any_of(classes.begin(), classes.end(),
                             [&](std::string_view name) { return element.has_class(name); }))
                continue;
            std::string words = facts_.words(element);
            if (const std::size_t colon = words.find(':'); colon != std::string::npos)
                words = words.substr(colon + 1);
            return facts_.say(label, words, words_place(scan_.text(), facts_.inside(element)));
        }
    }

    void read_tags() {
        for (const PageElement& element : scan_.elements()) {
            if (element.tag == "a" && scan_.attribute(element, "rel") == "tag")
                facts_.say_words("Tags", facts_.inside(element));
        }
    }

    PageFacts& facts_;
    const PageScan& scan_;
    const PageElement *author_ = nullptr, *title_ = nullptr;
    Span body_;
    Span above_;  ///< "x wrote, @ 2003-03-01 12:33:00", in the scheme without class names
};

}  // namespace

bool read_journal_entry(PageFacts& facts) { return JournalEntry(facts).read(); }

}  // namespace solander
