// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/asking.h"

#include <fmt/format.h>

#include "archive/author_claims.h"
#include "archive/post.h"
#include "base/file.h"
#include "base/markup.h"
#include "cli/terminal.h"

namespace solander {
namespace {

std::filesystem::path file_of(const AskWish& wish, const Letter& letter) {
    return std::filesystem::path(wish.folder)
           / fmt::format("{}-{}.eml", wish.letters.remind ? "remind" : "ask", letter.author);
}

void print_letter(const Context& context, const AskWish& wish, const Letter& letter,
                  const std::string& failure) {
    if (!context.json) {
        fmt::print("{:>6}  {}  {}\n", letter.author, letter.name,
                   quiet(fmt::format("{}; {}{}", counted(letter.works.size(), "work"),
                                     letter.address.empty() ? "no address" : letter.address,
                                     failure.empty() ? "" : "; not sent: " + failure)));
        return;
    }
    JsonWriter json;
    json.object().key("author").number(letter.author).key("name").string(letter.name);
    if (!letter.address.empty()) {
        json.key("address").string(letter.address);
        if (!wish.folder.empty()) json.key("file").string(file_of(wish, letter).string());
        if (wish.send) json.key("sent").boolean(failure.empty());
        if (!failure.empty()) json.key("why").string(failure);
    }
    json.key("works").array();
    for (const WorkId work : letter.works) json.number(work);
    fmt::print("{}\n", json.end().end().take());
}

void print_left_out(const Context& context, const PassedOver& one) {
    if (!context.json) {
        fmt::print("{:>6}  {}  {}\n", one.author, one.name, quiet("left out: " + one.why));
        return;
    }
    JsonWriter json;
    json.object().key("author").number(one.author).key("name").string(one.name);
    fmt::print("{}\n", json.key("left_out").string(one.why).end().take());
}

template <class Value>
Value got(Result<Value> result) {
    if (!result) throw result.error();
    if constexpr (!std::is_void_v<Value>) return std::move(*result);
}

/// Letters first, then the ledger: who was stopped between writes them again.
void write_letters(const AskWish& wish, Archive& archive, const std::vector<Letter>& letters) {
    std::filesystem::create_directories(wish.folder);
    got(archive.link_letters(letters, wish.by));
    for (const Letter& letter : letters) write_file(file_of(wish, letter), letter.eml, true, 0600);
    got(archive.letters_written(letters, wish.letters.remind, wish.by));
}

}  // namespace

int ask_authors(const Context& context, Archive& archive, const AskWish& wish) {
    if (wish.send && !wish.folder.empty())
        throw Error(Fault::usage, "letters are sent, or written to a folder: not both");
    const LettersPlan plan = got(archive.letters(wish.letters));
    std::vector<std::string> failures(plan.letters.size());
    if (!wish.folder.empty()) write_letters(wish, archive, plan.letters);
    if (wish.send) {
        Post post(archive.settings());
        failures = send_letters(post, archive, plan, wish.letters.remind, wish.by);
    }
    for (std::size_t i = 0; i < plan.letters.size(); ++i)
        print_letter(context, wish, plan.letters[i], failures[i]);
    for (const Letter& letter : plan.without_address) print_letter(context, wish, letter, "");
    for (const PassedOver& one : plan.left_out) print_left_out(context, one);
    const auto failed = static_cast<std::size_t>(
        std::count_if(failures.begin(), failures.end(), [](const auto& f) { return !f.empty(); }));
    fmt::print(stderr, "{}{}.\n", counted(plan.letters.size() - failed, "letter"),
               wish.send             ? " sent"
               : wish.folder.empty() ? " to write: say -o DIR, or --send"
                                     : " written; open and send them");
    if (failed > 0) fmt::print(stderr, "{} not sent.\n", counted(failed, "letter"));
    if (!plan.without_address.empty())
        fmt::print(stderr,
                   "{} without an address that is plain: write to them yourself, with a link of "
                   "`solander permit link NAME`.\n",
                   counted(plan.without_address.size(), "author"));
    return failed > 0 ? 1 : 0;
}

int make_link(const Context& context, Archive& archive, std::int64_t author,
              const std::string& by) {
    const MadeClaimLink link = got(AuthorClaims(archive).make_link(author, by));
    if (context.json) {
        JsonWriter json;
        json.object().key("link").string(link.url).key("until").string(link.until).end();
        fmt::print("{}\n", json.take());
        return 0;
    }
    fmt::print("{}\n", link.url);
    fmt::print(stderr, "It leads to her stories until {}. Give it to her alone: it is not kept.\n",
               link.until.substr(0, 10));
    return 0;
}

int list_links(const Context& context, Archive& archive, std::optional<std::int64_t> author) {
    for (const ClaimLink& link : AuthorClaims(archive).links(author)) {
        if (context.json) {
            JsonWriter json;
            json.object().key("id").number(link.id).key("author").number(link.author);
            json.key("name").string(link.name).key("made_at").string(link.made_at);
            json.key("made_by").string(link.made_by).key("until").string(link.until);
            if (!link.revoked_at.empty()) json.key("revoked_at").string(link.revoked_at);
            fmt::print("{}\n", json.end().take());
            continue;
        }
        fmt::print("{:>6}  {}  {}\n", link.id, link.name,
                   quiet(fmt::format("made {} by {}; {}", link.made_at.substr(0, 10), link.made_by,
                                     link.revoked_at.empty()
                                         ? "until " + link.until.substr(0, 10)
                                         : "revoked " + link.revoked_at.substr(0, 10))));
    }
    return 0;
}

}  // namespace solander
