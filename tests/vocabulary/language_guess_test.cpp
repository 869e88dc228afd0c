// SPDX-License-Identifier: GPL-3.0-or-later
// The language of a text by its commonest words.
#include "vocabulary/language_guess.h"

#include <gtest/gtest.h>

#include <string>

namespace solander {
namespace {

struct Case {
    const char* language;
    const char* text;
};
constexpr Case kCases[] = {
    {"en", "She had been at the window for an hour when the boat came in, and he was not on it. "
           "They said that it would be there "
           "in the morning, but she had heard this from all of them before, and the lamp was out. "
           "What could she have said to him?"},
    {"fr", "Elle était à la fenêtre depuis une heure quand le bateau est entré dans le port, et il "
           "ne se trouvait pas avec les autres. "
           "Mais le gardien avait laissé la lampe sur la table, comme tous les soirs, et elle ne "
           "lui dit rien de plus que ce que tu sais."},
    {"de", "Sie war schon eine Stunde am Fenster, als das Boot in den Hafen kam, und er war nicht "
           "mit auf dem Schiff. Es ist nur die Lampe, "
           "die noch auf dem Tisch steht, aber sie hatte sich auch so etwas wie einen Brief von "
           "ihm gewünscht, und du weißt, dass es nicht so war."},
    {"ru", "Она уже час стояла у окна, когда лодка вошла в гавань, и его на ней не было. Но лампа "
           "стояла на столе, как и всегда, и она "
           "не сказала ему, что все это было так, как он хотел. Мы не знали, что он был там, и я "
           "ему не верил, а ты мне."},
};

TEST(LanguageGuess, knows_running_text) {
    for (const Case& c : kCases) {
        const auto guess = guess_language(c.text);
        ASSERT_TRUE(guess) << c.language;
        EXPECT_EQ(guess->code, c.language);
        EXPECT_GT(guess->confidence, 0.6);
    }
}

TEST(LanguageGuess, says_nothing_of_a_few_words) {
    EXPECT_FALSE(guess_language("The end of the line, and he was there."));
}

TEST(LanguageGuess, says_nothing_of_what_is_no_language) {
    std::string names;
    for (int i = 0; i < 100; ++i) names += "Vrelk Onstra Pimmou Sastrel ";
    EXPECT_FALSE(guess_language(names));
}

TEST(LanguageGuess, says_nothing_when_two_languages_are_mixed) {
    EXPECT_FALSE(guess_language(std::string(kCases[0].text) + " " + kCases[1].text));
}

}  // namespace
}  // namespace solander
