// SPDX-License-Identifier: GPL-3.0-or-later
// Messages and mailboxes: what comes out of them as parts. Long because each case is a message
// written out.
#include <gtest/gtest.h>

#include <algorithm>

#include "source/gather.h"
#include "source/mail_subject.h"
#include "source/mail_words.h"
#include "source/mbox.h"
#include "source/mime.h"
#include "source/peel.h"

namespace solander {
namespace {

struct Opened {
    std::vector<Part> parts;
    std::vector<Finding> findings;

    std::string paths() const {
        std::string out;
        for (const Part& p : parts) out += p.path + "|";
        return out;
    }
    std::string kinds() const {
        std::string out;
        for (const Finding& f : findings) out += f.kind + "|";
        for (const Part& p : parts)
            for (const Finding& f : p.findings) out += p.path + ":" + f.kind + "|";
        return out;
    }
    const Part& at(std::string_view path) const {
        static const Part none;
        for (const Part& p : parts)
            if (p.path == path) return p;
        ADD_FAILURE() << "no part " << path << " in " << paths();
        return none;
    }
};

Opened open(std::string_view bytes, const PeelOptions& options = {}) {
    Opened out;
    PeelResult result =
        peel("pile", bytes, options, [&](Part&& part) { out.parts.push_back(std::move(part)); });
    out.findings = std::move(result.findings);
    return out;
}

std::string separator(int day = 1) {
    return "From imke@post.example.com Mon Jan  " + std::to_string(day) + " 00:00:00 2001\n";
}

std::string head(std::string_view subject, std::string_view from = "Imke <imke@post.example.com>") {
    static int id = 0;
    return "From: " + std::string(from) + "\nSubject: " + std::string(subject) + "\nMessage-ID: <"
           + std::to_string(++id) + "@x>\n\n";
}

std::string message(std::string_view subject, std::string_view body,
                    std::string_view from = "Imke <imke@post.example.com>") {
    return separator() + head(subject, from) + std::string(body) + "\n\n";
}

std::string body_of(const Part& part) {
    return part.text.substr(part.zones.empty() ? 0 : part.zones.front().to);
}

std::string stated(const Part& part, std::string_view label) {
    for (const Stated& s : part.stated)
        if (s.label == label) return s.value;
    return {};
}

TEST(Mbox, gives_a_part_for_each_message_with_its_number_as_path) {
    const Opened got = open(message("One", "It fell.") + message("Two", "It lay."));
    EXPECT_EQ(got.paths(), "message 1|message 2|");
    EXPECT_EQ(body_of(got.parts[1]), "It lay.\n");
    EXPECT_EQ(stated(got.parts[1], "Subject"), "Two");
    EXPECT_EQ(got.parts[1].format, "mail");
    EXPECT_FALSE(got.parts[1].composed);
    EXPECT_EQ(got.kinds(), "");
}

TEST(Mbox, knows_a_from_line_in_a_story_from_a_separator) {
    const Opened got = open(message("One", "He wrote:\n\nFrom the hill we saw the sea.\nFrom "
                                           "there\nwe went home.\n\nFrom Monday: Kat")
                            + message("Two", "It lay."));
    EXPECT_EQ(got.paths(), "message 1|message 2|");
    EXPECT_NE(got.parts[0].text.find("From the hill"), std::string::npos);
    EXPECT_NE(got.parts[0].text.find("From Monday: Kat"), std::string::npos);
}

TEST(Mbox, takes_the_quoting_off_where_it_was_put_on) {
    const Opened got =
        open(message("One", "Up.\n\n>From here on it was dark.\n\n>>From there, too.")
             + message("Two", "Kat wrote:\n> I came\n>From the sea\n> and went."));
    EXPECT_EQ(body_of(got.parts[0]), "Up.\n\nFrom here on it was dark.\n\n>From there, too.\n");
    EXPECT_EQ(body_of(got.parts[1]), "Kat wrote:\n> I came\n>From the sea\n> and went.\n");
}

TEST(Mbox, takes_one_quote_off_what_was_quoted_twice_and_none_off_quotations) {
    const Opened got = open(message("Snow", "It fell.\n>From one.\n>From two.\n\n>>From three.\n\n"
                                            "> said he\n>>From four."));
    EXPECT_EQ(body_of(got.at("message 1")),
              "It fell.\nFrom one.\nFrom two.\n\n>From three.\n\n> said he\n>>From four.\n");
}

TEST(Mbox, takes_its_quotes_off_before_lines_are_joined) {
    const Opened got = open(separator()
                            + "From: a@b.example\nMessage-ID: <1@x>\nSubject: Snow\n"
                              "Content-Transfer-Encoding: quoted-printable\n\nIt came =\n"
                              ">From the sea.\n");
    EXPECT_EQ(body_of(got.at("message 1")), "It came From the sea.\n");
}

TEST(Mbox, believes_a_content_length_that_leads_to_the_next_message) {
    const std::string inner = "Look:\n\n" + separator(2) + "From: kat@x\nSubject: in\n\nInside.\n";
    const std::string first = separator() + "From: a@b.c\nSubject: Out\nContent-Length: "
                              + std::to_string(inner.size()) + "\n\n" + inner + "\n";
    const Opened got = open(first + message("Two", "It lay."));
    EXPECT_EQ(got.paths(), "message 1|message 2|");
    EXPECT_NE(got.parts[0].text.find("Inside."), std::string::npos);
    EXPECT_EQ(got.kinds(), "");
}

TEST(Mbox, does_not_believe_one_that_leads_nowhere) {
    for (const char* length : {"3", "99999999", "18446744073709551615", "-1", "many"}) {
        const std::string first = separator() + "From: a@b.c\nSubject: One\nContent-Length: "
                                  + length + "\n\nIt fell and fell.\n\n";
        const Opened got = open(first + message("Two", "It lay."));
        EXPECT_EQ(got.paths(), "message 1|message 2|") << length;
        EXPECT_EQ(body_of(got.parts[0]), "It fell and fell.\n") << length;
        EXPECT_EQ(got.kinds(), "lying-length|") << length;
    }
}

TEST(Mbox, reads_dos_line_ends) {
    std::string box = message("One", "It fell.\n\n>From there.") + message("Two", "It lay.");
    std::string dos;
    for (const char c : box) {
        if (c == '\n') dos += '\r';
        dos += c;
    }
    const Opened got = open(dos);
    EXPECT_EQ(got.paths(), "message 1|message 2|");
    EXPECT_EQ(body_of(got.parts[0]), "It fell.\n\nFrom there.\n");
}

TEST(Mbox, of_an_old_mac_is_read_with_its_places) {
    std::string box = message("One", "It fell.") + message("Two", "It lay.");
    std::replace(box.begin(), box.end(), '\n', '\r');
    const Opened got = open(box);
    ASSERT_EQ(got.paths(), "message 1|message 2|");
    const Part& two = got.at("message 2");
    EXPECT_EQ(body_of(two), "It lay.\n");
    const std::size_t at = two.text.find("lay");
    EXPECT_EQ(two.to_bytes.to_in(at), at);
}

TEST(Mbox, of_mmdf_lies_between_its_marks) {
    const std::string mark = "\1\1\1\1\n";
    const Opened got = open(mark + head("One") + "It fell.\nFrom a to b.\n>From c.\n" + mark + mark
                            + head("Two") + "It lay.\n" + mark);
    ASSERT_EQ(got.paths(), "message 1|message 2|");
    EXPECT_EQ(body_of(got.at("message 1")), "It fell.\nFrom a to b.\n>From c.\n");
    // Some programs write a "From " line below the marks.
    const std::string from = "From MAILER-DAEMON Mon Nov 23 06:02:47 1998\n";
    const Opened both = open(mark + from + head("One") + "It fell.\n" + mark + mark + from
                             + head("Two") + "It lay.\n" + mark);
    ASSERT_EQ(both.paths(), "message 1|message 2|");
    EXPECT_EQ(body_of(both.at("message 2")), "It lay.\n");
    EXPECT_EQ(open(mark + "It fell.\n").parts.size(), 1U);
}

TEST(Mbox, of_babyl_shows_what_emacs_showed) {
    const Opened got = open("BABYL OPTIONS: -*- rmail -*-\nVersion: 5\n\x1F\f\n1,,\nFrom: "
                            "long@x.example\nReceived: a\n\n*** EOOH ***\n"
                            + head("One") + "It fell.\n\x1F\f\n0, answered,,\n*** EOOH ***\n"
                            + head("Two") + "It lay.\n\x1F");
    ASSERT_EQ(got.paths(), "message 1|message 2|");
    EXPECT_EQ(stated(got.at("message 1"), "Subject"), "One");
    EXPECT_EQ(body_of(got.at("message 1")), "It fell.");
    EXPECT_EQ(body_of(got.at("message 2")), "It lay.");
    EXPECT_TRUE(open("BABYL OPTIONS:").parts.empty());
}

/// "It fell.\n", three times over, coded.
const std::string kCoded = "begin 644 snow.txt\n;270@9F5L;\"X*270@9F5L;\"X*270@9F5L;\"X*\n`\nend\n";

TEST(Uuencode, in_a_message_is_a_file_that_hangs_on_it) {
    const Opened got = open(message("My story", "Here:\n\n" + kCoded + "\nbegin 644 to read."));
    ASSERT_EQ(got.paths(), "message 1|message 1/snow.txt|");
    EXPECT_EQ(got.at("message 1/snow.txt").text, "It fell.\nIt fell.\nIt fell.\n");
    EXPECT_EQ(body_of(got.at("message 1")), "Here:\n\n\nbegin 644 to read.\n");
    EXPECT_FALSE(got.at("message 1/snow.txt").stated.empty());
}

TEST(Uuencode, by_itself_is_opened_and_what_else_stands_there_stays) {
    const Opened got = open(kCoded + kCoded + "That was all.\n");
    ASSERT_EQ(got.paths(), "snow.txt|snow.txt#2|text|");
    EXPECT_EQ(got.at("snow.txt#2").text, "It fell.\nIt fell.\nIt fell.\n");
    EXPECT_EQ(got.at("text").text, "That was all.\n");
}

TEST(Uuencode, without_an_end_keeps_what_is_there_and_no_prose) {
    const Opened got = open(kCoded.substr(0, kCoded.find('`')) + "THE END\n");
    EXPECT_EQ(got.at("snow.txt").text, "It fell.\nIt fell.\nIt fell.\n");
    EXPECT_EQ(got.at("text").text, "THE END\n");
    EXPECT_EQ(got.kinds(), "damaged-member|");
    EXPECT_EQ(open("begin 644 things and see.\nIt fell.\n").paths(), "|");
    std::string many;
    for (int i = 0; i < 100'000; ++i) many += "begin 644 a\n";
    EXPECT_EQ(open(many).parts.size(), 1U);
}

TEST(Message, takes_what_was_coded_as_yenc) {
    std::string code;
    const std::string text = "It fell.\nAnd = fell.\n";
    for (std::size_t k = 0; k < text.size(); ++k) {
        const char c = static_cast<char>(text[k] + 42);
        const bool escaped = c == '\0' || c == '\n' || c == '\r' || c == '=' || k == 3;
        if (escaped) code += '=';
        code += static_cast<char>(c + (escaped ? 64 : 0));
        if (k % 8 == 7) code += "\r\n";
    }
    const std::string head = "=ybegin line=8 size=20 name=my snow.txt\n";
    const std::string tail = "\r\n=yend size=20 crc32=00000000\n";
    const Opened got = open(message("Snow", "Here:\n\n" + head + code + tail + "\nEnjoy."));
    EXPECT_EQ(got.paths(), "message 1|message 1/my snow.txt|");
    EXPECT_EQ(got.at("message 1/my snow.txt").text, text);
    EXPECT_EQ(body_of(got.at("message 1")), "Here:\n\n\nEnjoy.\n");
    const Opened alone = open(head + code + tail);
    EXPECT_EQ(alone.at("my snow.txt").text, text);
    const Opened piece =
        open(message("Snow (1/9)", "=ybegin part=1 total=9 line=8 size=180 name=s.zip\n=ypart "
                                   "begin=1 end=20\n"
                                       + code + "\r\n=yend size=20 part=1\n"));
    EXPECT_EQ(piece.paths(), "message 1|");
    EXPECT_NE(piece.kinds().find("split-container"), std::string::npos);
    EXPECT_EQ(body_of(piece.at("message 1")).find("=y"), std::string::npos);
}

TEST(Mbox, is_not_what_begins_with_from_and_a_title) {
    const Opened got = open("From Dawn to Dusk\nAuthor: Kat\nRating: G\n\nIt fell.\n");
    EXPECT_EQ(got.paths(), "|");
    EXPECT_EQ(got.parts[0].format, "");
}

TEST(Message, decodes_what_mailers_encoded) {
    const Opened got = open(
        "From: =?iso-8859-1?Q?Ren=E9?= <r@post.example.com>\n"
        "Subject: =?utf-8?B?U2NobmVl?= =?utf-8?Q?_f=C3?= =?utf-8?Q?=A4llt?=\n"
        "Message-ID: <1@x>\nMIME-Version: 1.0\n"
        "Content-Type: text/plain; charset=windows-1252\n"
        "Content-Transfer-Encoding: quoted-printable\n\nIt fell=85 and =93lay=94, for a lo=\nng "
        "time.\n");
    ASSERT_EQ(got.parts.size(), 1U);
    EXPECT_EQ(got.parts[0].path, "");
    EXPECT_EQ(stated(got.parts[0], "Subject"), "Schnee fällt");
    EXPECT_EQ(stated(got.parts[0], "From"), "René <r@post.example.com>");
    EXPECT_EQ(body_of(got.parts[0]), "It fell… and “lay”, for a long time.\n");
    EXPECT_EQ(got.parts[0].encoding, "windows-1252");
    EXPECT_TRUE(got.parts[0].composed);
}

TEST(Message, does_not_believe_a_charset_that_its_bytes_contradict) {
    const Opened got = open("From: r@x.example\nSubject: Snow\nMIME-Version: 1.0\n"
                            "Content-Type: text/plain; charset=us-ascii\n\nSchnee fällt.\n");
    EXPECT_EQ(body_of(got.parts[0]), "Schnee fällt.\n");
    EXPECT_EQ(got.parts[0].encoding, "utf-8");
}

std::string multipart(std::string_view subtype, std::vector<std::string> pieces) {
    std::string out =
        "From: r@x.example\nSubject: Snow\nMIME-Version: 1.0\nContent-Type: multipart/"
        + std::string(subtype) + "; boundary=b\n\n";
    for (const std::string& piece : pieces) out += "--b\n" + piece + "\n";
    return out;
}

TEST(Message, of_two_alternatives_reads_the_text) {
    std::string words;
    for (int i = 0; i < 60; ++i) words += "snow ";
    const std::string plain = "Content-Type: text/plain\n\n" + words;
    const std::string html = "Content-Type: text/html\n\n<p>" + words + words + "</p>";
    EXPECT_EQ(open(multipart("alternative", {plain, html}) + "--b--\n").parts[0].media,
              Media::text);
    const std::string see = "Content-Type: text/plain\n\nYour mailer cannot show this.";
    const Part shown = open(multipart("alternative", {see, html}) + "--b--\n").parts[0];
    EXPECT_EQ(shown.media, Media::html);
    EXPECT_NE(shown.text.find("Subject: Snow"), std::string::npos);
    EXPECT_EQ(stated(shown, "Subject"), "Snow");
}

TEST(Message, gives_attachments_as_parts_of_their_own) {
    const Opened got = open(multipart(
        "mixed", {"\nHere it is.", "Content-Type: text/plain; name=\"snow.txt\"\n\nIt fell.\n",
                  "Content-Type: text/plain\nContent-Disposition: attachment;\n"
                  " filename*0*=utf-8''Schnee%20f%C3%A4;\n filename*1*=llt.txt\n"
                  "Content-Transfer-Encoding: base64\n\nRXMgZmllbC4=\n",
                  "Content-Type: text/plain; name=\"snow.txt\"\n\nAgain.\n"}));
    EXPECT_EQ(got.paths(), "|snow.txt|Schnee fällt.txt|snow.txt#2|");
    EXPECT_EQ(got.parts[2].text, "Es fiel.");
    EXPECT_EQ(stated(got.parts[1], "From"), "r@x.example");
    EXPECT_TRUE(got.parts[1].stated.front().mail);
}

TEST(Message, joins_flowed_lines) {
    EXPECT_EQ(unflowed("It fell \nand lay.\n> so \n> it did\n \n From there\n-- \nKat\n", false),
              "It fell and lay.\n> so it did\n\nFrom there\n-- \nKat\n");
    EXPECT_EQ(unflowed("Schnee \nfall\n", true), "Schneefall\n");
}

TEST(Message, a_message_in_a_message_is_a_part) {
    const Opened got =
        open(multipart("mixed", {"\nLook at this.",
                                 "Content-Type: message/rfc822\n\nFrom: kat@x.example\nSubject: "
                                 "In\nMessage-ID: <2@x>\n\nInside.\n"}));
    EXPECT_EQ(got.paths(), "|message|");
    EXPECT_EQ(body_of(got.parts[1]), "Inside.\n");
}

TEST(Message, nested_without_end_stops_at_the_limit) {
    std::string deep = "From: a@b.c\nSubject: deep\nMIME-Version: 1.0\n";
    for (int i = 0; i < 10'000; ++i)
        deep += "Content-Type: multipart/mixed; boundary=b" + std::to_string(i) + "\n\n--b"
                + std::to_string(i) + "\n";
    const Opened got = open(deep + "\nAt the bottom.\n");
    ASSERT_EQ(got.parts.size(), 1U);
    EXPECT_EQ(got.kinds(), "too-deep|");
    EXPECT_NE(got.parts[0].text.find("At the bottom."), std::string::npos);

    std::string letters;
    for (int i = 0; i < 10'000; ++i)
        letters += "From: a@b.c\nSubject: in\nMIME-Version: 1.0\nContent-Type: message/rfc822\n\n";
    const Opened nested = open(letters + "Inside.\n");
    EXPECT_LT(nested.parts.size(), 30U);
    EXPECT_NE(nested.kinds().find("too-deep"), std::string::npos);
    EXPECT_NE(nested.parts.back().text.find("Inside."), std::string::npos);
}

TEST(Message, of_a_boundary_without_end_ends) {
    const Opened got = open(separator() + "From: a@b.c\nMessage-ID: <1@x>\nContent-Type: "
                            + "multipart/mixed; boundary=\"" + std::string(60'000, '-') + "x\"\n\n"
                            + std::string(8'000'000, '-') + "\n");
    EXPECT_EQ(got.parts.size(), 1U);
}

TEST(Message, of_many_attachments_of_one_name_gives_each_its_own) {
    std::string text =
        "From: a@b.c\nMessage-ID: <1@x>\nContent-Type: multipart/mixed; boundary=b\n\n";
    for (int i = 0; i < 9'000; ++i)
        text += "--b\nContent-Disposition: attachment; filename=a.txt\n\nIt fell.\n";
    const Opened got = open(text + "--b--\n");
    ASSERT_EQ(got.parts.size(), 9'001U);
    EXPECT_EQ(got.parts.back().path, "a.txt#9000");
}

TEST(Message, of_a_head_without_end_reads_the_beginning) {
    std::string head = "From: a@b.example\nSubject: Snow\nMessage-ID: <1@x>\n";
    for (int i = 0; i < 1'000'000; ++i) head += "X-A: b\n";
    const Opened got = open(head + "\nIt fell.\n");
    ASSERT_EQ(got.parts.size(), 1U);
    EXPECT_EQ(got.kinds(), ":too-big|");
    EXPECT_LT(got.parts[0].text.size(), 1'200'000U);
    EXPECT_TRUE(got.parts[0].text.ends_with("\n\nIt fell.\n"));
    EXPECT_EQ(stated(got.parts[0], "Subject"), "Snow");
}

TEST(Message, of_more_parts_than_anybody_sends_says_so) {
    const Opened got = open(multipart("mixed", std::vector<std::string>(20'000, "\nsnow")));
    ASSERT_EQ(got.parts.size(), 1U);
    EXPECT_EQ(got.kinds(), "too-many-members|");
}

TEST(Message, replies_and_admin_posts_are_no_stories) {
    const auto class_of = [](std::string_view subject, std::string_view body) {
        return open(head(subject) + std::string(body)).parts[0].file_class;
    };
    EXPECT_EQ(class_of("[l] ADMIN: rules", "Title: X\nAuthor: Y\n"), "other");
    EXPECT_EQ(class_of("REC: Snow by Kat", "Title: Snow\nAuthor: Kat\n\nRead this.\n"), "index");
    EXPECT_EQ(class_of("Re: FIC: Snow 1/2", "> It fell.\n> It lay.\n\nLovely!\n"), "reply");
    EXPECT_EQ(class_of("Re: a fic", "Title: Snow\nAuthor: Kat\n\nIt fell.\n"), "");
    EXPECT_EQ(class_of("FIC: Snow", "It fell.\n"), "");
}

TEST(Message, of_a_web_archive_shows_its_addresses_and_notices_for_what_they_are) {
    const Opened got = open("From: imke at post.example.com (Imke Rade)\nSubject: Snow\n"
                            "Message-ID: <1@x>\n\nWe met at host.example.\n-------------- next "
                            "part --------------\nAn HTML attachment was scrubbed...\nURL: <x>\n"
                            "\nIt lay.\n");
    EXPECT_EQ(stated(got.parts[0], "From"), "imke@post.example.com (Imke Rade)");
    ASSERT_EQ(got.parts[0].zones.size(), 2U);
    const Zone& notice = got.parts[0].zones[1];
    EXPECT_EQ(notice.kind, Zone::Kind::furniture);
    EXPECT_EQ(got.parts[0].text.substr(notice.to), "\nIt lay.\n");
}

TEST(News, batches_and_articles_are_read) {
    const std::string article =
        "Path: a!b!c\nFrom: kat@x.example\nNewsgroups: alt.example.creative\n"
        "Subject: FIC: Snow\nMessage-ID: <9@x>\n\nIt fell.\n";
    EXPECT_EQ(open(article).paths(), "|");
    std::string second = article;
    second.replace(second.find("<9@x>"), 5, "<8@x>");
    const std::string batch = "#! rnews " + std::to_string(article.size()) + "\n" + article;
    const std::string other = "#! rnews " + std::to_string(second.size()) + "\n" + second;
    EXPECT_EQ(open(batch + other).paths(), "message 1|message 2|");
    const Opened lying = open("#! rnews 7\n" + article + other);
    EXPECT_EQ(lying.paths(), "message 1|message 2|");
    EXPECT_EQ(lying.kinds(), "lying-length|");
}

TEST(Digests, give_each_message_and_keep_their_own_words) {
    const std::string digest =
        "X Digest   Monday, August 4 1997   Volume 01 : Number 008\n\nIn this issue:\n\n\tSnow\n\n"
        + std::string(70, '-')
        + "\n\nDate: Mon, 4 Aug 1997 10:00:00\nFrom: kat@x.example\nSubject: "
          "Snow\n\nIt fell.\n- --\nKat\n\n"
        + std::string(30, '-')
        + "\n\nDate: Mon, 4 Aug 1997 11:00:00\nFrom: jo@x.example\nSubject: "
          "Re: Snow\n\nLovely.\n\n"
        + std::string(30, '-') + "\n\nEnd of X Digest V1 #8\n*********************\n";
    const Opened bare = open(digest);
    EXPECT_EQ(bare.paths(), "|message 1|message 2|");
    EXPECT_EQ(bare.parts[0].file_class, "index");
    EXPECT_NE(bare.parts[0].text.find("In this issue"), std::string::npos);
    EXPECT_NE(bare.parts[0].text.find("End of X Digest"), std::string::npos);
    EXPECT_EQ(bare.parts[0].text.find("It fell."), std::string::npos);
    EXPECT_EQ(body_of(bare.parts[1]), "It fell.\n--\nKat\n\n");
    EXPECT_EQ(bare.parts[2].file_class, "reply");

    const Opened boxed =
        open(message("X Digest V1 #8", digest, "x-owner@x.example") + message("Two", "It lay."));
    EXPECT_EQ(boxed.paths(), "message 1|message 1/message 1|message 1/message 2|message 2|");
    EXPECT_EQ(stated(boxed.parts[1], "Subject"), "Snow");
}

TEST(Digests, of_mime_are_read_alike) {
    const std::string in =
        "From: kat@x.example\nSubject: Snow 1/2\nMessage-ID: <2@x>\n\nIt fell.\n";
    const std::string digest =
        "From: l@x.example\nSubject: X Digest, Vol 3, Issue 8\nMIME-Version: 1.0\n"
        "Content-Type: multipart/digest; boundary=b\n\n--b\n\n"
        + in + "--b\n\n" + in + "--b--\n";
    EXPECT_EQ(open(digest).paths(), "|message 1|message 2|");
}

TEST(Gathering, puts_parts_together_in_their_order) {
    const Opened got =
        open(message("FIC: Snow 3/3", "It went.") + message("chat", "Hello.")
             + message("[l] Snow (1/3) [PG]", "It fell.") + message("Re: Snow 1/3", "Lovely.")
             + message("NEW: \"Snow\" 2/3", "It lay."));
    EXPECT_EQ(got.paths(), "message 3|message 2|message 4|");
    const Part& story = got.at("message 3");
    EXPECT_TRUE(is_gathered(story));
    ASSERT_EQ(story.sections.size(), 3U);
    EXPECT_EQ(story.sections[1].path, "message 5");
    EXPECT_EQ(story.sections[1].title, "Part 2");
    EXPECT_LT(story.text.find("It fell."), story.text.find("It lay."));
    EXPECT_LT(story.text.find("It lay."), story.text.find("It went."));
    EXPECT_EQ(stated(story, "Parts"), "3/3");
    EXPECT_EQ(story.zones.size(), 3U);
    EXPECT_EQ(got.kinds(), "");
}

TEST(Gathering, says_which_parts_are_missing) {
    const Opened got = open(message("Snow 1/5", "It fell.") + message("Snow 3/5", "It lay.")
                            + message("Snow 5/5", "It went."));
    EXPECT_EQ(got.kinds(), "message 1:missing-parts|");
    EXPECT_EQ(got.parts[0].findings[0].text, "parts 2 and 4 of 5 are not in this mailbox");
    EXPECT_EQ(stated(got.parts[0], "Parts"), "");
    const Opened alone = open(message("Snow 2/5", "It fell.") + message("Ice 1/1", "It lay."));
    EXPECT_EQ(alone.kinds(), "message 1:missing-parts|");
}

TEST(Gathering, never_joins_on_doubt) {
    EXPECT_EQ(open(message("Snow 1/2", "It fell.") + message("Snow 2/2", "It lay.", "jo@x.example"))
                  .paths(),
              "message 1|message 2|");
    EXPECT_EQ(
        open(message("Untitled 1/2", "It fell.") + message("Untitled 2/2", "It lay.")).paths(),
        "message 1|message 2|");
    EXPECT_EQ(open(message("Snow", "It fell.") + message("Snow", "It lay.")).paths(),
              "message 1|message 2|");
    EXPECT_EQ(
        open(message("Snow 1/2", "A.") + message("Snow 1/3", "B.") + message("Snow 1/2", "C."))
            .paths(),
        "message 1|message 2|message 3|");
}

TEST(Gathering, counts_a_part_posted_twice_once_and_keeps_an_earlier_reading) {
    const Opened twice = open(message("Snow 1/2", "It fell.") + message("Snow 2/2", "It lay.")
                              + message("Snow 1/2", "It  fell."));
    EXPECT_EQ(twice.paths(), "message 1|");
    EXPECT_EQ(twice.kinds(), "message 1:posted-twice|");
    const Opened revised = open(message("Snow 1/2", "It fell.") + message("Snow 2/2", "It lay.")
                                + message("REPOST: Snow 1/2", "It fell softly."));
    EXPECT_EQ(revised.paths(), "message 3|message 1|");
    EXPECT_NE(revised.at("message 3").text.find("softly"), std::string::npos);
    EXPECT_EQ(revised.kinds(), "message 1:earlier-posting|");
}

TEST(Gathering, knows_a_message_of_several_parts) {
    const Opened got = open(message("Snow 4/6", "It went.") + message("Snow 1-3/6", "It fell."));
    EXPECT_EQ(got.paths(), "message 2|");
    const Part& story = got.at("message 2");
    ASSERT_EQ(story.sections.size(), 2U);
    EXPECT_EQ(story.sections[0].title, "Parts 1 to 3");
    EXPECT_EQ(story.findings[0].text, "parts 5 and 6 of 6 are not in this mailbox");
    // Which of the two would be read?
    const Opened crossed = open(message("Snow 1/6", "It fell.") + message("Snow 2/6", "It lay.")
                                + message("Snow 2-4/6", "It lay. It went."));
    EXPECT_EQ(crossed.at("message 1").sections.size(), 2U);
    EXPECT_EQ(crossed.paths(), "message 1|message 3|");
}

TEST(Gathering, takes_what_its_author_posted_in_the_thread) {
    const std::string words = [] {
        std::string out;
        for (int i = 0; i < 600; ++i) out += "word ";
        return out;
    }();
    const Opened got = open(message("Snow 1/3", "It fell.") + message("Re: Snow 2/3", words)
                            + message("Re: Snow 3/3", "Thank you all!")
                            + message("Re: Snow 1/3", "You asked " + words));
    EXPECT_EQ(got.paths(), "message 3|message 1|message 4|");
    EXPECT_EQ(got.at("message 1").sections.size(), 2U);
    EXPECT_EQ(got.kinds(), "message 1:missing-parts|");
    EXPECT_EQ(got.at("message 1").findings[0].text, "part 3 of 3 is not in this mailbox");
    EXPECT_EQ(open(message("Re: Snow 1/2", "So " + words) + message("Re: Snow 2/2", "And " + words))
                  .paths(),
              "message 1|message 2|");
}

TEST(Gathering, puts_pages_together_and_ends_what_they_leave_open) {
    const auto page = [](std::string_view subject, std::string_view html) {
        return separator() + "From: Imke <imke@post.example.com>\nSubject: " + std::string(subject)
               + "\nMessage-ID: <" + std::string(subject)
               + ">\nContent-Type: text/html\n\n<html><body>" + std::string(html) + "\n\n";
    };
    const Opened got =
        open(page("Snow 2/2", "<p>It lay.</p></body></html>")
             + page("Snow 1/2", "<p><i>It fell. <!-- x") + message("Snow 2/2", "No."));
    const Part& story = got.at("message 2");
    EXPECT_EQ(got.paths(), "message 3|message 2|");
    EXPECT_EQ(story.media, Media::html);
    ASSERT_EQ(story.sections.size(), 2U);
    EXPECT_EQ(story.text.substr(story.sections[1].from, 11), "<div>From: ");
    EXPECT_LT(story.text.find("</i>"), story.sections[1].from);
    EXPECT_EQ(story.text.find("<!--"), std::string::npos);
}

TEST(Mbox, reads_a_message_that_came_by_two_ways_once) {
    const std::string one = message("Snow", "It fell.");
    std::string other = one;
    other.replace(other.find("It fell."), 8, "It rose.");
    const Opened got = open(one + message("Two", "It lay.") + one + other);
    EXPECT_EQ(got.paths(), "message 1|message 2|message 4|");
    EXPECT_EQ(got.kinds(), "posted-twice|");
}

TEST(Gathering, works_within_one_digest) {
    const std::string rule(30, '-');
    const std::string digest =
        "X Digest   Monday, August 4 1997   Volume 01 : Number 008\n\n" + std::string(70, '-')
        + "\n\nFrom: kat@x.example\nDate: Mon\nSubject: Snow 2/2\n\nIt lay.\n\n" + rule
        + "\n\nFrom: kat@x.example\nDate: Mon\nSubject: Snow 1/2\n\nIt fell.\n\n" + rule
        + "\n\nEnd of X Digest\n****\n";
    EXPECT_EQ(open(digest).paths(), "|message 2|");
    EXPECT_EQ(open(head("X Digest V1 #8", "l@x.example") + digest).paths(), "|message 2|");
}

TEST(Gathering, reaches_into_digests) {
    const auto digest = [](std::string_view part, std::string_view text) {
        return message("X Digest V1 #" + std::string(part),
                       "X Digest  Volume 1 : Number 3\n\n" + std::string(70, '-')
                           + "\n\nFrom: kat@x.example\nDate: Mon\nSubject: Snow "
                           + std::string(part) + "/2\n\n" + std::string(text) + "\n\n"
                           + std::string(30, '-') + "\n\nEnd of X Digest\n****\n",
                       "x-owner@x.example");
    };
    const Opened got = open(digest("2", "It lay.") + digest("1", "It fell."));
    EXPECT_EQ(got.paths(), "message 1|message 2/message 1|message 2|");
    EXPECT_EQ(got.at("message 2/message 1").sections.size(), 2U);
}

TEST(PartSubjects, are_read) {
    struct Row {
        std::string_view subject, title;
        int number, of;
    };
    constexpr Row kRows[] = {{"[list] FIC: Snow Falls (2/5) [PG] A/B", "snowfalls", 2, 5},
                             {"NEW VOY \"Snow Falls\" 1/3 [PG-13] (J/C)", "snowfalls", 1, 3},
                             {"BUFFYFIC: Snow: Part VII/?", "snow", 7, 0},
                             {"Snow, Part 3 of 4", "snow", 3, 4},
                             {"(2/5) Snow Falls", "snowfalls", 2, 5},
                             {"[l][fic] Snow Falls [1/?] [g]", "snowfalls", 1, 0},
                             {"Snow by Kat (0/5)", "snow", 0, 5},
                             {"Snow 1/3/99", "snow13/99", -1, 0},
                             {"FIC: Untitled 1/3", "", 1, 3},
                             {"Re: chapter 3", "", 3, 0}};
    for (const Row& row : kRows) {
        const PartSubject got = read_part_subject(row.subject);
        EXPECT_EQ(got.number, row.number) << row.subject;
        EXPECT_EQ(got.of, row.of) << row.subject;
        EXPECT_EQ(row.number < 0 ? row.title : got.title, row.title) << row.subject;
    }
}

TEST(Mbox, keeps_a_message_that_is_too_big_without_reading_it) {
    PeelOptions options;
    options.limits.max_part_bytes = 1000;
    const Opened got =
        open(message("Snow", std::string(2000, 'x')) + message("Two", "It lay."), options);
    EXPECT_EQ(got.paths(), "message 1|message 2|");
    EXPECT_EQ(got.parts[0].media, Media::binary);
    EXPECT_EQ(got.kinds(), "too-big|");
}

TEST(Mbox, of_lines_that_all_begin_with_from_ends) {
    std::string box = separator() + head("One");
    for (int i = 0; i < 40'000; ++i) box += "From where\n";
    EXPECT_EQ(open(box).parts.size(), 1U);
    std::string empty;
    for (int i = 0; i < 40'000; ++i) empty += separator() + "Xy: z\n\n";
    EXPECT_EQ(open(empty).parts.size(), 40'000U);
    std::string wide = separator() + "From: a@b.c\nMessage-ID: <1@x>\nSubject: ";
    for (int i = 0; i < 300'000; ++i) wide += "snow\n ";
    EXPECT_EQ(open(wide + "\n\nIt fell.\n").parts.size(), 1U);
}

}  // namespace
}  // namespace solander
