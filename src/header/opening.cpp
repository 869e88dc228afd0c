// SPDX-License-Identifier: GPL-3.0-or-later
// When label lines are believed to be a header block (story-files.md 18; the false positives of
// 19).
#include <algorithm>

#include "base/text.h"
#include "header/anchors.h"
#include "header/byline.h"
#include "header/voice.h"

namespace solander {

namespace {

constexpr std::uint32_t kWindow = 8;  // non-blank lines

/// Fields that letters, feeds and reports have as well.
bool is_common(FieldId id) {
    switch (id) {
    case FieldId::date_published:
    case FieldId::date_updated:
    case FieldId::date_written:
    case FieldId::url:
    case FieldId::email:
    case FieldId::mail_header:
    case FieldId::part:
    case FieldId::words:
    case FieldId::language:
    case FieldId::dedication:
    case FieldId::timeline:
    case FieldId::status:
    case FieldId::copyright:
    case FieldId::thanks:
        return true;
    default:
        return false;
    }
}

/// Labels that only stories told by fans have: no sign, log or form says them.
bool is_fannish(FieldId id) {
    switch (id) {
    case FieldId::fandom:
    case FieldId::relationship:
    case FieldId::rating:
    case FieldId::spoilers:
    case FieldId::disclaimer:
    case FieldId::beta:
    case FieldId::codes:
        return true;
    default:
        return false;
    }
}

struct Tally {
    int points = 0;  ///< strong 4, weak 2, faint 1; half of it without a colon
    int distinct = 0, strong = 0, colons = 0;
    int rows = 0;             ///< lines with labels
    bool particular = false;  ///< a label that letters do not have
    bool title = false, author = false, fannish = false;
    bool wish = false;     ///< a label of what the author asks of readers, or tells them
    bool adjacent = true;  ///< label lines follow each other directly

    /// All on one line are a form filled in: "Character: good. Pairing: none."
    bool one_line_form() const { return rows < 2 && !title && !author; }

    /// Inside a text more is asked of labels than at its top: books, logs and signs have them too.
    bool of_a_story() const {
        if (one_line_form()) return false;
        return fannish || (title && author && strong > 0 && distinct >= 4);
    }
};

void count(const LabelHit& hit, std::uint64_t& seen, Tally& tally) {
    const FieldId id = hit.match.first().ids[0];
    const std::uint64_t bit = std::uint64_t{1} << static_cast<unsigned>(id);
    if ((seen & bit) != 0) return;
    seen |= bit;
    ++tally.distinct;
    const LabelStrength strength = hit.strength();
    int points = strength == LabelStrength::strong ? 4 : strength == LabelStrength::weak ? 2 : 1;
    if (hit.sign != LabelSign::colon)
        points /= 2;
    else
        ++tally.colons;
    tally.points += points;
    tally.title = tally.title || (id == FieldId::title && strength == LabelStrength::weak);
    tally.author = tally.author || id == FieldId::author;
    tally.fannish = tally.fannish || (is_fannish(id) && strength != LabelStrength::faint);
    tally.wish = tally.wish || id == FieldId::archive || id == FieldId::feedback
                 || id == FieldId::notes || id == FieldId::end_notes || id == FieldId::thanks;
    tally.strong += strength == LabelStrength::strong ? 1 : 0;
    tally.particular = tally.particular || (!is_common(id) && strength != LabelStrength::faint)
                       || (strength == LabelStrength::strong);
}

/// A paragraph of its own that is surely story: labels below it belong to something else.
bool story_paragraph(const Sheet& sheet, std::uint32_t i) {
    constexpr std::uint32_t kMostLines = 12;
    constexpr std::size_t kWholeParagraph = 120;  // bytes: nobody wrapped there
    const bool whole = sheet.text(i).size() >= kWholeParagraph;
    if (sheet.gap(i) == 0 && !whole) return false;
    std::uint32_t end = i + 1;
    while (!whole && end < sheet.size() && end < i + kMostLines && sheet.gap(end) == 0) ++end;
    const Voice voice = voice_of(sheet.text_between(i, end));
    return voice.is_story() && voice.meta == 0;
}

/// The lines between two label lines, those the first runs on into left out, tell a story together.
bool story_between(const Sheet& sheet, std::uint32_t label, std::uint32_t next) {
    std::uint32_t from = label + 1;
    while (from < next && sheet.runs_on(from - 1)) ++from;
    if (from >= next) return false;
    const Voice voice = voice_of(sheet.text_between(from, next));
    return voice.is_story() && voice.meta == 0;
}

/// "Title: Snow Author: Kat Rating:" / "PG Archive: no": all labels of the paragraph, whichever
/// line they stand on.
void count_wrapped(const Sheet& sheet, std::uint32_t i, std::uint64_t& seen, Tally& tally) {
    constexpr std::uint32_t kMostLines = 20;
    std::uint32_t end = i + 1;
    while (end < sheet.size() && end < i + kMostLines && sheet.gap(end) == 0 && !sheet.taken(end)
           && !sheet.is_rule(end))
        ++end;
    const std::string joined = sheet.joined(i, end);
    auto first = read_label(joined, {.table = &sheet.labels()});
    if (!first) return;
    for (const LabelHit& more : read_run_on(joined, *first, sheet.labels()))
        count(more, seen, tally);
}

/// What stands behind "Disclaimer:" speaks of a story and who owns it, as the author's does and a
/// poster's in the story does not.
bool disclaims(const Sheet& sheet, std::uint32_t i) {
    constexpr int kLabel = 2, kOwner = 3;  // points of the label's own word, of a phrase
    std::uint32_t end = i + 1;
    while (end < sheet.size() && end < i + 12 && sheet.gap(end) == 0 && !sheet.is_rule(end)) ++end;
    return voice_of(sheet.text_between(i, end)).meta >= kLabel + kOwner;
}

/// `inside`: there is story above, and less of what stands there is a label.
Tally tally_from(const Sheet& sheet, std::uint32_t i, const LabelHit& first, bool inside) {
    Tally tally;
    std::uint64_t seen = 0;
    std::uint32_t lines = 0, last_label = i;
    LabelHit head = first;
    bool excerpt = head.match.can_be(FieldId::summary);
    const auto count_line = [&](std::uint32_t at, LabelHit& hit) {
        ++tally.rows;
        // A harbour office disclaims as well, but not what others own.
        if (!inside || !hit.match.can_be(FieldId::disclaimer) || disclaims(sheet, at))
            count(hit, seen, tally);
        for (const LabelHit& more : read_run_on(sheet.text(at), hit, sheet.labels()))
            count(more, seen, tally);
    };
    count_line(i, head);
    if (!inside && tally.distinct >= 2 && sheet.runs_on(i)) count_wrapped(sheet, i, seen, tally);
    for (std::uint32_t at = i + 1; at < sheet.size() && lines < kWindow - 1; ++at) {
        if (sheet.taken(at)) continue;
        if (sheet.is_rule(at)) {
            // A block may be boxed in rules; a story begins behind one.
            if (!labels_go_on(sheet, at)) break;
            continue;
        }
        ++lines;
        auto hit = sheet.label(at, {.weak_signs = true, .small_letters = true});
        if (!hit || !hit->known() || hit->quote > 0) {
            if (!excerpt && story_paragraph(sheet, at)) break;  // summaries quote the story
            continue;
        }
        if (begins_letter(sheet, at) || (!excerpt && story_between(sheet, last_label, at))) break;
        excerpt = hit->match.can_be(FieldId::summary);
        const bool small = is_ascii_lower(sheet.text(i)[first.label_from]);
        if (hit->sign != LabelSign::colon && hit->mark != first.mark
            && (small ? sheet.is_full(at - 1) : sheet.runs_on(at - 1)))
            continue;
        if (at != last_label + 1 && tally.distinct < 3) tally.adjacent = false;
        last_label = at;
        count_line(at, *hit);
    }
    return tally;
}

/// `Title: the word stood out. "It's a deed," she said.`
bool tells_story(const Sheet& sheet, std::uint32_t i, const LabelHit& hit) {
    if (hit.match.can_be(FieldId::summary)) return false;
    std::uint32_t end = i + 1;
    while (end < sheet.size() && end < i + 6 && sheet.gap(end) == 0 && sheet.runs_on(end - 1))
        ++end;
    return voice_of(sheet.text_between(i, end)).narrative >= 3;
}

/// One label is enough where nothing else can be meant: "Disclaimer: I don't own them" at the very
/// top.
bool lone_label_opens(const Sheet& sheet, std::uint32_t i, const LabelHit& hit, bool backed,
                      bool at_top) {
    // An author's no is looked for harder than the rest: "Posting: please don't" below the end.
    const bool wish = backed && hit.strength() == LabelStrength::weak
                      && hit.match.first().ids[0] == FieldId::archive;
    if (hit.sign != LabelSign::colon || hit.match.fit == LabelFit::typo
        || (hit.strength() != LabelStrength::strong && !wish))
        return false;
    const FieldId id = hit.match.first().ids[0];
    std::uint32_t end = i + 1;
    while (end < sheet.size() && end < i + 12 && sheet.gap(end) == 0 && !sheet.is_rule(end)) ++end;
    const Voice voice = voice_of(sheet.text_between(i, end));
    if (voice.narrative >= 3 && id != FieldId::summary) return false;
    bool rule_near = false;
    for (std::uint32_t k = i + 1; k < std::min(sheet.size(), end + 2); ++k)
        rule_near = rule_near || sheet.is_rule(k);
    if (id == FieldId::summary || id == FieldId::warning) return backed;
    if (backed || rule_near) return true;
    if (!at_top) return false;
    const bool is_short =
        class_of(id) != FieldClass::free_text && hit.value_to - hit.value_from <= 80;
    return is_short || voice.meta >= 3;
}

}  // namespace

bool opens_block(const Sheet& sheet, std::uint32_t i, const LabelHit& hit, OpeningPlace place,
                 bool backed) {
    if (!hit.known() || hit.quote > 0) return false;
    const bool inside = place == OpeningPlace::edge || place == OpeningPlace::open
                        || place == OpeningPlace::below_text;
    const Tally tally = tally_from(sheet, i, hit, inside);
    if (place != OpeningPlace::head && tells_story(sheet, i, hit)) return false;
    constexpr std::uint32_t kLetterHead = 8, kTop = 4;  // lines
    std::uint32_t top = i;
    while (top > 0 && i - top < kLetterHead && sheet.gap(top) == 0) --top;
    if (begins_letter(sheet, top)) return false;
    switch (place) {
    case OpeningPlace::head: {
        if (tally.colons == 0) {
            // Two blanks alone may be a slip of the thumb: "Archive  boxes stood in the hall".
            const bool columns = hit.mark == ' ' && !tally.title && !tally.author;
            const bool at_top = i <= kTop && tally.adjacent && tally.distinct >= 2 && !columns;
            return tally.particular
                   && ((tally.distinct >= 3 && tally.points >= 3)
                       || (at_top && tally.points >= 2 && hit.sign != LabelSign::alone
                           && hit.strength() != LabelStrength::faint));
        }
        if (tally.distinct >= 2 && tally.points >= 4 && tally.particular
            && !(i > kTop && tally.one_line_form()))
            return true;
        return lone_label_opens(sheet, i, hit, backed, i <= 3);
    }
    case OpeningPlace::below_text:
        return tally.distinct >= 2 && tally.points >= 5 && tally.colons > 0 && tally.of_a_story();
    case OpeningPlace::after_mark:
        if (tally.distinct >= 2 && tally.points >= 5 && tally.particular && tally.colons > 0
            && !tally.one_line_form())
            return true;
        return lone_label_opens(sheet, i, hit, false, true);
    case OpeningPlace::edge:
        return tally.distinct >= 2 && tally.points >= 6 && tally.strong >= 1 && tally.colons >= 2
               && tally.of_a_story();
    case OpeningPlace::open:
        return tally.distinct >= 3 && tally.strong >= 1 && tally.colons >= 2 && tally.of_a_story()
               && ((tally.points >= 10 && tally.strong >= 2)
                   || (tally.points >= 8 && tally.adjacent && tally.title));
    case OpeningPlace::tail:
        if (backed && (tally.wish || tally.of_a_story())) return true;
        if (tally.distinct >= 2 && tally.points >= 4 && tally.particular
            && (tally.colons > 0 || tally.distinct >= 4) && (tally.of_a_story() || tally.wish))
            return true;
        if (tally.distinct == 1 && hit.match.can_be(FieldId::disclaimer) && !disclaims(sheet, i))
            return false;
        return lone_label_opens(sheet, i, hit, tally.wish, true);
    }
    return false;
}

bool labels_go_on(const Sheet& sheet, std::uint32_t rule) {
    std::uint32_t at = rule + 1;
    int rules = 1;
    while (at < sheet.size() && rules < 5 && (sheet.is_rule(at) || sheet.taken(at))) {
        rules += sheet.is_rule(at) ? 1 : 0;
        ++at;
    }
    int points = 0, lines = 0, distinct = 0;
    const std::uint32_t first = at;
    bool first_is_label = false;
    std::uint64_t seen = 0;
    for (; at < sheet.size() && lines < 8; ++at) {
        if (sheet.taken(at)) continue;
        if (sheet.is_rule(at)) {
            if (first_is_label && lines <= 6) points += 2;  // boxed in rules
            break;
        }
        if (sheet.is_start_mark(at) && !sheet.label(at, {})) break;
        ++lines;
        const auto hit = sheet.label(at, {});
        if (!hit || !hit->known() || hit->quote > 0) {
            if (!first_is_label && lines > 4) return false;
            continue;
        }
        const std::uint64_t bit = std::uint64_t{1}
                                  << static_cast<unsigned>(hit->match.first().ids[0]);
        if ((seen & bit) != 0) continue;
        seen |= bit;
        ++distinct;
        points += hit->strength() == LabelStrength::strong ? 4
                  : hit->strength() == LabelStrength::weak ? 2
                                                           : 1;
        first_is_label = first_is_label || at == first;
    }
    if (first_is_label) return points >= 4;
    // Unlabelled lines first: a title page or a note, not a scene.
    return distinct >= 2 && points >= 5 && first < sheet.size()
           && !voice_of(sheet.text_between(first, std::min(sheet.size(), first + 3))).is_story();
}

}  // namespace solander
