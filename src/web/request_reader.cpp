// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/request_reader.h"

#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <algorithm>
#include <limits>

#include "base/text.h"

namespace solander {
namespace {

namespace beast = boost::beast;
namespace http = beast::http;

constexpr std::string_view kNoRequest = "this is not an HTTP request";

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

struct RequestReader::Parser : http::request_parser<http::string_body> {};

RequestReader::RequestReader(const RequestLimits& limits) : limits_(limits) {}
RequestReader::~RequestReader() = default;

bool RequestReader::is_idle() const { return at_ == kept_.size() && !in_body_; }

RequestReader::Step RequestReader::take(std::string_view bytes) {
    kept_.append(bytes);
    return look();
}

RequestReader::Step RequestReader::more() { return look(); }

RequestReader::Step RequestReader::next() {
    parser_.reset();
    request_ = {};
    in_body_ = false;
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
    while (!parser_->is_done() && at_ < kept_.size()) {
        // The same bytes are looked at however they arrived, so the same is found in them.
        const std::string_view rest = std::string_view(kept_).substr(at_, limits_.head_bytes);
        beast::error_code error;
        const std::size_t used =
            parser_->put(boost::asio::const_buffer(rest.data(), rest.size()), error);
        at_ += used;
        if (error == http::error::body_limit) return refuse(413, "the request's body is too long");
        if (error && error != http::error::need_more) return refuse(400, kNoRequest);
        if (used > 0) continue;
        if (rest.size() == limits_.head_bytes) return refuse(400, kNoRequest);
        break;
    }
    if (parser_->is_done()) {
        request_.body = std::move(parser_->get().body());
        return Step::whole;
    }
    kept_.erase(0, at_);
    at_ = 0;
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
    parser_ = std::make_unique<Parser>();
    parser_->header_limit(limits_.head_bytes);
    parser_->body_limit(std::numeric_limits<std::uint64_t>::max());
    beast::error_code error;
    at_ = parser_->put(boost::asio::const_buffer(head.data(), head.size()), error);
    if (error || at_ != head.size() || !parser_->is_header_done()) return refuse(400, kNoRequest);
    in_body_ = true;
    return look_at_head(head);
}

RequestReader::Step RequestReader::look_at_head(std::string_view head) {
    const auto& message = parser_->get();
    const auto count = [&](http::field name) { return message.count(name); };
    old_version_ = message.version() == 10;
    if (head.find("\r\n ") != std::string_view::npos
        || head.find("\r\n\t") != std::string_view::npos)
        return refuse(400, "a line of the head may not be folded");
    if (count(http::field::host) > 1 || (!old_version_ && count(http::field::host) != 1))
        return refuse(400, "a request names exactly one Host");
    if (count(http::field::transfer_encoding) > 0) {
        const bool chunked =
            count(http::field::transfer_encoding) == 1
            && equals_ignoring_ascii_case(view(message[http::field::transfer_encoding]), "chunked");
        // RFC 9112 section 6.1: what cannot be framed surely ends the connection.
        if (!chunked || old_version_ || count(http::field::content_length) > 0)
            return refuse(chunked ? 400 : 501, "this transfer coding is not understood");
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
    // Now, and not at the end: fields that come behind the body say nothing.
    for (const auto& field : message)
        request_.headers.emplace_back(ascii_lowered(view(field.name_string())),
                                      std::string(view(field.value())));
    keep_alive_ = message.keep_alive();

    const std::uint64_t most =
        limits_.body_bytes(request_.method, request_.target, request_.header("cookie"));
    if (const auto length = parser_->content_length(); length && *length > most)
        return refuse(413, "the request's body is too long");
    parser_->body_limit(most);
    if (count(http::field::expect) > 0 && !old_version_) {
        if (!equals_ignoring_ascii_case(view(message[http::field::expect]), "100-continue"))
            return refuse(417, "this expectation cannot be met");
        if (!parser_->is_done() && at_ == kept_.size()) return Step::go_on;
    }
    return Step::more;
}

}  // namespace solander
