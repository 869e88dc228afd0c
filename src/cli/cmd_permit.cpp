// SPDX-License-Identifier: GPL-3.0-or-later
// solander permit: what authors allow; what was asked, granted, refused, withdrawn; what follows.
#include <fmt/format.h>

#include "archive/archive.h"
#include "archive/author_claims.h"
#include "base/address.h"
#include "base/file.h"
#include "base/markup.h"
#include "base/text.h"
#include "cli/asking.h"
#include "cli/blurb.h"
#include "cli/command.h"
#include "cli/name_verbs.h"
#include "cli/terminal.h"
#include "cli/work_id.h"

namespace solander {
namespace {

class PermitCommand final : public Command {
    std::vector<std::string> words_;
    std::string author_, on_, evidence_, letter_, original_, by_, at_, from_, template_, out_;
    bool apply_ = false, remind_ = false, send_ = false;
    std::uint32_t limit_ = 100;

    void setup(Options& options) override {
        options
            .arguments(
                "WHAT", words_,
                "list [PERMISSION | VISIBILITY]; record ID EVENT, withdraw ID (or --author "
                "NAME for ID); history ID; ask; link NAME; links; revoke LINK; no-mail ADDRESS; "
                "policy")
            .option("--author", author_, "all works of this person, also those that come later",
                    "NAME")
            .option("--on", on_, "when it was said: 2003, 2003-02, 2003-02-14 (default: now)",
                    "DATE")
            .option("--evidence", evidence_, "what was said, or where that is kept")
            .option("--letter", letter_, "a text file whose words are the evidence", "FILE")
            .option("--original", original_, "the evidence is this original of the archive",
                    "SHA256")
            .option("--at", at_, "history: what stood then", "DATE")
            .flag("--apply", apply_, "policy: put the settings into force, where they open more")
            .option("--from", from_, "ask: who asks, with one address (default: ask.from)",
                    "\"NAME <ADDRESS>\"")
            .option("-o,--output", out_, "ask: the folder that the letters go to", "DIR")
            .flag("--send", send_, "ask: by the mail server of the settings ask.smtp...")
            .option("--template", template_,
                    "ask: a letter of your own, with {name} {what} {works} "
                    "{archive} {from} {link}",
                    "FILE")
            .flag("--remind", remind_, "ask: those who were asked a month ago, once")
            .option("--limit", limit_, "list: how many (default 100; 0 = all)")
            .option("--by", by_, "who says so (default: $USER)")
            .examples("  solander permit list ask\n"
                      "  solander permit record 12 granted --evidence \"letter of 3 May\"\n"
                      "  solander permit record granted --author \"Ann Reed\" --letter yes.txt\n"
                      "  solander permit withdraw 12 --on 2009-06\n"
                      "  solander permit history 12 --at 2010-01-01\n"
                      "  solander permit ask --from \"Wren <wren@lamp.example>\" -o letters\n"
                      "  solander permit link \"Ann Reed\"\n");
    }

    int run(const Context& context) override {
        Archive archive(context.archive());
        const std::string& verb = words_.front();
        if (verb == "list" && words_.size() <= 2) return list(context, archive);
        if (verb == "record") return record(context, archive);
        if (verb == "withdraw") {
            words_.emplace_back("withdrawn");
            return record(context, archive);
        }
        if (verb == "history" && words_.size() == 2) return history(context, archive);
        if (verb == "ask" && words_.size() == 1) return ask(context, archive);
        if (verb == "link" && words_.size() == 2)
            return make_link(context, archive, author_id(archive, words_[1]), who_says(by_));
        if (verb == "links" && words_.size() == 1)
            return list_links(context, archive,
                              author_.empty() ? std::nullopt
                                              : std::optional(author_id(archive, author_)));
        if (verb == "revoke" && words_.size() == 2) return revoke(archive);
        if (verb == "no-mail" && words_.size() <= 2) return no_mail(archive);
        if (verb == "policy" && words_.size() == 1) return policy(context, archive);
        throw Error(Fault::usage, "'" + joined(words_, " ") + "' is not understood",
                    "solander permit --help");
    }

    static std::int64_t author_id(const Archive& archive, const std::string& name) {
        if (const auto id = archive.name_called(NameList::creator, name)) return *id;
        throw Error(Fault::not_found, "nobody is called '" + name + "' on any work",
                    "solander people lists everybody");
    }

    int list(const Context& context, const Archive& archive) {
        PermitFilter filter;
        filter.limit = limit_;
        if (words_.size() == 2) {
            filter.permission = permission_from_name(words_[1]);
            if (!filter.permission) filter.visibility = visibility_from_name(words_[1]);
            if (!filter.permission && !filter.visibility)
                throw Error(Fault::usage, "'" + words_[1] + "' is no permission and no visibility",
                            "any any_notify ask link_only none unstated unclear; open members "
                            "listed kept");
        }
        if (!author_.empty()) filter.author = author_id(archive, author_);
        std::string author;
        bool first = true;
        for (const PermitRow& row : archive.permissions(Viewer::owner, filter)) {
            if (context.json) {
                JsonWriter json;
                json.object().key("id").number(row.work).key("title").string(row.title);
                json.key("author").string(row.author);
                json.key("permission").string(name_of(row.permission));
                json.key("as_given").string(without_addresses(row.as_given));
                json.key("visibility").string(name_of(row.visibility));
                if (!row.last.empty()) json.key("last").string(row.last);
                fmt::print("{}\n", json.end().take());
                continue;
            }
            if (first || row.author != author)
                fmt::print(
                    "{}{}\n", first ? "" : "\n",
                    bold(row.author.empty() ? "(no author named)" : without_addresses(row.author)));
            first = false;
            author = row.author;
            fmt::print(
                "{:>6}  {}  {}\n", row.work, row.title,
                quiet(fmt::format("{}; {}{}", name_of(row.permission), name_of(row.visibility),
                                  row.last.empty() ? "" : "; " + row.last)));
        }
        return 0;
    }

    /// "record 12 granted", "record granted --author NAME", or with both: of her part in it.
    int record(const Context& context, Archive& archive) {
        PermitSubject subject;
        if (words_.size() == 3) subject.work = work_id(words_[1]);
        if (!author_.empty()) subject.author = author_id(archive, author_);
        if (words_.size() < 2 || words_.size() > 3 || (!subject.work && !subject.author))
            throw Error(Fault::usage, "say of which work, or of whose works: ID or --author NAME",
                        "solander permit record 12 granted");
        LedgerEvent event{words_.back(), on_, who_says(by_), evidence()};
        const auto changes = archive.record_permission(subject, std::move(event));
        if (!changes) throw changes.error();
        if (context.json) {
            JsonWriter json;
            json.object().key("recorded").string(words_.back());
            write_changes(json.key("changed"), *changes);
            fmt::print("{}\n", json.end().take());
            return 0;
        }
        print_changes(*changes);
        fmt::print(stderr, "Recorded: {}. {}.\n", words_.back(),
                   changes->empty() ? "Nobody sees more or less by it"
                                    : counted(changes->size(), "work") + " changed");
        return 0;
    }

    std::string evidence() const {
        if ((evidence_.empty() ? 0 : 1) + (letter_.empty() ? 0 : 1) + (original_.empty() ? 0 : 1)
            > 1)
            throw Error(Fault::usage, "one evidence at a time: --evidence, --letter or --original");
        if (!letter_.empty()) {
            constexpr std::size_t kMost = std::size_t{1} << 20;
            auto text = read_file(letter_, kMost);
            if (!text) throw text.error();
            if (!valid_utf8(*text))
                throw Error(Fault::input, letter_ + " is not UTF-8 text",
                            "add it to the archive, and name it: --original SHA256");
            return std::string(trim(*text));
        }
        return original_.empty() ? evidence_ : "sha256:" + original_;
    }

    int history(const Context& context, const Archive& archive) {
        const WorkId id = work_id(words_[1]);
        if (!at_.empty() && !is_moment(at_) && !PartialDate::from_text(at_))
            throw Error(Fault::usage, "'" + at_ + "' is no date", "2010, 2010-06 or 2010-06-30");
        const auto history = archive.permit_history(Viewer::owner, id, at_);
        if (!history) throw no_such_work(words_[1]);
        const WorkRecord& work = history->record;
        if (context.json) {
            JsonWriter json;
            json.object().key("id").number(id);
            json.key("permission").string(name_of(work.permission.by_default));
            json.key("as_given").string(without_addresses(work.permission.as_given));
            json.key("visibility").string(name_of(work.visibility));
            json.key("held_since").string(history->held_since);
            if (!history->corrected_by.empty()) {
                json.key("corrected").object().key("by").string(history->corrected_by);
                json.key("at").string(history->corrected_at).end();
            }
            if (!at_.empty()) {
                json.key("at").string(at_);
                if (history->then) json.key("visibility_then").string(name_of(*history->then));
            }
            json.key("ledger").array();
            for (const LedgerEvent& event : history->events) write_event(json, event);
            fmt::print("{}\n", json.end().end().take());
            return 0;
        }
        const bool removed = work.visibility == Visibility::removed;
        fmt::print("{}  {}\n", bold(removed ? "(taken down)" : work.title),
                   quiet(fmt::format("{}", id)));
        if (!removed)
            fmt::print("  {}: {}{}\n",
                       history->corrected_by.empty()
                           ? "the file says"
                           : fmt::format("{} corrected what the file says, on {}, to",
                                         history->corrected_by,
                                         history->corrected_at.substr(0, 10)),
                       name_of(work.permission.by_default),
                       work.permission.as_given.empty()
                           ? ""
                           : " (" + without_addresses(work.permission.as_given) + ")");
        for (const LedgerEvent& event : history->events)
            fmt::print("  {:<20}  {}{}{} {}\n", event.when, event.what,
                       event.name.empty() ? ""
                       : event.of_part    ? " for the part of " + event.name
                                          : " for all works of " + event.name,
                       event.evidence.empty() ? "" : ": " + without_addresses(event.evidence),
                       quiet(fmt::format("({}, recorded {})", event.who, event.recorded_at)));
        fmt::print("  so it is {} now\n", name_of(work.visibility));
        if (!at_.empty())
            fmt::print("  {}: {}\n", at_,
                       history->then ? fmt::format("it was {}", name_of(*history->then))
                                     : "it was not held yet");
        return 0;
    }

    int ask(const Context& context, Archive& archive) const {
        AskWish wish{{from_, {}, author_, remind_}, out_, send_, who_says(by_)};
        if (!template_.empty()) {
            auto text = read_file(template_, 1 << 20);
            if (!text) throw text.error();
            wish.letters.text = std::move(*text);
        }
        return ask_authors(context, archive, wish);
    }

    int no_mail(Archive& archive) const {
        const std::string address = words_.size() == 2 ? words_[1] : std::string();
        if (author_.empty() == address.empty())
            throw Error(Fault::usage, "say who is not written to: an address, or --author NAME");
        std::optional<std::int64_t> author;
        if (!author_.empty()) author = author_id(archive, author_);
        if (const auto noted = AuthorClaims(archive).note_no_mail(author, address, who_says(by_));
            !noted)
            throw noted.error();
        fmt::print(stderr, "No letters go there any more.\n");
        return 0;
    }

    int revoke(Archive& archive) const {
        if (const auto done = AuthorClaims(archive).revoke_link(work_id(words_[1])); !done)
            throw done.error();
        fmt::print(stderr, "It leads nowhere any more.\n");
        return 0;
    }

    int policy(const Context& context, Archive& archive) const {
        const std::vector<VisibilityChange> changes = archive.apply_consent(!apply_);
        if (context.json) {
            JsonWriter json;
            json.object().key("applied").boolean(apply_);
            write_changes(json.key("changed"), changes);
            fmt::print("{}\n", json.end().take());
            return 0;
        }
        print_changes(changes);
        fmt::print(stderr, "{}.\n",
                   changes.empty() ? "Everything stands as the settings say"
                   : apply_        ? counted(changes.size(), "work") + " changed"
                                   : counted(changes.size(), "work")
                                  + " would change: solander permit policy --apply");
        return 0;
    }

    static void write_event(JsonWriter& json, const LedgerEvent& event) {
        json.object().key("what").string(event.what).key("at").string(event.when);
        json.key("recorded_at").string(event.recorded_at).key("who").string(event.who);
        if (!event.name.empty()) json.key("author").string(event.name);
        if (event.of_part) json.key("part").boolean(true);
        json.key("evidence").string(without_addresses(event.evidence)).end();
    }
    static void write_changes(JsonWriter& json, const std::vector<VisibilityChange>& changes) {
        json.array();
        for (const VisibilityChange& change : changes)
            json.object()
                .key("id")
                .number(change.work)
                .key("was")
                .string(name_of(change.was))
                .key("is")
                .string(name_of(change.is))
                .end();
        json.end();
    }
    static void print_changes(const std::vector<VisibilityChange>& changes) {
        for (const VisibilityChange& change : changes)
            fmt::print("{:>6}  {} -> {}\n", change.work, name_of(change.was), name_of(change.is));
    }
};

}  // namespace

std::unique_ptr<Command> make_permit() { return std::make_unique<PermitCommand>(); }

}  // namespace solander
