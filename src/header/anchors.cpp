// SPDX-License-Identifier: GPL-3.0-or-later
// Longer than most files: one walk over the lines, whose verdicts all ask the same few things.
#include "header/anchors.h"

#include <algorithm>

#include "base/text.h"
#include "header/byline.h"
#include "header/label_key.h"
#include "header/values.h"
#include "header/voice.h"

namespace solander {

namespace {

// Non-blank lines from one label to the next, by the class of the field between them.
constexpr std::uint32_t kReachFree = 48, kReachList = 14, kReachShort = 10;

std::uint32_t reach_of(const Anchor& anchor) {
    if (!anchor.hit.known()) return kReachList;
    switch (class_of(anchor.hit.match.first().ids[0])) {
    case FieldClass::free_text:
        return kReachFree;
    case FieldClass::list:
        return kReachList;
    case FieldClass::short_value:
        break;
    }
    return kReachShort;
}

class Growth {
  public:
    Growth(const Sheet& sheet, std::size_t most) : sheet_(sheet), most_(most) {}

    std::vector<Anchor> run(std::uint32_t first) {
        for (std::uint32_t i = first; i < sheet_.size() && anchors_.size() < most_; ++i) {
            if (i < resume_ || sheet_.taken(i)) continue;
            if (!anchors_.empty() && i - known_.line > reach_of(known_)) break;
            if (!step(i)) break;
        }
        drop_unconfirmed();
        return std::move(anchors_);
    }

  private:
    /// False where the block cannot go on.
    bool step(std::uint32_t i) {
        if (sheet_.is_rule(i)) return labels_go_on(sheet_, i) && !starts_anew(i);
        auto hit = sheet_.label(i, {.weak_signs = true,
                                    .unknown = true,
                                    .typos = true,
                                    .small_letters = small_letters_ || anchors_.empty()});
        if (hit && hit->quote > 0) hit.reset();
        // "TEASER -- A storm is coming." among labels with dashes is no script's teaser.
        const bool own_row = hit && !anchors_.empty() && in_own_row(*hit);
        const bool sure = hit && hit->known() && hit->match.fit != LabelFit::typo
                          && (hit->sign == LabelSign::colon || own_row);
        if (!anchors_.empty() && is_cell_value(i, hit)) return true;
        if (!anchors_.empty()) {
            if (!(sure && (own_row || !hit->empty())) && sheet_.is_start_mark(i)) return false;
            if (!sure && sheet_.is_part_mark(i))
                return label_near(i)
                       && !story_between(anchors_.back().line + 1, i, LabelStrength::weak);
            if (!sure && sheet_.is_end_mark(i)) return false;
            if (!sure && echoes_title(sheet_, i, anchors_))
                return label_near(i)
                       && !story_between(anchors_.back().line + 1, i, LabelStrength::weak);
        }
        if (!hit) return true;
        if (!anchors_.empty() && begins_letter(sheet_, i)) return false;
        if (!hit->known()) {
            if (unknown_fits(i)) push(i, *hit);
            return true;
        }
        if (anchors_.empty()) {
            push(i, *hit);
            return true;
        }
        switch (joins(i, *hit)) {
        case Verdict::text:
            return true;
        case Verdict::stop:
            return false;
        case Verdict::label:
            break;
        }
        push(i, *hit);
        return true;
    }

    enum class Verdict : std::uint8_t { label, text, stop };

    Verdict joins(std::uint32_t i, const LabelHit& hit) {
        const std::uint32_t last = anchors_.back().line;
        const bool between = i > last + 1;
        const LabelStrength strength = hit.strength();
        const bool colon = hit.sign == LabelSign::colon;
        const bool capital = small_letters_ || (sheet_.text(i)[hit.label_from] & 0x80) != 0
                             || !is_ascii_lower(sheet_.text(i)[hit.label_from]);
        // A block written with dashes or brackets keeps to them; there they are as good as a colon.
        const bool after_stop = !between || sheet_.gap(i) > 0 || ends_sentence(i - 1);
        const bool own_sign = weak_block_ && hit.mark == mark_ && capital
                              && hit.match.fit != LabelFit::typo
                              && (strength != LabelStrength::faint
                                  || (after_stop && hit.value_to - hit.value_from < 60));
        if (own_sign && hit.sign != LabelSign::cell && !repeats_title(i, hit))
            return between && story_between(last + 1, i, strength) ? Verdict::stop : Verdict::label;
        // "Title", "Author" on lines of their own, one line of value under each.
        if (hit.sign == LabelSign::alone && mark_ == 'a' && i == last + 2
            && strength != LabelStrength::faint)
            return Verdict::label;
        // In the block's own hand: "*UNIVERSE:*" among "*TITLE:*" and "*AUTHOR:*".
        const bool own_hand = colon && capital && hit.match.fit != LabelFit::typo
                              && in_own_hand(i, hit) && after_stop;
        if (runs_into(i)
            && (!colon || (strength == LabelStrength::faint && !own_hand) || !capital
                || hit.match.fit == LabelFit::typo))
            return Verdict::text;
        if (repeats_title(i, hit)) return Verdict::stop;
        // "<th>Rating</th><td>T</td>": the cell behind a label is its value, whatever it says;
        // behind "Status:" even a word that could be a label: that would have its colon too; and
        // "Complete" says how a story stands before it asks.
        if (hit.sign == LabelSign::cell && !between && anchors_.back().hit.empty()
            && (strength == LabelStrength::faint || anchors_.back().hit.sign == LabelSign::colon
                || (anchors_.back().hit.match.can_be(FieldId::status)
                    && hit.match.can_be(FieldId::status))))
            return Verdict::text;
        if (!colon && hit.sign != LabelSign::cell) {
            const bool adjacent = !between;
            // "Summary" on a line of its own, its text below; then "Notes" in the same way.
            const bool habit = known_.hit.sign == LabelSign::alone && between
                               && strength == LabelStrength::weak && sheet_.gap(i) > 0
                               && i + 1 < sheet_.size() && sheet_.gap(i + 1) > 0;
            if (hit.sign == LabelSign::alone && habit)
                return story_between(last + 1, i, LabelStrength::strong) ? Verdict::stop
                                                                         : Verdict::label;
            // "Webpage<tab>" with nothing behind it: the tab went with the line's end.
            if (hit.sign == LabelSign::alone && (mark_ == '\t' || mark_ == ' ') && after_stop
                && strength != LabelStrength::faint && label_at(i + 1))
                return Verdict::label;
            if (hit.sign == LabelSign::alone
                && (strength != LabelStrength::strong || (between && sheet_.gap(i) == 0)))
                return Verdict::text;
            if (!weak_block_ && strength != LabelStrength::strong && !adjacent)
                return Verdict::text;
            if (strength == LabelStrength::faint && !(weak_block_ && adjacent))
                return Verdict::text;
            if (weak_block_ && !adjacent && sheet_.gap(i) == 0 && strength != LabelStrength::strong)
                return Verdict::text;
        }
        if (strength == LabelStrength::faint && colon && !own_hand) {
            const bool same_paragraph = !between || sheet_.gap(i) == 0;
            if (!same_paragraph || sheet_.gap(i) > 0)
                if (!better_label_below(i) && !faint_value_fits(i, hit)) return Verdict::text;
        }
        if (strength == LabelStrength::weak && sheet_.gap(i) > 0 && between
            && value_is_story(i, hit))
            return Verdict::stop;
        // A paragraph of story between two labels: the second is a letter, a sign, a document.
        return between && story_between(last + 1, i, strength) ? Verdict::stop : Verdict::label;
    }

    /// The decoration before the first label stands before this one; or the next line has a label
    /// of its own, so that this is no place for a sentence.
    bool in_own_hand(std::uint32_t i, const LabelHit& hit) const {
        const Anchor& first = anchors_.front();
        const std::string_view before = sheet_.text(first.line).substr(0, first.hit.label_from);
        if (!before.empty() && sheet_.text(i).substr(0, hit.label_from) == before) return true;
        return label_at(i + 1) && sheet_.gap(i) == 0;
    }

    /// Set off as the label above it is, by a sign with a value behind it or as a table's cell.
    bool in_own_row(const LabelHit& hit) const {
        if (hit.sign == LabelSign::cell) return anchors_.back().hit.sign == LabelSign::cell;
        return weak_block_ && hit.mark == mark_ && !hit.empty()
               && (hit.sign == LabelSign::weak || hit.sign == LabelSign::bracket);
    }

    /// "<th>Status</th><td>Complete</td>": the cell behind a label ends no story.
    bool is_cell_value(std::uint32_t i, const std::optional<LabelHit>& hit) const {
        const Anchor& above = anchors_.back();
        return above.hit.sign == LabelSign::cell && above.hit.empty() && i == above.line + 1
               && (!hit || !hit->known() || hit->strength() == LabelStrength::faint);
    }

    bool label_at(std::uint32_t i) const {
        if (i >= sheet_.size() || sheet_.gap(i) > 0) return false;
        const auto hit = sheet_.label(i, {.weak_signs = weak_block_});
        return hit && hit->known() && hit->quote == 0 && hit->strength() != LabelStrength::faint;
    }

    bool ends_sentence(std::uint32_t i) const {
        const std::string_view text = sheet_.text(i);
        return !text.empty()
               && std::string_view(".!?)\"'").find(text.back()) != std::string_view::npos;
    }

    /// The line above runs into line i; where all labels are in small letters only its width tells.
    bool runs_into(std::uint32_t i) const {
        return small_letters_ ? sheet_.is_full(i - 1) : sheet_.runs_on(i - 1);
    }

    /// Story paragraphs behind the field's own. Only a strong label below may turn a plain one into
    /// a note.
    bool story_between(std::uint32_t first, std::uint32_t i, LabelStrength strength) const {
        while (first < i && sheet_.gap(first) == 0) ++first;
        if (first >= i) return false;
        const Voice voice = voice_of(sheet_.text_between(first, i));
        if (!voice.is_story()) return false;
        const bool excerpt =
            known_.hit.match.can_be(FieldId::summary);  // summaries quote the story
        return strength != LabelStrength::strong || (voice.narrative >= 3 && !excerpt)
               || voice.words > 150
               || class_of(known_.hit.match.first().ids[0]) != FieldClass::free_text;
    }

    void push(std::uint32_t i, const LabelHit& found) {
        if (anchors_.empty()) mark_ = found.mark;
        if (anchors_.empty()) small_letters_ = is_ascii_lower(sheet_.text(i)[found.label_from]);
        if (push_paragraph(i, found)) return;
        Anchor anchor{i, found, false};
        const std::vector<LabelHit> more = read_run_on(sheet_.text(i), anchor.hit, sheet_.labels());
        if (found.known()) {
            if (found.sign != LabelSign::colon && found.sign != LabelSign::alone)
                weak_block_ = true;
        }
        anchors_.push_back(anchor);
        if (found.known()) note_known(anchor);
        for (const LabelHit& hit : more) {
            if (anchors_.size() >= most_) break;
            anchors_.push_back({i, hit, true});
            note_known(anchors_.back());
        }
    }

    /// A whole header wrapped like a paragraph: "Title: Snow Author: Kat Rating: PG" / "Archive:
    /// Ask ...". The lines are looked at as one, since labels stand, and break, anywhere in them.
    bool push_paragraph(std::uint32_t i, const LabelHit& found) {
        constexpr std::uint32_t kMostLines = 80;
        if (!found.known() || found.sign != LabelSign::colon || sheet_.quoted_whole()) return false;
        if (sheet_.text(i).find(':', found.value_from) == std::string_view::npos) return false;
        std::uint32_t end = i + 1;
        while (end < sheet_.size() && end < i + kMostLines && sheet_.gap(end) == 0
               && !sheet_.taken(end) && !sheet_.is_rule(end))
            ++end;
        if (!sheet_.runs_on(i) && !is_filled(i, end)) return false;
        const std::string joined = sheet_.joined(i, end);
        auto first = read_label(joined, {.table = &sheet_.labels()});
        if (!first || first->quote > 0) return false;
        std::vector<LabelHit> hits = read_run_on(joined, *first, sheet_.labels());
        // Labels at the starts of lines are an ordinary block.
        const std::string_view whole = sheet_.text_between(i, end);
        const auto inner = std::count_if(hits.begin(), hits.end(), [whole](const LabelHit& hit) {
            const std::size_t before = whole.substr(0, hit.label_from).find_last_not_of(" \t");
            return before != std::string_view::npos && whole[before] != '\n';
        });
        if (inner < 2 || static_cast<std::size_t>(inner) * 5 < hits.size() * 2) return false;
        hits.insert(hits.begin(), *first);
        std::uint32_t line = i;
        for (std::size_t n = 0; n < hits.size() && anchors_.size() < most_; ++n) {
            LabelHit hit = hits[n];
            const auto offset_of = [this, i](std::uint32_t at) {
                return static_cast<std::uint32_t>(sheet_.text(at).data() - sheet_.text(i).data());
            };
            while (line + 1 < end && offset_of(line + 1) <= hit.label_from) ++line;
            const std::uint32_t shift = offset_of(line);
            hit.label_from -= shift;
            hit.label_to -= shift;
            hit.value_from -= shift;
            hit.value_to -= shift;
            if (n + 1 == hits.size()) {
                // The last value ends by the rules for every last value; a label broken over two
                // lines keeps its place.
                const auto length = static_cast<std::uint32_t>(sheet_.text(line).size());
                hit.value_to = std::max(hit.value_from, std::min(hit.value_to, length));
            }
            anchors_.push_back({line, hit, n > 0});
            note_known(anchors_.back());
        }
        resume_ = line + 1;
        return true;
    }

    /// All lines but the last are about as long: wrapped by itself, narrower than the story below.
    bool is_filled(std::uint32_t first, std::uint32_t end) const {
        constexpr std::size_t kNarrowest = 40, kRagged = 14, kFewest = 4;
        if (end - first < kFewest) return false;
        std::size_t longest = 0, shortest = std::string_view::npos;
        for (std::uint32_t i = first; i + 1 < end; ++i) {
            longest = std::max(longest, sheet_.text(i).size());
            shortest = std::min(shortest, sheet_.text(i).size());
        }
        return longest >= kNarrowest && longest <= 90 && shortest + kRagged >= longest;
    }

    void note_known(const Anchor& anchor) {
        known_ = anchor;
        known_count_ = anchors_.size();
        seen_ |= bit_of(anchor.hit);
        has_title_ = has_title_ || anchor.hit.match.can_be(FieldId::title);
    }

    static std::uint64_t bit_of(const LabelHit& hit) {
        return std::uint64_t{1} << static_cast<unsigned>(hit.match.first().ids[0]);
    }

    /// A second Title: with a second author or rating below it begins another header.
    bool repeats_title(std::uint32_t i, const LabelHit& hit) const {
        if (!has_title_ || hit.sign != LabelSign::colon
            || hit.match.first().ids[0] != FieldId::title || hit.strength() == LabelStrength::faint
            || anchors_.size() < 3)
            return false;
        int repeated = 0, lines = 0;
        for (std::uint32_t at = i + 1; at < sheet_.size() && lines < 8; ++at, ++lines)
            if (const auto below = sheet_.label(at, {}); below && below->known())
                repeated += (seen_ & bit_of(*below)) != 0 ? 1 : 0;
        return repeated >= 1 && (seen_ & (seen_ - 1)) != 0;
    }

    /// Behind this rule the same labels begin again.
    bool starts_anew(std::uint32_t rule) const {
        for (std::uint32_t at = rule + 1; at < std::min(sheet_.size(), rule + 6); ++at)
            if (const auto hit = sheet_.label(at, {}); hit && hit->known())
                return repeats_title(at, *hit);
        return false;
    }

    bool label_near(std::uint32_t i) const {
        for (std::uint32_t at = i + 1; at < std::min(sheet_.size(), i + 4); ++at) {
            if (const auto hit = sheet_.label(at, {.weak_signs = weak_block_});
                hit && hit->known() && hit->strength() != LabelStrength::faint)
                return true;
            const auto byline = read_byline(sheet_.text(at));
            if (!sheet_.is_rule(at) && !sheet_.is_part_mark(at)
                && !(byline && byline->title.empty()))
                return false;
        }
        return false;
    }

    bool better_label_below(std::uint32_t i) const {
        for (std::uint32_t at = i + 1, seen = 0; at < sheet_.size() && seen < 4; ++at, ++seen) {
            if (sheet_.is_rule(at)) return false;
            if (const auto hit = sheet_.label(at, {});
                hit && hit->known() && hit->strength() != LabelStrength::faint)
                return true;
        }
        return false;
    }

    std::string_view value_paragraph(std::uint32_t i, const LabelHit& hit) const {
        std::uint32_t end = i + 1;
        while (end < sheet_.size() && end < i + 30 && sheet_.gap(end) == 0) ++end;
        const std::string_view whole = sheet_.text_between(i, end);
        return whole.substr(std::min<std::size_t>(whole.size(), hit.value_from));
    }

    bool value_is_story(std::uint32_t i, const LabelHit& hit) const {
        const FieldId id = hit.match.first().ids[0];
        if (id == FieldId::summary || class_of(id) != FieldClass::free_text) return false;
        const Voice voice = voice_of(value_paragraph(i, hit));
        return voice.is_story() && voice.meta < 3;
    }

    /// "Note: set after season two" goes with the block, "Note: the cat was gone. He ..." opens the
    /// story.
    bool faint_value_fits(std::uint32_t i, const LabelHit& hit) const {
        const Voice voice = voice_of(value_paragraph(i, hit));
        if (voice.narrative >= 2 || voice.is_story()) return false;
        return voice.meta >= 2 || voice.words <= 8;
    }

    /// "Archive:" with nothing behind it, and "Marsh Light: yes, all others ask" on the line below,
    /// as all values of this block are, or set in.
    bool is_value_below(std::uint32_t i) const {
        const Anchor& last = anchors_.back();
        if (!last.hit.known() || !last.hit.empty() || i != last.line + 1) return false;
        if (sheet_.line(i).indent > sheet_.line(last.line).indent) return true;
        return anchors_.size() >= 2 && anchors_[anchors_.size() - 2].hit.empty()
               && last.line > anchors_[anchors_.size() - 2].line + 1;
    }

    bool unknown_fits(std::uint32_t i) const {
        if (anchors_.empty()) return false;
        const std::string_view text = sheet_.text(i);
        const Anchor& last = anchors_.back();
        if (runs_into(i) || is_value_below(i)) return false;
        const bool adjacent = i == last.line + 1 || sheet_.gap(i) > 0;
        const bool free_above =
            known_.hit.known()
            && class_of(known_.hit.match.first().ids[0]) == FieldClass::free_text;
        if (!adjacent && free_above) return false;
        // All labels in lower case is a habit; one of them is a sentence.
        const std::size_t first = text.find_first_not_of(" *_~+#-<>[]");
        return first == std::string_view::npos || !is_ascii_lower(text[first]) || small_letters_;
    }

    /// Unknown labels count when a known one comes after them, or when they close a block that has
    /// no blank lines in it ("Spice level: hot").
    void drop_unconfirmed() {
        std::size_t keep = known_count_;
        const bool dense = keep >= 2 && sheet_.gap(anchors_[keep - 1].line) == 0;
        while (dense && keep < anchors_.size() && keep < known_count_ + 3) {
            const Anchor& anchor = anchors_[keep];
            const std::uint32_t below = anchor.line + 1;
            const bool directly =
                anchor.line == anchors_[keep - 1].line + 1 && sheet_.gap(anchor.line) == 0;
            if (!directly || anchor.hit.empty() || sheet_.text(anchor.line).size() > 80) break;
            const bool ends = below >= sheet_.size() || sheet_.gap(below) > 0
                              || sheet_.is_rule(below)
                              || (keep + 1 < anchors_.size() && anchors_[keep + 1].line == below);
            if (!ends) break;
            ++keep;
        }
        anchors_.resize(std::min(anchors_.size(), keep));
    }

    const Sheet& sheet_;
    std::size_t most_;
    std::vector<Anchor> anchors_;
    Anchor known_;                 ///< the last known label
    std::uint32_t resume_ = 0;     ///< lines above it are read
    std::size_t known_count_ = 0;  ///< anchors up to and with it
    std::uint64_t seen_ = 0;
    bool has_title_ = false;
    bool weak_block_ = false;
    char mark_ = ':';             ///< the sign behind the first label
    bool small_letters_ = false;  ///< the first label is in lower case, so all may be
};

}  // namespace

std::vector<Anchor> grow_block(const Sheet& sheet, std::uint32_t first, std::size_t most) {
    return Growth(sheet, most).run(first);
}

}  // namespace solander
