// SPDX-License-Identifier: GPL-3.0-or-later
// Web crawls: pages by their addresses, everything else counted.
#include "source/warc.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <algorithm>

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

std::string zipped(std::string_view bytes, int window) {
    z_stream stream{};
    EXPECT_EQ(deflateInit2(&stream, 9, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY), Z_OK);
    std::string in(bytes), out(bytes.size() + 1000, 0);
    stream.next_in = reinterpret_cast<Bytef*>(in.data());
    stream.avail_in = static_cast<uInt>(in.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}
constexpr int kGzip = 31, kZlib = 15, kBare = -15;

TEST(Warc, is_the_same_packed_whole_or_record_by_record) {
    const Peeled plain = peeled(crawl());
    std::string single = zipped(crawl(), kGzip), members;
    for (std::size_t at = 0; at < crawl().size();) {
        const std::size_t end = std::min(crawl().find("WARC/1.0\r\n", at + 1), crawl().size());
        members += zipped(crawl().substr(at, end - at), kGzip);
        at = end;
    }
    for (const std::string& packed : {single, members}) {
        const Peeled got = peeled(packed);
        ASSERT_EQ(got.parts.size(), plain.parts.size());
        for (std::size_t i = 0; i < got.parts.size(); ++i) {
            EXPECT_EQ(got.parts[i].path, plain.parts[i].path);
            EXPECT_EQ(got.parts[i].text, plain.parts[i].text);
        }
        EXPECT_EQ(got.result.findings.size(), plain.result.findings.size());
        EXPECT_TRUE(read_in_pieces(packed));
    }
    const Peeled cut = peeled(members.substr(0, members.size() - 40));
    EXPECT_EQ(cut.parts.size(), plain.parts.size());
    EXPECT_EQ(cut.result.findings.back().kind, "damaged-container");
}

TEST(Warc, passes_over_a_page_that_is_too_big_and_reads_the_next) {
    PeelOptions options;
    options.limits.max_part_bytes = 1000;
    const std::string bytes =
        record("response", "http://oars.example/big", kAnswer + std::string(3'000'000, 'x'))
        + record("response", "http://oars.example/", kAnswer + kPage);
    for (const std::string& one : {bytes, zipped(bytes, kGzip)}) {
        const Peeled got = peeled(one, options);
        ASSERT_EQ(got.parts.size(), 2U);
        EXPECT_EQ(got.parts[0].path, "http://oars.example/big");
        EXPECT_TRUE(got.parts[0].text.empty());
        EXPECT_EQ(got.parts[1].text, kPage);
        EXPECT_EQ(got.result.findings.at(0).kind, "too-big");
    }
}

TEST(Warc, unpacks_what_servers_packed) {
    // As it stands, in one block of Brotli's.
    const std::string kBrotli = "\xC0\x01\x10"
                                "Two oars, two oars, two oars."
                                "\x03";
    const auto answer = [](std::string_view coding, std::string_view body) {
        return record("response", "http://oars.example/" + std::string(coding),
                      "HTTP/1.1 200 OK\r\nContent-Encoding: " + std::string(coding) + "\r\n\r\n"
                          + std::string(body));
    };
    const Peeled got =
        peeled(answer("gzip", zipped(kPage, kGzip)) + answer("deflate", zipped(kPage, kZlib))
               + answer("deflate", zipped(kPage, kBare)) + answer("br", kBrotli)
               + answer("gzip", kPage) + answer("zstd", "(packed)"));
    ASSERT_EQ(got.parts.size(), 6U);
    for (const std::size_t i : {0U, 1U, 2U, 4U}) EXPECT_EQ(got.parts[i].text, kPage) << i;
    EXPECT_EQ(got.parts[3].text, "Two oars, two oars, two oars.");
    EXPECT_EQ(got.result.findings.at(0).kind, "not-opened");
}

TEST(Warc, believes_the_server_where_the_page_says_no_charset) {
    const std::string words = "<p>\xf7\xc5\xd3\xcc\xcf \xce\xc1 \xd7\xcf\xc4\xc5.</p>";  // koi8-r
    const Peeled got = peeled(record("response", "http://oars.example/",
                                     "HTTP/1.1 200 OK\r\nContent-Type: text/html; "
                                     "charset=\"KOI8-R\"\r\n\r\n<html>"
                                         + words + "</html>"));
    ASSERT_EQ(got.parts.size(), 1U);
    EXPECT_NE(got.parts[0].text.find("Весло на воде."), std::string::npos);
}

TEST(Warc, says_which_of_those_as_before_are_elsewhere) {
    const Peeled got =
        peeled(crawl() + record("revisit", "http://else.example/", "HTTP/1.1 200\r\n\r\n"));
    ASSERT_EQ(got.result.findings.size(), 1U);
    EXPECT_NE(got.result.findings[0].text.find("; 1 of those said to be as before"),
              std::string::npos);
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
