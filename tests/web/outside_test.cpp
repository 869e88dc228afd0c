// SPDX-License-Identifier: GPL-3.0-or-later
// No telemetry: no page fetches anything from, or sends anything to, another host; and nothing that
// the program serves names one.
#include <fmt/format.h>

#include "base/embedded.h"
#include "base/text.h"
#include "tests/web/live_server.h"
#include "web/routes.h"

namespace solander {
namespace {

class Outside : public WebTest {};

/// Every value of these attributes, whatever stands before them.
std::vector<std::string> values_of(std::string_view html, std::string_view attribute) {
    std::vector<std::string> values;
    const std::string wanted = " " + std::string(attribute) + "=\"";
    for (std::size_t at = html.find(wanted); at != std::string_view::npos;
         at = html.find(wanted, at)) {
        at += wanted.size();
        values.emplace_back(html.substr(at, html.find('"', at) - at));
    }
    return values;
}

TEST_F(Outside, no_page_fetches_or_sends_anything_elsewhere) {
    std::size_t seen = 0;
    for (const bool for_readers : {false, true}) {
        const LiveServer server(library(), for_readers);
        for (const Route& route : routes()) {
            if (route.method != "GET") continue;
            std::string path(route.path);
            for (std::size_t at = 0; (at = path.find('#')) != std::string::npos;)
                path.replace(at, 1, "1");
            if (path.ends_with('.')) path += "html";
            const Answer answer = server.get(path);
            if (answer.head.find("text/html") == std::string::npos) continue;
            ++seen;
            for (const char* attribute : {"src", "action", "formaction", "srcset", "poster", "ping",
                                          "data", "background", "manifest"})
                for (const std::string& value : values_of(answer.body, attribute))
                    EXPECT_TRUE(value.starts_with('/') && !value.starts_with("//"))
                        << path << ' ' << attribute << ' ' << value;
            for (const std::string& value : values_of(answer.body, "href"))
                EXPECT_TRUE((value.starts_with('/') && !value.starts_with("//"))
                            || value.starts_with('#'))
                    << path << ' ' << value;
            for (const char* hint :
                 {"http-equiv", "<iframe", "<object", "<embed", "<base", " style=\"",
                  "javascript:", "preconnect", "dns-prefetch", "@import", "url("})
                EXPECT_FALSE(answer.has(hint)) << path << ' ' << hint;
        }
    }
    EXPECT_GT(seen, 30U);
}

TEST_F(Outside, the_policy_of_every_answer_lets_no_page_do_so) {
    const LiveServer server(library(), true);
    for (const char* path : {"/", "/works", "/works/1", "/works/1/read", "/works/1.html",
                             "/api/v1/works", "/nothing", "/robots.txt", "/login"}) {
        const std::string head = server.get(path).head;
        const std::size_t at = head.find("Content-Security-Policy: ");
        ASSERT_NE(at, std::string::npos) << path;
        const std::string policy = head.substr(at + 25, head.find('\r', at) - at - 25);
        EXPECT_TRUE(policy.starts_with("default-src 'none';")) << path;
        EXPECT_NE(policy.find("form-action 'self'"), std::string::npos) << path;
        for (const char* open : {"http:", "https:", "*", "unsafe", "data:", "report", "connect"})
            EXPECT_EQ(policy.find(open), std::string::npos) << path << ' ' << open;
        for (const char* header : {"\nReport-To", "\nReporting-Endpoints", "\nNEL", "\nLink:"})
            EXPECT_EQ(head.find(header), std::string::npos) << path << ' ' << header;
    }
}

TEST(OutsideAssets, name_no_host_and_call_nobody) {
    for (const char* name : {"share/solander.css", "share/solander.js"}) {
        const std::string text = ascii_lowered(embedded(name));
        for (const char* word : {"://", "url(//", "@import", "sendbeacon", "xmlhttprequest",
                                 "websocket", "eventsource", "fetch(", "import("})
            EXPECT_EQ(text.find(word), std::string::npos) << name << ' ' << word;
    }
}

}  // namespace
}  // namespace solander
