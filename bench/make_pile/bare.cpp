// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/make_pile/bare.h"

#include <algorithm>
#include <span>

#include "base/markup.h"
#include "bench/make_pile/truth.h"

namespace solander::pile {
namespace {

constexpr std::uint64_t kBareStream = 41;

enum Where : std::uint8_t { kTop = 1, kMiddle = 2, kEnd = 4, kAnywhere = 7 };

/// Lines apart by \n; @ is a name of the story's.
struct TrapRow {
    std::string_view name, text;
    std::uint8_t where;
    Family family;
};

constexpr TrapRow kTraps[] = {
    {"speech", "@: \"Are you there?\"", kTop | kMiddle, kA},
    {"warning", "Warning: never let anyone sell you a boat in the dark.", kTop, kA},
    {"note", "Note: the following was found in a drawer, under the maps.", kTop | kMiddle, kA},
    {"time", "10:38 a.m.", kAnywhere, kA},
    {"letter", "To: the Harbour Master\nFrom: @\nDate: the 3rd of May\n\nThe lamp is out again.",
     kMiddle, kA},
    {"form", "Name: @\nAge: forty\nTrade: keeper of the third light\nStatus: missing", kMiddle, kA},
    {"log", "Date: 12 March\nWind: north\nSummary: nothing came in and nothing went out.", kMiddle,
     kA},
    {"book", "Title: The Care of Clocks\nAuthor: unknown\nShelf: nine", kMiddle, kA},
    {"sign", "ARCHIVE: THIRD FLOOR", kMiddle, kA},
    {"diary", "Tuesday. Rating of the soup: poor.", kMiddle, kA},
    {"mail", "From: @\nTo: the night desk\nSubject: the cake\n\nSomebody has eaten it.", kMiddle,
     kB},
    {"recipe", "Time: two hours\nServes: four\nNotes: do not open the oven", kMiddle, kB},
    {"caution", "Caution: wet floor.", kTop | kMiddle, kB},
    {"character", "Character: good. Habits: regular. Pairing: none that we know of.", kMiddle, kB},
    {"minutes", "Present: @\nSeries: the fourth of these meetings\nDate: Monday", kMiddle, kB},
    {"title-page", "Title: Harbour Regulations\nWritten by: the Harbour Office\nPart: 2", kMiddle,
     kB},
    {"rule", "Disclaimer: the Office is not to be blamed for the weather.", kMiddle, kB},
    {"telegram", "TO: @. FROM: HOME. DATE: TODAY. COME BACK STOP", kMiddle, kB},
    {"quote", "> Rating: satisfactory\n> Warnings: two", kMiddle, kB},
    {"verse", "Genesis 1:3, said the wall, and below it: 9:11.", kMiddle, kB},
    {"post-script", "P.S.: feedback: the pipe still hums.", kEnd, kB},
    {"jar", "Contents: honey, 340 g. Warning: may contain comb.", kMiddle, kB},
    {"register", "Guest: @\nStatus: expected\nNotes: brings her own lamp", kMiddle, kB},
    {"programme", "Part One: The Sea\nPart Two: The Land\nMusic by: the Harbour Band", kMiddle, kB},
    {"play", "Cast: @ as the Fox, the dog as the Dog\nDirector: the dog", kMiddle, kB},
    {"ticket", "FROM: NORTH PIER  TO: SOUTH PIER  CLASS: THIRD", kMiddle, kB},
    {"school", "School report. Reading: fair. Spelling: poor. Comments: talks.", kMiddle, kB},
    {"auction", "Lot 12: one clock. Rating: fair. Category: household.\nDescription: does not go.",
     kMiddle, kB},
    {"library-card", "Author: Lund, K.\nTitle: Knots\nSeries: Handbooks, 4\nStatus: lent to @",
     kMiddle, kB},
    {"reminder", "Note to self: feed the cat.", kTop | kMiddle, kB},
    {"radio", "@: Warning, warning. Over.\nBase: Summary, please. Over.", kMiddle, kB},
    {"notice",
     "Copyright of this wall: the Harbour Office. Distribution of fish: Tuesdays. Feedback: knock.",
     kMiddle, kB},
    {"colophon", "Printed by: the Harbour Press\nPaper: rag", kEnd, kB},
    {"last-words", "Summary: we were lost, and then we were not.", kEnd, kA},
};

/// @ is a name, & another.
constexpr std::string_view kSentences[] = {
    "@ went down to the harbour before it was light.",
    "The rope was wet and the boat was not where they had left it.",
    "\"You said Tuesday,\" said @.",
    "Nobody answered, and the lamp went round.",
    "& put the kettle on and looked out of the window at the rain.",
    "He had never liked the stairs, and tonight there seemed to be more of them.",
    "\"It isn't mine,\" & said. \"I found it on the wall.\"",
    "She counted the bells and got to eleven.",
    "The map showed a road, but there was no road.",
    "@ laughed, and then stopped, because & did not.",
    "They walked until the houses came to an end.",
    "Somebody had written a name on the door in chalk and somebody else had rubbed it out.",
    "\"How long have you been standing there?\" @ asked.",
    "The dog slept under the table and took no interest.",
    "By noon the fog had gone and so had the island.",
    "& turned the key twice, as she always did, and waited for the click.",
    "There was soup, and there was bread, and nobody spoke of the letter.",
    "He folded the paper and put it in his pocket next to the other one.",
    "The clock in the hall was four minutes slow and everybody knew it.",
    "\"We could ask,\" said &, and picked up the lantern.",
    "It was the kind of morning that begins in the middle.",
    "@ held out a hand and & took it without looking.",
    "The train stopped for no reason, and went on for none.",
    "When the door opened it was only the wind.",
    "She had kept the coat, though it had never fitted.",
    "Far out a light blinked three times and was gone.",
    "\"That was the last of the coal,\" he told them.",
    "They sat on the steps and shared an apple and the view.",
    "@ remembered the song, but not the words.",
    "In the end it was the cat who found the way.",
    "Snow fell on the yard, on the cart, on the two of them.",
    "\"Then we wait,\" whispered @.",
};

std::string filled(std::string_view text, const std::string& name, const std::string& other) {
    std::string out;
    for (const char c : text)
        if (c == '@' || c == '&')
            out += c == '@' ? name : other;
        else
            out += c;
    return out;
}

std::string given_name(const std::string& name) { return name.substr(0, name.find(' ')); }

/// Where paragraph `n` of the text begins.
std::size_t place_of(const std::string& text, std::size_t n) {
    std::size_t at = 0;
    while (n > 0 && at < text.size()) {
        at = std::min(text.find('\n', at), text.size() - 1) + 1;
        --n;
    }
    return at;
}

}  // namespace

Prose make_bare_prose(const Options& options, const Plan& plan) {
    Random random(options.seed, plan.source, kBareStream);
    Prose prose;
    prose.scenes = 1;
    const std::string name = given_name(plan.meta.cast.front());
    const std::string other = given_name(plan.meta.cast.back());
    std::uint64_t words = 0, since_break = 0;
    constexpr std::uint64_t kFewest = 900;  // words: room for traps that are apart from each other
    const std::uint64_t wanted = std::max(plan.words, kFewest);
    while (words < wanted) {
        const int sentences = random.between(1, 6);
        for (int i = 0; i < sentences; ++i) {
            const std::string one = filled(random.pick(kSentences), name, other);
            const auto count = static_cast<std::uint64_t>(std::count(one.begin(), one.end(), ' '));
            words += count + 1;
            since_break += count + 1;
            (prose.text += i == 0 ? "" : " ") += one;
        }
        prose.text += '\n';
        if (since_break > 400 && words + 100 < wanted && random.percent(20)) {
            (prose.text += kSceneBreak) += '\n';
            ++prose.scenes;
            since_break = 0;
        }
    }
    return prose;
}

std::string set_traps(Prose& prose, const Plan& plan, Random& random) {
    std::string names;
    const int count = random.between(1, 3);
    const auto paragraphs =
        static_cast<std::size_t>(std::count(prose.text.begin(), prose.text.end(), '\n'));
    for (int i = 0; i < count; ++i) {
        const TrapRow& row = pick(random, std::span<const TrapRow>(kTraps), plan.dialect.family);
        const std::string text = filled(row.text, plan.meta.cast.front(), plan.meta.cast.back());
        // Apart from each other, in the second, third and fourth fifth of the text.
        const std::size_t fifth = paragraphs / 5;
        std::size_t at = place_of(prose.text, 1 + fifth * static_cast<std::size_t>(i + 1)
                                                  + random.below(fifth / 2 + 1));
        const std::uint32_t where = random.below(4);
        if ((row.where & kTop) != 0 && ((row.where & kMiddle) == 0 || where == 0)) at = 0;
        if (row.where == kEnd || ((row.where & kEnd) != 0 && where == 1)) at = prose.text.size();
        // A line of the trap is a line of the file: kLine, never wrapped.
        std::string lines(1, kLines);
        for (const char c : text) lines += c == '\n' ? kLineEnd : c;
        prose.text.insert(at, lines + '\n');
        (names += names.empty() ? "" : "+") += row.name;
    }
    return names;
}

std::string bare_truth_line(const Plan& plan, const Prose& prose, const std::string& traps) {
    JsonWriter json;
    json.object().key("file").string(plan.path).key("class").string("story");
    json.key("bare").boolean(true);
    if (plan.damage != "truncated") json.key("text").string(words_of(prose));
    write_factors(json, plan, traps);
    return json.end().take();
}

}  // namespace solander::pile
