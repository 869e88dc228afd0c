// SPDX-License-Identifier: GPL-3.0-or-later
// What people try on a server: every parameter of every route says something hostile, forms come
// from elsewhere, addresses lead away, and stories are full of scripts. Rows come from the table of
// routes, so that a new route is tried too.
#include <fmt/format.h>

#include <set>

#include "base/markup.h"
#include "base/text.h"
#include "tests/web/live_server.h"
#include "web/routes.h"

namespace solander {
namespace {

/// Every element and attribute that our own pages have. What is missing here is missing from pages:
/// script but by address, style, iframe, object, embed, svg, math, base, on...=
const std::set<std::string_view> kElements = {
    "a",      "abbr",     "article", "aside",    "b",       "blockquote", "body",     "br",
    "button", "caption",  "cite",    "code",     "dd",      "del",        "details",  "div",
    "dl",     "dt",       "em",      "fieldset", "figure",  "footer",     "form",     "h1",
    "h2",     "h3",       "h4",      "h5",       "h6",      "head",       "header",   "hr",
    "html",   "i",        "input",   "ins",      "kbd",     "label",      "legend",   "li",
    "link",   "main",     "mark",    "meta",     "nav",     "ol",         "optgroup", "option",
    "p",      "pre",      "rect",    "q",        "s",       "script",     "section",  "select",
    "small",  "span",     "strong",  "sub",      "summary", "sup",        "table",    "tbody",
    "td",     "textarea", "th",      "thead",    "time",    "title",      "tr",       "u",
    "ul"};
const std::set<std::string_view> kAttributes = {
    "accept",    "accept-charset", "action",   "autocomplete", "charset",
    "checked",   "class",          "colspan",  "content",      "datetime",
    "dir",       "disabled",       "enctype",  "for",          "href",
    "id",        "inputmode",      "lang",     "list",         "max",
    "maxlength", "method",         "min",      "minlength",    "multiple",
    "name",      "open",           "pattern",  "placeholder",  "readonly",
    "rel",       "required",       "role",     "rows",         "cols",
    "scope",     "selected",       "size",     "src",          "start",
    "step",      "tabindex",       "title",    "type",         "value",
    "hidden",    "download",       "reversed", "width",        "height",
    "viewBox",   "lang",           "autofocus"};

/// Leads to a place of this server: "/works", "#main", "?q=x".
bool is_ours(std::string_view address) {
    return address.starts_with('#') || address.starts_with('?')
           || (address.starts_with('/') && !address.starts_with("//"));
}

std::string wrong_attribute(std::string_view tag, std::string_view name, std::string_view value) {
    if (!kAttributes.contains(name) && !name.starts_with("aria-") && !name.starts_with("data-"))
        return fmt::format("<{} {}>", tag, name);
    const bool leads = name == "href" || name == "src" || name == "action";
    if (leads && !is_ours(value)) return fmt::format("<{} {}={}>", tag, name, value);
    if (tag == "script" && name == "src" && !value.starts_with("/assets/"))
        return fmt::format("a script from {}", value);
    return {};
}

/// The first thing in a page that a page of ours has not; empty when all is well. Reads strictly as
/// our writer writes: names in lower case, values in double quotes.
std::string foreign_in(std::string_view page) {
    for (std::size_t at = 0; (at = page.find('<', at)) != std::string_view::npos;) {
        ++at;
        if (page.substr(at).starts_with("!doctype html>")
            || page.substr(at).starts_with("!DOCTYPE html>"))
            continue;
        if (at < page.size() && page[at] == '/') ++at;
        const std::size_t name_end = page.find_first_of(" >/", at);
        if (name_end == std::string_view::npos) return "a tag that does not end";
        const std::string_view tag = page.substr(at, name_end - at);
        const bool is_bar = page.substr(name_end).starts_with(R"( class="bar" aria-hidden="true")");
        if (!kElements.contains(tag) && !(tag == "svg" && (is_bar || page[at - 1] == '/')))
            return fmt::format("<{}>", tag);
        bool from_address = false;
        for (at = name_end; at < page.size() && page[at] != '>';) {
            if (page[at] == ' ' || page[at] == '/') {
                ++at;
                continue;
            }
            const std::size_t end = page.find_first_of("= >", at);
            if (end == std::string_view::npos) return "an attribute that does not end";
            const std::string_view name = page.substr(at, end - at);
            std::string_view value;
            at = end;
            if (page[end] == '=') {
                const std::size_t close = page.find('"', end + 2);
                if (end + 1 >= page.size() || page[end + 1] != '"'
                    || close == std::string_view::npos)
                    return fmt::format("<{} {}= without quotes>", tag, name);
                value = page.substr(end + 2, close - end - 2);
                at = close + 1;
            }
            if (std::string wrong = wrong_attribute(tag, name, value); !wrong.empty()) return wrong;
            from_address = from_address || name == "src";
            if (tag == "meta" && name == "http-equiv") return "<meta http-equiv>";
        }
        if (tag == "script" && page[name_end - tag.size() - 1] != '/' && !from_address)
            return "a script in the page";
    }
    return {};
}

/// A route's path with numbers in it.
std::string path_of(const Route& route, std::string_view number) {
    std::string path(route.path);
    for (std::size_t at = 0; (at = path.find('#')) != std::string::npos;)
        path.replace(at, 1, number);
    if (path.ends_with('.')) path += "json";
    if (const std::size_t at = path.find('@'); at != std::string::npos)
        path.replace(at, 1, "solander-x");
    if (const std::size_t at = path.find('$'); at != std::string::npos)
        path.replace(at, 1, std::string(43, 'x'));  // a secret that leads nowhere
    return path;
}

/// Names of all parameters and fields that some page reads.
constexpr const char* kParameters[] = {
    "q",          "rating",     "warning",   "category", "fandom",   "relationship",
    "character",  "tag",        "complete",  "language", "sort",     "from",
    "facets",     "words.from", "kind",      "done",     "to",       "do",
    "a",          "b",          "name",      "act",      "batch",    "say",
    "of",         "field",      "value",     "at",       "line",     "not.rating",
    "updated.to", "what",       "about",     "on",       "evidence", "reason",
    "sure",       "password",   "old",       "creator",  "series",   "token",
    "code",       "role",       "email",     "invite",   "scope",    "page",
    "words.to",   "choice",     "condition", "work",     "title",    "fandoms",
    "summary",    "notes"};

constexpr const char* kScripts[] = {"\"><script>alert(1)</script><img src=x onerror=alert(1)>",
                                    "javascript:alert(1)", "' onmouseover='alert(1)",
                                    "</title></textarea><svg onload=alert(1)>"};

std::string all_parameters(std::string_view value) {
    std::vector<std::pair<std::string, std::string>> pairs;
    for (const char* name : kParameters) pairs.emplace_back(name, value);
    return form_text(pairs);
}

class Hostile : public WebTest {
  protected:
    LiveServer owner_{library(), false}, strangers_{library(), true};
};

TEST(HostilePages, a_foreign_thing_in_a_page_is_noticed) {
    EXPECT_EQ(foreign_in("<!doctype html><p class=\"a\">x &lt;b&gt;<br></p><a href=\"/x\">y</a>"),
              "");
    for (const char* page :
         {"<p onclick=\"x\">", "<svg>", "<p style=\"x\">", "<a href=\"javascript:x\">",
          "<a href=\"//evil\">", "<a href=\"https://evil\">", "<script>x</script>",
          "<script src=\"/x.js\">", "<p class=x>", "<meta http-equiv=\"refresh\">", "<p",
          "<iframe>"})
        EXPECT_NE(foreign_in(page), "") << page;
}

TEST_F(Hostile, no_parameter_of_any_route_becomes_markup) {
    std::size_t pages = 0;
    for (const LiveServer* server : {&owner_, &strangers_})
        for (const Route& route : routes())
            for (const char* script : kScripts) {
                const std::string said = all_parameters(script);
                const std::string path = path_of(route, "1");
                const Answer answer = route.method == "POST"
                                          ? server->request("POST", path, "", said)
                                          : server->get(path + "?" + said);
                EXPECT_NE(answer.status, 0) << path;
                EXPECT_NE(answer.status, 500) << route.method << ' ' << path << '?' << said;
                if (answer.head.find("text/html") == std::string::npos
                    || answer.head.find("attachment") != std::string::npos)
                    continue;
                EXPECT_EQ(foreign_in(answer.body), "") << route.method << ' ' << path;
                ++pages;
            }
    EXPECT_GT(pages, 150U);
    for (const char* path : {"/<script>alert(1)</script>", "/%3Cscript%3Ealert(1)%3C/script%3E",
                             "/works/%22%3E%3Csvg%20onload=alert(1)%3E"})
        EXPECT_EQ(foreign_in(strangers_.get(path).body), "") << path;
}

TEST_F(Hostile, no_parameter_begins_a_line_of_a_head) {
    for (const char* value :
         {"/x\r\nSet-Cookie: stolen=1\r\n\r\n<p>", "/x\nSet-Cookie: stolen=1",
          "/x\rSet-Cookie: stolen=1", "\xE5\x98\x8A\xE5\x98\x8DSet-Cookie: stolen=1"})
        for (const LiveServer* server : {&owner_, &strangers_})
            for (const Route& route : routes()) {
                const std::string said = all_parameters(value), path = path_of(route, "1");
                const Answer answer = route.method == "POST"
                                          ? server->request("POST", path, "", said)
                                          : server->get(path + "?" + said);
                EXPECT_EQ(answer.head.find("\nSet-Cookie: stolen"), std::string::npos) << path;
                EXPECT_EQ(answer.head.find("\rSet-Cookie: stolen"), std::string::npos) << path;
            }
}

TEST_F(Hostile, nothing_leads_to_another_site) {
    const char* const kElsewhere[] = {
        "https://evil.example/", "//evil.example/",     "///evil.example",  "/\\evil.example",
        "\\\\evil.example",      "/\t/evil.example",    "/\n/evil.example", "\t//evil.example",
        " //evil.example",       "javascript:alert(1)", "/%2f/../evil",     "http:evil.example",
        "/..//evil.example",     "/.//evil.example",    "evil.example",     "",
        "/%5cevil.example",      "/%09/evil.example"};
    for (const char* to : kElsewhere) {
        const std::string field = form_text({{"to", to}});
        std::vector<Answer> answers = {strangers_.request("POST", "/adult", "", field),
                                       owner_.get("/login?" + field)};
        for (const Route& route : routes())
            if (route.method == "POST")
                answers.push_back(
                    owner_.request("POST", path_of(route, "1"), "", "do=settle&" + field));
        for (const Answer& answer : answers) {
            const std::size_t at = answer.head.find("\r\nLocation: ");
            if (at == std::string::npos) continue;
            const std::string place =
                answer.head.substr(at + 12, answer.head.find("\r\n", at + 2) - at - 12);
            ASSERT_FALSE(place.empty());
            EXPECT_EQ(place.front(), '/') << to << " -> " << place;
            if (place.size() < 2) continue;
            EXPECT_NE(place[1], '/') << to << " -> " << place;
            EXPECT_NE(place[1], '\\') << to << " -> " << place;
            EXPECT_EQ(place.find_first_of("\t\n\r"), std::string::npos) << to << " -> " << place;
        }
    }
}

TEST_F(Hostile, no_form_of_another_site_is_taken_by_any_route) {
    const char* const kElsewhere[] = {"Origin: http://evil.example\r\n",
                                      "Origin: null\r\n",
                                      "Origin: http://127.0.0.1:1\r\n",
                                      "Origin: http://127.0.0.1.evil.example\r\n",
                                      "Sec-Fetch-Site: cross-site\r\n",
                                      "Sec-Fetch-Site: same-site\r\n",
                                      "Origin: http://127.0.0.1\r\nSec-Fetch-Site: cross-site\r\n"};
    std::size_t forms = 0;
    for (const Route& route : routes()) {
        if (route.method != "POST") continue;
        for (const char* header : kElsewhere)
            for (const LiveServer* server : {&owner_, &strangers_}) {
                const int status =
                    server->request("POST", path_of(route, "1"), header, "do=x").status;
                const bool hidden = server == &strangers_ && route.who != Who::anyone;
                // A page without a referrer has its forms come from "null": its secret is the
                // guard.
                const bool by_secret =
                    route.path.ends_with('$') && std::string_view(header) == "Origin: null\r\n";
                EXPECT_EQ(status, hidden || by_secret ? 404 : 403) << route.path << ' ' << header;
                ++forms;
            }
    }
    EXPECT_GT(forms, 100U);
}

TEST_F(Hostile, a_method_is_what_the_request_line_says) {
    for (const Route& route : routes()) {
        const std::string path = path_of(route, "1");
        const char* const other = route.method == "POST" ? "GET" : "POST";
        bool has_other = false;
        if (match_route(other, path, has_other).route == nullptr) {
            const std::string hints =
                fmt::format("X-HTTP-Method-Override: {0}\r\nX-HTTP-Method: {0}\r\n", route.method);
            EXPECT_EQ(
                owner_.request(other, path, hints, route.method == "POST" ? "" : "a=b").status, 405)
                << route.path;
        }
        const Answer head = owner_.request("HEAD", path);
        EXPECT_TRUE(head.body.empty()) << path;
        if (match_route("HEAD", path, has_other).route == nullptr) {
            EXPECT_EQ(head.status, 405) << path;
        }
    }
    for (const char* method : {"TRACE", "TRACK", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND"})
        EXPECT_EQ(owner_.request(method, "/").status, 501) << method;
}

TEST_F(Hostile, a_false_host_is_shown_nowhere) {
    for (const char* header : {"Host: evil.example\r\n", "X-Forwarded-Host: evil.example\r\n",
                               "Forwarded: host=evil.example\r\n", "X-Host: evil.example\r\n"})
        for (const Route& route : routes()) {
            if (route.method != "GET") continue;
            const bool host = std::string_view(header).starts_with("Host");
            const Answer answer = LiveServer::parsed(strangers_.raw(
                fmt::format("GET {} HTTP/1.1\r\nConnection: close\r\n{}{}\r\n", path_of(route, "1"),
                            host ? "" : "Host: stories.example\r\n", header)));
            EXPECT_NE(answer.status, 0) << route.path;
            EXPECT_EQ((answer.head + answer.body).find("evil.example"), std::string::npos)
                << route.path << ' ' << header;
        }
}

TEST_F(Hostile, every_answer_tells_the_browser_what_it_may_not_do) {
    for (const LiveServer* server : {&owner_, &strangers_})
        for (const Route& route : routes()) {
            const Answer answer = server->request(route.method, path_of(route, "1"), "",
                                                  route.method == "POST" ? "a=b" : "");
            const auto policy = answer.head.find("\r\nContent-Security-Policy: ");
            ASSERT_NE(policy, std::string::npos) << route.path;
            const std::string rules =
                answer.head.substr(policy, answer.head.find("\r\n", policy + 2) - policy);
            EXPECT_NE(rules.find("default-src 'none'"), std::string::npos) << route.path;
            EXPECT_EQ(rules.find("unsafe"), std::string::npos) << route.path;
            EXPECT_TRUE(rules.find("frame-ancestors 'none'") != std::string::npos
                        || rules.find("sandbox") != std::string::npos)
                << route.path;
            for (const char* header :
                 {"X-Content-Type-Options: nosniff", "Cross-Origin-Opener-Policy: same-origin",
                  "Cross-Origin-Resource-Policy: same-origin", "Permissions-Policy: "})
                EXPECT_NE(answer.head.find(header), std::string::npos) << route.path << header;
            EXPECT_TRUE(answer.head.find("Referrer-Policy: same-origin") != std::string::npos
                        || answer.head.find("Referrer-Policy: no-referrer") != std::string::npos)
                << route.path;
        }
}

// ---- stories

/// What can act in a browser. Each says "kept words" where a reader would see text.
constexpr const char* kConstructs[] = {
    "<script>alert('dead')</script>",
    "<script src=//evil.example/x.js></script>",
    "<ScRiPt\n>alert(1)</sCrIpT\t>",
    "<scr<script>ipt>alert(1)</script>",
    "<p onclick=alert(1) onmouseover='alert(2)' OnFocus=\"alert(3)\">kept words</p>",
    "<p style=\"background:url(javascript:alert(1));position:fixed\">kept words</p>",
    "<style>body{background:url(//evil.example)}</style>",
    "<a href=javascript:alert(1)>kept words</a>",
    "<a href=' java\tscript:alert(1)'>kept words</a>",
    "<a href=&#106;avascript:alert(1)>kept words</a>",
    "<a href=data:text/html,<script>alert(1)</script>>kept words</a>",
    "<a href=vbscript:x>kept words</a>",
    "<img src=x onerror=alert(1)>",
    "<img src=\"data:image/svg+xml,<svg onload=alert(1)>\">",
    "<iframe src=//evil.example></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<frameset><frame src=//evil.example></frameset>",
    "<object data=//evil.example><embed src=//evil.example></object>",
    "<applet code=x></applet>",
    "<form action=//evil.example><input name=password><button formaction=//evil>kept words</button>"
    "</form>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<base href=//evil.example>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<svg><script>alert(1)</script><animate onbegin=alert(1) attributeName=x></svg>",
    "<svg/onload=alert(1)>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mtext></math>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">kept words</noscript>",
    "<template><img src=x onerror=alert(1)></template>",
    "<xmp><img src=x onerror=alert(1)></xmp>",
    "<textarea><img src=x onerror=alert(1)></textarea>",
    "<title><img src=x onerror=alert(1)></title>",
    "<video><source onerror=alert(1)></video><audio src=x onerror=alert(1)>",
    "<details open ontoggle=alert(1)>kept words</details>",
    "<marquee onstart=alert(1)>kept words</marquee>",
    "<isindex action=javascript:alert(1)>",
    "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<?xml-stylesheet href=\"javascript:alert(1)\"?>",
    "<p id=\"x\" name=body title='\"><img src=x onerror=alert(1)>'>kept words</p>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;lt;script&amp;gt;alert(1)",
    "<x:script xmlns:x=\"http://www.w3.org/1999/xhtml\">alert(1)</x:script>",
    "<p \x01onclick=alert(1)>kept words</p>",
    "\xEF\xBC\x9Cscript\xEF\xBC\x9E"
    "alert(1)",
};

TEST(HostileStories, nothing_in_a_story_acts_in_a_browser) {
    TemporaryFolder folder;
    const auto library = folder.path() / "library", pile = folder.path() / "pile";
    std::filesystem::create_directories(pile);
    int n = 0;
    std::string whole;
    const auto story = [](std::string_view construct, int number) {
        return fmt::format("<html><head><title>Tale {0} {1}</title></head><body><p>Title: Tale {0} "
                           "{1}<br>Author: Ada {1} Marsh<br>Fandom: {1} Weir<br>Rating: G<br>"
                           "Archive: Anywhere<br>Summary: {1}</p><hr>{2}",
                           number, construct, story_text(number));
    };
    for (const char* construct : kConstructs) {
        ++n;
        std::string page = story(construct, n);
        page +=
            fmt::format("<p>Before it.</p>{}<p>After it, kept words.</p></body></html>", construct);
        whole += fmt::format("<p>{}</p>\n", construct);
        write_file(pile / fmt::format("{}.html", n), page);
        write_file(pile / fmt::format("{}.txt", n),
                   story_file(construct, construct, n + 500, "Archive: Anywhere\nRating: G\n"));
    }
    write_file(pile / "all.html", story("x", 900) + whole + "</body></html>");
    make_archive(library);
    std::int64_t works = 0;
    {
        Archive archive(library);
        Progress progress;
        archive.add({pile}, {}, progress);
    }
    const LiveServer server(library, false);
    for (std::int64_t id = 1; id <= 2 * n + 1; ++id) {
        if (server.get(fmt::format("/works/{}", id)).status != 200) continue;
        ++works;
        for (const char* path : {"", "/read", "/chapters/1"}) {
            const std::string address = fmt::format("/works/{}{}", id, path);
            const Answer page = server.get(address);
            EXPECT_EQ(foreign_in(page.body), "") << address;
        }
        const Answer file = server.get(fmt::format("/works/{}.html", id));
        EXPECT_NE(file.head.find("attachment"), std::string::npos);
        for (const char* bad :
             {"<script", "<iframe", "<svg", "<img", "<form", "<object", "<base", "http-equiv"})
            EXPECT_EQ(ascii_lowered(file.body).find(bad), std::string::npos) << id << ' ' << bad;
    }
    EXPECT_GT(works, n);
    for (const char* path : {"/", "/works", "/works?q=kept", "/admin", "/admin/findings",
                             "/admin/tags", "/admin/people", "/admin/series", "/admin/stats"})
        EXPECT_EQ(foreign_in(server.get(path).body), "") << path;
}

TEST(HostileStories, an_original_is_a_file_of_no_kind_and_its_name_stays_in_its_line) {
    TemporaryFolder folder;
    const auto library = folder.path() / "library", pile = folder.path() / "pile";
    std::filesystem::create_directories(pile);
    write_file(pile / "a\r\nSet-Cookie: x=1\r\n\r\n<script>\"; filename=x.txt",
               story_file("A \"quoted\"; name=x", "Ada Marsh", 1,
                          "Archive: Anywhere\nSummary: <script>alert(1)</script>\n"));
    make_archive(library);
    {
        Archive archive(library);
        Progress progress;
        archive.add({pile}, {}, progress);
    }
    const LiveServer server(library, false);
    for (const char* path :
         {"/works/1/original", "/works/1.epub", "/works/1.html", "/works/1.txt"}) {
        const Answer answer = server.get(path);
        EXPECT_EQ(answer.status, 200) << path;
        EXPECT_EQ(answer.head.find("\nSet-Cookie"), std::string::npos) << answer.head;
        EXPECT_NE(answer.head.find("\r\nContent-Disposition: attachment; filename=\""),
                  std::string::npos)
            << answer.head;
    }
    const std::string head = server.get("/works/1/original").head;
    EXPECT_NE(head.find("\r\nContent-Type: application/octet-stream\r\n"), std::string::npos);
    EXPECT_NE(head.find("\r\nContent-Security-Policy: sandbox; default-src 'none'"),
              std::string::npos);
    EXPECT_EQ(foreign_in(server.get("/works/1").body), "");
}

}  // namespace
}  // namespace solander
