// SPDX-License-Identifier: GPL-3.0-or-later
// The clauses of a statement: which places they name, and what they allow there.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "consent/lexeme.h"

namespace solander {

/// What a clause says, loosest first: of two in one clause the greater counts.
enum class Polarity : std::uint8_t { unsaid, yes, notify, link, ask, no };

struct Target {
    std::string_view
        who;  ///< as written; "SELF", "LIST" for the author's site and the list's archive
    bool excepted = false;  ///< stands behind "except": the opposite holds for it
    bool page = false;      ///< an address
};

/// A stretch between commas, stops and words like "but": what it says, and what of it was not
/// understood. Anything not understood keeps a leave from being taken as given.
struct Segment {
    Gap before = Gap::none, after = Gap::none;
    Polarity polarity = Polarity::unsaid;
    std::vector<Target> targets;
    bool any = false;        ///< "anywhere"
    bool others = false;     ///< "others", "elsewhere"
    bool any_other = false;  ///< "anywhere else"
    bool only = false;
    bool already = false;
    bool act = false;
    bool not_here = false;  ///< "not at Xyz": the refusal is for the places behind it only
    bool refused = false;   ///< something in it was negated or forbidden
    bool but = false;       ///< begins with "but"
    bool lifts = false;     ///< "without asking", "unless you ask": an exception to a No before it
    bool strong_ask = false;  ///< asks for leave, and not only for a letter
    bool harmless = false;
    bool date = false;
    bool mail = false;
    bool not_until = false;
    bool doubt = false;           ///< a word of doubt, a joke, a negation of asking
    bool hazard = false;          ///< a word that may restrict
    bool open_condition = false;  ///< "if" with nothing known behind it
    bool open_negation = false;   ///< "not" with nothing known behind it
    bool need = false;            ///< "needed", "required" that no condition answers
    bool other_deed = false;      ///< a deed that is no archiving
    bool led = false;             ///< begins with "at Xyz", "on the list"
    bool placed_unknown = false;  ///< "on", "at", "for" with a word behind it that is not known
    std::size_t unknown = 0;      ///< words of prose
    std::size_t words = 0;        ///< lexemes of any kind
    std::vector<std::string_view> conditions;
    std::string_view embargo;

    bool said() const { return polarity != Polarity::unsaid; }
    bool names_place() const { return !targets.empty() || others || any_other; }
};

/// Linear. Views point into `text` and into the program's tables.
std::vector<Segment> segments_of(const Lexemes& lexemes, std::string_view text);

}  // namespace solander
