// SPDX-License-Identifier: GPL-3.0-or-later
// Longer than most files: the blocks of a file are found in one walk that knows all it found
// before.
#include "header/block.h"

#include <algorithm>

#include "base/text.h"
#include "document/marks.h"
#include "header/anchors.h"
#include "header/boundary.h"
#include "header/byline.h"
#include "header/extent.h"
#include "header/listing.h"
#include "header/mail_head.h"
#include "header/rights_below.h"
#include "header/sheet.h"
#include "header/values.h"
#include "header/voice.h"

namespace solander {

namespace {

constexpr std::uint32_t kHeadLines = 80;  // non-blank lines
constexpr std::uint32_t kTailLines = 60;
constexpr std::uint32_t kPreface = 16;  // lines of unlabelled talk above a header

class Finder {
  public:
    Finder(const Lines& lines, const std::vector<Region>& furniture, const LabelTable& labels)
        : sheet_(lines, furniture, labels) {}

    HeaderReading run() {
        std::uint32_t i = sheet_.next_free(0);
        i = mail_head(i);
        body_start_ = i;
        while (i < sheet_.size()) {
            if (sheet_.taken(i)) {
                ++i;
                continue;
            }
            const bool head = !head_block_ && i < body_start_ + kHeadLines;
            const std::string_view text = sheet_.text(i);
            const bool tail = !head && i + kTailLines >= sheet_.size();
            if (!head && !tail && !may_be_label(text)) {
                ++i;
                continue;
            }
            i = look(i, head, tail);
        }
        title_page_alone();
        rights_below();
        out_.looks_like_index = looks_like_index(sheet_, out_.blocks);
        out_.looks_like_reply =
            story_labels_ == 0 && quoted_strong_ > 0 && quoted_labels_ >= 2 && !is_riffed(sheet_);
        if (fields_ >= kMaxFields)
            out_.findings.push_back({"many-labels",
                                     "More than " + std::to_string(kMaxFields)
                                         + " label lines; the rest was left in the text",
                                     {}});
        for (const HeaderBlock& block : out_.blocks)
            add_region(block.first, block.last, layer_of(block));
        for (const auto& [first, last] : sheet_.spoiler_spaces())
            if (std::none_of(out_.blocks.begin(), out_.blocks.end(),
                             [first = first](const HeaderBlock& block) {
                                 return first >= block.first && first < block.last;
                             }))
                add_region(first, last, Layer::furniture);
        std::sort(out_.regions.begin(), out_.regions.end(),
                  [](const Region& a, const Region& b) { return a.first < b.first; });
        return std::move(out_);
    }

  private:
    std::uint32_t mail_head(std::uint32_t i) {
        HeaderBlock mail = read_mail_head(sheet_, i);
        if (mail.last == mail.first) return i;
        i = mail.last;
        fields_ += mail.fields.size();
        mail_above_ = true;
        out_.blocks.push_back(std::move(mail));
        return sheet_.next_free(i);
    }

    /// A line that may hold a label; returns the next line to look at.
    std::uint32_t look(std::uint32_t i, bool head, bool tail) {
        if (fields_ >= kMaxFields) return sheet_.size();
        const auto hit = sheet_.label(i, {.weak_signs = head || tail, .small_letters = true});
        if (!hit) return i + 1;
        if (hit->quote > 0) {
            ++quoted_labels_;
            quoted_strong_ += hit->strength() == LabelStrength::strong ? 1 : 0;
            return i + 1;
        }
        if (!head && hit->match.can_be(FieldId::mail_header) && i > 0 && sheet_.gap(i) > 0)
            if (const std::uint32_t end = inner_mail(i); end > i) return end;
        if (ends_with_notes(i, *hit)) return take_block(i, true);
        const OpeningPlace place = place_of(i, head);
        // A header at both ends is in one hand: "ARCHIVE - No" below, as "TITLE - Snow" above.
        const bool same_sign = hit->mark == head_mark_ && hit->sign != LabelSign::colon
                               && hit->sign != LabelSign::alone;
        const bool same_start =
            !head_start_.empty() && text_before(i, *hit) == head_start_ && !hit->empty();
        const bool own_hand = place == OpeningPlace::tail && (same_sign || same_start);
        if (!opens_block(sheet_, i, *hit, place, head ? backed(i) : own_hand)) return i + 1;
        return take_block(i);
    }

    std::string_view text_before(std::uint32_t i, const LabelHit& hit) const {
        return sheet_.text(i).substr(0, hit.label_from);
    }

    /// "End Notes" or "Author's Note:" with little more below: no story says that.
    bool ends_with_notes(std::uint32_t i, const LabelHit& hit) const {
        constexpr std::uint32_t kMostLines = 30;
        const FieldId id = hit.match.first().ids[0];
        const bool whole = hit.sign == LabelSign::alone || hit.sign == LabelSign::colon;
        if (!whole || hit.strength() != LabelStrength::strong || sheet_.gap(i) == 0
            || i <= body_start_ + 4 || (i + 1 >= sheet_.size() && hit.empty())
            || i + kMostLines < sheet_.size() || (id != FieldId::end_notes && id != FieldId::notes)
            || !prose_above(i))
            return false;
        const std::uint32_t first = hit.empty() ? i + 1 : i;
        std::uint32_t end = first + 1;
        while (end < sheet_.size() && sheet_.gap(end) == 0) ++end;
        return id == FieldId::end_notes || !voice_of(sheet_.text_between(first, end)).is_story();
    }

    /// The next message of a saved mailbox or digest.
    std::uint32_t inner_mail(std::uint32_t i) {
        HeaderBlock mail = read_mail_head(sheet_, i);
        const bool technical =
            std::any_of(mail.fields.begin(), mail.fields.end(), [](const Field& field) {
                return field.label.find('-') != std::string::npos || field.label == "Newsgroups";
            });
        if (mail.last == mail.first || !technical) return i;
        mail.place = BlockPlace::inside;
        const std::uint32_t end = mail.last;
        fields_ += mail.fields.size();
        out_.blocks.push_back(std::move(mail));
        return end;
    }

    /// A title page, by-line or mail header above line i, with little else between.
    bool backed(std::uint32_t i) const {
        if (i <= body_start_) return mail_above_;
        if (i - body_start_ > 8) return false;
        return !read_title_page(sheet_, body_start_, i, true).empty();
    }

    OpeningPlace place_of(std::uint32_t i, bool head) const {
        bool mark = false, edge = false, end = false, rule = false;
        const std::uint32_t from = i > 3 ? i - 3 : 0;
        for (std::uint32_t k = from; k < i; ++k) {
            const bool near =
                k + 1 == i || (k + 2 == i && sheet_.line(k + 1).to - sheet_.line(k + 1).from <= 50);
            mark = mark || (near && sheet_.is_part_mark(k));
            end = end || sheet_.is_end_mark(k);
            rule = rule || (k + 2 >= i && sheet_.is_rule(k));
        }
        edge = rule || sheet_.gap(i) >= 2 || sheet_.is_part_mark(i);
        if (head && !prose_above(i))
            return unsaid_above(i) ? OpeningPlace::below_text : OpeningPlace::head;
        if (mark) return OpeningPlace::after_mark;
        if (i + kTailLines >= sheet_.size()
            && (end || rule || end_mark_near(i) || (edge && sheet_.gap(i) > 0)) && !story_below(i))
            return OpeningPlace::tail;
        return edge || end ? OpeningPlace::edge : OpeningPlace::open;
    }

    /// The paragraphs behind that of line i go on telling: all together, or two of them that no
    /// label begins.
    bool story_below(std::uint32_t i) const {
        std::uint32_t from = i + 1;
        while (from < sheet_.size() && sheet_.gap(from) == 0) ++from;
        if (from >= sheet_.size()) return false;
        if (voice_of(sheet_.text_between(from, sheet_.size())).is_story()) return true;
        int told = 0;
        for (std::uint32_t end = from; end < sheet_.size() && told < 2; from = end) {
            for (++end; end < sheet_.size() && sheet_.gap(end) == 0;) ++end;
            const auto label = sheet_.label(from, {.weak_signs = true, .unknown = true});
            told += !label && voice_of(sheet_.text_between(from, end)).is_story() ? 1 : 0;
        }
        return told == 2;
    }

    bool end_mark_near(std::uint32_t i) const {
        const std::uint32_t from = i > 12 ? i - 12 : 0;
        for (std::uint32_t k = i; k-- > from;)
            if (sheet_.is_end_mark(k)) return true;
        return false;
    }

    /// Story text, not title page or preface, between the top and line i.
    bool prose_above(std::uint32_t i) const {
        std::uint32_t lines = 0;
        for (std::uint32_t k = body_start_; k < i && lines <= 5; ++k)
            if (!sheet_.taken(k) && sheet_.line(k).to - sheet_.line(k).from > 50) ++lines;
        if (lines == 0) return false;
        const Voice voice = voice_of(sheet_.text_between(body_start_, i));
        return voice.is_story() || (lines > 5 && !voice.is_note());
    }

    /// Lines between the top and line i that are neither a title page nor talk of the author's.
    bool unsaid_above(std::uint32_t i) const {
        constexpr int kFewest = 20;  // words: below that, a greeting or a list's own line
        if (i <= body_start_ || !out_.blocks.empty() || backed(i)) return false;
        const Voice voice = voice_of(sheet_.text_between(body_start_, i));
        return voice.words >= kFewest && voice.meta <= voice.narrative;
    }

    bool only_notes_left(std::uint32_t from) const {
        for (std::uint32_t k = from; k < std::min(sheet_.size(), from + 4); ++k)
            if (!sheet_.taken(k)) return false;
        return sheet_.next_free(from) >= sheet_.size();
    }

    std::uint32_t take_block(std::uint32_t i, bool end_notes = false) {
        if (!head_block_ && i > body_start_)
            for (const Field& field : read_title_page(sheet_, body_start_, i, true).fields)
                if (field.id == FieldId::title) sheet_.remember_title(read_title(field.raw).title);
        const std::vector<Anchor> anchors = grow_block(sheet_, i, kMaxFields - fields_);
        if (anchors.empty()) return i + 1;
        const bool behind_end =
            end_notes
            || (i + kTailLines >= sheet_.size() && i > body_start_ + 4 && end_mark_near(i));
        const Boundary boundary = find_boundary(sheet_, anchors, behind_end);
        HeaderBlock block;
        block.first = i;
        block.last = std::max(boundary.last, i + 1);
        block.boundary_confidence = boundary.confidence;
        block.fields = read_fields(sheet_, anchors, boundary);
        const bool first_of_file = !head_block_ && i < body_start_ + kHeadLines && !prose_above(i)
                                   && std::all_of(out_.blocks.begin(), out_.blocks.end(),
                                                  [](const HeaderBlock& b) { return b.mail; });
        block.place = first_of_file                 ? BlockPlace::head
                      : only_notes_left(block.last) ? BlockPlace::tail
                                                    : BlockPlace::inside;
        if (first_of_file) {
            head_block_ = true;
            head_mark_ = anchors.front().hit.mark;
            head_start_ = text_before(anchors.front().line, anchors.front().hit);
            page_above(block, !is_note(block));
            page_below(block);
        } else {
            page_above_inner(block);
        }
        if (block.place == BlockPlace::tail)
            for (Field& field : block.fields)
                if (field.id == FieldId::notes) field.id = FieldId::end_notes;
        if (boundary.doubt_first < boundary.doubt_last)
            out_.findings.push_back(
                {"boundary-doubt",
                 "It is not sure whether the paragraph behind the header is a note or the story; "
                 "it was left in the story",
                 sheet_.where(sheet_.text_between(boundary.doubt_first, boundary.doubt_last))});
        if (block.place == BlockPlace::inside && titled_differently(block, out_.blocks))
            out_.findings.push_back(
                {"second-header",
                 "A second header with another title: perhaps two stories in one file",
                 sheet_.where(sheet_.text_between(block.first, block.last))});
        story_labels_ += anchors.size();
        fields_ += block.fields.size();
        const std::uint32_t end = block.last;
        out_.blocks.push_back(std::move(block));
        return std::max(end, i + 1);
    }

    static bool has(const HeaderBlock& block, FieldId id) {
        return std::any_of(block.fields.begin(), block.fields.end(),
                           [id](const Field& field) { return field.id == id; });
    }

    /// Title and by-line above the labels, and talk above those: "Hi all, here is part two".
    /// A note alone (`labels_follow` false) says nothing of what stands above it.
    void page_above(HeaderBlock& block, bool labels_follow) {
        if (block.first <= body_start_) return;
        std::uint32_t at = body_start_;
        TitlePage page = read_title_page(sheet_, at, block.first, labels_follow);
        // A preface may stand above the title page: try each paragraph's start.
        for (std::uint32_t k = at + 1;
             page.empty() && k < block.first && k < body_start_ + kPreface; ++k)
            if (sheet_.gap(k) > 0 && block.first - k <= 8) {
                page = read_title_page(sheet_, k, block.first, labels_follow);
                at = k;
            }
        if (page.empty() && !labels_follow) return;
        const std::uint32_t labels = block.first;
        std::uint32_t top = labels;
        if (!page.empty()) {
            top = page.first;
            bool joined = true;
            for (std::uint32_t k = page.last; k < labels; ++k)
                joined = joined && (sheet_.is_rule(k) || sheet_.taken(k));
            if (joined) {
                add_page(block, page);
                block.first = page.first;
            } else {
                // What stands between title page and labels is talk; both keep their own place.
                HeaderBlock title;
                title.first = page.first;
                title.last = page.last;
                add_page(block, page, &title);
                if (title.fields.empty())
                    top = labels;
                else
                    out_.blocks.push_back(std::move(title));
                add_talk(top == labels ? body_start_ : page.last, labels);
                if (top == labels) return;
            }
        }
        add_talk(body_start_, top);
    }

    /// Unlabelled lines above a header: set apart as a note unless they tell something.
    void add_talk(std::uint32_t first, std::uint32_t last) {
        if (first >= last || last - first > kPreface) return;
        const Voice voice = voice_of(sheet_.text_between(first, last));
        if (voice.narrative < 3 && !(voice.is_story() && voice.words > 60))
            add_region(first, last, Layer::note_before);
    }

    void page_above_inner(HeaderBlock& block) {
        if (block.first < 2 || has(block, FieldId::title)) return;
        const std::uint32_t floor =
            out_.blocks.empty() ? body_start_ : std::max(body_start_, out_.blocks.back().last);
        for (std::uint32_t back = std::min(4U, block.first - floor); back > 0; --back) {
            const std::uint32_t from = block.first - back;
            if (!sheet_.is_rule(from) && sheet_.gap(from) < 2) continue;
            const TitlePage page = read_title_page(sheet_, from, block.first, true);
            if (page.empty() || page.last != block.first || page.fields.size() < 2
                || page.fields.front().id == FieldId::copyright)
                continue;
            add_page(block, page);
            block.first = page.first;
            return;
        }
    }

    /// "SNOWFALL / by Kat" between the labels and the story.
    void page_below(HeaderBlock& block) {
        if (has(block, FieldId::title) || block.last >= sheet_.size()) return;
        TitlePage page = read_title_page(sheet_, block.last, block.last + 5, false);
        if (page.empty() || page.first != block.last) return;
        const bool by = std::any_of(page.fields.begin(), page.fields.end(),
                                    [](const Field& field) { return field.id == FieldId::author; });
        const double sure = page.fields.front().confidence;
        if (!by && sure < 0.6) return;
        add_page(block, page);
        block.last = page.last;
    }

    static void add_page(HeaderBlock& block, const TitlePage& page, HeaderBlock* into = nullptr) {
        std::vector<Field> fields;
        for (const Field& field : page.fields) {
            // A stated Title: wins over a line that looks like one; the line is kept out of the
            // story all the same.
            if (field.id != FieldId::email && has(block, field.id)) continue;
            fields.push_back(field);
        }
        HeaderBlock& target = into == nullptr ? block : *into;
        target.fields.insert(target.fields.begin(), fields.begin(), fields.end());
    }

    /// No labels at all: a title and by-line may still stand at the top.
    void title_page_alone() {
        if (head_block_ || body_start_ >= sheet_.size()) return;
        const TitlePage page = read_title_page(sheet_, body_start_, body_start_ + 8, false);
        if (page.empty() || page.last >= sheet_.size()) return;
        HeaderBlock block;
        block.first = page.first;
        block.last = page.last;
        block.fields = page.fields;
        block.boundary_confidence = 0.9;
        block.last = behind_opening(block);
        const auto at =
            std::find_if(out_.blocks.begin(), out_.blocks.end(),
                         [&block](const HeaderBlock& other) { return other.first >= block.first; });
        if (at != out_.blocks.end() && at->first < block.last) return;
        out_.blocks.insert(at, std::move(block));
    }

    /// Below a title page the title may stand once more, or a mark that the story begins.
    std::uint32_t behind_opening(const HeaderBlock& block) const {
        std::uint32_t last = block.last;
        for (std::uint32_t i = last; i < sheet_.size() && i < block.last + 4; ++i) {
            const LabelKey key = label_key(sheet_.text(i));
            const bool again =
                std::any_of(block.fields.begin(), block.fields.end(), [&key](const Field& field) {
                    return field.id == FieldId::title && key.size > 1
                           && label_key(field.raw).view() == key.view();
                });
            if (again || sheet_.is_start_mark(i))
                last = i + 1;
            else if (!sheet_.is_rule(i))
                break;
        }
        return last;
    }

    /// "(c) 1991 Kat. This file may be copied freely." behind the last rule or gap.
    void rights_below() {
        std::uint32_t end = sheet_.size();
        auto at = out_.blocks.end();
        for (int look = 0; look < 2; ++look) {
            const std::uint32_t floor =
                std::max(at == out_.blocks.begin() ? 0 : std::prev(at)->last, body_start_ + 4);
            if (auto block = read_rights_below(sheet_, floor, end)) {
                out_.blocks.insert(at, std::move(*block));
                return;
            }
            // Notes at the foot may stand below it.
            if (at == out_.blocks.begin() || std::prev(at)->place != BlockPlace::tail) return;
            end = (--at)->first;
        }
    }

    static bool is_note(const HeaderBlock& block) {
        return std::all_of(block.fields.begin(), block.fields.end(), [](const Field& field) {
            return field.id == FieldId::notes || field.id == FieldId::end_notes
                   || field.id == FieldId::feedback || field.id == FieldId::thanks
                   || field.id == FieldId::copyright;
        });
    }

    static Layer layer_of(const HeaderBlock& block) {
        if (block.mail || !is_note(block)) return Layer::header;
        return block.place == BlockPlace::head   ? Layer::note_before
               : block.place == BlockPlace::tail ? Layer::note_after
                                                 : Layer::note_inside;
    }

    void add_region(std::uint32_t first, std::uint32_t last, Layer layer) {
        if (first < last) out_.regions.push_back({first, last, layer});
    }

    Sheet sheet_;
    HeaderReading out_;
    std::uint32_t body_start_ = 0;
    bool head_block_ = false, mail_above_ = false;
    char head_mark_ = ':';         ///< the sign behind the first label of the header at the top
    std::string_view head_start_;  ///< what stands before it: "# ", "** "
    std::size_t fields_ = 0, story_labels_ = 0;
    int quoted_labels_ = 0, quoted_strong_ = 0;
};

}  // namespace

HeaderReading find_headers(const Lines& lines, const std::vector<Region>& furniture,
                           const LabelTable& labels) {
    if (lines.lines.empty()) return {};
    return Finder(lines, furniture, labels).run();
}

}  // namespace solander
