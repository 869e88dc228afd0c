// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/layout.h"

#include <fmt/format.h>

#include "base/address.h"
#include "base/embedded.h"
#include "base/text.h"
#include "web/http.h"

namespace solander {
namespace {

std::string asset_path(std::string_view name, std::string_view extension) {
    const std::string tag = etag_of(embedded(name));
    return fmt::format("/assets/solander-{}.{}", tag.substr(1, 16), extension);
}

void write_head(Markup& html, const Frame& frame) {
    html.open("head").open("meta").attr("charset", "utf-8").close();
    html.open("meta")
        .attr("name", "viewport")
        .attr("content", "width=device-width, initial-scale=1")
        .close();
    html.open("title")
        .text(frame.title.empty() || frame.title == frame.library
                  ? frame.library
                  : frame.title + " · " + frame.library)
        .close();
    if (!frame.description.empty())
        html.open("meta").attr("name", "description").attr("content", frame.description).close();
    html.open("meta").attr("name", "color-scheme").attr("content", "light dark").close();
    if (!frame.owner)
        html.open("meta").attr("name", "robots").attr("content", frame.robots).close();
    html.open("link").attr("rel", "stylesheet").attr("href", style_path()).close();
    html.open("script").attr("type", "module").attr("src", script_path()).close();
    if (!frame.canonical.empty())
        html.open("link").attr("rel", "canonical").attr("href", frame.canonical).close();
    html.close();
}

void write_banner(Markup& html, const Frame& frame) {
    html.open("a").attr("class", "skip").attr("href", "#main").text("Skip to the text").close();
    html.open("header").attr("class", "banner");
    html.open("a").attr("class", "library").attr("href", "/").text(frame.library).close();
    html.open("nav").attr("aria-label", "Library");
    link(html, "/works", "Works");
    if (frame.care) {
        html.text(" ");
        link(html, "/admin", "Care");
    }
    if (!frame.owner) {
        html.text(" ");
        if (frame.account.empty())
            link(html, "/login", "Log in");
        else
            link(html, "/account", frame.account);
    }
    html.close();
    html.open("form").attr("class", "find").attr("role", "search").attr("action", "/works");
    html.open("label")
        .attr("class", "unseen")
        .attr("for", "find")
        .text("Search the library")
        .close();
    html.open("input")
        .attr("id", "find")
        .attr("name", "q")
        .attr("type", "search")
        .attr("value", frame.query);
    html.attr("placeholder", "words, \"phrases\", fandom:name").attr("autocomplete", "off");
    html.attr("aria-keyshortcuts", "/").attr("title", "Key: /").close();
    html.element("button", "Find").close();
    html.close();
}

/// Whoever writes a form cannot forget it. Text is escaped: these bytes are only ever a form.
std::string with_form_token(std::string html, std::string_view token) {
    if (token.empty()) return html;
    constexpr std::string_view kForm = "<form method=\"post\"";
    const std::string field = fmt::format(R"(<input type="hidden" name="form" value="{}">)", token);
    for (std::size_t at = html.find(kForm); at != std::string::npos; at = html.find(kForm, at)) {
        at = html.find('>', at) + 1;
        html.insert(at, field);
    }
    return html;
}

}  // namespace

std::string_view style_path() {
    static const std::string path = asset_path("share/solander.css", "css");
    return path;
}

std::string_view script_path() {
    static const std::string path = asset_path("share/solander.js", "js");
    return path;
}

void link(Markup& html, std::string_view href, std::string_view text, std::string_view css) {
    html.open("a").attr("href", href);
    if (!css.empty()) html.attr("class", css);
    html.text(text).close();
}

void prose(Markup& html, std::string_view text) {
    for (const std::string_view line : split(text, '\n'))
        if (!trim(line).empty()) html.element("p", without_addresses(trim(line)));
}

std::string page_text(const Frame& frame, const std::function<void(Markup&)>& main) {
    Markup html;
    html.doctype().open("html").attr("lang", "en");
    write_head(html, frame);
    html.open("body");
    if (frame.reading) html.attr("class", "reading");
    write_banner(html, frame);
    html.open("main").attr("id", "main");
    main(html);
    html.close();
    html.open("footer").attr("class", "foot").open("p");
    html.text(frame.owner ? "Your own library: everything is shown, to you alone."
                          : "Every work is here by its author's leave.");
    html.close().close().close().close();
    return with_form_token(html.take() + "\n", frame.form_token);
}

}  // namespace solander
