// SPDX-License-Identifier: GPL-3.0-or-later
// The leak test: every route, every viewer, every visibility, every rating, against a server. Each
// work bears words that stand nowhere else, and all share names with the others. A stranger must
// not meet a word of what she may not see; and to her the archive answers, byte for byte and head
// by head, as one in which those works never were: so no count, order, hint, gap or tag of an
// answer tells of them either. Long because the tables of what is tried stand with what tries it.
#include <fmt/format.h>

#include <map>
#include <set>

#include "account/secret.h"
#include "archive/accounts.h"
#include "base/text.h"
#include "catalogue/accounts.h"
#include "tests/web/live_server.h"
#include "web/routes.h"

namespace solander {
namespace {

using enum Visibility;

/// Where numbers or words are put into a route's path. A route that is in no row fails the test.
enum class Tries : std::uint8_t {
    once,      ///< as it is
    queries,   ///< with what can be asked
    numbers,   ///< # is each number that is or could be
    suffixes,  ///< the same, with each ending
    chapters,  ///< the second # is 1 or 2
    member,    ///< of who is logged in: leads strangers to the login, or to nothing
    secret,    ///< $ is one that leads nowhere; what others lead to: claim_page_test.cpp
    keeper,    ///< of the keeper alone: answers all others as if there was nothing
};
struct RouteRow {
    std::string_view method, path;
    Tries tries;
};
constexpr RouteRow kRows[] = {
    {"GET", "/", Tries::once},
    {"GET", "/works", Tries::queries},
    {"GET", "/works/#", Tries::numbers},
    {"GET", "/works/#.", Tries::suffixes},
    {"GET", "/works/#/original", Tries::keeper},
    {"GET", "/works/#/read", Tries::numbers},
    {"GET", "/works/#/chapters/#", Tries::chapters},
    {"GET", "/people/#", Tries::numbers},
    {"GET", "/tags/#", Tries::numbers},
    {"GET", "/series/#", Tries::numbers},
    {"GET", "/admin", Tries::keeper},
    {"GET", "/admin/findings", Tries::keeper},
    {"GET", "/admin/findings/#", Tries::keeper},
    {"POST", "/admin/findings/#", Tries::keeper},
    {"GET", "/admin/review/#", Tries::keeper},
    {"POST", "/admin/review/#", Tries::keeper},
    {"GET", "/admin/permission/#", Tries::keeper},
    {"POST", "/admin/permission/#", Tries::keeper},
    {"GET", "/admin/stats", Tries::keeper},
    {"GET", "/admin/twins", Tries::keeper},
    {"POST", "/admin/twins", Tries::keeper},
    {"GET", "/admin/twins/#/#", Tries::keeper},
    {"POST", "/admin/twins/#/#", Tries::keeper},
    {"GET", "/admin/tags", Tries::keeper},
    {"POST", "/admin/tags", Tries::keeper},
    {"GET", "/admin/tags/#", Tries::keeper},
    {"GET", "/admin/tags/history", Tries::keeper},
    {"POST", "/admin/tags/undo", Tries::keeper},
    {"GET", "/admin/tags/table", Tries::keeper},
    {"POST", "/admin/tags/table", Tries::keeper},
    {"GET", "/admin/tags/tags.csv", Tries::keeper},
    {"GET", "/admin/people", Tries::keeper},
    {"POST", "/admin/people", Tries::keeper},
    {"POST", "/admin/people/#/#", Tries::keeper},
    {"GET", "/admin/series", Tries::keeper},
    {"POST", "/admin/series", Tries::keeper},
    {"POST", "/admin/series/#", Tries::keeper},
    {"GET", "/login", Tries::once},
    {"POST", "/login", Tries::once},
    {"POST", "/logout", Tries::member},
    {"GET", "/account", Tries::member},
    {"POST", "/account/password", Tries::member},
    {"POST", "/account/sessions", Tries::member},
    {"POST", "/account/left-out", Tries::member},
    {"GET", "/account/reading", Tries::member},
    {"POST", "/account/reading", Tries::member},
    {"GET", "/account/reading.csv", Tries::member},
    {"GET", "/account/reading.json", Tries::member},
    {"GET", "/account/stories", Tries::member},
    {"GET", "/account/stories/#", Tries::member},
    {"POST", "/account/stories/#", Tries::member},
    {"GET", "/claim/$", Tries::secret},
    {"POST", "/claim/$", Tries::secret},
    {"GET", "/account/codes", Tries::member},
    {"POST", "/account/codes", Tries::member},
    {"POST", "/account/tokens", Tries::member},
    {"POST", "/account/tokens/#", Tries::member},
    {"GET", "/register", Tries::once},
    {"POST", "/register", Tries::once},
    {"GET", "/admin/accounts", Tries::keeper},
    {"POST", "/admin/accounts", Tries::keeper},
    {"POST", "/adult", Tries::once},
    {"GET", "/left-out", Tries::once},
    {"POST", "/left-out", Tries::once},
    {"GET", "/api/v1/works", Tries::queries},
    {"GET", "/api/v1/works/#", Tries::numbers},
    {"GET", "/api/v1/people/#", Tries::numbers},
    {"GET", "/api/v1/series/#", Tries::numbers},
    {"GET", "/assets/@.css", Tries::once},
    {"GET", "/assets/@.js", Tries::once},
    {"GET", "/robots.txt", Tries::once},
    {"GET", "/healthz", Tries::once},
};

/// Who asks; `sees` is the library in which there is only what she may know of.
struct ViewerRow {
    const char *name, *sees;
    bool grown_up, member;
};
constexpr ViewerRow kViewers[] = {{"a stranger", "seen", false, false},
                                  {"an adult", "seen", true, false},
                                  {"a member", "members", true, true}};
/// The same in every library: forms carry what is made from it.
constexpr std::string_view kSecret = "a-session-of-forty-three-characters-or-so-1";

struct RatingRow {
    const char* line;
    bool behind_notice;
};
constexpr RatingRow kRatings[] = {{"Rating: G\n", false},        {"Rating: PG-13\n", false},
                                  {"Rating: R\n", true},         {"Rating: NC-17\n", true},
                                  {"Rating: Not Rated\n", true}, {"", true}};

/// What a stranger may have of a work.
struct VisibilityRow {
    Visibility visibility;
    const char* archive_line;
    bool card, text;
};
constexpr VisibilityRow kSeen[] = {{open, "Archive: Anywhere\n", true, true},
                                   {listed, "Archive: Link only\n", true, false}};
constexpr VisibilityRow kHidden[] = {
    {members, "Archive: Anywhere, just let me know\n", false, false},  // the first: see `members_`
    {kept, "Archive: Ask first\n", false, false},
    {joined, "Archive: Anywhere\n", false, false},
    {removed, "Archive: Anywhere\n", false, false},
};

/// A word for a work and a field of it: "Titlobaku".
std::string word(const char* field, int work) {
    static constexpr std::string_view kSounds = "bdfgklmnprstvz", kVowels = "aeiou";
    const auto n = static_cast<std::size_t>(work);
    return fmt::format("{}{}{}{}{}", field, kSounds[n % 14], kVowels[n / 14 % 5],
                       kSounds[n / 5 % 14], kVowels[n % 5]);
}
constexpr const char* kOfCard[] = {"Titlo", "Autho", "Fando", "Relo",  "Charo", "Freefo",
                                   "Serio", "Sumo",  "Noto",  "Disco", "Spoilo"};
constexpr const char* kOfText[] = {"Chapo", "Texto"};

std::string leak_file(int n, const char* rating, const char* archive_line) {
    const auto w = [&](const char* field) { return word(field, n); };
    return "Title: " + w("Titlo") + " Tale\nAuthor: " + w("Autho") + " Quill and Shared Penn\n"
           + "Fandom: Common Harbour, " + w("Fando") + "\n" + rating + "Pairing: " + w("Relo")
           + "/Mariko\nCharacters: Mariko, " + w("Charo") + "\nKeywords: common tag, " + w("Freefo")
           + "\nSeries: " + w("Serio") + " Saga " + std::to_string(n) + "\nSummary: A tale of "
           + w("Sumo") + ".\nNotes: For " + w("Noto") + ".\nDisclaimer: Not mine, but " + w("Disco")
           + "'s.\nSpoilers: " + w("Spoilo") + "\n" + archive_line + "\n* * *\n\nChapter 1: The "
           + w("Chapo") + "\n\nOnce " + w("Texto") + " came home. " + story_text(n)
           + "\n\nChapter 2: Later\n\n" + story_text(n + 100);
}

struct LeakWork {
    int n;
    VisibilityRow row;
    RatingRow rating;
};

class Leak : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        folder_ = new TemporaryFolder();
        headers_ = new std::map<std::pair<std::string_view, std::string_view>, std::string>();
        works_ = new std::vector<LeakWork>();
        int n = 0;
        for (const VisibilityRow& row : kSeen)
            for (const RatingRow& rating : kRatings) works_->push_back({++n, row, rating});
        seen_ = n;
        for (const VisibilityRow& row : kHidden)
            for (const RatingRow& rating : kRatings) works_->push_back({++n, row, rating});
        members_ = seen_ + static_cast<int>(std::size(kRatings));
        for (const char* name : {"all", "seen", "members"}) {
            const bool all = std::string_view(name) == "all";
            const int last = all ? n : std::string_view(name) == "members" ? members_ : seen_;
            const auto library = folder_->path() / name;
            make_archive(library);
            const auto settings = library / "solander.toml";
            write_file(settings,
                       read_file(settings, 1 << 20).value()
                           + "\n[consent]\nany_notify = \"members\"\n",
                       true);
            Archive archive(library);
            Progress progress;
            for (const LeakWork& work : *works_) {
                if (work.n > last) break;
                const auto file =
                    folder_->path()
                    / fmt::format("{}{:02}-{}.txt", name, work.n, word("Fileo", work.n));
                write_file(file, leak_file(work.n, work.rating.line, work.row.archive_line));
                archive.add({file}, {}, progress);
            }
            if (all) hide(archive);
            set_back(library);
            come_in(archive, library, name);
        }
    }
    /// How a server of that library knows its viewers.
    static void come_in(Archive& archive, const std::filesystem::path& library, const char* name) {
        const auto account = Accounts(archive).add("Mara", Role::reader, "four words of snow");
        ASSERT_TRUE(account);
        const auto database = catalogue_of(library);
        const auto c = database->connect();
        WriteTransaction transaction(*c);
        const std::int64_t now = std::time(nullptr);
        add_session(*c, {digest_of_secret(kSecret), account->id, now, now});
        transaction.commit();
        for (const ViewerRow& viewer : kViewers)
            (*headers_)[{name, viewer.name}] = viewer.member
                                                   ? fmt::format("Cookie: session={}\r\n", kSecret)
                                               : viewer.grown_up ? adult_cookie(library)
                                                                 : std::string();
    }
    static const std::string& headers(const char* library, const ViewerRow& viewer) {
        return headers_->at({library, viewer.name});
    }
    /// What a person does with the hidden ones: she joins them, and their names, to those that can
    /// be seen.
    static void hide(Archive& archive) {
        for (const LeakWork& work : *works_) {
            if (work.row.visibility == joined) {
                ASSERT_TRUE(archive.join(1, work.n, "Kat"));
            }
            if (work.row.visibility == removed) {
                ASSERT_TRUE(archive.take_down({work.n, {}, "a letter", "Kat"}, false));
            }
        }
        const int hidden = members_ + 1;
        const auto name = [&](NameList list, const std::string& text) {
            return archive.name_called(list, text).value();
        };
        ASSERT_TRUE(archive.join_names(
            NameList::creator, name(NameList::creator, word("Autho", 1) + " Quill"),
            name(NameList::creator, word("Autho", hidden) + " Quill"), "Kat"));
        ASSERT_TRUE(archive.wrangle_tags({{{0, TagKind::freeform, word("Freefo", hidden)},
                                           "synonym",
                                           {{0, TagKind::freeform, word("Freefo", 1)}},
                                           {}}},
                                         "Kat"));
        Progress progress;
        archive.look_for_twins(progress);
    }
    /// So that both came at the same moment.
    static void set_back(const std::filesystem::path& library) {
        const auto database = catalogue_of(library);
        const auto c = database->connect();
        WriteTransaction transaction(*c);
        c->query("update work set added_at = '2026-01-01T00:00:00Z'").run();
        c->query("update version set added_at = '2026-01-01T00:00:00Z'").run();
        transaction.commit();
    }
    static void TearDownTestSuite() {
        delete folder_;
        delete works_;
        delete headers_;
    }

    static std::vector<std::string> queries(bool with_words) {
        std::vector<std::string> list = {
            "",
            "?q=home",
            "?sort=added",
            "?sort=-words",
            "?sort=title",
            "?from=10",
            "?q=%22came+home%22",
            "?q=fandom:%22common+harbour%22&sort=best",
            "?not.rating=explicit",
            "?facets=yes",
            "?q=home&facets=yes",
            "?q=visibility:kept",
            "?q=permission:ask",
            "?q=NOT+rating:general",
            "?tag=common+tag",
            "?character=Mariko",
            "?q=ti*",
            "?q=fandom:fan*",
        };
        for (const LeakWork& work : *works_) {
            if (std::string_view(work.rating.line) != kRatings[0].line
                && std::string_view(work.rating.line) != kRatings[3].line)
                continue;
            const auto almost = [&](const char* field) {
                const std::string whole = word(field, work.n);
                return whole.substr(0, whole.size() - 1);
            };
            for (const char* field : {"fandom:", "creator:", "tag:", "series:", "character:", ""})
                for (const char* of : {"Fando", "Autho", "Freefo", "Serio", "Charo", "Texto"})
                    if (std::string_view(field).substr(0, 2)
                        == ascii_lowered(of).substr(0, std::string_view(field).empty() ? 0 : 2))
                        list.push_back(fmt::format("?q={}{}", field, almost(of)));
            list.push_back("?fandom=" + almost("Fando"));
            if (!with_words) continue;
            for (const char* of : {"Titlo", "Texto", "Sumo"})
                list.push_back("?q=" + word(of, work.n));
            list.push_back("?q=fandom:" + word("Fando", work.n));
            list.push_back("?fandom=" + word("Fando", work.n));
            list.push_back("?q=tag:" + word("Freefo", work.n));
            list.push_back("?q=series:" + word("Serio", work.n));
            list.push_back(fmt::format("?q=id:{}", work.n));
        }
        return list;
    }

    /// Every address to try of a row. `with_words`: also such that say a hidden word themselves.
    static std::vector<std::string> addresses(const RouteRow& row, bool with_words) {
        const std::string path(row.path);
        const int last = static_cast<int>(works_->size()) + 2;
        const int names = row.path == "/tags/#" ? 5 * last : 2 * last;
        const auto with = [](std::string text, const std::string& number) {
            const std::size_t at = text.find('#');
            return at == std::string::npos ? text : text.replace(at, 1, number);
        };
        std::vector<std::string> list;
        switch (row.tries) {
        case Tries::once:
        case Tries::member:
        case Tries::keeper: {
            std::string one = path;
            while (one.find('#') != std::string::npos)
                one = with(one, std::to_string(row.tries == Tries::keeper ? seen_ + 1 : 1));
            if (const std::size_t at = one.find('@'); at != std::string::npos)
                one.replace(at, 1, "solander-");
            list.push_back(one);
            break;
        }
        case Tries::queries:
            for (const std::string& query : queries(with_words)) list.push_back(path + query);
            break;
        case Tries::numbers:
            for (int n = 1; n <= (path.find("works") == std::string::npos ? names : last); ++n)
                list.push_back(with(path, std::to_string(n)));
            break;
        case Tries::suffixes:
            for (int n = 1; n <= last; ++n)
                for (const char* suffix : {"epub", "html", "txt", "json"})
                    list.push_back(with(path, std::to_string(n)) + suffix);
            break;
        case Tries::secret:
            // Five may be tried; forms by wrong ones are tried in claim_page_test.cpp.
            list.push_back(path.substr(0, path.find('$'))
                           + std::string(row.method == "GET" ? 43 : 1, 'x'));
            break;
        case Tries::chapters:
            for (int n = 1; n <= last; ++n)
                for (const char* chapter : {"1", "2"})
                    list.push_back(with(with(path, std::to_string(n)), chapter));
            break;
        }
        return list;
    }

    /// The page of a work that a person joined to another.
    static bool is_joined(const std::string& address) {
        return std::any_of(works_->begin(), works_->end(), [&](const LeakWork& work) {
            return work.row.visibility == joined && address == fmt::format("/works/{}", work.n);
        });
    }

    static std::filesystem::path library(const char* name) { return folder_->path() / name; }
    static inline TemporaryFolder* folder_ = nullptr;
    static inline std::vector<LeakWork>* works_ = nullptr;
    static inline std::map<std::pair<std::string_view, std::string_view>, std::string>* headers_ =
        nullptr;
    /// Strangers see the works up to the first number, members those up to the second.
    static inline int seen_ = 0, members_ = 0;
};

/// Words of a work that `page` shows and the viewer must not have.
std::string leaked(const std::string& page, const LeakWork& work, const ViewerRow& viewer) {
    const auto shows = [&](const char* field) {
        return page.find(ascii_lowered(word(field, work.n))) != std::string::npos;
    };
    if (shows("Fileo")) return "the name of its file";
    const bool hers = viewer.member && work.row.visibility == members;
    if (!work.row.card && !hers)
        for (const char* field : kOfCard)
            if (shows(field)) return field;
    if ((!work.row.text && !hers) || (work.rating.behind_notice && !viewer.grown_up))
        for (const char* field : kOfText)
            if (shows(field)) return field;
    return {};
}

Answer asked(const LiveServer& server, const RouteRow& row, const std::string& address,
             const std::string& headers) {
    return server.request(row.method, address, headers, row.method == "POST" ? "to=/works" : "");
}

/// But the time of the answer, and what only this archive can have made.
std::string head_of(const Answer& answer) {
    std::string head = answer.head;
    if (const std::size_t at = head.find("\r\nDate:"); at != std::string::npos)
        head.erase(at, head.find("\r\n", at + 2) - at);
    if (const std::size_t at = head.find("\r\nSet-Cookie: adult="); at != std::string::npos)
        head.erase(at, head.find(';', at) - at);
    return head;
}

TEST(LeakRows, name_every_route_there_is) {
    std::set<std::string> rows, table;
    for (const RouteRow& row : kRows) rows.insert(fmt::format("{} {}", row.method, row.path));
    for (const Route& route : routes()) {
        table.insert(fmt::format("{} {}", route.method, route.path));
        for (const RouteRow& row : kRows)
            if (row.method == route.method && row.path == route.path) {
                EXPECT_EQ(row.tries == Tries::member, route.who == Who::member) << route.path;
                EXPECT_EQ(row.tries == Tries::keeper, route.who > Who::member) << route.path;
            }
    }
    EXPECT_EQ(rows, table) << "a new route needs a row in this test: what to try with it";
}

TEST_F(Leak, works_stand_as_they_should) {
    Archive archive(library("all"));
    for (const LeakWork& work : *works_) {
        const auto history = archive.permit_history(Viewer::owner, work.n, "");
        ASSERT_TRUE(history) << work.n;
        EXPECT_EQ(history->record.visibility, work.row.visibility) << work.n;
        if (work.row.visibility == removed) continue;
        EXPECT_EQ(behind_notice(Viewer::stranger, history->record.rating),
                  work.rating.behind_notice)
            << work.n << name_of(history->record.rating);
    }
}

TEST_F(Leak, the_keeper_meets_every_word_so_that_it_could_be_met) {
    const LiveServer server(library("all"), false);
    std::map<int, std::string> pages;
    for (const LeakWork& work : *works_) {
        if (work.row.visibility == joined || work.row.visibility == removed) continue;
        const std::string page =
            ascii_lowered(server.get(fmt::format("/works/{}", work.n)).body
                          + server.get(fmt::format("/works/{}/chapters/1", work.n)).body);
        for (const char* field : kOfCard)
            EXPECT_NE(page.find(ascii_lowered(word(field, work.n))), std::string::npos)
                << work.n << field;
        for (const char* field : {"Chapo", "Texto", "Fileo"})
            EXPECT_NE(page.find(ascii_lowered(word(field, work.n))), std::string::npos)
                << work.n << field;
    }
}

TEST_F(Leak, what_was_taken_down_is_shown_to_the_keeper_neither) {
    const LiveServer server(library("all"), false);
    for (const RouteRow& row : kRows) {
        if (row.method != "GET") continue;
        RouteRow all = row;
        if (all.tries == Tries::keeper && row.path.find('#') != std::string_view::npos)
            all.tries = Tries::chapters;  // each number, with 1 and 2 behind it
        for (const std::string& address : addresses(all, false)) {
            const std::string text = ascii_lowered(server.get(address).body);
            for (const LeakWork& work : *works_)
                for (const char* field : {"Titlo", "Autho", "Fando", "Freefo", "Serio", "Texto"})
                    if (work.row.visibility == removed) {
                        EXPECT_EQ(text.find(ascii_lowered(word(field, work.n))), std::string::npos)
                            << address << ": " << word(field, work.n);
                    }
        }
    }
}

TEST_F(Leak, no_answer_shows_a_word_that_its_viewer_may_not_have) {
    const LiveServer server(library("all"), true);
    std::size_t pages = 0;
    for (const RouteRow& row : kRows)
        for (const ViewerRow& viewer : kViewers)
            for (const std::string& address : addresses(row, false)) {
                const Answer answer = asked(server, row, address, headers("all", viewer));
                ++pages;
                ASSERT_NE(answer.status, 0) << address;
                ASSERT_LT(answer.status, 500) << address;
                if (row.tries == Tries::keeper) {
                    EXPECT_EQ(answer.status, 404) << address;
                }
                if (row.tries == Tries::member && !viewer.member) {
                    EXPECT_EQ(answer.status, row.method == "GET" ? 303 : 404) << address;
                }
                const std::string text = ascii_lowered(answer.head + answer.body);
                for (const LeakWork& work : *works_)
                    EXPECT_EQ(leaked(text, work, viewer), "")
                        << address << " shows it to " << viewer.name << ": work " << work.n << ", "
                        << name_of(work.row.visibility) << ", " << work.rating.line;
            }
    EXPECT_GT(pages, 1000U);
}

TEST_F(Leak, every_answer_is_as_if_hidden_works_never_were) {
    const LiveServer all(library("all"), true), seen(library("seen"), true),
        of_members(library("members"), true);
    for (const RouteRow& row : kRows)
        for (const ViewerRow& viewer : kViewers)
            for (const std::string& address : addresses(row, true)) {
                // Everything said of it, it is as open as the work it is met in: an old address
                // leads there.
                if (row.path == "/works/#" && is_joined(address)) continue;
                // A new key each time, and a picture of it; it asks nothing of works.
                if (viewer.member && row.path == "/account/codes") continue;
                const Answer a = asked(all, row, address, headers("all", viewer));
                const Answer b = asked(viewer.member ? of_members : seen, row, address,
                                       headers(viewer.sees, viewer));
                EXPECT_EQ(head_of(a), head_of(b)) << address << " for " << viewer.name;
                EXPECT_TRUE(a.body == b.body) << address << " for " << viewer.name;
            }
}

TEST_F(Leak, a_version_of_a_work_is_met_there_alone) {
    const LiveServer server(library("all"), true);
    for (const LeakWork& work : *works_)
        if (work.row.visibility == joined) {
            const Answer there = server.get(fmt::format("/works/{}", work.n));
            EXPECT_EQ(there.status, 303);
            EXPECT_NE(there.head.find("Location: /works/1\r\n"), std::string::npos);
            EXPECT_EQ(there.body, "");
        }
}

TEST_F(Leak, a_hidden_work_is_404_like_none_however_it_is_asked_for) {
    const LiveServer server(library("all"), true);
    const std::string none = std::to_string(works_->size() + 50);
    for (const char* method : {"GET", "HEAD", "POST", "DELETE"})
        for (const char* headers :
             {"", "If-None-Match: *\r\n", "Range: bytes=0-9\r\n", "Accept: application/json\r\n"})
            for (const char* tail : {"", ".epub", ".txt", "/read", "/chapters/1", "/original"}) {
                const Answer nothing = server.request(method, "/works/" + none + tail, headers);
                for (int work = seen_ + 1; work <= static_cast<int>(works_->size()); work += 6) {
                    if (is_joined(fmt::format("/works/{}{}", work, tail))) continue;
                    const Answer hidden =
                        server.request(method, fmt::format("/works/{}{}", work, tail), headers);
                    EXPECT_EQ(head_of(hidden), head_of(nothing)) << method << work << tail;
                    EXPECT_EQ(hidden.body, nothing.body) << method << work << tail;
                }
            }
}

}  // namespace
}  // namespace solander
