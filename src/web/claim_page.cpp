// SPDX-License-Identifier: GPL-3.0-or-later
// What an author meets who follows her private link: her stories, and what may become of each. No
// account, no script. A link that leads nowhere is answered like any address that does.
#include <fmt/format.h>

#include <charconv>

#include "account/secret.h"
#include "archive/author_claims.h"
#include "base/address.h"
#include "base/number.h"
#include "base/text.h"
#include "vocabulary/rating.h"
#include "web/app.h"
#include "web/form_data.h"
#include "web/forms.h"
#include "web/visitor.h"

namespace solander {
namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

std::string value_of(const Fields& fields, std::string_view wanted) {
    for (const auto& [name, value] : fields)
        if (name == wanted) {
            std::string text(trim(value));
            std::erase(text, '\r');  // of a line's end, as forms send it
            return text;
        }
    return {};
}

/// 0: it is no number above that.
std::int64_t number_of(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size() && number > 0 ? number : 0;
}

/// Never kept by a browser or a proxy, nor told to other sites.
Response guarded(Response response) {
    response.headers.emplace_back("Cache-Control", "no-store");
    response.headers.emplace_back("Referrer-Policy", "no-referrer");
    response.headers.emplace_back("X-Robots-Tag", "noindex, nofollow, noarchive");
    return response;
}

struct ChoiceText {
    ClaimChoice choice;
    std::string_view said;
};
constexpr ChoiceText kChoices[] = {
    {ClaimChoice::open, "Everybody may read it"},
    {ClaimChoice::condition, "Everybody may read it, on a condition; until somebody has seen to "
                             "that, it is shown to nobody"},
    {ClaimChoice::members, "Only readers with an account here may read it"},
    {ClaimChoice::refuse, "Keep it, but show it to nobody"},
    {ClaimChoice::orphan, "Everybody may read it, under my name, and I have no more to do with it"},
    {ClaimChoice::nameless, "The same, but without my name"},
    {ClaimChoice::remove, "Take it out of the archive; it does not come in again"},
};
constexpr ChoiceText kChoicesOfAll[] = {
    {ClaimChoice::open, "Everybody may read them, and what else of mine may come"},
    {ClaimChoice::condition, "Everybody may read them, on a condition; until somebody has seen to "
                             "that, they are shown to nobody"},
    {ClaimChoice::members, "Only readers with an account here may read them"},
    {ClaimChoice::refuse, "Keep them, but show them to nobody"},
    {ClaimChoice::orphan,
     "Everybody may read them, under my name, and I have no more to do with them"},
    {ClaimChoice::nameless, "The same, but without my name"},
    {ClaimChoice::remove, "Take them out of the archive; they do not come in again"},
    {ClaimChoice::never, "Take them out, and let nothing that bears my name come in, ever"},
};

std::string_view state_of(const WorkRecord& work) {
    switch (work.visibility) {
    case Visibility::open:
        return behind_notice(Viewer::stranger, gate_rating(work.permission, work.rating))
                   ? "everybody may read it who says that she is an adult"
                   : "everybody may read it";
    case Visibility::members:
        return "readers with an account may read it";
    case Visibility::listed:
        return "it is listed, its text is not shown";
    case Visibility::kept:
        return "it is kept, and shown to nobody";
    case Visibility::joined:
        return "it is shown as a version of another work";
    case Visibility::removed:
        break;
    }
    return "it was taken down";
}

std::string what_was_done(const ClaimView::Act& act) {
    struct Said {
        std::string_view word, text;
    };
    static constexpr Said kSaid[] = {
        {"granted", "everybody may read"},   {"members", "members may read"},
        {"refused", "shown to nobody"},      {"conditions", "a condition"},
        {"orphaned", "left to the archive"}, {"removed", "taken out"},
        {"no-mail", "no letters"},           {"claimed", "claimed into an account"},
        {"corrected", "corrected"},          {"nameless", "left to the archive without your name"},
    };
    std::string_view text = act.what;
    for (const Said& one : kSaid)
        if (one.word == act.what) text = one.text;
    std::string about = "all of yours";
    if (act.what == "no-mail" || (act.what == "claimed" && !act.work))
        about.clear();
    else if (act.work)
        about = act.title.empty() ? fmt::format("work {}", *act.work) : "“" + act.title + "”";
    return fmt::format("{}: {}{}{}", act.made_at.substr(0, 10), about, about.empty() ? "" : " — ",
                       text);
}

class ClaimPage {
  public:
    ClaimPage(const App& app, const Call& call, const Claimant& claimant, const ClaimView& view,
              std::string path)
        : app_(app), call_(call), claimant_(claimant), view_(view), path_(std::move(path)) {}

    void write(Markup& html, std::string_view problem) const {
        html.open("article").attr("class", "claim");
        html.element("h1", "Your stories");
        write_alert(html, problem);
        html.element("p", fmt::format("{} keeps stories by {}. They came with a collection that is "
                                      "kept from being lost. What becomes of them is for you to "
                                      "say; if you say nothing, all stays as it is.",
                                      app_.library(), claimant_.name));
        html.element("p", "This page is known to you alone. Whatever you choose holds at once, and "
                          "can be undone here for 30 days.");
        write_acts(html);
        if (view_.works.empty())
            html.element("p", "Nothing of yours is here now.");
        else
            html.element("h2", view_.works.size() == 1
                                   ? "The story"
                                   : fmt::format("The {} stories", view_.works.size()));
        for (const ClaimView::Work& work : view_.works) write_work(html, work);
        if (view_.works.size() != 1) write_all(html);
        write_account(html);
        write_mail(html);
        html.close();
    }

  private:
    void open_form(Markup& html, std::string_view act) const {
        html.open("form").attr("method", "post").attr("action", path_);
        write_hidden(html, "do", act);
    }
    void write_acts(Markup& html) const {
        if (view_.acts.empty()) return;
        html.element("h2", "What you said").open("ul").attr("class", "acts");
        for (const ClaimView::Act& act : view_.acts) {
            html.open("li").text(without_addresses(what_was_done(act)) + " ");
            open_form(html, "undo");
            write_hidden(html, "act", std::to_string(act.batch));
            html.open("button")
                .attr("aria-label", "Undo: " + without_addresses(what_was_done(act)))
                .text("Undo");
            html.close().close().close();
        }
        html.close();
    }
    template <std::size_t size>
    static void write_choices(Markup& html, const ChoiceText (&choices)[size],
                              std::string_view id) {
        html.open("fieldset").element("legend", "What is to become of it");
        for (const ChoiceText& choice : choices) {
            html.open("p").open("label").open("input").attr("type", "radio");
            html.attr("name", "choice").attr("value", name_of(choice.choice)).flag("required");
            html.close().text(" ").text(choice.said).close().close();
            if (choice.choice != ClaimChoice::condition) continue;
            const std::string field = fmt::format("condition-{}", id);
            html.open("p").attr("class", "within").open("label").attr("for", field);
            html.text("The condition: ").close().open("input").attr("id", field);
            html.attr("name", "condition").close().close();
        }
        html.element("button", "So be it").close();
    }
    static void write_others(Markup& html, const std::vector<std::string>& others) {
        std::string names;
        for (std::size_t i = 0; i < others.size(); ++i)
            names += (i == 0 ? "" : i + 1 == others.size() ? " and " : ", ") + others[i];
        html.element("p", fmt::format("{} wrote it, too. What you allow holds for your part: the "
                                      "story is shown when all who wrote it allow it. One no is "
                                      "enough to keep it back, or to take it out.",
                                      without_addresses(names)));
    }
    void write_work(Markup& html, const ClaimView::Work& work) const {
        const WorkRecord& record = work.record;
        html.open("section").attr("class", "held");
        html.element("h3", without_addresses(record.title));
        std::string facts = fmt::format("{} words", with_separators(record.words));
        for (const std::string& fandom : record.fandoms) facts += "; " + fandom;
        html.element("p", facts);
        html.element("p", fmt::format("When strangers come, {}.", state_of(record)));
        if (!record.permission.as_given.empty())
            html.open("p")
                .text("In it you wrote: ")
                .element("q", without_addresses(record.permission.as_given))
                .close();
        if (!work.others.empty()) write_others(html, work.others);
        html.open("details").open("summary").text("Say what becomes of it").close();
        open_form(html, "say");
        write_hidden(html, "work", std::to_string(record.id));
        write_choices(html, kChoices, std::to_string(record.id));
        html.close().close();
        write_corrections(html, record);
        html.close();
    }
    void write_field(Markup& html, const WorkRecord& record, std::string_view name,
                     std::string_view label, std::string_view value, bool wide = false) const {
        const std::string id = fmt::format("{}-{}", name, record.id);
        html.open("p").open("label").attr("for", id).text(label).close();
        if (wide) {
            html.open("textarea").attr("id", id).attr("name", name).attr("rows", "4");
            html.text(value).close();
        } else {
            html.open("input").attr("id", id).attr("name", name).attr("value", value).close();
        }
        html.close();
    }
    void write_corrections(Markup& html, const WorkRecord& record) const {
        html.open("details").open("summary").text("Put right what is known of it").close();
        open_form(html, "correct");
        write_hidden(html, "work", std::to_string(record.id));
        write_field(html, record, "title", "Title", record.title);
        write_field(html, record, "name", "Your name on it, if it should be another", "");
        write_field(html, record, "fandoms", "Fandoms, with ; between",
                    fmt::format("{}", fmt::join(record.fandoms, "; ")));
        write_field(html, record, "summary", "Summary", record.summary, true);
        write_field(html, record, "notes", "Notes", record.notes, true);
        const std::string id = fmt::format("rating-{}", record.id);
        html.open("p").open("label").attr("for", id).text("Rating").close();
        html.open("select").attr("id", id).attr("name", "rating");
        html.open("option").attr("value", "").text("as it is").close();
        for (const Rating rating :
             {Rating::general, Rating::teen, Rating::mature, Rating::explicit_})
            html.open("option").attr("value", name_of(rating)).text(name_of(rating)).close();
        html.close().close();
        html.element("button", "Put it right").close().close();
    }
    void write_all(Markup& html) const {
        html.element("h2", "All of yours at once");
        html.open("details").open("summary").text("Say what becomes of all").close();
        open_form(html, "say");
        write_choices(html, kChoicesOfAll, "all");
        html.close().close();
        write_hint(html,
                   "Without your name: it goes from the lists and from what is known of a "
                   "story. Where the text itself names you it stays; take the story out if it "
                   "must not.");
    }
    void write_account(Markup& html) const {
        if (!app_.for_readers()) return;
        html.element("h2", "An account");
        for (const std::string& account : view_.accounts)
            html.element("p", fmt::format("These stories belong to the account {}.", account));
        if (call_.account) {
            html.element("p", fmt::format("You are here as {}. When the stories are claimed into "
                                          "this account, you find this page there.",
                                          call_.account->name));
            open_form(html, "claim");
            html.element("button", "Claim them into this account").close();
            return;
        }
        html.element("p", "You need none. If you have one here, log in first and follow your link "
                          "again: then the stories can be claimed into it.");
    }
    void write_mail(Markup& html) const {
        html.element("h2", "Letters");
        if (view_.no_mail) {
            html.element("p", "We do not write to you any more.");
            return;
        }
        html.element("p", "We write once, remind once, and no more.");
        open_form(html, "say");
        write_hidden(html, "choice", name_of(ClaimChoice::no_mail));
        html.element("button", "Do not write to me at all").close();
    }

    const App& app_;
    const Call& call_;
    const Claimant& claimant_;
    const ClaimView& view_;
    const std::string path_;
};

Response shown(App& app, const Call& call, const Claimant& claimant, const std::string& path,
               std::string_view problem, unsigned status) {
    const ClaimView view = AuthorClaims(app.archive()).view(claimant);
    const ClaimPage page(app, call, claimant, view, path);
    return guarded(Response::page(page_text(app.frame(call, "Your stories"),
                                            [&](Markup& html) { page.write(html, problem); }),
                                  status));
}

Result<void> done(AuthorClaims& claims, const Call& call, const Claimant& claimant,
                  const Fields& fields) {
    const std::string act = value_of(fields, "do");
    const std::string number = value_of(fields, act == "undo" ? "act" : "work");
    const std::int64_t work = number_of(number);
    if (!number.empty() && work == 0) return fail(Fault::usage, "That is no number.");
    if (act == "undo") return claims.undo(claimant, work);
    if (act == "say") {
        const auto choice = claim_choice_from_name(value_of(fields, "choice"));
        if (!choice) return fail(Fault::usage, "Choose one of them.");
        return claims.say(claimant, *choice, work == 0 ? std::nullopt : std::optional(work),
                          value_of(fields, "condition"));
    }
    if (act == "claim" && call.account) {
        if (!same_secret(value_of(fields, "form"), form_token(call.secret)))
            return fail(Fault::usage, "That page is from before you logged in. Open it again.");
        return claims.claim_into(claimant, *call.account);
    }
    if (act == "correct" && work != 0) {
        std::vector<std::pair<std::string, std::string>> wanted;
        const ClaimView view = claims.view(claimant);
        for (const ClaimView::Work& one : view.works) {
            if (one.record.id != work) continue;
            const auto put = [&](const char* field, const std::string& is) {
                const std::string value = value_of(fields, field);
                if (value != is) wanted.emplace_back(field, value);
            };
            put("title", one.record.title);
            put("name", "");
            put("fandoms", fmt::format("{}", fmt::join(one.record.fandoms, "; ")));
            put("summary", std::string(trim(one.record.summary)));
            put("notes", std::string(trim(one.record.notes)));
            put("rating", "");
        }
        return claims.correct(claimant, work, wanted);
    }
    return fail(Fault::usage, "that is not understood");
}

Response answered(App& app, const Call& call, const Claimant& claimant, const std::string& path) {
    AuthorClaims claims(app.archive());
    const auto made = done(claims, call, claimant, form_of(call.request));
    if (made) return guarded(Response::redirect(path));
    const Error& error = made.error();
    if (error.fault == Fault::not_found) return app.no_such_page();
    if (error.fault != Fault::usage && error.fault != Fault::conflict) throw error;
    return shown(app, call, claimant, path, error.message,
                 error.fault == Fault::conflict ? 409 : 400);
}

/// nullopt: `refused` is the answer.
std::optional<Claimant> who_claims(App& app, const Call& call, Response& refused) {
    const std::string from = "claim " + counted_as(app.origin(call.request).address);
    if (const auto wait = app.throttle().wait(from); wait.count() > 0) {
        refused = app.problem(429, "Too many tries",
                              fmt::format("Try again in {} seconds.", wait.count()));
        refused.headers.emplace_back("Retry-After", fmt::format("{}", wait.count()));
        return std::nullopt;
    }
    auto claimant = AuthorClaims(app.archive()).of_link(call.suffix);
    if (claimant) return claimant;
    app.throttle().failed(from);
    refused = app.no_such_page();
    return std::nullopt;
}

/// The pen name of hers that is asked for.
std::optional<Claimant> own_name(App& app, const Call& call) {
    if (!call.account) return std::nullopt;
    const auto names = AuthorClaims(app.archive()).of_account(*call.account);
    for (const Claimant& name : names)
        if (name.author == call.numbers[0]) return name;
    return std::nullopt;
}

}  // namespace

Response claim_page(App& app, const Call& call) {
    Response refused;
    const auto claimant = who_claims(app, call, refused);
    return claimant ? shown(app, call, *claimant, "/claim/" + call.suffix, "", 200) : refused;
}

Response claim_answer(App& app, const Call& call) {
    Response refused;
    const auto claimant = who_claims(app, call, refused);
    return claimant ? answered(app, call, *claimant, "/claim/" + call.suffix) : refused;
}

Response own_names_page(App& app, const Call& call) {
    std::vector<Claimant> names;
    if (call.account) names = AuthorClaims(app.archive()).of_account(*call.account);
    return guarded(Response::page(page_text(app.frame(call, "Your stories"), [&](Markup& html) {
        html.element("h1", "Your stories");
        if (names.empty())
            html.element("p", "No pen name is claimed into this account. The letter of an archive "
                              "has a link by which that is done.");
        html.open("ul");
        for (const Claimant& name : names) {
            html.open("li");
            link(html, fmt::format("/account/stories/{}", name.author), name.name);
            html.close();
        }
        html.close();
    })));
}

Response own_stories_page(App& app, const Call& call) {
    const auto claimant = own_name(app, call);
    if (!claimant) return app.no_such_page();
    return shown(app, call, *claimant, fmt::format("/account/stories/{}", claimant->author), "",
                 200);
}

Response own_stories_answer(App& app, const Call& call) {
    const auto claimant = own_name(app, call);
    if (!claimant) return app.no_such_page();
    return answered(app, call, *claimant, fmt::format("/account/stories/{}", claimant->author));
}

}  // namespace solander
