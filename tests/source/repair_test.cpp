// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/repair.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace solander {
namespace {

using namespace std::string_literals;

struct Mended {
    std::string text;
    std::string kinds;  ///< of the findings, joined by spaces
    View view;
    std::vector<Finding> findings;
};

Mended mend(std::string_view text, bool html = false) {
    Mended out;
    out.view.text = text;
    repair(out.view, html, out.findings);
    out.text = out.view.text;
    for (const Finding& f : out.findings) out.kinds += (out.kinds.empty() ? "" : " ") + f.kind;
    return out;
}

struct Case {
    std::string from, to;
    const char* kinds;
};

void expect_all(const std::vector<Case>& cases) {
    for (const Case& c : cases) {
        const Mended got = mend(c.from);
        EXPECT_EQ(got.text, c.to) << c.from;
        EXPECT_EQ(got.kinds, c.kinds) << c.from;
    }
}

TEST(LineEnds, are_all_one_kind_afterwards) {
    expect_all({{"a\r\nb\r\n", "a\nb\n", ""},
                {"a\rb\r\rc", "a\nb\n\nc", ""},
                {"a\r\r\nb", "a\nb", ""},
                {"a\nb\r\nc\rd", "a\nb\nc\nd", ""},
                {"a\vb", "a\nb", ""},
                {"a\xE2\x80\xA8"
                 "b\xE2\x80\xA9"
                 "c",
                 "a\nb\nc", ""},
                {"a\fb", "a\n\f\nb", ""},
                {"a\r\n\f\r\nb", "a\n\f\nb", ""},
                {"\fa\f", "\f\na\n\f\n", ""}});
}

TEST(EndMarks, are_dropped_with_their_padding_but_never_with_text) {
    expect_all({{"end.\n\x1A", "end.\n", ""},
                {"end.\x1A\x1A\x1A", "end.", ""},
                {"end.\n"s + std::string(100, '\0'), "end.\n", ""},
                {"end.\n\x1A"s + std::string(20, '\0') + "\x1A", "end.\n", ""},
                {"one\x1A"
                 "two",
                 "one\ntwo", "text-after-end-mark"},
                {"one\n\x1A"
                 "two",
                 "one\ntwo", "text-after-end-mark"},
                {"one\0two"s, "one two", "nul-bytes"},
                {"one \0\0two"s, "one two", "nul-bytes"}});
}

TEST(EndMarks, by_the_hundred_thousand_are_settled_in_one_pass) {
    std::string text = "The snow fell.\n";
    for (int i = 0; i < 300'000; ++i) text += "\x1A\n";
    expect_all(
        {{text + "It stopped.", "The snow fell.\n" + std::string(300'000, '\n') + "It stopped.",
          "text-after-end-mark"}});
}

TEST(ControlCharacters, leave_no_trace_but_words_stay_apart) {
    expect_all({{"a\x01"
                 "b",
                 "a b", "control-characters"},
                {"a \x07. b", "a . b", "control-characters"},
                {"a\x7F"
                 "b",
                 "a b", "control-characters"},
                {"\x1B[1mBold\x1B[0m and \x1B[31mred\x1B[m", "Bold and red", "terminal-codes"},
                {"a\x1B[2Cb\x1B[2J\x1B[Hc", "a b\n\nc", "terminal-codes"},
                {"a\x1B", "a", "terminal-codes"},
                {"a\xEF\xBB\xBF"
                 "b",
                 "ab", ""},
                {"x\xEF\xBB\xBF\xEF\xBB\xBFy\r\nz\xEF\xBB\xBF", "xy\nz", ""}});
    EXPECT_EQ(mend("v\x1B(\u00FE w\x1B(B x\x1B(").text, "v\u00FE w x");
    EXPECT_TRUE(valid_utf8(mend("v\x1B(\u00FE\x1B").text));
}

TEST(Overstrikes, become_one_letter_and_lose_none) {
    expect_all({{"_\bT_\bh_\be end", "The end", "overstrike"},
                {"T\bTh\bhe\be end", "The end", "overstrike"},
                {"T\bT\bT\bTh\bh", "Th", "overstrike"},
                {"The\b\b\b___ end", "The end", "overstrike"},
                {"idiot\b\b\b\b\bfriend", "idiot friend", "overstrike"},
                {"\b\bx", "x", "overstrike"}});
}

TEST(StrippedQuotes, come_back_where_they_stand_as_quotes) {
    expect_all({{"\x13"
                 "Don\x12t,\x14 he said\x05 \x11so\x12\x17"
                 "and",
                 "“Don’t,” he said… ‘so’—and", "stripped-quotes"},
                {"a \x12 b", "a  b", "control-characters"}});
}

TEST(Mojibake, of_utf8_read_as_something_else_is_undone) {
    expect_all({{"donâ€™t", "don’t", "mojibake"},
                {"â€œHelloâ€\xC2\x9D â€“ she saidâ€¦ caf\u00C3\u00A9", "“Hello” – she said… café",
                 "mojibake"},
                {"â€œHelloâ€ she said", "“Hello” she said", "mojibake"},
                {"donÃ¢â‚¬â„¢t", "don’t", "mojibake"},
                {"don\u00E2\u0080\u0099t", "don’t", "mojibake"},
                {"Title\u00EF\u00BC\u009ASnow", "Title：Snow", "mojibake"},
                {"don‚Äôt caf√©", "don’t café", "mojibake"},
                {"donΓÇÖt caf├⌐", "don’t café", "mojibake"},
                {"Â£5, voilÃ\u00A0, Ã¼ber", "£5, voil\u00E0, über", "mojibake"},
                {"ÐŸÑ€Ð¸Ð²ÐµÑ‚", "Привет", "mojibake"},
                {"it was voilÃ  and cafÃ©", "it was voil\u00E0  and café", "mojibake"}});
}

TEST(Mojibake, is_not_seen_in_sound_text) {
    for (const char* sound :
         {"“Don’t,” she said—“É” is a letter…", "CAFÉ” and É—so", "À la carte… «ÂME»", "né…",
          "São João", "Ärger „für“ Ökonomen", "x ≠ √2", "╔═══╗\n║ A ║\n╚═══╝", "├──┤ ├┤",
          "Привет, мир", "雪の夜", "naïve façade, Zoë’s", "Þórr og Óðinn", "ÄÖÜ"}) {
        const Mended got = mend(sound);
        EXPECT_EQ(got.text, sound);
        EXPECT_EQ(got.kinds, "") << sound;
    }
}

TEST(C1Controls, are_the_windows_quotes_they_were) {
    expect_all({{"don\u0092t \u0093x\u0094 \u0085", "don’t “x” …", "c1-controls"}});
}

TEST(QuoteLetters, are_mended_where_letters_stand_for_quotes) {
    expect_all({{"ìDonít,î she said. ìI canít.î", "“Don’t,” she said. “I can’t.”", "quote-letters"},
                {"ÒDonÕt,Ó she said. ÒI canÕt.Ó", "“Don’t,” she said. “I can’t.”", "quote-letters"},
                {"ôDonÆt,ö she said. ôI canÆt.ö", "“Don’t,” she said. “I can’t.”", "quote-letters"},
                {"He didnÕt wait Ñ it wasnÕt late.", "He didn’t wait — it wasn’t late.",
                 "quote-letters"}});
}

TEST(QuoteLetters, take_the_letters_inside_words_with_them) {
    expect_all({{"ìDonít,î said RenÈe at the cafÈ. ìI canít.î",
                 "“Don’t,” said Renée at the café. “I can’t.”", "quote-letters"},
                {"ÒDonÕt,Ó said RenŽe at the cafŽ. ÒI canÕt.Ó",
                 "“Don’t,” said Renée at the café. “I can’t.”", "quote-letters"},
                {"ôDonÆt,ö said RenΘe at the cafΘ. ôI canÆt.ö",
                 "“Don’t,” said Renée at the café. “I can’t.”", "quote-letters"},
                {"ôDonÆt,ö said RenÚe at the cafÚ. ôI canÆt.ö",
                 "“Don’t,” said Renée at the café. “I can’t.”", "quote-letters"}});
    EXPECT_EQ(mend("The CafÈ, RenÈe.").text, "The CafÈ, RenÈe.");  // nothing says which charset
}

TEST(QuoteLetters, stay_letters_in_languages_that_have_them) {
    for (const char* sound :
         {"El país así, según él, también aquí.", "Él comió allí; María salió.",
          "L'être naît; il connaît.", "Über Österreich hörte er schön.", "voilà, là, déjà, à côté",
          "ÓSCAR Y ÑANDÚ", "Ça coûte où? À Noël.", "Zoë met José Martínez’s aunt.",
          "Æsop and æther", "Côte d'Ivoire, rôle"}) {
        EXPECT_EQ(mend(sound).text, sound);
    }
}

TEST(QuotedPrintable, is_decoded_only_when_it_is_residue) {
    expect_all(
        {{"It=92s late.=20\nI=92m a=\nfraid. Title=3DX\n", "It’s late. \nI’m afraid. Title=X\n",
          "quoted-printable"},
         {"caf=E9 =93hi=94 NC=2D17 =E2=80=99\n", "café “hi” NC-17 ’\n", "quoted-printable"},
         {"x=20 y=3D z=10\n", "x=20 y=3D z=10\n", ""},
         {"a = b\nc = d\ne=92 f=93 g=94 h = i\n", "a = b\nc = d\ne=92 f=93 g=94 h = i\n", ""},
         {"=====\nTitle\n=====\n", "=====\nTitle\n=====\n", ""},
         {"\"Who is there?=94 she asked.=20\nNobody, it seemed, was th=\nere.\n",
          "\"Who is there?” she asked. \nNobody, it seemed, was there.\n", "quoted-printable"},
         // Plain ASCII has no codes, only the mail program's line breaks.
         {"Somebody had written a name on the door in chalk and somebody else had =\nrubbed it "
          "out. "
          "She had kept the coat, though it had never fitted, and the c=\nlock in the hall was "
          "four "
          "minutes slow and everybody who lived there knew i=\nt.\n",
          "Somebody had written a name on the door in chalk and somebody else had rubbed it out. "
          "She had kept the coat, though it had never fitted, and the clock in the hall was four "
          "minutes slow and everybody who lived there knew it.\n",
          "quoted-printable"},
         {"http://x.example/?a=3D&b=20 x\n", "http://x.example/?a=3D&b=20 x\n", ""}});
}

TEST(Entities, are_unescaped_in_plain_text_only) {
    expect_all({{"&quot;Don&#8217;t&quot; &mdash; R&amp;D", "\"Don’t\" — R&D", "entities"},
                {"&amp;#8217; &amp;mdash; &#146; &#x2019;", "’ — ’ ’", "entities"},
                {"Q&A; AT&T; &unknown; &; &#; &#xZZ; &#0; &#1114112;",
                 "Q&A; AT&T; &unknown; &; &#; &#xZZ; &#0; &#1114112;", ""}});
    EXPECT_EQ(mend("<p>&mdash;</p>", true).text, "<p>&mdash;</p>");
}

TEST(LostCharacters, stay_and_are_reported) {
    expect_all({{"don\uFFFDt \uFFFD", "don\uFFFDt \uFFFD", "lost-characters"}});
}

TEST(LostCharacters, are_known_by_question_marks_inside_words) {
    expect_all({{"don?t won?t isn?t", "don?t won?t isn?t", "lost-characters"}});
    for (const char* sound : {"Who?me Why?him", "x.php?sid=1 a/b?c /e?f /g?h", "One? Two? Three?"})
        EXPECT_TRUE(mend(sound).findings.empty()) << sound;
}

TEST(Repair, leaves_clean_text_alone) {
    for (const char* clean : {"", "plain\n\ttext & more = less\n", "“café”—naïve\n"}) {
        const Mended got = mend(clean);
        EXPECT_EQ(got.text, clean);
        EXPECT_TRUE(got.view.to_bytes.identity());
        EXPECT_TRUE(got.findings.empty());
    }
}

TEST(Repair, points_every_finding_and_every_character_at_its_bytes) {
    const std::string damaged = "Title: X\r\n\r\nIt donâ€™t matter.\r\n&mdash; caf\u00C3\u00A9\x1A";
    const Mended got = mend(damaged);
    EXPECT_EQ(got.text, "Title: X\n\nIt don’t matter.\n— café");
    ASSERT_EQ(got.kinds, "mojibake entities");
    const auto bytes_of = [&](std::string_view piece) {
        const std::size_t at = got.text.find(piece);
        const Span where = got.view.to_bytes.to_in(Span{at, at + piece.size()});
        return damaged.substr(where.from, where.size());
    };
    EXPECT_EQ(bytes_of("X"), "X");
    EXPECT_EQ(bytes_of("don’t"), "donâ€™t");
    EXPECT_EQ(bytes_of("’"), "â€™");
    EXPECT_EQ(bytes_of("matter."), "matter.");
    EXPECT_EQ(bytes_of("—"), "&mdash;");
    EXPECT_EQ(bytes_of("café"), "caf\u00C3\u00A9");
    EXPECT_EQ(damaged.substr(got.findings[0].where.from, got.findings[0].where.size()), "â€™");
    EXPECT_EQ(damaged.substr(got.findings[1].where.from, got.findings[1].where.size()), "&mdash;");
}

/// Letters and digits of ASCII, in order: what no repair may take or add.
std::string skeleton(std::string_view text) {
    std::string out;
    for (const char c : text)
        if (is_ascii_alpha(c) || is_ascii_digit(c)) out += c;
    return out;
}

TEST(Repair, keeps_every_letter_in_order) {
    const std::vector<std::string> pieces = {
        "Snow", " ",       "\r\n",   "\r",   "\n\n",   "\f",     "\x1A", std::string(3, '\0'),
        "â€™",  "Ã©",      "ì",      "Õ",    "\b",     "_",      "\x12", "\x1B[1m",
        "=92",  "&mdash;", "\u0093", "fell", "\uFEFF", "\uFFFD", "Ð¿",   ".",
        "t",    "├⌐",      "\x05"};
    std::uint32_t seed = 7;
    for (int round = 0; round < 3000; ++round) {
        std::string text;
        std::string expected;
        for (int i = 0; i < 24; ++i) {
            seed = seed * 1664525 + 1013904223;
            const std::string& piece = pieces[(seed >> 16) % pieces.size()];
            text += piece;
            if (piece == "Snow" || piece == "fell" || piece == "t") expected += piece;
        }
        const Mended got = mend(text);
        EXPECT_TRUE(valid_utf8(got.text));
        std::string kept;
        for (const char c : skeleton(got.text))
            if (std::string_view("Snowfellt").find(c) != std::string_view::npos) kept += c;
        // "t" struck over itself may become one; nothing else may go.
        if (text.find('\b') == std::string::npos) {
            EXPECT_EQ(kept, expected) << text;
        }
        std::uint64_t last = 0;
        for (std::size_t i = 0; i < got.text.size(); ++i) {
            const std::uint64_t at = got.view.to_bytes.to_in(i);
            ASSERT_LE(at, text.size());
            ASSERT_GE(at, last);
            last = at;
        }
    }
}

TEST(Repair, is_linear_on_hostile_input) {
    const std::size_t many = 300000;
    for (const std::string& unit :
         {"\r"s, "\b"s, "\x1B["s, "\x1A"s, "\x12"s, "â€"s, "Ã"s, "=9"s, "=92"s, "&amp;"s, "&#"s,
          "Õ"s, "\uFEFF"s, "\0x"s, "_\b"s, "&"s, "ìí"s, "\f"s}) {
        std::string text;
        for (std::size_t i = 0; i < many; ++i) text += unit;
        text += "end";
        EXPECT_TRUE(mend(text).text.ends_with("end")) << unit;
    }
}

}  // namespace
}  // namespace solander
