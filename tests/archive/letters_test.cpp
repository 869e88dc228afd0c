// SPDX-License-Identifier: GPL-3.0-or-later
// Letters that ask for leave: to whom, about what, never twice, and well-formed whatever a name
// holds.
#include <gtest/gtest.h>

#include <filesystem>
#include <memory>

#include "archive/author_claims.h"
#include "base/file.h"
#include "base/text.h"
#include "tests/archive/pile.h"
#include "tests/support/test_archive.h"

namespace solander {
namespace {

namespace fs = std::filesystem;

/// Ada Marsh: 1 and 2 (ask, with her address), 3 with Tom Reed; Tom Reed: 4 (nothing said, no
/// address); Nell: 5 (anywhere); Bo: 6 (no).
class Letters : public testing::Test {
  protected:
    void SetUp() override {
        fs::create_directories(pile());
        const std::string ask = "E-mail: ada@marsh.example\nArchive: Ask first\n";
        put("1.txt", story_file("The Weir", "Ada Marsh", 1, ask));
        put("2.txt", story_file("The Ford", "Ada Marsh", 20, ask));
        put("3.txt", story_file("The Lock", "Ada Marsh and Tom Reed", 30,
                                "E-mail: both@lock.example\nArchive: Ask first\n"));
        put("4.txt", story_file("The Mill", "Tom Reed", 40, "E-mail: tom AT reed DOT example\n"));
        put("5.txt",
            story_file("The Quay", "Nell", 50, "E-mail: nell@quay.example\nArchive: Anywhere\n"));
        put("6.txt",
            story_file("The Pier", "Bo", 60, "E-mail: bo@pier.example\nArchive: Do not archive\n"));
        make_archive(library());
        archive_ = std::make_unique<Archive>(library());
        Progress progress;
        archive_->add({pile()}, {}, progress);
    }
    void put(const std::string& name, const std::string& text) { write_file(pile() / name, text); }
    fs::path pile() const { return folder_.path() / "pile"; }
    fs::path library() const { return folder_.path() / "library"; }
    LettersPlan plan(LetterWish wish = {}) const {
        if (wish.from.empty()) wish.from = "Wren <wren@lamp.example>";
        const auto made = archive_->letters(wish);
        EXPECT_TRUE(made) << made.error().message;
        return made ? *made : LettersPlan{};
    }
    TemporaryFolder folder_;
    std::unique_ptr<Archive> archive_;
};
using Ids = std::vector<WorkId>;

TEST_F(Letters, go_to_those_whose_works_wait_one_for_each_author) {
    const LettersPlan letters = plan();
    ASSERT_EQ(letters.letters.size(), 1U);
    const Letter& ada = letters.letters[0];
    EXPECT_EQ(ada.name, "Ada Marsh");
    EXPECT_EQ(ada.address, "ada@marsh.example") << "of a work by two nobody knows whose it is";
    EXPECT_EQ(ada.works, (Ids{1, 2, 3}));
    for (const char* part :
         {"From: Wren <wren@lamp.example>\r\n", "To: <ada@marsh.example>\r\n",
          "Dear Ada Marsh,\r\n", "  The Weir, ", "  The Ford, ", "My library", "\r\n\r\nDear"})
        EXPECT_NE(ada.eml.find(part), std::string::npos) << part;
    EXPECT_EQ(ada.eml.find('{'), std::string::npos);
    for (std::size_t i = 0; i < ada.eml.size(); ++i)
        EXPECT_EQ(ada.eml[i] == '\n', i > 0 && ada.eml[i - 1] == '\r') << i;
    ASSERT_EQ(letters.without_address.size(), 1U);
    EXPECT_EQ(letters.without_address[0].name, "Tom Reed");
    EXPECT_EQ(plan({{}, {}, "Tom Reed", false}).letters.size(), 0U);
    EXPECT_EQ(plan({{}, {}, "Ada Marsh", false}).letters.size(), 1U);
    const Letter own = plan({{}, "Hello {name}: {unknown} {", {}, false}).letters.at(0);
    EXPECT_NE(own.eml.find("\r\n\r\nHello Ada Marsh: {unknown} {"), std::string::npos);
}

TEST_F(Letters, are_written_once_and_a_reminder_after_a_month) {
    const std::vector<Letter> first = plan().letters;
    ASSERT_TRUE(archive_->letters_written(first, false, "Kat"));
    EXPECT_TRUE(plan().letters.empty());
    EXPECT_TRUE(plan({{}, {}, {}, true}).letters.empty()) << "she was asked today";
    const auto events = archive_->ledger(Viewer::owner, 1);
    EXPECT_EQ(events.back().what, "asked");
    EXPECT_EQ(events.back().name, "Ada Marsh");
    {
        const auto database = catalogue_of(library());
        const auto c = database->connect();
        WriteTransaction transaction(*c);
        c->query("update ledger set at = '2020-01-01T00:00:00Z' where what = 'asked'").run();
        transaction.commit();
    }
    const std::vector<Letter> again = plan({{}, {}, {}, true}).letters;
    ASSERT_EQ(again.size(), 1U);
    EXPECT_NE(again[0].eml.find("Subject: Once more: "), std::string::npos);
    ASSERT_TRUE(archive_->letters_written(again, true, "Kat"));
    EXPECT_TRUE(plan({{}, {}, {}, true}).letters.empty()) << "once";
}

TEST_F(Letters, leave_in_peace_who_answered) {
    const auto ada = archive_->name_called(NameList::creator, "Ada Marsh");
    ASSERT_TRUE(archive_->record_permission({1, {}}, {"refused", "", "Kat", "no"}));
    EXPECT_EQ(plan().letters[0].works, (Ids{2, 3}));
    ASSERT_TRUE(archive_->record_permission({{}, ada}, {"refused", "", "Kat", "do not write"}));
    EXPECT_TRUE(plan().letters.empty());
}

std::string why(const LettersPlan& plan, const std::string& name) {
    for (const PassedOver& one : plan.left_out)
        if (one.name == name) return one.why;
    return {};
}

TEST_F(Letters, say_why_they_leave_somebody_out) {
    ASSERT_TRUE(archive_->letters_written(plan().letters, false, "Kat"));
    EXPECT_TRUE(why(plan(), "Ada Marsh").starts_with("was asked 20"));
    EXPECT_TRUE(why(plan({{}, {}, {}, true}), "Ada Marsh").ends_with("lately"));
    EXPECT_EQ(why(plan({{}, {}, {}, true}), "Tom Reed"), "was not asked yet");
    const auto ada = archive_->name_called(NameList::creator, "Ada Marsh");
    ASSERT_TRUE(archive_->record_permission({{}, ada}, {"members", "", "Kat", "her letter"}));
    EXPECT_EQ(why(plan(), "Ada Marsh"), "answered");
}

TEST_F(Letters, go_nowhere_that_wants_none) {
    AuthorClaims claims(*archive_);
    EXPECT_FALSE(claims.note_no_mail({}, "no address", "Kat"));
    ASSERT_TRUE(claims.note_no_mail({}, " ADA@marsh.example", "Kat"));
    EXPECT_TRUE(plan().letters.empty());
    EXPECT_EQ(why(plan(), "Ada Marsh"), "no letters are wanted at that address");
    ASSERT_TRUE(
        claims.note_no_mail(archive_->name_called(NameList::creator, "Tom Reed"), "", "Kat"));
    EXPECT_EQ(why(plan(), "Tom Reed"), "wants no letters");
    EXPECT_TRUE(plan().without_address.empty());
    EXPECT_FALSE(archive_->record_permission({4, {}}, {"no-mail", "", "Kat", ""}));
}

TEST_F(Letters, have_a_link_where_the_archive_has_an_address) {
    EXPECT_EQ(plan().letters[0].eml.find("say so yourself"), std::string::npos);
    archive_.reset();
    const fs::path file = library() / "solander.toml";
    const std::string settings = read_file(file, 1 << 20).value();
    write_file(file,
               settings.substr(0, settings.find("[archive]") + 9)
                   + "\naddress = \"https://lamp.example/\"\n"
                   + settings.substr(settings.find("[archive]") + 9),
               true);
    archive_ = std::make_unique<Archive>(library());
    const std::vector<Letter> letters = plan().letters;
    const std::string& eml = letters.at(0).eml;
    const std::size_t at = eml.find("\r\nhttps://lamp.example/claim/");
    ASSERT_NE(at, std::string::npos) << eml;
    const std::string secret = letters[0].secret;
    EXPECT_EQ(eml.substr(at + 29, 43), secret);
    const AuthorClaims claims(*archive_);
    EXPECT_FALSE(claims.of_link(secret)) << "not yet";
    ASSERT_TRUE(archive_->link_letters(letters, "Kat"));
    ASSERT_TRUE(claims.of_link(secret));
    EXPECT_EQ(claims.of_link(secret)->name, "Ada Marsh");
    ASSERT_TRUE(archive_->letters_written(letters, false, "Kat"));
    EXPECT_TRUE(archive_->ledger(Viewer::owner, 1).back().evidence.ends_with("claim link 1"));
    std::string all;
    archive_->dump([&](std::string_view line) { all += line; });
    EXPECT_EQ(all.find(secret), std::string::npos) << "its digest alone is kept";
    ASSERT_TRUE(archive_->unlink_letters(letters));
    EXPECT_FALSE(claims.of_link(secret));
}

TEST_F(Letters, are_mail_whatever_they_say) {
    ASSERT_TRUE(archive_->edit(1, {{"title", "\u00DCber die =Br\u00FCcke"}}, "Kat"));
    const Letter letter =
        plan({"Wren \u00C4, keeper <wren@lamp.example>", "{works}\n{from}", {}, false})
            .letters.at(0);
    EXPECT_NE(letter.eml.find("\r\nContent-Transfer-Encoding: quoted-printable\r\n"),
              std::string::npos);
    EXPECT_NE(letter.eml.find("=C3=9Cber die =3DBr=C3=BCcke"), std::string::npos) << letter.eml;
    for (const char c : letter.eml) EXPECT_LT(static_cast<unsigned char>(c), 0x80U);
    EXPECT_TRUE(letter.eml.starts_with("From: =?UTF-8?B?")) << letter.eml;
    const Letter comma =
        plan({"Wren, \"keeper\" <wren@lamp.example>", {}, {}, false}).letters.at(0);
    EXPECT_TRUE(comma.eml.starts_with("From: \"Wren, keeper\" <wren@lamp.example>\r\n"));
}

TEST_F(Letters, have_no_line_that_mail_servers_cut_and_each_a_name_of_its_own) {
    const std::string long_text(2000, 'x');
    ASSERT_TRUE(archive_->edit(1, {{"title", long_text}}, "Kat"));
    const auto written = [&] {
        return plan({"Wren <wren@lamp.example>", "{works}\n" + long_text, {}, false})
            .letters.at(0)
            .eml;
    };
    const std::string eml = written();
    for (const std::string_view line : split(eml, '\n')) EXPECT_LT(line.size(), 998U) << line;
    EXPECT_NE(eml.find(std::string(60, 'x')), std::string::npos);
    const auto name = [](const std::string& letter) {
        const std::size_t at = letter.find("\r\nMessage-ID: <");
        return letter.substr(at + 2, letter.find("\r\n", at + 2) - at - 2);
    };
    EXPECT_TRUE(name(eml).ends_with("@lamp.example>")) << name(eml);
    EXPECT_NE(name(eml), name(written()));
    EXPECT_NE(eml.find("\r\nDate: "), std::string::npos);
}

TEST_F(Letters, cannot_be_made_to_say_other_headers) {
    ASSERT_TRUE(archive_->edit(1, {{"title", "Üble\r\nBcc: all@evil.example"}}, "Kat"));
    const Letter letter = plan({"Wren\r\nBcc: x <wren@lamp.example>", {}, {}, false}).letters.at(0);
    const std::string head = letter.eml.substr(0, letter.eml.find("\r\n\r\n"));
    EXPECT_EQ(head.find("\nBcc"), std::string::npos);
    EXPECT_FALSE(archive_->letters({"nobody", {}, {}, false}));
    EXPECT_FALSE(archive_->letters({"a@b.example, c@d.example", {}, {}, false}));
}

}  // namespace
}  // namespace solander
