// SPDX-License-Identifier: GPL-3.0-or-later
// The frame around every page: head, navigation, landmarks, foot.
#pragma once
#include <functional>
#include <string>
#include <string_view>

#include "base/markup.h"

namespace solander {

struct Frame {
    std::string title;        ///< of the page; the archive's name is added
    std::string library;      ///< the archive's name
    std::string query;        ///< shown in the search field
    std::string description;  ///< for <meta>; may be empty
    bool reading = false;     ///< a reading page: quiet head, reading settings
    bool owner = true;        ///< nobody else comes here
    bool care = true;         ///< may look after the library
    std::string account;      ///< the name of who is logged in; empty: nobody
    std::string form_token;   ///< put into each form that changes something; may be empty
    std::string canonical;    ///< path; may be empty
    std::string robots = "noindex, noai, noimageai";  ///< what they may (consent/robots.h)
};

/// A whole page; `main` writes what is inside <main>. Every form with method="post" gets the form
/// token.
std::string page_text(const Frame&, const std::function<void(Markup&)>& main);

/// <a href>text</a>
void link(Markup&, std::string_view href, std::string_view text, std::string_view css = {});
/// Text in paragraphs, one for each non-blank line; addresses masked.
void prose(Markup&, std::string_view text);

/// Paths of the style sheet and the script, with a digest of their content in the name.
std::string_view style_path();
std::string_view script_path();

}  // namespace solander
