// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/charset.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "tests/source/encode.h"

namespace solander {
namespace {

using namespace std::string_view_literals;

struct Case {
    const char* name;
    std::string bytes;
    const char* encoding;
    const char* why;
    const char* text;  ///< the view, before repairs
};

std::string in(std::string_view utf8, const char* encoding) { return encode(utf8, encoding); }

constexpr const char* kQuotes = "“Don’t,” she said—and he didn’t… “Well,” he said.\n";
constexpr const char* kRussian =
    "Снег шёл всю ночь. «Ты не спишь?» — спросила она тихо. Никто не ответил.\n"
    "Утром Лука вышел на маяк и долго смотрел в море, где не было ни одного корабля.\n";
constexpr const char* kPlainRussian =
    "Снег шел всю ночь. Никто не ответил. Утром Лука вышел на маяк.\n";
constexpr const char* kGerman =
    "Zwei Straßen weiter hörte er die Glocken für Mäuse läuten, früh und schön.\n";
constexpr const char* kPolish =
    "Śnieg padał całą noc, aż wreszcie źródło zamarzło i było cicho. Gęś ćwierkała.\n";
constexpr const char* kJapanese =
    "雪は一晩中降っていた。「まだ起きているの」と彼女は小さな声で尋ねた。だれも答えなかった。\n";
constexpr const char* kChinese =
    "雪下了一整夜。她轻声问：“你睡着了吗？”没有人回答。灯塔的光照在海面上，没有一只船。\n";

TEST(Charset, is_decided_by_the_strongest_sign) {
    const std::vector<Case> cases = {
        {"ascii", "Snow.\n", "us-ascii", "ascii", "Snow.\n"},
        {"utf-8", kQuotes, "utf-8", "valid-utf-8", kQuotes},
        {"utf-8 bom", std::string("\xEF\xBB\xBF") + kQuotes, "utf-8", "bom", kQuotes},
        {"1252 quotes", in(kQuotes, "windows-1252"), "windows-1252", "c1-range", kQuotes},
        {"latin-1 accents", in("Le café était fermé à midi, déjà.\n", "windows-1252"),
         "windows-1252", "latin-range", "Le café était fermé à midi, déjà.\n"},
        {"one accent", in("She ordered a café au lait.\n", "windows-1252"), "windows-1252",
         "latin-range", "She ordered a café au lait.\n"},
        {"spanish", in("—¿Qué niño? ¡Mañana! Él respondió así, según él.\n", "windows-1252"),
         "windows-1252", "c1-range", "—¿Qué niño? ¡Mañana! Él respondió así, según él.\n"},
        {"mac quotes", in(kQuotes, "macintosh"), "macintosh", "mac-quotes", kQuotes},
        {"mac accents", in("Le café était fermé à midi, déjà.\n", "macintosh"), "macintosh",
         "mac-quotes", "Le café était fermé à midi, déjà.\n"},
        {"dos german", in(kGerman, "ibm437"), "ibm437", "dos-bytes", kGerman},
        {"dos boxes", in("╔══════════╗\n║ The Snow ║\n╚══════════╝\nby Nobody\n", "ibm437"),
         "ibm437", "dos-bytes", "╔══════════╗\n║ The Snow ║\n╚══════════╝\nby Nobody\n"},
        {"1252 german", in(kGerman, "windows-1252"), "windows-1252", "latin-range", kGerman},
        {"polish", in(kPolish, "windows-1250"), "windows-1250", "statistics", kPolish},
        {"1251", in(kRussian, "windows-1251"), "windows-1251", "statistics", kRussian},
        {"koi8", in(kPlainRussian, "koi8-r"), "koi8-r", "statistics", kPlainRussian},
        {"866", in("Снег шел всю ночь. Никто не ответил. Утром Лука вышел на маяк.\n", "ibm866"),
         "ibm866", "statistics",
         "Снег шел всю ночь. Никто не ответил. Утром Лука вышел на маяк.\n"},
        {"shift-jis", in(kJapanese, "shift_jis"), "shift_jis", "statistics", kJapanese},
        {"gb18030", in(kChinese, "gb18030"), "gb18030", "statistics", kChinese},
        {"utf-16le bom", "\xFF\xFE" + in(kQuotes, "utf-16le"), "utf-16le", "bom", kQuotes},
        {"utf-16be bom", "\xFE\xFF" + in(kQuotes, "utf-16be"), "utf-16be", "bom", kQuotes},
        {"utf-16 bare", in(kQuotes, "utf-16le"), "utf-16le", "nul-pattern", kQuotes},
        {"utf-16be bare", in(kQuotes, "utf-16be"), "utf-16be", "nul-pattern", kQuotes},
        {"astral", "\xFF\xFE" + in("a😀b", "utf-16le"), "utf-16le", "bom", "a😀b"},
        {"undefined in 1252", "caf\xE9 \x93x\x94 \x81\x8D\n", "windows-1252", "c1-range",
         "café “x” \xC2\x81\xC2\x8D\n"},
    };
    for (const Case& c : cases) {
        const Decoded got = decode(c.bytes);
        EXPECT_EQ(got.encoding, c.encoding) << c.name;
        EXPECT_EQ(got.why, c.why) << c.name;
        if (c.text != nullptr) {
            EXPECT_EQ(got.view.text, c.text) << c.name;
        }
        EXPECT_TRUE(valid_utf8(got.view.text)) << c.name;
    }
}

TEST(Charset, weighs_words_more_than_signs_and_ornaments) {
    std::string ornament;
    for (int i = 0; i < 40; ++i) ornament += "_,\xB5\xF8\xBC\xD0\xBC\xF8\xB5,_ ";
    const std::vector<std::pair<std::string, const char*>> cases = {
        {"The CD32\xA0was sold,\xA0they said.", "windows-1252"},
        {"It cost \xA3"
         "5 (Name\xAE, 320\xD7"
         "240).",
         "windows-1252"},
        {"\x95 Over 200 lamps\n\x95 Three hours\n", "windows-1252"},
        {"Wie geht\xB4s? Das ist sch\xF6n.", "windows-1252"},
        {std::string(60, '\xAF') + "\nThe Snow\n", "windows-1252"},
        {ornament
             + "\nlos d\xED"
               "as en la P\xE1gina, 3\xAA posici\xF3n de m\xF3"
               "dulos\n",
         "windows-1252"},
        {"<b><a href=x>" + in("Все права защищены", "windows-1251")
             + "</a></b><p><div class=footer>",
         "windows-1251"},
        {in("Već sam rekao da još nije došao, više puta. Žao mi je što kaže.", "iso-8859-2"),
         "iso-8859-2"},
    };
    for (const auto& [bytes, encoding] : cases)
        EXPECT_EQ(decode(bytes).encoding, encoding) << bytes;
}

TEST(Charset, believes_a_declaration_only_when_the_bytes_agree) {
    const auto with = [](std::string_view bytes, std::string_view declared) {
        return decode(bytes, {"", declared});
    };
    EXPECT_EQ(with(in("Łódź", "iso-8859-2"), "ISO-8859-2").view.text, "Łódź");
    EXPECT_EQ(with(in("žena", "windows-1252"), "latin1").encoding, "windows-1252");
    // Says Latin-1, is UTF-8; says UTF-8, is not; says UTF-16 in ASCII; says nonsense.
    EXPECT_EQ(with("“é”", "iso-8859-1").encoding, "utf-8");
    const Decoded wrong = with("caf\xE9 \x93ok\x94", "utf-8");
    EXPECT_EQ(wrong.encoding, "windows-1252");
    ASSERT_FALSE(wrong.findings.empty());
    EXPECT_EQ(wrong.findings[0].kind, "wrong-charset");
    EXPECT_EQ(with("plain", "utf-16").encoding, "us-ascii");
    EXPECT_EQ(with("caf\xE9 bar", "unknown-8bit").encoding, "windows-1252");
    EXPECT_EQ(with("+IBk-x", "utf-7").view.text, "’x");
    EXPECT_EQ(with(in(kJapanese, "iso-2022-jp"), "iso-2022-jp").view.text, kJapanese);
}

TEST(Charset, is_what_a_person_asked_for) {
    EXPECT_EQ(decode("don\xD5t", {"x-mac-roman", ""}).view.text, "don’t");
    EXPECT_EQ(decode("don\xD5t", {"x-mac-roman", ""}).why, "asked");
    const Decoded none = decode("caf\xE9 bar", {"klingon", ""});
    EXPECT_EQ(none.encoding, "windows-1252");
    EXPECT_EQ(none.findings.at(0).kind, "wrong-charset");
}

TEST(Charset, reads_lines_of_two_charsets_each_in_its_own) {
    const Decoded got =
        decode("“One” is utf-8.\nIt’s fine.\n\x93Two\x94 is not; caf\xE9.\n“Three”\n");
    EXPECT_EQ(got.view.text, "“One” is utf-8.\nIt’s fine.\n“Two” is not; café.\n“Three”\n");
    EXPECT_EQ(got.why, "mixed");
    ASSERT_EQ(got.findings.size(), 1U);
    EXPECT_EQ(got.findings[0].kind, "mixed-encodings");
    const Span where = got.findings[0].where;
    EXPECT_EQ(where.from, std::string_view("“One” is utf-8.\nIt’s fine.\n").size());
}

TEST(Charset, marks_a_character_that_was_cut_off) {
    const Decoded got = decode("“One” and “two”\nthe end, he said\xE2\x80");
    EXPECT_EQ(got.view.text, "“One” and “two”\nthe end, he said\xEF\xBF\xBD");
    EXPECT_EQ(got.encoding, "utf-8");
    ASSERT_EQ(got.findings.size(), 1U);
    EXPECT_EQ(got.findings[0].kind, "broken-characters");
}

TEST(Charset, doubts_aloud_when_two_fit) {
    const Decoded got = decode("She was na\x8Bve.");
    EXPECT_TRUE(valid_utf8(got.view.text));
    EXPECT_FALSE(got.findings.empty());
}

TEST(Charset, of_one_letter_is_decided_by_what_wrote_the_lines) {
    const auto lines = [](std::string_view word, std::string_view end) {
        std::string out;
        for (std::string_view line : {std::string_view("Nell counted the sledges."), word,
                                      std::string_view("Nobody said a word about it.")})
            out += std::string(line) + std::string(end);
        return out;
    };
    for (const char* word : {"She met Björn there.", "Zoë was late.", "A café in Zürich.",
                             "Mañana, he said.", "Österreich it was.", "His élan was gone."}) {
        const Decoded mac = decode(in(lines(word, "\r"), "macintosh"));
        EXPECT_EQ(mac.encoding, "macintosh") << word;
        EXPECT_NE(mac.view.text.find(word), std::string::npos) << word;
        const Decoded dos = decode(in(lines(word, "\r\n"), "ibm437") + "\x1A");
        EXPECT_EQ(dos.encoding, "ibm437") << word;
        EXPECT_NE(dos.view.text.find(word), std::string::npos) << word;
    }
}

TEST(Charset, of_one_letter_is_right_or_doubted) {
    for (const char* charset : {"windows-1252", "macintosh", "ibm437"})
        for (const char* word : {"Björn", "Zoë", "café", "Zürich", "mañana", "voilà", "façade",
                                 "hôtel", "Straße", "élan", "Österreich", "naïve", "über"}) {
            const std::string text = std::string("Nell went to see ") + word + " and came back.\n";
            const Decoded got = decode(in(text, charset));
            bool doubted = false;
            for (const Finding& finding : got.findings)
                doubted = doubted || finding.kind == "encoding-doubt";
            EXPECT_TRUE(doubted || got.view.text == text) << charset << " " << got.view.text;
        }
}

TEST(Charset, a_lone_letter_of_windows_is_not_doubted) {
    for (const char* word : {"Björn", "Zoë", "café", "mañana", "Don’t", "“Well,” he"}) {
        const Decoded got =
            decode(in(std::string("She said ") + word + " once.\n", "windows-1252"));
        EXPECT_EQ(got.encoding, "windows-1252") << word;
        EXPECT_TRUE(got.findings.empty()) << word;
    }
}

TEST(Charset, does_not_doubt_between_charsets_that_show_the_same) {
    const Decoded got = decode(in("╔═══════╗\n║ CAFÉ ║\n╚═══════╝\nétude\n", "ibm437"));
    EXPECT_EQ(got.encoding, "ibm437");
    EXPECT_TRUE(got.findings.empty());
}

TEST(Charset, finds_what_a_page_or_mail_declares) {
    EXPECT_EQ(
        declared_charset(
            "<html><meta http-equiv=Content-Type content=\"text/html; charset=x-mac-roman\">"),
        "x-mac-roman");
    EXPECT_EQ(declared_charset("<META CHARSET='Shift_JIS'>"), "shift_jis");
    EXPECT_EQ(declared_charset("<?xml version=\"1.0\" encoding=\"koi8-r\"?>"), "koi8-r");
    EXPECT_EQ(declared_charset("From: x\nContent-Type: text/plain; charset=iso-8859-2\n\nHi"),
              "iso-8859-2");
    EXPECT_EQ(declared_charset("Content-Type: text/plain;\n\tcharset=\"utf-8\"\n"), "utf-8");
    EXPECT_EQ(declared_charset("The charset= of this story is secret"), "");
    EXPECT_EQ(declared_charset(""), "");
}

/// Each character of the view leads to the bytes it was made from.
void expect_map_leads_back(std::string_view bytes, const Decoded& got, const char* encoding) {
    const std::string_view text = got.view.text;
    std::uint64_t last = 0;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t n = 0;
        first_code_point(text.substr(i), n);
        const Span where = got.view.to_bytes.to_in(Span{i, i + n});
        ASSERT_LE(where.to, bytes.size());
        ASSERT_GE(where.from, last);
        EXPECT_EQ(in(text.substr(i, n), encoding), bytes.substr(where.from, where.size())) << i;
        last = where.to;
        i += n;
    }
    EXPECT_EQ(last, bytes.size());
}

TEST(Charset, keeps_the_way_back_for_every_character) {
    for (const auto& [text, encoding] :
         std::vector<std::pair<const char*, const char*>>{{kQuotes, "windows-1252"},
                                                          {kQuotes, "macintosh"},
                                                          {kQuotes, "utf-8"},
                                                          {kGerman, "ibm437"},
                                                          {kRussian, "windows-1251"},
                                                          {kJapanese, "shift_jis"},
                                                          {kChinese, "gb18030"},
                                                          {"a😀“b”\n", "utf-16le"}}) {
        const std::string bytes = in(text, encoding);
        expect_map_leads_back(bytes, decode(bytes, {encoding, ""}), encoding);
    }
}

}  // namespace
}  // namespace solander
