// SPDX-License-Identifier: GPL-3.0-or-later
// The rows; wording made up after the kinds in docs/formats.md.
#include "bench/make_pile/tables.h"

namespace solander::pile {
namespace {

constexpr LabelRow kLabels[] = {
    {Field::title, "Title", kBoth},
    {Field::title, "Story Title", kA},
    {Field::title, "Story", kB},
    {Field::author, "Author", kBoth},
    {Field::author, "Written by", kA},
    {Field::author, "Penname", kB},
    {Field::author, "Author Name", kB},
    {Field::email, "E-mail", kA},
    {Field::email, "Email", kBoth},
    {Field::email, "Author's Email", kB},
    {Field::url, "URL", kBoth},
    {Field::url, "Website", kA},
    {Field::url, "Author's URL", kB},
    {Field::fandom, "Fandom", kBoth},
    {Field::fandom, "Fandoms", kA},
    {Field::fandom, "Fandom(s)", kB},
    {Field::relationships, "Pairing", kBoth},
    {Field::relationships, "Pairings", kA},
    {Field::relationships, "Pairing(s)", kA},
    {Field::relationships, "Paring", kB},
    {Field::relationships, "Relationship(s)", kB},
    {Field::characters, "Characters", kBoth},
    {Field::characters, "Main Characters", kB},
    {Field::characters, "Character(s)", kA},
    {Field::category, "Category", kBoth},
    {Field::category, "Slash/Het/Gen", kB},
    {Field::category, "Story Category", kA},
    {Field::rating, "Rating", kBoth},
    {Field::rating, "Rated", kA},
    {Field::rating, "Overall rating", kB},
    {Field::warnings, "Warnings", kBoth},
    {Field::warnings, "Warning(s)", kA},
    {Field::warnings, "Content Warnings", kB},
    {Field::genre, "Genre", kBoth},
    {Field::genre, "Genres", kA},
    {Field::genre, "Keywords", kB},
    {Field::spoilers, "Spoilers", kBoth},
    {Field::spoilers, "Spoiler Warning", kB},
    {Field::summary, "Summary", kBoth},
    {Field::summary, "Synopsis", kA},
    {Field::summary, "Summery", kB},
    {Field::disclaimer, "Disclaimer", kBoth},
    {Field::disclaimer, "Disclaimers", kA},
    {Field::disclaimer, "Standard disclaimer", kB},
    {Field::notes, "Author's Notes", kBoth},
    {Field::notes, "Notes", kBoth},
    {Field::notes, "A/N", kA},
    {Field::notes, "Authors Note", kB},
    {Field::permission, "Archive", kBoth},
    {Field::permission, "Distribution", kA},
    {Field::permission, "Permission to archive", kB},
    {Field::permission, "Archiving", kB},
    {Field::feedback, "Feedback", kBoth},
    {Field::beta, "Beta", kBoth},
    {Field::beta, "Beta'd by", kB},
    {Field::beta, "Beta reader(s)", kA},
    {Field::series, "Series", kBoth},
    {Field::series, "Story series", kB},
    {Field::date, "Date", kBoth},
    {Field::date, "Posted", kA},
    {Field::date, "Date written", kB},
    {Field::status, "Status", kBoth},
    {Field::words, "Words", kA},
    {Field::words, "Word Count", kB},
};

constexpr ShapeRow kTextShapes[] = {
    {"colon", "", ": ", "", kBoth},      {"colon", "", ": ", "", kBoth},
    {"colon-tight", "", ":", "", kA},    {"colon-spaced", "", " : ", "", kB},
    {"colon-tab", "", ":\t", "", kBoth}, {"dash", "", " - ", "", kA},
    {"double-dash", "", " -- ", "", kB}, {"leader", "", "....: ", "", kA},
    {"dots", "", "...", "", kB},         {"equals", "", " = ", "", kB},
    {"star", "*", ":* ", "", kA},        {"star-in", "*", "*: ", "", kB},
    {"star-star", "**", ":** ", "", kA}, {"underscore", "_", ":_ ", "", kB},
    {"tilde", "~", "~ ", "", kB},        {"bracket", "[", "] ", "", kB},
    {"angle", "<", "> ", "", kA},        {"bullet", "- ", ": ", "", kA},
    {"plus", "+", ": ", "", kB},
};

constexpr ShapeRow kHtmlShapes[] = {
    {"b-colon-in", "<b>", ":</b> ", "<br>", kBoth},
    {"b-colon-out", "<b>", "</b>: ", "<br>", kA},
    {"strong-p", "<p><strong>", ":</strong> ", "</p>", kA},
    {"strong-u", "<strong><u>", ":</u></strong> ", "<br />", kB},
    {"i", "<i>", ":</i> ", "<br>", kB},
    {"plain-br", "", ": ", "<br>", kA},
    {"font-b", "<FONT SIZE=2><B>", ":</B> ", "</FONT><BR>", kB},
    {"dt", "<dt>", ":</dt><dd>", "</dd>", kA},
    {"th", "<tr><th>", "</th><td>", "</td></tr>", kB},
    {"td-b", "<tr><td><b>", ":</b></td><td>", "</td></tr>", kA},
    {"span", "<span class=\"label\">", ":</span> ", "<br />", kB},
};

constexpr RatingRow kRatings[] = {
    {"G", "general", kBoth},
    {"PG", "general", kBoth},
    {"PG-13", "teen", kBoth},
    {"PG-13", "teen", kBoth},
    {"R", "mature", kBoth},
    {"NC-17", "explicit", kBoth},
    {"PG13", "teen", kA},
    {"NC17", "explicit", kA},
    {"NC 17", "explicit", kB},
    {"PG-13 (for language)", "teen", kA},
    {"PG. Some mild peril.", "general", kB},
    {"R for violence", "mature", kA},
    {"Hard R", "mature", kB},
    {"PG-15", "teen", kB},
    {"NC-17, to be safe", "explicit", kB},
    {"NR", "not-rated", kA},
    {"[NR]", "not-rated", kB},
    {"Unrated", "not-rated", kA},
    {"[PG-13]", "teen", kA},
    {"K", "general", kA},
    {"K+", "general", kBoth},
    {"T", "teen", kBoth},
    {"M", "mature", kBoth},
    {"M for mature", "mature", kB},
    {"General Audiences", "general", kA},
    {"Teen And Up Audiences", "teen", kA},
    {"Mature", "mature", kBoth},
    {"Explicit", "explicit", kBoth},
    {"Not Rated", "not-rated", kA},
    {"FRC", "general", kA},
    {"FRT", "teen", kB},
    {"FRM", "mature", kA},
    {"FRAO", "explicit", kB},
    {"FR15", "mature", kB},
    {"U", "general", kB},
    {"12", "teen", kB},
    {"15/R", "mature", kA},
    {"18/NC17", "explicit", kB},
    {"All ages", "general", kA},
    {"adults only", "explicit", kB},
    {"R (this part), NC-17 overall", "explicit", kB},
    {"PG to R", "mature", kA},
    {"none", "", kA},
    {"?", "", kB},
};

constexpr PermissionRow kPermissions[] = {
    {"Anywhere", "any", "", "", "", kBoth},
    {"Yes", "any", "", "", "", kBoth},
    {"Sure", "any", "", "", "", kA},
    {"Freely", "any", "", "", "", kB},
    {"Go ahead", "any", "", "", "", kA},
    {"Help yourself", "any", "", "", "", kB},
    {"No problem!", "any", "", "", "", kA},
    {"Don't ask, just take", "any", "", "", "", kB},
    {"I don't mind", "any", "", "", "", kA},
    {"If you want it, take it", "any", "", "", "", kB},
    {"Anywhere, just tell me", "any_notify", "", "", "", kA},
    {"Anywhere, but let me know, please", "any_notify", "", "", "", kB},
    {"Sure, just let me know where", "any_notify", "", "", "", kBoth},
    {"Yes, but tell me first", "any_notify", "", "", "", kB},
    {"Just let me know", "any_notify", "", "", "", kA},
    {"Want? Take. Tell.", "any_notify", "", "", "", kB},
    {"Wherever, keep headers", "any", "", "keep_headers", "", kA},
    {"Anywhere, as long as my name stays on it", "any", "", "keep_credit", "", kB},
    {"Anywhere, unaltered and not for profit", "any", "", "no_profit,unaltered", "", kA},
    {"Yes, with a link back", "any", "", "link_back", "", kB},
    {"Ask first", "ask", "", "", "", kBoth},
    {"Ask", "ask", "", "", "", kA},
    {"Just ask.", "ask", "", "", "", kA},
    {"Please ask", "ask", "", "", "", kBoth},
    {"Ask and you shall receive", "ask", "", "", "", kB},
    {"Anywhere, but ask first", "ask", "", "", "", kA},
    {"Yes, if you ask", "ask", "", "", "", kB},
    {"Not without permission", "ask", "", "", "", kA},
    {"Email me", "ask", "", "", "", kB},
    {"Only with my permission, please", "ask", "", "", "", kB},
    {"Marsh Light only", "none", "Marsh Light=yes", "", "", kA},
    {"Only the Copper Kettle", "none", "Copper Kettle=yes", "", "", kB},
    {"Marsh Light yes, others ask", "ask", "Marsh Light=yes", "", "", kA},
    {"Copper Kettle. Anywhere else, just ask.", "ask", "Copper Kettle=yes", "", "", kB},
    {"Marsh Light. Anywhere else, let me know", "any_notify", "Marsh Light=yes", "", "", kA},
    {"Copper Kettle - yes; Marsh Light - no; rest - ask", "ask", "Copper Kettle=yes;Marsh Light=no",
     "", "", kB},
    {"Marsh Light, Copper Kettle", "unclear", "Marsh Light=yes;Copper Kettle=yes", "", "", kA},
    {"list archive only", "none", "LIST=yes", "", "", kB},
    {"my site only", "none", "SELF=yes", "", "", kBoth},
    {"No", "none", "", "", "", kBoth},
    {"Do not archive", "none", "", "", "", kA},
    {"Please don't", "none", "", "", "", kB},
    {"No archiving, thank you", "none", "", "", "", kB},
    {"Do not distribute", "none", "", "", "", kA},
    {"Link only", "link_only", "", "", "", kA},
    {"Link to it, but don't copy it", "link_only", "", "", "", kB},
    {"Two weeks exclusive to Marsh Light, then anywhere", "any", "Marsh Light=yes", "", "two weeks",
     kA},
    {"Not until it is finished, then anywhere", "any", "", "", "finished", kB},
    {"", "unstated", "", "", "", kBoth},
    {"http://pages.example.org/~stories/", "unstated", "http://pages.example.org/~stories/=already",
     "", "", kA},
    {"?", "unclear", "", "", "", kA},
    {"if you have my other stuff", "unclear", "", "", "", kB},
    {"Yes/No/Maybe", "unclear", "", "", "", kB},
};

constexpr CategoryRow kCategories[] = {
    {"Gen", "Gen", kBoth}, {"Slash", "M/M", kBoth}, {"Het", "F/M", kBoth}, {"Femslash", "F/F", kA},
    {"f/f", "F/F", kB},    {"m/m", "M/M", kA},      {"m/f", "F/M", kB},    {"Multi", "Multi", kA},
};

constexpr Row kSceneBreaks[] = {
    {"* * *", kBoth},
    {"***", kBoth},
    {"-----", kA},
    {"~*~", kA},
    {"# # #", kA},
    {"~~~~~", kB},
    {"oOo", kB},
    {"*****", kA},
    {"=====", kB},
    {"-=-", kB},
    {"~*~*~*~", kB},
    {"xxxxx", kB},
    {"#", kA},
    {"+++++", kB},
    {"_____", kA},
    {"<*>", kB},
    {"--------------------------------------", kA},
    {"*  *  *  *  *", kBoth},
};

constexpr Row kChapterHeads[] = {
    {"Chapter #", kBoth}, {"CHAPTER @", kA}, {"Chapter @: %", kA}, {"Chapter # - %", kB},
    {"Part #", kA},       {"Part ^", kB},    {"Ch. #: %", kB},     {"^.", kB},
    {"#.", kA},           {"Chapter ^", kB},
};

constexpr Row kEndMarks[] = {
    {"", kBoth},   {"", kBoth},   {"The End", kBoth}, {"THE END", kA}, {"-end-", kA}, {"fin", kA},
    {"~fin~", kB}, {"[END]", kB}, {"Finis.", kB},     {"End", kA},     {"*end*", kB},
};

constexpr Row kBodyStarts[] = {
    {"", kBoth},        {"\n\n", kBoth},    {"* * *", kA},
    {"----------", kA}, {"~~~~~~~~~~", kB}, {"^", kA},
    {"*****", kB},      {"==========", kB}, {"On with the story!", kB},
};

constexpr Row kDisclaimers[] = {
    {"Not mine, no money made, please don't sue.", kBoth},
    {"I don't own any of these characters. I only take them out for walks.", kA},
    {"They belong to the studio. If they were mine there'd have been a third season.", kA},
    {"All characters are the property of their creators. No infringement is intended and no profit "
     "is being made.",
     kBoth},
    {"The usual. Everything you recognise belongs to somebody richer than I am.", kB},
    {"The characters and the world are theirs; the mistakes are mine.", kB},
    {"Borrowed without permission. Will be returned dusted.", kB},
};

constexpr Row kNotes[] = {
    {"Thanks to everybody who wrote to me about the last one.", kBoth},
    {"This is my first story, so please be kind.", kA},
    {"Written for the winter challenge on the list. I had two weeks and a cold.", kA},
    {"I wrote this on the train, which is why it rattles.", kB},
    {"Any mistakes that are left are mine. Feedback makes me write faster.", kB},
    {"I know that this is not how the episode ended. It ought to have been.", kB},
    {"For my sister, who asked for a story with a boat in it.", kA},
};

constexpr Row kFeedbacks[] = {
    {"Yes please!", kBoth},
    {"Always welcome", kA},
    {"Adored", kB},
    {"Please.", kA},
    {"Constructive criticism is welcome, flames are not.", kB},
};

constexpr Row kGenres[] = {
    {"Angst", kBoth},     {"Drama", kBoth}, {"Humor", kBoth}, {"Romance", kBoth}, {"Adventure", kA},
    {"Hurt/Comfort", kA}, {"Mystery", kB},  {"Fluff", kB},    {"AU", kB},
};

constexpr Row kWarnings[] = {
    {"None", kBoth},  {"none", kBoth},           {"Character death", kA},
    {"Violence", kB}, {"Some bad language", kA}, {"A sad ending", kB},
};

}  // namespace

std::span<const LabelRow> labels() { return kLabels; }
std::span<const ShapeRow> text_shapes() { return kTextShapes; }
std::span<const ShapeRow> html_shapes() { return kHtmlShapes; }
std::span<const RatingRow> ratings() { return kRatings; }
std::span<const PermissionRow> permissions() { return kPermissions; }
std::span<const CategoryRow> categories() { return kCategories; }
std::span<const Row> scene_breaks() { return kSceneBreaks; }
std::span<const Row> chapter_heads() { return kChapterHeads; }
std::span<const Row> end_marks() { return kEndMarks; }
std::span<const Row> body_starts() { return kBodyStarts; }
std::span<const Row> disclaimers() { return kDisclaimers; }
std::span<const Row> notes() { return kNotes; }
std::span<const Row> feedbacks() { return kFeedbacks; }
std::span<const Row> genres() { return kGenres; }
std::span<const Row> warnings() { return kWarnings; }

}  // namespace solander::pile
