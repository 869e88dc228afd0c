// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/peel.h"

#include <gtest/gtest.h>

#include "base/file.h"
#include "source/member_name.h"
#include "tests/source/encode.h"
#include "tests/source/zip_bytes.h"

namespace solander {
namespace {

struct Peeled {
    std::vector<Part> parts;
    std::vector<Finding> findings;
    std::uint64_t unpacked = 0;

    std::string paths() const {
        std::string out;
        for (const Part& p : parts) out += p.path + "|";
        return out;
    }
    std::string kinds() const {
        std::string out;
        for (const Finding& f : findings) out += f.kind + "|";
        return out;
    }
};

Peeled open(std::string_view name, std::string_view bytes, const PeelOptions& options = {}) {
    Peeled out;
    PeelResult result =
        peel(name, bytes, options, [&](Part&& part) { out.parts.push_back(std::move(part)); });
    EXPECT_EQ(result.parts, out.parts.size());
    out.findings = std::move(result.findings);
    out.unpacked = result.unpacked;
    return out;
}

TEST(Peel, gives_one_part_for_a_story_file) {
    const Peeled got = open("Snow.txt", "Title: Snow\n\nIt fell.\n");
    ASSERT_EQ(got.parts.size(), 1U);
    EXPECT_EQ(got.parts[0].path, "");
    EXPECT_EQ(got.parts[0].name, "Snow.txt");
    EXPECT_EQ(got.parts[0].text, "Title: Snow\n\nIt fell.\n");
}

TEST(Peel, opens_containers_of_every_kind) {
    const std::vector<PackedEntry> entries = {{"a/one.txt", "One.\n", ""},
                                              {"two.txt", "Two\r\n", ""}};
    for (const auto& [format, filter] :
         std::vector<std::pair<const char*, const char*>>{{"zip", ""},
                                                          {"7zip", ""},
                                                          {"gnutar", ""},
                                                          {"gnutar", "gzip"},
                                                          {"pax", "bzip2"},
                                                          {"ustar", "xz"}}) {
        const Peeled got = open("pile.bin", packed(entries, format, filter));
        ASSERT_EQ(got.parts.size(), 2U) << format << filter;
        EXPECT_EQ(got.paths(), "a/one.txt|two.txt|") << format << filter;
        EXPECT_EQ(got.parts[0].name, "one.txt");
        EXPECT_EQ(got.parts[1].text, "Two\n");
        EXPECT_EQ(got.kinds(), "") << format << filter;
    }
}

TEST(Peel, opens_a_tar_of_long_texts_which_does_not_look_binary) {
    std::string text;
    for (int i = 0; i < 2000; ++i) text += "It fell, and went on falling.\n";
    for (const char* format : {"gnutar", "ustar", "v7tar"}) {
        const std::string tar = packed({{"a.txt", text, ""}, {"b.txt", text, ""}}, format);
        EXPECT_EQ(open("pile", tar).paths(), "a.txt|b.txt|") << format;
        const Peeled cut = open("pile", tar.substr(0, text.size() + 3000));
        EXPECT_EQ(cut.paths(), "a.txt|b.txt|") << format;
        EXPECT_NE(cut.kinds().find("damaged-container"), std::string::npos) << format;
    }
    std::string broken = packed({{"a.txt", text, ""}}, "ustar");
    broken[3] = '?';  // the header's sum is wrong now
    EXPECT_EQ(open("pile", broken).paths(), "|");
}

TEST(Peel, names_the_one_file_in_a_gz_after_its_container) {
    const Peeled got = open("dir/snow.txt.gz", packed({{"x", "It fell.\n", ""}}, "raw", "gzip"));
    ASSERT_EQ(got.parts.size(), 1U);
    EXPECT_EQ(got.parts[0].name, "snow.txt");
    EXPECT_EQ(got.parts[0].text, "It fell.\n");
}

TEST(Peel, opens_containers_inside_containers) {
    const std::string inner = stored_zip({{"b.txt", "Inner.\n"}});
    const Peeled got = open("x.zip", stored_zip({{"in/y.zip", inner}, {"a.txt", "Outer.\n"}}));
    EXPECT_EQ(got.paths(), "in/y.zip/b.txt|a.txt|");
}

TEST(Peel, keeps_odd_names_and_shows_them) {
    const std::string cp437 = encode("Schnee für Gäste.txt", "ibm437");
    const std::string japanese = encode("雪の夜.txt", "shift_jis");
    const Peeled got = open("x.zip", stored_zip({{"../up.txt", "1."},
                                                 {"/root.txt", "2."},
                                                 {"C:\\dos\\three.txt", "3."},
                                                 {"same.txt", "4."},
                                                 {"same.txt", "5."},
                                                 {cp437, "6."},
                                                 {japanese, "7."},
                                                 {"Ü雪.txt", "8.", 0x800},
                                                 {"tab\there.txt", "9."}}));
    ASSERT_EQ(got.parts.size(), 9U);
    EXPECT_EQ(got.parts[0].path, "../up.txt");
    EXPECT_EQ(got.parts[0].name, "up.txt");
    EXPECT_EQ(got.parts[2].name, "three.txt");
    EXPECT_EQ(got.parts[4].path, "same.txt#2");
    EXPECT_EQ(got.parts[4].text, "5.");
    EXPECT_EQ(got.parts[5].name, "Schnee für Gäste.txt");
    EXPECT_EQ(got.parts[6].name, "雪の夜.txt");
    EXPECT_EQ(got.parts[7].name, "Ü雪.txt");
    EXPECT_EQ(got.parts[8].name, "tab\uFFFDhere.txt");
    EXPECT_EQ(got.kinds(), "odd-name|odd-name|odd-name|duplicate-name|");
}

TEST(Peel, gives_every_member_a_path_of_its_own) {
    const Peeled got =
        open("a.zip", stored_zip({{"a.txt", "One."}, {"a.txt", "Two."}, {"a.txt#2", "Three."}}));
    EXPECT_EQ(got.paths(), "a.txt|a.txt#2|a.txt#2#2|");
    EXPECT_EQ(got.parts[2].text, "Three.");
}

TEST(Peel, reports_encrypted_linked_and_damaged_members_and_goes_on) {
    const Peeled got = open("x.zip", stored_zip({{"secret.txt", "abcdefghijklmnop", 1},
                                                 {"bad.txt", "It fell.\n", 0, true},
                                                 {"good.txt", "It lay.\n"}}));
    EXPECT_EQ(got.kinds(), "encrypted|damaged-member|");
    EXPECT_EQ(got.paths(), "secret.txt|bad.txt|good.txt|");
    EXPECT_EQ(got.parts[1].text, "It fell.\n");
    EXPECT_NE(got.findings[0].text.find("secret.txt"), std::string::npos);
    const Peeled links =
        open("x.tar", packed({{"link", "", "/etc/passwd"}, {"a.txt", "A.", ""}}, "gnutar"));
    EXPECT_EQ(links.kinds(), "link|");
    EXPECT_EQ(links.paths(), "a.txt|");
}

TEST(Peel, keeps_what_a_cut_container_still_holds) {
    std::string text;
    for (int i = 0; i < 3000; ++i) text += "line " + std::to_string(i * 7919) + "\n";
    const std::string whole = packed({{"a.txt", "A.", ""}, {"b.txt", text, ""}}, "zip");
    const Peeled got = open("x.zip", std::string_view(whole).substr(0, whole.size() / 2));
    ASSERT_FALSE(got.parts.empty());
    EXPECT_EQ(got.parts[0].text, "A.");
    EXPECT_FALSE(got.findings.empty());
    const Peeled none = open("x.zip", "PK\3\4nothing more");
    EXPECT_EQ(none.kinds(), "damaged-container|");
    ASSERT_EQ(none.parts.size(), 1U);
    EXPECT_EQ(none.parts[0].media, Media::container);
}

TEST(Peel, says_that_the_names_in_a_container_are_encrypted) {
    const auto bytes =
        read_file(std::string(SOLANDER_TEST_DIR) + "/golden/source/encrypted-names.7z");
    ASSERT_TRUE(bytes);
    EXPECT_EQ(open("x.7z", *bytes).kinds(), "encrypted|");
}

TEST(Peel, stops_a_bomb_and_names_it) {
    PeelOptions options;
    options.limits.ratio_floor = 1 << 16;
    const std::string bomb = packed({{"small.txt", "S.", ""},
                                     {"bomb.txt", std::string(20 << 20, 'x'), ""},
                                     {"z.txt", "Z.", ""}},
                                    "zip");
    const Peeled got = open("x.zip", bomb, options);
    EXPECT_EQ(got.kinds(), "zip-bomb|");
    EXPECT_NE(got.findings[0].text.find("bomb.txt"), std::string::npos);
    EXPECT_EQ(got.paths(), "small.txt|");
    EXPECT_LT(got.unpacked, 20U << 20);
}

TEST(Peel, reads_a_mailbox_or_a_dump_in_a_container_whatever_its_size) {
    PeelOptions options;
    options.limits.max_part_bytes = 4000;
    std::string mailbox, dump = "INSERT INTO fanfiction_chapters VALUES ";
    for (int i = 1; i <= 100; ++i) {
        mailbox += "From a@b.example Mon Jan  1 00:00:00 2001\nFrom: a@b.example\nSubject: Snow "
                   + std::to_string(i) + "\nMessage-ID: <" + std::to_string(i)
                   + "@b>\n\nIt fell, and it fell on everything.\n\n";
        dump += (i > 1 ? "," : "") + ("(" + std::to_string(i)) + ",'T',1,'','','It fell.',1,9,0,0,"
                + std::to_string(i) + ",1,0)";
    }
    const std::string late = "CREATE TABLE a_log (x);\n" + std::string(6000, '\n') + dump + ";\n";
    const Peeled mail = open("x.gz", packed({{"x", mailbox, ""}}, "raw", "gzip"), options);
    EXPECT_EQ(mail.parts.size(), 100U);
    EXPECT_EQ(mail.kinds(), "");
    for (const std::string& sql : {dump + ";\n", late}) {
        const Peeled site = open("x.zip", packed({{"db.sql", sql, ""}}, "zip"), options);
        EXPECT_EQ(site.parts.size(), 100U);
        EXPECT_EQ(site.kinds(), "site-report|");
    }
    const std::string other = "INSERT INTO wp_posts VALUES (1);\n" + std::string(6000, '-');
    EXPECT_EQ(open("x.zip", packed({{"db.sql", other, ""}}, "zip"), options).kinds(), "too-big|");
}

TEST(Peel, counts_a_bomb_over_all_levels) {
    PeelOptions options;
    options.limits.ratio_floor = 1 << 16;
    std::string level = packed({{"x.txt", std::string(1 << 20, 'x'), ""}}, "zip");
    level = packed(
        {{"a.zip", level, ""}, {"b.zip", level, ""}, {"c.zip", level, ""}, {"d.zip", level, ""}},
        "zip");
    level = packed(
        {{"1.zip", level, ""}, {"2.zip", level, ""}, {"3.zip", level, ""}, {"4.zip", level, ""}},
        "zip");
    const Peeled got = open("x.zip", level, options);
    EXPECT_EQ(got.kinds(), "zip-bomb|");
}

TEST(Peel, stops_at_depth_and_member_limits) {
    std::string deep = stored_zip({{"core.txt", "Core."}});
    for (int i = 0; i < 12; ++i) deep = stored_zip({{"in.zip", deep}});
    const Peeled got = open("x.zip", deep);
    EXPECT_EQ(got.kinds(), "too-deep|");
    ASSERT_EQ(got.parts.size(), 1U);
    EXPECT_EQ(got.parts[0].media, Media::container);

    PeelOptions options;
    options.limits.max_members = 2;
    const Peeled many = open("x.zip", stored_zip({{"a", "1."}, {"b", "2."}, {"c", "3."}}), options);
    EXPECT_EQ(many.paths(), "a|b|");
    EXPECT_EQ(many.kinds(), "too-many-members|");

    options = {};
    options.limits.max_part_bytes = 10;
    const Peeled big =
        open("x.zip", stored_zip({{"a", std::string(11, 'a')}, {"b", "fits"}}), options);
    EXPECT_EQ(big.kinds(), "too-big|");
    EXPECT_EQ(big.paths(), "a|b|");
}

TEST(Peel, passes_litter_and_pictures_without_text) {
    const Peeled got = open("x.zip", stored_zip({{"__MACOSX/._a.txt", "\0\5\x16\7junk"},
                                                 {"Thumbs.db", "junk"},
                                                 {"p.gif", "GIF89a...."},
                                                 {"e.txt", ""}}));
    ASSERT_EQ(got.parts.size(), 4U);
    EXPECT_EQ(got.parts[0].media, Media::binary);
    EXPECT_EQ(got.parts[1].media, Media::binary);
    EXPECT_EQ(got.parts[2].media, Media::image);
    EXPECT_EQ(got.parts[3].media, Media::empty);
    for (const Part& part : got.parts)
        EXPECT_TRUE(part.text.empty() && part.findings.empty()) << part.path;
}

TEST(Peel, stops_when_cancelled) {
    const std::atomic<bool> cancel{true};
    PeelOptions options;
    options.cancel = &cancel;
    EXPECT_TRUE(open("x.zip", stored_zip({{"a", "1."}}), options).parts.empty());
}

TEST(Peel, opens_a_zip_that_unpacks_itself) {
    const std::string program = "MZ" + std::string(300, '\1');
    const Peeled got = open("story.exe", program + stored_zip({{"s.txt", "Story."}}));
    EXPECT_EQ(got.paths(), "s.txt|");
    EXPECT_EQ(open("x.exe", program).parts.at(0).media, Media::program);
}

TEST(Peel, says_of_a_piece_of_a_split_container_that_it_is_one) {
    std::string last = stored_zip({{"a.txt", "One."}});
    last[last.size() - 18] = 2;  // the third disk
    const std::string seven = packed({{"a.txt", std::string(5000, 'x') + "One.", ""}}, "7zip");
    const std::string rar4("Rar!\x1A\x07\0\0\0\x73\1\0\x0D\0\0\0\0\0\0\0", 20);
    const std::string rar5("Rar!\x1A\x07\1\0\0\0\0\0\x05\1\0\1\0\0\0\0", 20);
    for (const std::string& piece :
         {"PK\7\x08" + std::string("PK\3\4\0\0\0\0\1\2\3", 11), '\0' + last.substr(5),
          seven.substr(0, seven.size() - 20), rar4, rar5}) {
        const Peeled got = open("a", piece);
        std::string kinds = got.kinds();
        for (const Part& part : got.parts)
            for (const Finding& finding : part.findings) kinds += finding.kind + "|";
        EXPECT_NE(kinds.find("split-container|"), std::string::npos) << piece.substr(0, 4);
    }
    EXPECT_EQ(open("a.7z", seven).kinds(), "");
}

TEST(Peel, opens_a_rar_and_says_what_its_library_does_not) {
    for (const int version : {4, 5}) {
        const std::string content = "It fell, and went on falling.\n";
        const std::string good =
            stored_rar({{"a/one.txt", content}, {"two.txt", content}}, version);
        EXPECT_EQ(open("x.rar", good).paths(), "a/one.txt|two.txt|") << version;
        EXPECT_EQ(open("x.rar", good).kinds(), "") << version;
        const Peeled wrong =
            open("x.rar", stored_rar({{"a.txt", content, 0, true}, {"b.txt", content}}, version));
        EXPECT_EQ(wrong.paths(), "a.txt|b.txt|") << version;
        EXPECT_NE(wrong.kinds().find("damaged-member"), std::string::npos) << version;
        for (const std::size_t gone : {3U, 20U, 60U, 70U}) {
            const Peeled cut = open("x.rar", good.substr(0, good.size() - gone));
            EXPECT_NE(cut.kinds().find("damaged"), std::string::npos) << version << " " << gone;
            EXPECT_NE(cut.paths().find("a/one.txt|"), std::string::npos) << version << " " << gone;
        }
    }
}

TEST(OddPath, is_one_that_leads_out) {
    for (const char* odd : {"", "/a", "\\a", "C:\\a", "../a", "a/../b", "a\\..\\b", "a//b"})
        EXPECT_TRUE(is_odd_path(odd)) << odd;
    for (const char* fine : {"a", "a/b.txt", "a..b", "a\\b", "a/"})
        EXPECT_FALSE(is_odd_path(fine)) << fine;
}

}  // namespace
}  // namespace solander
