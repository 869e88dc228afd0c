// SPDX-License-Identifier: GPL-3.0-or-later
// One request after another out of the bytes of a connection (RFC 9112). Whatever two programs
// could read in two ways is refused and ends the connection: a proxy in front must never see other
// requests than we do. No socket in sight.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "web/http.h"

namespace solander {

struct RequestLimits {
    std::uint32_t head_bytes = 16 * 1024;  ///< also of a chunk's size with its extensions
    /// Bytes that a body may have, as far as the request's head tells without looking anything up.
    struct Body {
        std::uint64_t anybody, some;
    };
    std::function<Body(const Request&)> body_bytes;
};

class RequestReader {
  public:
    enum class Step : std::uint8_t {
        more,    ///< give it further bytes
        go_on,   ///< the client waits for "100 Continue"; then more()
        ask,     ///< its body has more bytes than anybody may send; then allow()
        whole,   ///< request() is there; next() when it has been answered
        refused  ///< answer with status() and why(), and close
    };

    explicit RequestReader(const RequestLimits&);

    /// What comes behind the request is kept for next().
    Step take(std::string_view bytes);
    Step more();
    Step allow(bool is_one_who_may);
    Step next();

    bool is_idle() const;  ///< nothing of a request has come yet
    bool in_body() const { return in_body_; }
    Request& request() { return request_; }
    bool keep_alive() const { return keep_alive_; }
    bool old_version() const { return old_version_; }  ///< HTTP/1.0
    unsigned status() const { return status_; }
    std::string_view why() const { return why_; }

  private:
    enum class WaitFor : std::uint8_t { chunk, line_end, fields };

    Step refuse(unsigned status, std::string_view why);
    Step look();
    Step look_for_head();
    /// The head is there: whether the rest can be framed, and is wanted.
    Step look_at_head(std::string_view head);
    /// Of the bytes that come next; before any of them is kept.
    Step look_at_size();
    Step look_at_chunks();
    Step take_bytes();

    const RequestLimits& limits_;
    std::string kept_;
    std::size_t at_ = 0;      ///< in `kept_`: what has been taken
    std::size_t looked_ = 0;  ///< before which no head ends
    Request request_;
    std::uint64_t left_ = 0;      ///< bytes of the body or chunk
    RequestLimits::Body most_{};  ///< of the body in all
    std::size_t fields_ = 0;      ///< bytes behind the last chunk
    WaitFor wait_for_ = WaitFor::chunk;
    bool chunked_ = false, expects_ = false;
    bool in_body_ = false, keep_alive_ = false, old_version_ = false;
    unsigned status_ = 0;
    std::string_view why_;
};

}  // namespace solander
