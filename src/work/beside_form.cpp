// SPDX-License-Identifier: GPL-3.0-or-later
// A header block in the text of a work that a site's form describes: it adds, and where it says
// something else, that is told.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "header/name_order.h"
#include "header/values.h"
#include "work/builder.h"

namespace solander {
namespace {

/// What becomes of a field in such a block.
enum class Beside : std::uint8_t {
    take,  ///< as if there were no form: lists grow, permission is the strictest
    fill,  ///< where the form says nothing of the kind
    keep,  ///< a claim and no more: it speaks of the chapter, or the form has said it
};
struct BesideRow {
    FieldId id;
    Beside first, later;  ///< in the first chapter; in a later one
};
constexpr BesideRow kBeside[] = {
    {FieldId::title, Beside::fill, Beside::keep},
    {FieldId::author, Beside::fill, Beside::fill},
    {FieldId::rating, Beside::take, Beside::take},
    {FieldId::warning, Beside::take, Beside::take},
    {FieldId::archive, Beside::take, Beside::take},
    {FieldId::copyright, Beside::take, Beside::take},
    {FieldId::extra, Beside::take, Beside::take},
    {FieldId::email, Beside::take, Beside::take},
    {FieldId::mail_header, Beside::take, Beside::take},
    {FieldId::summary, Beside::fill, Beside::keep},
    {FieldId::notes, Beside::take, Beside::keep},
    {FieldId::end_notes, Beside::take, Beside::keep},
    {FieldId::part, Beside::keep, Beside::keep},
    {FieldId::chapter_title, Beside::keep, Beside::keep},
    {FieldId::status, Beside::fill, Beside::keep},
    {FieldId::date_published, Beside::fill, Beside::keep},
    {FieldId::date_updated, Beside::fill, Beside::keep},
    {FieldId::date_written, Beside::fill, Beside::keep},
    {FieldId::words, Beside::keep, Beside::keep},
    {FieldId::language, Beside::fill, Beside::fill},
};

Beside beside_of(FieldId id, bool later) {
    for (const BesideRow& row : kBeside)
        if (row.id == id) return later ? row.later : row.first;
    return later ? Beside::fill : Beside::take;
}

}  // namespace

void RecordBuilder::take_beside_form(const Field& field, Evidence evidence, bool later) {
    tell_other(field, later);
    const Rating stated = highest_;
    Beside what = beside_of(field.id, later);
    if (what == Beside::fill) what = has(work_field_of(field.id)) ? Beside::keep : Beside::take;
    // "Chapters: 3/5" has said it too.
    if (field.id == FieldId::status && record_.complete) what = Beside::keep;
    // "Not Rated" may hold anything: a lower word in the text does not make it harmless.
    if (field.id == FieldId::rating && stated == Rating::not_rated
        && read_rating(field.raw, rules_.words()).level < Rating::mature)
        what = Beside::keep;
    if (what == Beside::take) return take(field, evidence);
    claim(field, evidence, squeeze(field.raw));
}

/// The form and the block disagree about what a work has but one of.
void RecordBuilder::tell_other(const Field& field, bool later) {
    const auto tell = [&](std::string_view what, std::string_view form) {
        std::string text = fmt::format("{} is \"{}\" by the site's own fields, \"{}\" in the text",
                                       what, brief(form), brief(field.raw));
        // Repeated at the top of every chapter.
        const bool told = std::any_of(story_.findings.begin(), story_.findings.end(),
                                      [&](const Finding& one) { return one.text == text; });
        if (!told) add_finding("conflict", std::move(text), field.where);
    };
    if (field.id == FieldId::rating && highest_ != Rating::unknown) {
        const Rating level = read_rating(field.raw, rules_.words()).level;
        if (level != Rating::unknown && level != highest_)
            tell("the rating", record_.rating_as_given);
    }
    if (later) return;
    if (field.id == FieldId::title && !record_.title.empty()) {
        const std::string title = fold(read_title(field.raw).title);
        if (!title.empty() && title != fold(record_.title)) tell("the title", record_.title);
    }
    if (field.id == FieldId::author && !record_.creators.empty()) {
        const PeopleReading people = read_people(field.raw);
        const bool known =
            std::any_of(people.people.begin(), people.people.end(), [&](const PersonValue& person) {
                return std::any_of(
                    record_.creators.begin(), record_.creators.end(), [&](const Creator& held) {
                        return fold(held.name) == fold(person.name)
                               || (people.one_or_two
                                   && fold(held.name) == fold(given_name_first(person.name)));
                    });
            });
        if (!people.people.empty() && !known) tell("the author", record_.creators[0].name);
    }
    if (field.id == FieldId::status && record_.complete) {
        const auto complete = read_complete(field.raw);
        if (complete && *complete != *record_.complete)
            tell("whether it is complete", *record_.complete ? "yes" : "no");
    }
}

}  // namespace solander
