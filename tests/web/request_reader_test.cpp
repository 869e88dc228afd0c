// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/request_reader.h"

#include <gtest/gtest.h>

#include <vector>

namespace solander {
namespace {

using Step = RequestReader::Step;

RequestLimits small_limits() {
    RequestLimits limits;
    limits.head_bytes = 2000;
    limits.body_bytes = [](const Request& request) {
        const std::uint64_t most = request.target == "/big" ? 100'000U : 10U;
        return RequestLimits::Body{request.target == "/ask" ? 4 : most, most};
    };
    return limits;
}

/// What all requests of a connection come to: "GET /x [body]; 400".
std::string read_in_pieces(std::string_view bytes, std::size_t piece) {
    const RequestLimits limits = small_limits();
    RequestReader reader(limits);
    std::string found;
    for (std::size_t at = 0; at < bytes.size(); at += piece) {
        Step step = reader.take(bytes.substr(at, piece));
        while (step == Step::whole || step == Step::go_on) {
            if (step == Step::go_on) {
                step = reader.more();
                continue;
            }
            const Request& request = reader.request();
            found += request.method + " " + request.target + " [" + request.body + "]; ";
            if (!reader.keep_alive()) return found + "close";
            step = reader.next();
        }
        if (step == Step::refused) return found + std::to_string(reader.status());
    }
    return found + (reader.is_idle() ? "idle" : "more");
}
std::string read_all(std::string_view bytes) {
    const std::string at_once = read_in_pieces(bytes, bytes.size());
    for (const std::size_t piece : {1U, 2U, 7U, 60U})
        EXPECT_EQ(read_in_pieces(bytes, piece), at_once) << bytes << "\nin pieces of " << piece;
    return at_once;
}

std::string get(std::string_view target, std::string_view headers = "") {
    return "GET " + std::string(target) + " HTTP/1.1\r\nHost: a\r\n" + std::string(headers)
           + "\r\n";
}
std::string post(std::string_view headers, std::string_view body) {
    return "POST /f HTTP/1.1\r\nHost: a\r\n" + std::string(headers) + "\r\n" + std::string(body);
}

TEST(RequestReader, reads_one_request_after_another) {
    EXPECT_EQ(read_all(get("/x?y=1")), "GET /x?y=1 []; idle");
    EXPECT_EQ(read_all(get("/1") + post("Content-Length: 3\r\n", "abc") + get("/2")),
              "GET /1 []; POST /f [abc]; GET /2 []; idle");
    EXPECT_EQ(read_all(get("/1") + "GET /2 HT"), "GET /1 []; more");
    EXPECT_EQ(read_all(get("/1", "Connection: close\r\n") + get("/2")), "GET /1 []; close");
    EXPECT_EQ(read_all("GET /old HTTP/1.0\r\n\r\n"), "GET /old []; close");
    EXPECT_EQ(read_all("GET /old HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"), "GET /old []; idle");
}

TEST(RequestReader, reads_bodies_as_their_length_or_chunks_say) {
    EXPECT_EQ(read_all(post("Content-Length: 0\r\n", "") + get("/2")),
              "POST /f []; GET /2 []; idle");
    const std::string chunked = "Transfer-Encoding: chunked\r\n";
    EXPECT_EQ(read_all(post(chunked, "3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n") + get("/2")),
              "POST /f [abcde]; GET /2 []; idle");
    EXPECT_EQ(read_all(post(chunked, "0\r\no\r\n")), "more") << "Beast's reader aborts at this";
    EXPECT_EQ(read_all(post(chunked, "3\r\nabc\r\n8\r\n12345678\r\n0\r\n\r\n")), "413");
    EXPECT_EQ(read_all(post("Content-Length: 11\r\n", "")), "413");
    EXPECT_EQ(read_all("POST /big HTTP/1.1\r\nHost: a\r\nContent-Length: 5000\r\n\r\n"
                       + std::string(5000, 'x')),
              "POST /big [" + std::string(5000, 'x') + "]; idle");
}

// Nothing is kept before somebody has said that this caller may.
TEST(RequestReader, a_body_longer_than_anybody_may_send_is_asked_about_once) {
    const RequestLimits limits = small_limits();
    const std::string length = "Content-Length: 9\r\n", waits = "Expect: 100-continue\r\n",
                      chunked = "Transfer-Encoding: chunked\r\n";
    const auto ask = [](std::string_view headers, std::string_view body) {
        return "POST /ask HTTP/1.1\r\nHost: a\r\n" + std::string(headers) + "\r\n"
               + std::string(body);
    };
    for (const bool may : {true, false}) {
        RequestReader reader(limits);
        ASSERT_EQ(reader.take(ask(length, "123456")), Step::ask);
        EXPECT_EQ(reader.request().body, "");
        ASSERT_EQ(reader.allow(may), may ? Step::more : Step::refused);
        if (may) {
            EXPECT_EQ(reader.take("789"), Step::whole);
            EXPECT_EQ(reader.request().body, "123456789");
        } else {
            EXPECT_EQ(reader.status(), 413U);
        }
    }
    RequestReader patient(limits);
    ASSERT_EQ(patient.take(ask(length + waits, "")), Step::ask);
    ASSERT_EQ(patient.allow(true), Step::go_on);
    EXPECT_EQ(patient.more(), Step::more);
    EXPECT_EQ(patient.take("123456789"), Step::whole);

    RequestReader pieces(limits);
    ASSERT_EQ(pieces.take(ask(chunked, "3\r\nabc\r\n2\r\nde\r\n1\r\nf\r\n0\r\n\r\n")), Step::ask);
    EXPECT_EQ(pieces.request().body, "abc");
    ASSERT_EQ(pieces.allow(true), Step::whole);
    EXPECT_EQ(pieces.request().body, "abcdef");

    EXPECT_EQ(RequestReader(limits).take(ask("Content-Length: 4\r\n", "1234")), Step::whole);
    EXPECT_EQ(RequestReader(limits).take(ask("Content-Length: 11\r\n", "")), Step::refused);
}

TEST(RequestReader, fields_behind_a_body_say_nothing) {
    const RequestLimits limits = small_limits();
    RequestReader reader(limits);
    ASSERT_EQ(reader.take(post("Transfer-Encoding: chunked\r\nCookie: a=1\r\n",
                               "1\r\nx\r\n0\r\nCookie: session=9\r\nX-Forwarded-For: 1.2.3.4\r\n"
                               "Host: b\r\n\r\n")),
              Step::whole);
    EXPECT_EQ(reader.request().cookie("a"), "1");
    EXPECT_EQ(reader.request().cookie("session"), "");
    EXPECT_EQ(reader.request().header("x-forwarded-for"), "");
    EXPECT_EQ(reader.request().header("host"), "a");
}

TEST(RequestReader, a_client_that_waits_is_told_to_go_on) {
    const RequestLimits limits = small_limits();
    RequestReader reader(limits);
    EXPECT_EQ(reader.take(post("Content-Length: 2\r\nExpect: 100-continue\r\n", "")), Step::go_on);
    EXPECT_EQ(reader.more(), Step::more);
    EXPECT_EQ(reader.take("ab"), Step::whole);
    EXPECT_EQ(read_all(post("Content-Length: 11\r\nExpect: 100-continue\r\n", "")), "413");
    EXPECT_EQ(read_all(post("Content-Length: 2\r\nExpect: the best\r\n", "ab")), "417");
}

// Each of these two programs could read in two ways, or is no HTTP.
TEST(RequestReader, what_could_be_read_two_ways_is_refused) {
    using namespace std::string_literals;
    const std::string chunked = "Transfer-Encoding: chunked\r\n", end = "0\r\n\r\n";
    const std::pair<std::string, const char*> kCases[] = {
        // lengths
        {post("Content-Length: 3\r\n" + chunked, end), "400"},
        {post(chunked + "Content-Length: 3\r\n", end), "400"},
        {post("Content-Length: 3\r\nContent-Length: 4\r\n", "abcd"), "400"},
        {post("Content-Length: 3\r\nContent-Length: 3\r\n", "abc"), "400"},
        {post("Content-Length: 3, 3\r\n", "abc"), "400"},
        {post("Content-Length: +3\r\n", "abc"), "400"},
        {post("Content-Length: -3\r\n", "abc"), "400"},
        {post("Content-Length: 3 0\r\n", "abc"), "400"},
        {post("Content-Length: 0x3\r\n", "abc"), "400"},
        {post("Content-Length: 3a\r\n", "abc"), "400"},
        {post("Content-Length:\r\n", ""), "400"},
        {post("Content-Length: 99999999999999999999999\r\n", ""), "400"},
        {post("Content-Length : 3\r\n", "abc"), "400"},
        {post(" Content-Length: 3\r\n", "abc"), "400"},
        // transfer codings
        {post("Transfer-Encoding: gzip, chunked\r\n", end), "501"},
        {post("Transfer-Encoding: chunked, chunked\r\n", end), "501"},
        {post("Transfer-Encoding: identity\r\n", end), "501"},
        {post("Transfer-Encoding: xchunked\r\n", end), "501"},
        {post("Transfer-Encoding: \x0b"
              "chunked\r\n",
              end),
         "400"},
        {post(chunked + "Transfer-Encoding: identity\r\n", end), "400"},
        {post("Transfer-Encoding : chunked\r\n", end), "400"},
        {post("Transfer-Encoding:\r\n chunked\r\n", end), "400"},
        {"POST /f HTTP/1.0\r\nHost: a\r\n" + chunked + "\r\n" + end, "400"},
        // chunks
        {post(chunked, "3\nabc\r\n0\r\n\r\n"), "400"},
        {post(chunked, "3\r\nabcd\r\n0\r\n\r\n"), "400"},
        {post(chunked, "+3\r\nabc\r\n0\r\n\r\n"), "400"},
        {post(chunked, "0x3\r\nabc\r\n0\r\n\r\n"), "400"},
        {post(chunked, "ffffffffffffffff3\r\nabc\r\n0\r\n\r\n"), "400"},
        {post(chunked, "-1\r\nabc\r\n0\r\n\r\n"), "400"},
        {post(chunked, "\r\n3\r\nabc\r\n0\r\n\r\n"), "400"},
        {post(chunked, "3;" + std::string(3000, 'x')), "400"},
        // lines
        {"GET / HTTP/1.1\nHost: a\n\n\r\n\r\n", "400"},
        {get("/", "X: 1\nY: 2\r\n"), "400"},
        {get("/", "X: 1\rY: 2\r\n"), "400"},
        {get("/", "X: 1\r\n folded\r\n"), "400"},
        {get("/", "X: 1\r\n\tfolded\r\n"), "400"},
        {get("/", "X: a\0b\r\n"s), "400"},
        {get("/", "X\0: a\r\n"s), "400"},
        {get("/", "no colon\r\n"), "400"},
        {get("/", ": no name\r\n"), "400"},
        {get("/", "a b: c\r\n"), "400"},
        {"\r\n" + get("/"), "400"},
        // request lines
        {"GET /\r\n\r\n", "400"},
        {"GET  / HTTP/1.1\r\nHost: a\r\n\r\n", "400"},
        {"GET / HTTP/1.1 \r\nHost: a\r\n\r\n", "400"},
        {"GET / x HTTP/1.1\r\nHost: a\r\n\r\n", "400"},
        {"GET / http/1.1\r\nHost: a\r\n\r\n", "400"},
        {"GET / HTTP/1.2\r\nHost: a\r\n\r\n", "400"},
        {"GET / HTTP/11\r\nHost: a\r\n\r\n", "400"},
        {"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "400"},
        {"GET /a\0b HTTP/1.1\r\nHost: a\r\n\r\n"s, "400"},
        {"\x16\x03\x01\x02\x01 hello\r\n\r\n", "400"},
        // hosts
        {"GET / HTTP/1.1\r\n\r\n", "400"},
        {get("/", "Host: b\r\n"), "400"},
        {get("/", "Host: a\r\n"), "400"},
        {get("http://b/x"), "400"},
        {get("http://a@b/x"), "400"},
        {get("http:///x"), "400"},
        // methods
        {"TRACE / HTTP/1.1\r\nHost: a\r\n\r\n", "501"},
        {"CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n", "501"},
        {"OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", "501"},
        {"get / HTTP/1.1\r\nHost: a\r\n\r\n", "501"},
        // addresses
        {get("x"), "400"},
        {get("*"), "400"},
        {get("/../x"), "400"},
        {get("/%2e%2E/x"), "400"},
        {get("/a/%2e/x"), "400"},
        {get("/..%2fx"), "400"},
        {get("/%00"), "400"},
        {get("/%zz"), "400"},
        {get("/%"), "400"},
        {get("/a%5cb"), "400"},
        {get("/a\\b"), "400"},
        {get("ftp://a/x"), "400"},
        // sizes
        {get("/" + std::string(3000, 'x')), "431"},
        {get("/", "X: " + std::string(3000, 'x') + "\r\n"), "431"},
        {get("/", "Y: " + std::string(3000, 'x')), "431"},
    };
    for (const auto& [bytes, wanted] : kCases) EXPECT_EQ(read_all(bytes), wanted) << bytes;
}

TEST(RequestReader, the_whole_form_of_an_address_is_the_path_behind_it) {
    EXPECT_EQ(read_all(get("http://a/x")), "GET /x []; idle");
    EXPECT_EQ(read_all(get("HTTP://A")), "GET / []; idle");
    // What is encoded twice is a name like any other.
    EXPECT_EQ(read_all(get("/%252e%252e/x")), "GET /%252e%252e/x []; idle");
}

}  // namespace
}  // namespace solander
