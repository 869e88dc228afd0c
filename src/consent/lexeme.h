// SPDX-License-Identifier: GPL-3.0-or-later
// A statement about archiving as a row of meanings: the words of data/permission.tsv found in it.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace solander {

/// What a word or phrase does in a sentence about archiving. Names in data/permission.tsv.
enum class Sense : std::uint8_t {
    unknown,     ///< no row of the table: prose, or part of a name
    filler,      ///< changes nothing: "it", "story", "thanks"
    yes,         ///< "sure", "be my guest", "no problem"
    no,          ///< "nope", "forbidden": complete in itself
    neg,         ///< "not", "no", "never": turns what follows
    without,     ///< "without"
    ask,         ///< "ask", "permission"
    contact,     ///< "e-mail me": asks, but may only want letters
    notify,      ///< "let me know"
    link,        ///< "you may link"
    any,         ///< "anywhere", "anyone"
    nowhere,     ///< "nowhere", "nobody"
    others,      ///< "others", "elsewhere": says nothing alone
    any_other,   ///< "anywhere else": alone it means yes
    no_other,    ///< "nowhere else"
    only,        ///< "only"
    act,         ///< "archive", "post", "take"
    other_deed,  ///< "download", "podfic": what is allowed so says nothing of archiving
    need,        ///< "needed", "required": a yes beside it is what is asked for
    except,      ///< "except", "other than"
    but,         ///< "but"
    unless,      ///< "unless"
    if_,         ///< "if", "as long as", "provided"
    harmless,    ///< a condition that is none: "if you want it"
    condition,   ///< words of a condition; the argument says which: "keep_headers"
    self,        ///< "my site"
    list,        ///< "the list archive"
    group,       ///< "the usual places"
    already,     ///< "archived at", "coming soon": a fact, not a leave
    doubt,       ///< "maybe", "if you must"
    hazard,      ///< a word that may restrict or joke: "kidding", "members", "sue"
    until,       ///< "until", "after": a time follows
    exclusive,   ///< "exclusive to"
    then,        ///< "then", "after that"
    span,        ///< a length of time: "two weeks"
    date,        ///< "2004-01-01", "June 2004"
    event,       ///< "it is finished", "all parts are posted"
    archive,     ///< a name of data/archives.tsv
    name,        ///< any other name of an archive, by its look
    url,         ///< an address of a page
    mail,        ///< an e-mail address
    place,       ///< "site", "archive" as a noun: ends a name
    determiner,  ///< "any", "all", "every" before a noun
    to,          ///< "at", "on", "to": a place follows
};

/// What stands between a lexeme and the one before it, weakest first.
enum class Gap : std::uint8_t { none, slash, comma, bracket, colon, dash, stop, question };

struct Lexeme {
    Sense sense = Sense::unknown;
    Gap before = Gap::none;
    bool capital = false;          ///< starts upper case, in a text that is not all upper case
    bool loud = false;             ///< all upper case or with a digit: looks like a name by itself
    std::string_view argument;     ///< for Sense::condition; lives as long as the program
    std::size_t from = 0, to = 0;  ///< bytes of the text
};

struct Lexemes {
    std::vector<Lexeme> items;
    Gap end = Gap::stop;    ///< what stands after the last: a question mark makes a difference
    bool shouting = false;  ///< no lower-case letter anywhere: capitals mean nothing
    bool polite = false;    ///< "please", "just" were left out
    std::string folded;     ///< all words folded, one space between: for whole statements
};

/// Linear in the text. Names are not put together yet: see names_joined.
Lexemes lex(std::string_view text);
/// Runs of words that look like the name of an archive become one lexeme of Sense::name.
void join_names(Lexemes& lexemes, std::string_view text);
/// What the whole statement means when all of it is one idiom ("want take tell"): a code of
/// Permission by name, or empty.
std::string_view whole_meaning(std::string_view folded);

/// One word as the table has it: lower case, no accents.
struct Word {
    std::string text;
    Gap before = Gap::none;
    enum class Kind : std::uint8_t { word, number, date, url, mail } kind = Kind::word;
    bool capital = false, loud = false;
    std::size_t from = 0, to = 0;
};
/// The words of a text; "don't" gives "do" "not". `end` gets what stands after the last.
std::vector<Word> permission_words(std::string_view text, Gap& end);

}  // namespace solander
