// SPDX-License-Identifier: GPL-3.0-or-later
// The pages of one archive: who asks, which route, which page; answers kept while the archive has
// not changed.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "account/throttle.h"
#include "archive/accounts.h"
#include "archive/archive.h"
#include "web/http.h"
#include "web/layout.h"
#include "web/remembered.h"
#include "web/request_reader.h"
#include "web/visitor.h"

namespace solander {

class PageCache;
struct Route;
struct RouteMatch;

/// What a handler gets: the request, who asks, and the numbers in the path (in order).
struct Call {
    const Request& request;
    Viewer viewer;
    std::vector<std::int64_t> numbers;
    std::string suffix;  ///< ".epub" of /works/12.epub; the secret of /claim/$
    std::optional<Account> account = std::nullopt;  ///< who is logged in
    std::string secret = {};                        ///< of her session
    std::string robots = {};                        ///< what they may do with the page
    bool by_token = false;                          ///< a program asks for her; it may only read
    bool wants_codes = false;                       ///< her role is not hers before she has codes
};

class App {
  public:
    /// `own_names`: hosts that may be named in a request; empty = any. Guards an owner's library on
    /// her own machine against pages of other sites that have their name lead there (DNS
    /// rebinding).
    App(Archive&, bool for_readers, std::vector<std::string> own_names = {});
    ~App();

    /// From memory or null; never blocks.
    std::shared_ptr<const Response> quick(const Request&);
    /// Finds the route, asks whether the caller may, makes the page.
    std::shared_ptr<const Response> make(const Request&);

    /// What a request to this route may bring. Never blocks.
    RequestLimits::Body body_limit(const Request&) const;
    /// Whether the caller is one for whom the route is.
    bool may_send(const Request&) const;

    Archive& archive() const { return archive_; }
    bool for_readers() const { return for_readers_; }
    const std::string& library() const { return library_; }
    Frame frame(std::string title) const;  ///< of a page that is the same for everybody
    Frame frame(const Call&, std::string title) const;
    Response problem(unsigned status, std::string_view what, std::string_view next) const;
    Response no_such_page() const;
    /// 503: a machine we need does not answer.
    Response not_now(const Request&, const Error&) const;
    Origin origin(const Request& request) const { return origin_of(request, proxies_); }
    Throttle& throttle() { return throttle_; }
    const Remembered& remembered() const { return remembered_; }
    /// Robots that may come looking, by the settings: names as in robots.txt.
    std::vector<std::string> search_engines() const;
    /// Anybody may make an account; whoever has an invitation may.
    bool may_register() const { return open_ == "all"; }
    bool may_be_invited() const { return open_ != "no"; }
    /// She has a role that wants codes, and has not set them up.
    static bool wants_codes(const Call& call) { return call.wants_codes; }
    /// The notice page when a reader must say she is grown up first; null when she need not.
    std::optional<Response> adult_notice(const Call&, const WorkRecord&) const;

  private:
    Response answer(const Request&);
    Response wants_key() const;
    /// Who asks; every page is the same for a work that may not be shown and one that is not there.
    Call call_of(const Request&, const RouteMatch&) const;
    void let_in(Call&, const RouteMatch&, Account) const;
    /// Answers that may be kept are the same for all who have this viewer and no session.
    bool is_personal(const Request&) const;
    Viewer stranger_of(const Request&) const;
    std::string robots_of(const Route&, const Call&) const;
    std::string cache_key(const Request&) const;

    Archive& archive_;
    bool for_readers_;
    std::vector<std::string> own_names_, proxies_;
    std::string open_;  ///< setting accounts.open
    bool staff_codes_;  ///< setting accounts.codes
    Throttle throttle_;
    Remembered remembered_;
    bool own_host(const Request&) const;
    std::string library_;
    std::unique_ptr<PageCache> cache_;
};

// Handlers, one file for each group; the table of routes is in routes.cpp.
/// The browser is that session's from now on; an empty secret has it forget.
void give_session(const App&, const Call&, Response&, std::string_view secret);

Response home_page(App&, const Call&);
Response works_page(App&, const Call&);
Response people_page(App&, const Call&);
Response tag_page(App&, const Call&);
Response series_page(App&, const Call&);
Response admin_people_page(App&, const Call&);
Response people_act(App&, const Call&);
Response admin_series_page(App&, const Call&);
Response series_act(App&, const Call&);
Response series_move(App&, const Call&);
Response api_person(App&, const Call&);
Response api_series(App&, const Call&);
Response work_page(App&, const Call&);
Response work_file(App&, const Call&);
Response original_file(App&, const Call&);
Response chapter_page(App&, const Call&);
Response whole_page(App&, const Call&);
Response adult_answer(App&, const Call&);
Response left_out_page(App&, const Call&);
Response left_out_answer(App&, const Call&);
Response account_left_out_answer(App&, const Call&);
Response history_page(App&, const Call&);
Response history_answer(App&, const Call&);
Response history_csv(App&, const Call&);
Response history_json(App&, const Call&);
Response login_page(App&, const Call&);
Response login_answer(App&, const Call&);
Response logout_answer(App&, const Call&);
Response account_page(App&, const Call&);
Response password_answer(App&, const Call&);
Response sessions_answer(App&, const Call&);
Response codes_page(App&, const Call&);
Response codes_answer(App&, const Call&);
Response tokens_answer(App&, const Call&);
Response token_end(App&, const Call&);
Response register_page(App&, const Call&);
Response register_answer(App&, const Call&);
Response accounts_page(App&, const Call&);
Response accounts_answer(App&, const Call&);
Response admin_page(App&, const Call&);
Response findings_page(App&, const Call&);
Response finding_page(App&, const Call&);
Response finding_answer(App&, const Call&);
Response review_page(App&, const Call&);
Response mend_answer(App&, const Call&);
Response permission_page(App&, const Call&);
Response permission_answer(App&, const Call&);
Response claim_page(App&, const Call&);
Response claim_answer(App&, const Call&);
Response own_names_page(App&, const Call&);
Response own_stories_page(App&, const Call&);
Response own_stories_answer(App&, const Call&);
Response stats_page(App&, const Call&);
Response twins_page(App&, const Call&);
Response twins_look(App&, const Call&);
Response twin_page(App&, const Call&);
Response twin_answer(App&, const Call&);
Response tags_page(App&, const Call&);
Response tags_answer(App&, const Call&);
Response tag_sheet_page(App&, const Call&);
Response tags_history_page(App&, const Call&);
Response tags_undo_answer(App&, const Call&);
Response tags_table_page(App&, const Call&);
Response tags_table_file(App&, const Call&);
Response tags_table_answer(App&, const Call&);
Response style_file(App&, const Call&);
Response script_file(App&, const Call&);
Response robots_file(App&, const Call&);
Response health_file(App&, const Call&);
Response api_works(App&, const Call&);
Response api_work(App&, const Call&);

}  // namespace solander
