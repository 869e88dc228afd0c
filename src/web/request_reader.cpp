// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/request_reader.h"

#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <algorithm>
#include <charconv>
#include <limits>

#include "base/text.h"

namespace solander {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;

constexpr std::string_view kNoRequest = "this is not an HTTP request";
constexpr std::string_view kTooLong = "the request's body is too long";

bool may_stand_in_a_line(char c) {
    return c == '\t' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F);
}

std::string_view view(beast::string_view text) { return {text.data(), text.size()}; }

/// "http://host/path" -> "/path"; nothing when `host` is not the one the request names beside it.
std::optional<std::string_view> origin_form(std::string_view target, std::string_view host) {
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (!starts_with_ignoring_ascii_case(target, scheme)) continue;
        target.remove_prefix(scheme.size());
        const std::size_t slash = std::min(target.find('/'), target.size());
        if (!equals_ignoring_ascii_case(target.substr(0, slash), host)) return std::nullopt;
        target.remove_prefix(slash);
        return target.empty() ? std::string_view("/") : target;
    }
    return target;
}

}  // namespace

RequestReader::RequestReader(const RequestLimits& limits) : limits_(limits) {}

bool RequestReader::is_idle() const { return at_ == kept_.size() && !in_body_; }

RequestReader::Step RequestReader::take(std::string_view bytes) {
    kept_.append(bytes);
    return look();
}

RequestReader::Step RequestReader::more() { return look(); }

RequestReader::Step RequestReader::allow(bool is_one_who_may) {
    if (!is_one_who_may) return refuse(413, kTooLong);
    most_.anybody = most_.some;
    return std::exchange(expects_, false) ? Step::go_on : look();
}

RequestReader::Step RequestReader::next() {
    request_ = {};
    in_body_ = false;
    wait_for_ = WaitFor::chunk;
    looked_ = 0;
    kept_.erase(0, at_);
    at_ = 0;
    if (!kept_.empty()) return look();
    kept_.shrink_to_fit();
    return Step::more;
}

RequestReader::Step RequestReader::refuse(unsigned status, std::string_view why) {
    status_ = status;
    why_ = why;
    keep_alive_ = false;
    return Step::refused;
}

RequestReader::Step RequestReader::look() {
    if (!in_body_) {
        if (const Step step = look_for_head(); step != Step::more || !in_body_) return step;
    }
    Step step = Step::more;
    for (std::size_t before = at_ + 1; step == Step::more && before != at_;) {
        before = at_;
        step = chunked_ ? look_at_chunks() : take_bytes();
    }
    if (step == Step::more) {
        kept_.erase(0, at_);
        at_ = 0;
    }
    return step;
}

RequestReader::Step RequestReader::take_bytes() {
    const std::string_view bytes = std::string_view(kept_).substr(at_, left_);
    request_.body += bytes;
    at_ += bytes.size();
    left_ -= bytes.size();
    return left_ == 0 && !chunked_ ? Step::whole : Step::more;
}

RequestReader::Step RequestReader::look_at_size() {
    const std::uint64_t kept = request_.body.size();
    if (left_ > most_.some - kept) return refuse(413, kTooLong);
    return left_ > most_.anybody - kept ? Step::ask : Step::more;
}

// RFC 9112 section 7.1: size [;extension] CRLF bytes CRLF ... 0 CRLF *(field CRLF) CRLF. Extensions
// and fields are passed over.
RequestReader::Step RequestReader::look_at_chunks() {
    if (left_ > 0) return take_bytes();
    const std::string_view rest = std::string_view(kept_).substr(at_, limits_.head_bytes);
    const std::size_t end = rest.find('\n');
    if (end == std::string_view::npos)
        return rest.size() == limits_.head_bytes ? refuse(400, kNoRequest) : Step::more;
    if (end == 0 || rest[end - 1] != '\r') return refuse(400, kNoRequest);
    const std::string_view line = rest.substr(0, end - 1);
    if (!std::all_of(line.begin(), line.end(), may_stand_in_a_line)) return refuse(400, kNoRequest);
    at_ += end + 1;
    switch (wait_for_) {
    case WaitFor::chunk: {
        const std::size_t digits = std::min(line.find(';'), line.size());
        const auto [stop, error] = std::from_chars(line.data(), line.data() + digits, left_, 16);
        // More digits than anybody needs are a try to have the number wrap.
        if (error != std::errc() || stop != line.data() + digits || digits > 15)
            return refuse(400, kNoRequest);
        wait_for_ = left_ == 0 ? WaitFor::fields : WaitFor::line_end;
        fields_ = 0;
        return look_at_size();
    }
    case WaitFor::line_end:
        wait_for_ = WaitFor::chunk;
        return line.empty() ? Step::more : refuse(400, kNoRequest);
    case WaitFor::fields:
        fields_ += line.size() + 2;
        if (fields_ > limits_.head_bytes) return refuse(431, "the request's head is too long");
        return line.empty() ? Step::whole : Step::more;
    }
    return Step::more;
}

RequestReader::Step RequestReader::look_for_head() {
    const std::string_view begun = std::string_view(kept_).substr(0, limits_.head_bytes);
    // What is no request at all need not be waited for.
    if (!begun.empty() && !is_ascii_alpha(begun.front())) return refuse(400, kNoRequest);
    const std::size_t line = begun.find('\n');
    if (line != std::string_view::npos
        && (line < 10 || !begun.substr(line - 10, 8).starts_with(" HTTP/1.")))
        return refuse(400, kNoRequest);
    const std::size_t end = begun.find("\r\n\r\n", looked_);
    if (end == std::string_view::npos) {
        if (begun.size() == limits_.head_bytes)
            return refuse(431, "the request's head is too long");
        looked_ = begun.size() < 3 ? 0 : begun.size() - 3;
        return Step::more;
    }
    const std::string_view head = begun.substr(0, end + 4);
    at_ = head.size();
    in_body_ = true;
    return look_at_head(head);
}

RequestReader::Step RequestReader::look_at_head(std::string_view head) {
    // The parser is given heads alone, and whole: nothing else of it is relied upon.
    http::request_parser<http::empty_body> parser;
    parser.header_limit(limits_.head_bytes);
    parser.body_limit(std::numeric_limits<std::uint64_t>::max());
    beast::error_code error;
    const std::size_t used = parser.put(asio::const_buffer(head.data(), head.size()), error);
    if (error || used != head.size() || !parser.is_header_done()) return refuse(400, kNoRequest);
    const auto& message = parser.get();
    const auto count = [&](http::field name) { return message.count(name); };
    old_version_ = message.version() == 10;
    if (head.find("\r\n ") != std::string_view::npos
        || head.find("\r\n\t") != std::string_view::npos)
        return refuse(400, "a line of the head may not be folded");
    if (count(http::field::host) > 1 || (!old_version_ && count(http::field::host) != 1))
        return refuse(400, "a request names exactly one Host");
    chunked_ = count(http::field::transfer_encoding) > 0;
    if (chunked_) {
        const bool known =
            count(http::field::transfer_encoding) == 1
            && equals_ignoring_ascii_case(view(message[http::field::transfer_encoding]), "chunked");
        // RFC 9112 section 6.1: what cannot be framed surely ends the connection.
        if (!known || old_version_ || count(http::field::content_length) > 0)
            return refuse(known ? 400 : 501, "this transfer coding is not understood");
    }
    const std::string_view length_said = view(message[http::field::content_length]);
    if (count(http::field::content_length) > 1
        || !std::all_of(length_said.begin(), length_said.end(), is_ascii_digit))
        return refuse(400, "a request has one length");

    request_.method = std::string(view(message.method_string()));
    if (request_.method != "GET" && request_.method != "HEAD" && request_.method != "POST")
        return refuse(501, "only GET, HEAD and POST are understood");
    const auto target = origin_form(view(message.target()), view(message[http::field::host]));
    if (!target || !parse_target(*target, request_))
        return refuse(400, "this address is not well formed");
    for (const auto& field : message)
        request_.headers.emplace_back(ascii_lowered(view(field.name_string())),
                                      std::string(view(field.value())));
    keep_alive_ = message.keep_alive();

    most_ = limits_.body_bytes(request_);
    left_ = parser.content_length().value_or(0);
    const Step step = look_at_size();
    if (step == Step::refused) return step;
    expects_ = count(http::field::expect) > 0 && !old_version_;
    if (expects_ && !equals_ignoring_ascii_case(view(message[http::field::expect]), "100-continue"))
        return refuse(417, "this expectation cannot be met");
    expects_ = expects_ && (chunked_ || left_ > 0) && at_ == kept_.size();
    if (step == Step::ask) return step;
    return std::exchange(expects_, false) ? Step::go_on : Step::more;
}

}  // namespace solander
