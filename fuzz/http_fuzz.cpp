// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes of a connection are requests or a refusal: the same however they arrive, and what is
// taken as a request could not be read in another way.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "web/request_reader.h"

namespace {

using namespace solander;
using Step = RequestReader::Step;

void must(bool holds) {
    if (!holds) std::abort();
}

/// Framed by one length or one coding, for one host, and with nothing that ends a line early.
void look_at(const Request& request) {
    must(request.method == "GET" || request.method == "HEAD" || request.method == "POST");
    must(request.path.front() == '/' && request.target.front() == '/');
    must(request.path.find('\0') == std::string::npos);
    must(request.path.find("/../") == std::string::npos && !request.path.ends_with("/.."));
    std::size_t hosts = 0, lengths = 0, codings = 0;
    for (const auto& [name, value] : request.headers) {
        must(!name.empty());
        for (const std::string* text : {&name, &value})
            must(text->find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos);
        must(name.find_first_of(" \t:") == std::string::npos);
        hosts += name == "host" ? 1U : 0U;
        codings += name == "transfer-encoding" ? 1U : 0U;
        if (name != "content-length") continue;
        ++lengths;
        must(!value.empty() && value.find_first_not_of("0123456789") == std::string::npos);
        must(std::to_string(request.body.size())
             == value.substr(std::min(value.find_first_not_of('0'), value.size() - 1)));
    }
    must(hosts <= 1 && lengths + codings <= 1);
    must(lengths + codings == 1 || request.body.empty());
    must(request.body.size() <= 300);
    // What a page makes of it goes into a head again.
    Response response = Response::redirect(path_of_ours(request.parameter("to"), "/"));
    response.headers.emplace_back("Content-Disposition", attachment(request.parameter("name")));
    response.headers.emplace_back("X-Raw", request.body);
    const std::string head = head_text(response, response.status, {}, "close");
    must(std::count(head.begin(), head.end(), '\n') == 8
         && std::count(head.begin(), head.end(), '\r') == 8);
    must(head.find("\r\nLocation: //") == std::string::npos);
    must(head.find("\r\nLocation: /") != std::string::npos);
}

std::string read_in_pieces(const RequestLimits& limits, std::string_view bytes, std::size_t piece) {
    RequestReader reader(limits);
    std::string found;
    for (std::size_t at = 0; at < bytes.size(); at += piece) {
        Step step = reader.take(bytes.substr(at, piece));
        while (step == Step::whole || step == Step::go_on || step == Step::ask) {
            if (step != Step::whole) {
                must(reader.request().body.size() <= 100 || step == Step::go_on);
                step = step == Step::ask ? reader.allow(reader.request().target.size() % 2 == 0)
                                         : reader.more();
                continue;
            }
            look_at(reader.request());
            found += reader.request().method + reader.request().target + "[" + reader.request().body
                     + "]";
            if (!reader.keep_alive()) return found;
            step = reader.next();
        }
        if (step == Step::refused) return found + std::to_string(reader.status());
    }
    return found + (reader.is_idle() ? "." : "...");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data),
                                 std::min<std::size_t>(size, 8192));
    RequestLimits limits;
    limits.head_bytes = 1000;
    limits.body_bytes = [](const Request&) { return RequestLimits::Body{100, 300}; };
    const std::string at_once =
        read_in_pieces(limits, bytes, std::max<std::size_t>(1, bytes.size()));
    must(read_in_pieces(limits, bytes, 1) == at_once);
    must(read_in_pieces(limits, bytes, 13) == at_once);
    return 0;
}
