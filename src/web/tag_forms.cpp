// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/tag_forms.h"

#include <fmt/format.h>

#include <charconv>

#include "base/number.h"
#include "base/text.h"
#include "web/forms.h"

namespace solander {
namespace {

constexpr std::size_t kRows = 1000;  // of a preview, on one page

std::string ref_text(const TagName& tag) {
    if (tag.id > 0) return std::to_string(tag.id);
    return fmt::format("{}:{}", name_of(tag.kind), tag.name);
}

/// "12", "fandom:X", or a name of `kind`.
Result<TagName> read_ref(const Archive& archive, std::string_view text, TagKind kind) {
    text = trim(text);
    const std::size_t colon = text.find(':');
    const std::string before = ascii_lowered(trim(text.substr(0, std::min(colon, text.size()))));
    const bool number = text.find_first_not_of("0123456789") == std::string_view::npos;
    const bool with_kind =
        colon != std::string_view::npos && (tag_kind_from_name(before) || before == "tag");
    if (number || with_kind) return archive.tag_named(text);
    return archive.tag_named(fmt::format("{}:{}", name_of(kind), text));
}

Result<TagWord> read_word(const Archive& archive, const FormFields& fields) {
    TagWord word;
    auto tag = archive.tag_named(field_value(fields, "tag"));
    if (!tag) return tl::unexpected<Error>(tag.error());
    word.tag = std::move(*tag);
    word.act = field_value(fields, "act");
    word.value = field_value(fields, "value");
    const TagKind kind = word.act == "parent" ? TagKind::fandom : word.tag.kind;
    for (const auto& [name, value] : fields) {
        if (name != "of" || trim(value).empty()) continue;
        auto other = read_ref(archive, value, kind);
        if (!other) return tl::unexpected<Error>(other.error());
        word.others.push_back(std::move(*other));
    }
    return word;
}

}  // namespace

std::string tag_path(const TagName& tag) { return fmt::format("/admin/tags/{}", tag.id); }

std::string field_value(const FormFields& fields, std::string_view wanted) {
    for (const auto& [name, value] : fields)
        if (name == wanted) return value;
    return {};
}

std::string say_text(const TagWord& word) {
    FormFields fields = {{"tag", ref_text(word.tag)}, {"act", word.act}};
    for (const TagName& other : word.others) fields.emplace_back("of", ref_text(other));
    if (!word.value.empty()) fields.emplace_back("value", word.value);
    return form_text(fields);
}

Result<std::vector<TagWord>> words_said(const Archive& archive, const FormFields& fields) {
    std::vector<TagWord> words;
    const auto add = [&](const FormFields& one) -> Result<void> {
        auto word = read_word(archive, one);
        if (!word) return tl::unexpected<Error>(word.error());
        words.push_back(std::move(*word));
        return {};
    };
    for (const auto& [name, value] : fields) {
        if (name != "say") continue;
        // A proposal may be several words; each is a line.
        for (const std::string_view line : split(value, '\n')) {
            if (trim(line).empty()) continue;
            if (auto added = add(parse_form(trim(line))); !added)
                return tl::unexpected<Error>(added.error());
        }
    }
    if (!field_value(fields, "act").empty())
        if (auto added = add(fields); !added) return tl::unexpected<Error>(added.error());
    if (words.empty())
        return fail(Fault::usage, "nothing was chosen", "go back and choose what should be said");
    return words;
}

void write_preview(Markup& html, const std::vector<TagChange>& changes,
                   const std::vector<TagFault>& faults) {
    for (const TagFault& fault : faults)
        html.open("p").attr("class", "fault").text("This cannot be: " + fault.what + ".").close();
    if (changes.empty()) {
        html.open("p").attr("class", "empty").text("That is so already. Nothing changes.").close();
        return;
    }
    html.open("div").attr("class", "wide").open("table").open("thead").open("tr");
    for (const char* head : {"Tag", "Works", "Before", "After"})
        html.open("th").attr("scope", "col").text(head).close();
    html.close().close().open("tbody");
    for (std::size_t i = 0; i < changes.size() && i < kRows; ++i) {
        const TagChange& change = changes[i];
        html.open("tr").open("th").attr("scope", "row");
        if (change.tag.id > 0)
            link(html, tag_path(change.tag), change.tag.name);
        else
            html.text(change.tag.name);
        html.open("span")
            .attr("class", "said")
            .text(fmt::format(" {}{}", name_of(change.tag.kind), change.tag.id > 0 ? "" : ", new"));
        html.close().close();
        html.element("td", with_separators(change.works)).element("td", change.before);
        html.open("td").text(change.after);
        if (change.follows)
            html.open("span").attr("class", "said").text(" (follows from the others)").close();
        html.close().close();
    }
    html.close().close().close();
    if (changes.size() > kRows)
        html.element("p", fmt::format("The first {} of {} are shown.", with_separators(kRows),
                                      with_separators(changes.size())));
}

std::int64_t tag_number(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() && value > 0 ? value : 0;
}

void write_tags_done(Markup& html, const Call& call) {
    const std::int64_t batch = tag_number(call.request.parameter("done"));
    if (batch == 0) return;
    html.open("form").attr("method", "post").attr("action", "/admin/tags/undo");
    html.attr("class", "actions").attr("role", "status");
    html.text(fmt::format("Done; it has the number {}.", batch));
    write_hidden(html, "batch", std::to_string(batch));
    write_do(html, "preview", "Undo");
    html.close();
}

std::string with_tags_done(std::string_view path, std::int64_t batch) {
    if (batch == 0) return std::string(path);
    return fmt::format("{}{}done={}", path, path.find('?') == std::string_view::npos ? "?" : "&",
                       batch);
}

}  // namespace solander
