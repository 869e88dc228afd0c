// SPDX-License-Identifier: GPL-3.0-or-later
// Fields to record: each value typed, merged in the stated order of evidence, and kept as a claim.
#pragma once
#include <set>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "header/block.h"
#include "header/field.h"
#include "header/values.h"
#include "source/part.h"
#include "work/assemble.h"
#include "work/story.h"

namespace solander {

/// Where a field was said. Order is strength: what comes first wins, later ones fill gaps. A
/// site's form is a container that stands above all of them.
enum class Evidence : std::uint8_t { head, inside, tail, container, page, mail, file_name };

/// Collects one story's fields. Call take() in the order of strength, then finish().
class RecordBuilder {
  public:
    RecordBuilder(const Part& part, const ReadingRules& rules, Story& story);

    void take(const Field&, Evidence);
    /// What follows is of another part of the work, if it is said inside.
    void begin_block() { rating_of_part_ = {}; }
    /// A field of a block in the text, where a site's form (Part::form) was taken before: adds to
    /// it; what says otherwise is a finding. `later`: behind the first chapter.
    void take_beside_form(const Field&, Evidence, bool later);
    /// Fields that are not in the author's header: page title, mail subject, file name, what a
    /// known format states.
    void take_outside(FieldId, std::string_view label, std::string_view value,
                      std::string_view rule, double confidence, Evidence, Span in_text = {});
    /// A part number found in a subject or a file's name.
    void take_part_number(const PartNumber&, std::string_view label, std::string_view rule,
                          double confidence, Evidence);
    /// "The End", "TBC": whether the story is finished, when nobody said it in a header.
    void take_end(bool complete, std::string_view mark, Span in_text);
    /// Hidden until the ledger says otherwise: the place it came from did not show it to everybody.
    void withhold(std::string_view why);
    void add_finding(std::string kind, std::string text, Span in_text = {});
    /// A statement found in prose (notes, disclaimer) or a mail header.
    void add_statement(Statement, std::string_view raw, Span in_text, double confidence);
    /// The same for what was heard outside the labels; what was read before is not taken twice.
    bool add_heard(Statement, Span in_text);
    /// "Tarrow, Bess" stands among the authors, and may be two.
    bool has_doubtful_names() const { return !doubtful_names_.empty(); }
    /// By what stands around the story, and by all that was taken.
    void settle_names(std::string_view around);
    /// Statements into one permission, languages and numbers checked against each other.
    void finish();

    bool has(std::string_view field) const;

  private:
    using Taker = std::string (RecordBuilder::*)(const Field&, Evidence);
    static Taker taker_of(FieldId);

    // Each gives the normal form of the value, for the claim.
    std::string take_title(const Field&, Evidence);
    std::string take_people(const Field&, Evidence);
    std::string take_fandom(const Field&, Evidence);
    std::string take_category(const Field&, Evidence);
    std::string take_tags(const Field&, Evidence);
    std::string take_codes(const Field&, Evidence);
    std::string take_relationship(const Field&, Evidence);
    std::string take_character(const Field&, Evidence);
    std::string take_rating(const Field&, Evidence);
    std::string take_warning(const Field&, Evidence);
    std::string take_prose(const Field&, Evidence);
    std::string take_archive(const Field&, Evidence);
    std::string take_series(const Field&, Evidence);
    std::string take_part(const Field&, Evidence);
    std::string take_status(const Field&, Evidence);
    std::string take_date(const Field&, Evidence);
    std::string take_words(const Field&, Evidence);
    std::string take_language(const Field&, Evidence);
    std::string take_extra(const Field&, Evidence);
    std::string take_private(const Field&, Evidence);

    void claim(const Field&, Evidence, std::string value);
    void tell_other(const Field&, bool later);
    std::string note_part(const PartNumber&, Evidence);
    void add_genres(std::string_view piece, bool letters_allowed, std::vector<std::string>& said);
    void add_relationships(std::string_view value, bool characters_too);
    void hear_fields();
    void settle_permission();
    void conflict(const Field&, std::string_view what, std::string_view kept, Evidence);
    void note_doubtful_name(const Field&, const std::string& name, Evidence);
    void settle_name(const Field& said, Evidence, const std::string& around);
    void compare_ratings(const Field&, Rating, Evidence);

    const Part& part_;
    const ReadingRules& rules_;
    Story& story_;
    WorkRecord& record_;
    std::vector<Statement> statements_;
    std::unordered_set<std::string> heard_;  ///< statements from prose, folded
    Rating highest_ = Rating::unknown;
    struct SaidRating {
        Rating level = Rating::unknown;
        std::string raw;
    };
    SaidRating rating_of_whole_, rating_of_part_;  ///< as the text says them
    std::vector<std::pair<Field, Evidence>> doubtful_names_;
    Evidence creators_from_ = Evidence::head;  ///< who named the first of them
    std::set<std::pair<const std::string*, std::string>> prose_taken_;  // which field, what it said
};

/// JSON field name that a header field fills: "creators" for author, "extra" for what has none.
std::string_view work_field_of(FieldId);
/// Adds `name` unless one with the same key is there.
void add_name(std::vector<std::string>& list, std::string_view name);
/// "a; b; c".
std::string joined(const std::vector<std::string>& pieces);
/// The values of a field: a known format states each of them by itself, a person wrote a list.
std::vector<std::string> values_of(const Field&, Evidence);
/// The start of a value, for a sentence about it.
std::string brief(std::string_view value);
/// "A; B, C" apart: at ; and | when there are any, else at commas that no lower-case word follows.
std::vector<std::string> split_list(std::string_view value);

}  // namespace solander
