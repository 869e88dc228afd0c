// SPDX-License-Identifier: GPL-3.0-or-later
#include "header/boundary.h"

#include <algorithm>

#include "base/text.h"
#include "header/byline.h"
#include "header/voice.h"

namespace solander {

namespace {

constexpr int kMostParagraphs = 12;  // a note longer than that is looked at by a person
constexpr std::uint32_t kMostLines = 200;
constexpr std::size_t kShortValue = 80,
                      kListValue = 160;  // bytes of a value on the line below its label

class Search {
  public:
    Search(const Sheet& sheet, const std::vector<Anchor>& anchors, bool tail)
        : sheet_(sheet), anchors_(anchors), tail_(tail), last_(anchors.back()) {
        if (last_.hit.known()) class_ = class_of(last_.hit.match.first().ids[0]);
    }

    Boundary run() {
        if (const std::uint32_t end = bracket_end(); end > last_.line) {
            out_.value_end = out_.notes_end = out_.last = end;
            out_.confidence = 0.95;
            return out_;
        }
        std::uint32_t at = first_paragraph();
        at = notes_below(at);
        close(at);
        return out_;
    }

  private:
    bool stops(std::uint32_t i) const {
        return i >= sheet_.size() || sheet_.taken(i) || sheet_.is_rule(i)
               || (!tail_
                   && (sheet_.is_start_mark(i) || sheet_.is_part_mark(i)
                       || echoes_title(sheet_, i, anchors_)))
               || sheet_.is_end_mark(i);
    }

    /// "[Transcriber's Note: ... without note.]": the line behind the bracket that the label
    /// opened.
    std::uint32_t bracket_end() const {
        constexpr std::uint32_t kMost = 40;  // lines
        const std::string_view first = sheet_.text(last_.line);
        if (anchors_.size() > 1 || class_ != FieldClass::free_text || first.empty()
            || (first.front() != '[' && first.front() != '('))
            return 0;
        const char open = first.front(), close = open == '[' ? ']' : ')';
        int depth = 0;
        for (std::uint32_t i = last_.line; i < std::min(sheet_.size(), last_.line + kMost); ++i) {
            const std::string_view text = sheet_.text(i);
            for (const char c : text) depth += c == open ? 1 : c == close ? -1 : 0;
            if (depth <= 0) return text.back() == close && i > last_.line ? i + 1 : 0;
        }
        return 0;
    }

    /// Some label above had its value on the lines below it.
    bool values_below_labels() const {
        std::size_t seen = 0;
        for (std::size_t k = anchors_.size() - 1; k-- > 0 && seen < 12; ++seen)
            if (!anchors_[k + 1].run_on && anchors_[k].hit.empty()
                && anchors_[k + 1].line > anchors_[k].line + 1)
                return true;
        return false;
    }

    /// The value's own paragraph: the label's line and what goes on with it. Returns the line
    /// behind.
    std::uint32_t first_paragraph() {
        std::uint32_t i = last_.line + 1;
        if (last_.hit.empty()) {
            i = value_below(i);
            if (i == last_.line + 1) return i;
        }
        const std::uint32_t label_indent = sheet_.line(last_.line).indent;
        const std::uint32_t most =
            class_ == FieldClass::short_value ? last_.line + 3 : last_.line + kMostLines;
        while (i < sheet_.size() && i < most && sheet_.gap(i) == 0 && !stops(i)) {
            const bool runs = sheet_.runs_on(i - 1);
            const bool hanging =
                sheet_.line(i).indent > label_indent
                && (runs
                    || (i - 1 > last_.line && sheet_.line(i - 1).indent == sheet_.line(i).indent));
            const std::string_view above = sheet_.text(i - 1);
            const bool list_goes_on =
                class_ == FieldClass::list && !above.empty()
                && std::string_view(",/&;+").find(above.back()) != std::string_view::npos;
            if (!runs && !hanging && !list_goes_on) break;
            ++i;
        }
        return i;
    }

    std::uint32_t value_below(std::uint32_t i) const {
        if (stops(i)) return i;
        const std::string_view text = sheet_.text(i);
        const std::size_t most = class_ == FieldClass::short_value ? kShortValue : kListValue;
        if (sheet_.gap(i) > 0 || (class_ != FieldClass::free_text && text.size() > most)) {
            // Behind a blank line only where the block is written that way, or for a plain note.
            if (sheet_.gap(i) > 2 || sheet_.gap(i) == 0) return i;
            const std::uint32_t end = paragraph_end(i);
            const Voice voice = voice_of(sheet_.text_between(i, end));
            const bool note = class_ == FieldClass::free_text && voice.is_note();
            const bool habit =
                values_below_labels() && !voice.is_story()
                && (class_ == FieldClass::free_text || (end == i + 1 && text.size() <= most));
            return note ? end : habit ? (class_ == FieldClass::free_text ? end : i + 1) : i;
        }
        if (class_ != FieldClass::free_text) return i + 1;
        const std::uint32_t end = paragraph_end(i);
        const Voice voice = voice_of(sheet_.text_between(i, end));
        const bool set_apart = end >= sheet_.size() || sheet_.gap(end) > 0 || stops(end);
        if (voice.is_note()
            || (set_apart && end - i <= 14 && (!voice.is_story() || summary_like())))
            return end;
        return i;
    }

    bool summary_like() const {
        return last_.hit.known() && last_.hit.match.can_be(FieldId::summary);
    }

    /// Line behind the paragraph that begins at i: a blank line, a stop, an unwrapped break with an
    /// indent, or any line's end where lines are paragraphs.
    std::uint32_t paragraph_end(std::uint32_t i) const {
        std::uint32_t end = i + 1;
        while (end < sheet_.size() && end < i + kMostLines && sheet_.gap(end) == 0 && !stops(end)) {
            const bool indented =
                sheet_.line(end).indent > sheet_.line(end - 1).indent + 1 && end - 1 > i;
            if ((!sheet_.blank_between() || indented) && !sheet_.runs_on(end - 1)) break;
            ++end;
        }
        return end;
    }

    /// Line is wrapped over a blank one: double-spaced text ("belong to" / "Paramount"), where the
    /// labels stand so as well. A story may begin with a small letter.
    bool runs_over_blank(std::uint32_t i) const {
        constexpr std::size_t kNarrowest = 40, kWidest = 110;
        if (i == 0 || i >= sheet_.size() || sheet_.gap(i) != 1 || sheet_.text(i).empty()
            || sheet_.text(i - 1).empty())
            return false;
        if (sheet_.text(i - 1).size() < kNarrowest || sheet_.text(i).size() > kWidest
            || (anchors_.size() > 1 && sheet_.gap(last_.line) == 0))
            return false;
        const char above = sheet_.text(i - 1).back();
        return is_ascii_lower(sheet_.text(i).front())
               && std::string_view(".!?:\"'*-_").find(above) == std::string_view::npos;
    }

    std::uint32_t notes_below(std::uint32_t at) {
        out_.value_end = at;
        out_.confidence = class_ == FieldClass::free_text ? 0.9 : 0.95;
        const std::uint32_t start = at;
        int paragraphs = 0;
        bool sandwiched = false;
        while (at < sheet_.size() && paragraphs < kMostParagraphs && at - start < kMostLines) {
            if (stops(at)) break;
            if (!tail_ && is_title_page(at)) {
                out_.confidence = 0.95;
                break;
            }
            const std::uint32_t end = paragraph_end(at);
            if (runs_over_blank(at)) {
                at = end;
                out_.value_end = class_ == FieldClass::short_value ? out_.value_end : at;
                continue;
            }
            const Voice voice = voice_of(sheet_.text_between(at, end));
            // Directly below the field, with no blank line, where blank lines make the paragraphs.
            const bool glued = sheet_.gap(at) == 0 && sheet_.blank_between()
                               && class_ == FieldClass::free_text && !indented_away(at);
            const bool mine = voice.is_note() || (glued && !voice.is_story())
                              || (tail_ && paragraphs < kMostParagraphs && !voice.is_story());
            if (!mine) {
                const std::uint32_t next = end;
                if (!voice.is_story() && voice.words <= 60 && leads_to_note(next)) {
                    sandwiched = true;
                    at = next;
                    ++paragraphs;
                    continue;
                }
                if (!voice.is_story() && voice.words <= 120 && start_mark_below(next, voice)) {
                    out_.confidence = 0.85;
                    at = next;
                    ++paragraphs;
                    continue;
                }
                if (closed_by_rule(end, voice)) {
                    out_.confidence = 0.6;
                    out_.doubt_first = at;
                    out_.doubt_last = end;
                    at = end;
                    ++paragraphs;
                    continue;
                }
                judge(at, end, voice);
                break;
            }
            at = end;
            ++paragraphs;
            if (class_ == FieldClass::free_text) out_.value_end = at;
        }
        if (sandwiched) out_.confidence = std::min(out_.confidence, 0.7);
        if (class_ == FieldClass::free_text) out_.value_end = std::max(out_.value_end, at);
        out_.notes_end = std::max(at, out_.value_end);
        return out_.notes_end;
    }

    /// A few words to the reader between the header and its closing rule: "This is part one of
    /// three."
    bool closed_by_rule(std::uint32_t end, const Voice& voice) const {
        return end < sheet_.size() && sheet_.is_rule(end) && voice.narrative == 0
               && voice.words <= 40 && class_ == FieldClass::free_text
               && voice.leaning >= (last_.hit.match.can_be(FieldId::disclaimer) ? 1 : 2);
    }

    bool indented_away(std::uint32_t i) const {
        return sheet_.line(i).indent > sheet_.line(last_.line).indent + 1;
    }

    bool is_title_page(std::uint32_t at) const {
        const TitlePage page = read_title_page(sheet_, at, at + 5, false);
        if (page.empty()) return false;
        // Inside a long note a short line needs to look more like a title than elsewhere.
        return class_ != FieldClass::free_text || page.fields.size() > 1
               || page.fields.front().confidence >= 0.7;
    }

    /// The paragraph below is plainly a note, so what stands between belongs to the author too.
    bool leads_to_note(std::uint32_t next) const {
        if (stops(next)) return false;
        const Voice voice = voice_of(sheet_.text_between(next, paragraph_end(next)));
        return voice.is_note() && voice.meta >= 5;
    }

    /// "Begin", "On with the story": whatever stands above it is not the story.
    bool start_mark_below(std::uint32_t next, const Voice& voice) const {
        if (next >= sheet_.size() || sheet_.taken(next)) return false;
        return sheet_.is_start_mark(next) && voice.narrative < 3;
    }

    /// The paragraph stays in the story. How sure are we?
    void judge(std::uint32_t at, std::uint32_t end, const Voice& voice) {
        const bool glued = sheet_.gap(at) == 0;
        if (begins_letter(sheet_, at)) {
            out_.confidence = 0.85;
            return;
        }
        const bool rule_behind =
            end < sheet_.size() && sheet_.is_rule(end) && end - at <= 4 && voice.words <= 40;
        const bool doubtful =
            !voice.is_story()
            && (voice.meta > 0 || rule_behind
                || (class_ == FieldClass::free_text && voice.words < 12 && voice.narrative == 0));
        out_.confidence = voice.is_story() ? (glued ? 0.8 : 0.92) : doubtful ? 0.5 : 0.8;
        if (doubtful) {
            out_.doubt_first = at;
            out_.doubt_last = end;
        }
    }

    /// Takes the closing rule, start mark and echoed title into the block.
    void close(std::uint32_t at) {
        out_.last = at;
        bool marked = false;
        for (int guard = 0; guard < 8 && at < sheet_.size(); ++guard) {
            std::uint32_t next = sheet_.next_free(at);
            if (next >= sheet_.size()) break;
            if (sheet_.is_rule(next) || sheet_.is_start_mark(next)) {
                at = next + 1;
                marked = true;
                out_.last = at;
                continue;
            }
            if (tail_) break;
            if (echoes_title(sheet_, next, anchors_)) {
                at = next + 1;
                marked = true;
                if (at < sheet_.size() && sheet_.gap(at) <= 1)
                    if (const auto byline = read_byline(sheet_.text(at));
                        byline && byline->title.empty())
                        ++at;
                out_.last = at;
                continue;
            }
            if (sheet_.is_part_mark(next)) {
                marked = true;
                break;
            }
            break;
        }
        if (marked && out_.doubt_first == out_.doubt_last)
            out_.confidence = std::max(out_.confidence, 0.97);
        if (out_.last >= sheet_.size()) out_.confidence = std::max(out_.confidence, 0.9);
    }

    const Sheet& sheet_;
    const std::vector<Anchor>& anchors_;
    bool tail_;
    const Anchor& last_;
    FieldClass class_ = FieldClass::list;
    Boundary out_;
};

}  // namespace

Boundary find_boundary(const Sheet& sheet, const std::vector<Anchor>& anchors, bool tail) {
    return Search(sheet, anchors, tail).run();
}

}  // namespace solander
