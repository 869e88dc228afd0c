// SPDX-License-Identifier: GPL-3.0-or-later
// Web crawls: pages by their addresses, everything else counted.
#include "source/warc.h"

#include <gtest/gtest.h>

#include "source/peel.h"

namespace solander {
namespace {

std::string record(std::string_view type, std::string_view target, std::string_view block) {
    std::string out = "WARC/1.0\r\nWARC-Type: " + std::string(type) + "\r\n";
    if (!target.empty()) out += "WARC-Target-URI: " + std::string(target) + "\r\n";
    out += "Content-Length: " + std::to_string(block.size()) + "\r\n\r\n";
    return out.append(block) + "\r\n\r\n";
}

const std::string kPage =
    "<html><head><title>Oars</title></head><body><p>Two oars, and one of them longer.</p>"
    "<p>WARC/1.0 is what it said on the other.</p></body></html>";
const std::string kAnswer = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n";

std::string crawl() {
    return record("warcinfo", "", "software: none\r\n")
           + record("request", "http://oars.example/", "GET / HTTP/1.1\r\n\r\n")
           + record("response", "http://oars.example/", kAnswer + kPage)
           + record("response", "http://oars.example/gone",
                    "HTTP/1.1 404 Not Found\r\n\r\n<p>gone</p>")
           + record("response", "<http://oars.example/two>",
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<p>A \r\nA\r\n"
                    "story</p>\n\r\n0\r\n\r\n")
           + record("revisit", "http://oars.example/", "HTTP/1.1 200 OK\r\n\r\n");
}

struct Peeled {
    std::vector<Part> parts;
    PeelResult result;
};
Peeled peeled(std::string_view bytes, const PeelOptions& options = {}) {
    Peeled out;
    out.result =
        peel("pile", bytes, options, [&](Part&& part) { out.parts.push_back(std::move(part)); });
    return out;
}

TEST(Warc, gives_each_answer_as_a_part_with_its_address) {
    const Peeled got = peeled(crawl());
    ASSERT_EQ(got.parts.size(), 2U);
    EXPECT_EQ(got.parts[0].path, "http://oars.example/");
    EXPECT_EQ(got.parts[0].media, Media::html);
    EXPECT_EQ(got.parts[0].text, kPage);
    EXPECT_EQ(got.parts[1].path, "http://oars.example/two");
    EXPECT_EQ(got.parts[1].text, "<p>A story</p>\n");
    ASSERT_EQ(got.parts[0].stated.size(), 1U);
    EXPECT_EQ(got.parts[0].stated[0].value, "http://oars.example/");
    ASSERT_EQ(got.result.findings.size(), 1U);
    EXPECT_EQ(got.result.findings[0].kind, "crawl-records");
    for (const char* count : {"1 answers 404", "1 request", "1 revisit", "1 warcinfo"})
        EXPECT_NE(got.result.findings[0].text.find(count), std::string::npos) << count;
}

TEST(Warc, keeps_two_answers_of_one_address_apart) {
    const std::string one = record("response", "http://oars.example/", kAnswer + kPage);
    const Peeled got = peeled(one + one);
    ASSERT_EQ(got.parts.size(), 2U);
    EXPECT_NE(got.parts[0].path, got.parts[1].path);
}

TEST(Warc, goes_on_behind_a_length_that_lies) {
    std::string bytes = crawl();
    const std::string right = "Content-Length: " + std::to_string((kAnswer + kPage).size());
    bytes.replace(bytes.find(right), right.size(), "Content-Length: 70");
    const Peeled got = peeled(bytes);
    bool second = false;
    for (const Part& part : got.parts) second = second || part.path == "http://oars.example/two";
    EXPECT_TRUE(second);
}

TEST(Warc, says_where_it_was_cut) {
    const std::string whole = crawl();
    const Peeled got = peeled(whole.substr(0, whole.find("one of them longer")));
    ASSERT_EQ(got.parts.size(), 1U);
    bool told = false;
    for (const Finding& finding : got.result.findings)
        told = told || finding.kind == "damaged-member";
    EXPECT_TRUE(told);
}

TEST(Warc, stops_at_its_limit_of_records) {
    std::string bytes;
    for (int i = 0; i < 50; ++i)
        bytes += record("response", "http://x.example/" + std::to_string(i), kAnswer + kPage);
    PeelOptions options;
    options.limits.max_members = 10;
    EXPECT_EQ(peeled(bytes, options).parts.size(), 10U);
}

TEST(Warc, is_not_a_story_that_begins_with_the_word) {
    EXPECT_FALSE(is_warc("WARC/1.0 was the name of the ship, and nobody knew why.\n"));
    EXPECT_FALSE(is_warc("WARC\n"));
}

}  // namespace
}  // namespace solander
