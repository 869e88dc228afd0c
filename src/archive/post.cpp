// SPDX-License-Identifier: GPL-3.0-or-later
// libcurl, loaded when the first letter is sent and not before: it brings thirty libraries with it,
// which every start of the program would pay for.
#include "archive/post.h"

#include <curl/curl.h>
#include <dlfcn.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>

#include "base/file.h"
#include "base/text.h"

namespace solander {
namespace {

constexpr long kConnectSeconds = 20, kLetterSeconds = 120;

struct CurlLibrary {
    decltype(&curl_global_init) global_init;
    decltype(&curl_easy_init) init;
    decltype(&curl_easy_setopt) set;
    decltype(&curl_easy_getinfo) info;
    decltype(&curl_easy_perform) perform;
    decltype(&curl_easy_cleanup) cleanup;
    decltype(&curl_easy_strerror) error_text;
    decltype(&curl_slist_append) append;
    decltype(&curl_slist_free_all) free_list;
};

template <class Function>
void load(void* library, const char* name, Function& into) {
    void* const found = library == nullptr ? nullptr : dlsym(library, name);
    if (found == nullptr)
        throw Error(Fault::storage, "libcurl cannot be used: letters cannot be sent",
                    "install libcurl4, or have them written as files: -o DIR");
    into = reinterpret_cast<Function>(found);
}

const CurlLibrary& curl() {
    static const CurlLibrary loaded = [] {
        void* const library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
        CurlLibrary made{};
        load(library, "curl_global_init", made.global_init);
        load(library, "curl_easy_init", made.init);
        load(library, "curl_easy_setopt", made.set);
        load(library, "curl_easy_getinfo", made.info);
        load(library, "curl_easy_perform", made.perform);
        load(library, "curl_easy_cleanup", made.cleanup);
        load(library, "curl_easy_strerror", made.error_text);
        load(library, "curl_slist_append", made.append);
        load(library, "curl_slist_free_all", made.free_list);
        made.global_init(CURL_GLOBAL_DEFAULT);
        return made;
    }();
    return loaded;
}

std::string_view host_of(std::string_view url) {
    const std::size_t scheme = url.find("://");
    if (scheme == std::string_view::npos) return {};
    url.remove_prefix(scheme + 3);
    url = url.substr(0, url.find('/'));
    if (const std::size_t at = url.rfind('@'); at != std::string_view::npos)
        url.remove_prefix(at + 1);
    if (url.starts_with('[')) return url.substr(1, url.find(']') - 1);
    return url.substr(0, url.find(':'));
}

bool is_loopback_number(std::string_view host) {
    constexpr std::string_view kNet = "127.";
    return host.starts_with(kNet)
           && host.find_first_not_of("0123456789.") == std::string_view::npos;
}

/// A line at the end of a file is no part of a password.
std::string password_of(const Settings& settings) {
    if (const char* given = std::getenv("SOLANDER_SMTP_PASSWORD"); given != nullptr) return given;
    const std::string& file = settings.text("ask.smtp_password_file");
    if (file.empty()) return {};
    auto text = read_file(file, 4096);
    if (!text) throw text.error();
    while (text->ends_with('\n') || text->ends_with('\r')) text->pop_back();
    return std::move(*text);
}

struct Rest {
    std::string_view bytes;
    bool begun = false;
};
std::size_t give(char* to, std::size_t size, std::size_t count, void* rest) {
    static_cast<Rest*>(rest)->begun = true;
    std::string_view& bytes = static_cast<Rest*>(rest)->bytes;
    const std::size_t given = std::min(size * count, bytes.size());
    std::memcpy(to, bytes.data(), given);
    bytes.remove_prefix(given);
    return given;
}
std::size_t ignore(char*, std::size_t size, std::size_t count, void*) { return size * count; }

/// The mail program that a letter was to be opened in is not there.
std::string ready_to_go(std::string_view eml) {
    constexpr std::string_view kUnsent = "X-Unsent: 1\r\n";
    std::string text(eml);
    if (const std::size_t at = text.find(kUnsent); at < text.find("\r\n\r\n"))
        text.erase(at, kUnsent.size());
    return text;
}

}  // namespace

struct Post::Inside {
    CURL* handle = nullptr;
    std::array<char, CURL_ERROR_SIZE> why{};
    std::array<char, 4> command{};  ///< that was said last, but goodbye: "MAIL", "RCPT", "DATA"
    bool may_be_sent = false;
    static int hear(CURL*, curl_infotype what, char* text, std::size_t size, void* inside) {
        auto& command = static_cast<Inside*>(inside)->command;
        const std::string_view said(text, size);
        if (what == CURLINFO_HEADER_OUT && size >= command.size() && !said.starts_with("QUIT"))
            std::copy_n(text, command.size(), command.begin());
        return 0;
    }
    ~Inside() {
        if (handle != nullptr) curl().cleanup(handle);
    }
    template <class Value>
    void set(CURLoption option, Value value) {
        if (const CURLcode problem = curl().set(handle, option, value); problem != CURLE_OK)
            throw Error(
                Fault::usage,
                fmt::format("the mail server cannot be used: {}", curl().error_text(problem)),
                "look at the settings ask.smtp...");
    }
};

bool needs_tls(std::string_view url) {
    const std::string_view host = host_of(url);
    return !host.empty() && host != "localhost" && host != "::1" && !is_loopback_number(host);
}

Post::Post(const Settings& settings) : inside_(std::make_unique<Inside>()) {
    const std::string& url = settings.text("ask.smtp");
    if (!url.starts_with("smtp://") && !url.starts_with("smtps://"))
        throw Error(Fault::usage, "no mail server is named that letters could be sent by",
                    "set ask.smtp to smtps://mail.example.org or smtp://localhost, or have them "
                    "written as files: -o DIR");
    if (url.find('@') != std::string::npos)
        throw Error(Fault::usage, "ask.smtp names a server alone",
                    "the name goes to ask.smtp_user, the password to ask.smtp_password_file");
    inside_->handle = curl().init();
    if (inside_->handle == nullptr) throw Error(Fault::storage, "libcurl does not start");
    inside_->set(CURLOPT_URL, url.c_str());
    inside_->set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    inside_->set(CURLOPT_USE_SSL,
                 static_cast<long>(needs_tls(url) ? CURLUSESSL_ALL : CURLUSESSL_NONE));
    inside_->set(CURLOPT_NOSIGNAL, 1L);
    inside_->set(CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
    inside_->set(CURLOPT_TIMEOUT, kLetterSeconds);
    inside_->set(CURLOPT_UPLOAD, 1L);
    inside_->set(CURLOPT_ERRORBUFFER, inside_->why.data());
    inside_->set(CURLOPT_READFUNCTION, &give);
    inside_->set(CURLOPT_WRITEFUNCTION, &ignore);
    inside_->set(CURLOPT_DEBUGFUNCTION, &Inside::hear);
    inside_->set(CURLOPT_DEBUGDATA, inside_.get());
    inside_->set(CURLOPT_VERBOSE, 1L);
    if (const std::string& user = settings.text("ask.smtp_user"); !user.empty()) {
        inside_->set(CURLOPT_USERNAME, user.c_str());
        inside_->set(CURLOPT_PASSWORD, password_of(settings).c_str());
    }
}

Post::~Post() = default;

Result<void> Post::send(std::string_view from, std::string_view to, std::string_view eml) {
    const std::string sender = fmt::format("<{}>", from), text = ready_to_go(eml);
    Rest rest{text};
    struct List {
        curl_slist* list = nullptr;
        ~List() { curl().free_list(list); }
    } recipients;
    recipients.list = curl().append(nullptr, fmt::format("<{}>", to).c_str());
    inside_->why[0] = '\0';
    inside_->command = {};
    inside_->may_be_sent = false;
    inside_->set(CURLOPT_MAIL_FROM, sender.c_str());
    inside_->set(CURLOPT_MAIL_RCPT, recipients.list);
    inside_->set(CURLOPT_READDATA, &rest);
    inside_->set(CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(text.size()));
    const CURLcode problem = curl().perform(inside_->handle);
    inside_->set(CURLOPT_MAIL_RCPT, static_cast<curl_slist*>(nullptr));
    if (problem == CURLE_OK) return {};
    long code = 0;
    curl().info(inside_->handle, CURLINFO_RESPONSE_CODE, &code);
    std::string why = inside_->why[0] != '\0' ? inside_->why.data() : curl().error_text(problem);
    // What is said before RCPT is the same for all letters.
    const std::string_view command(inside_->command.data(), inside_->command.size());
    if (code >= 400 && (command == "RCPT" || command == "DATA"))
        return fail(Fault::denied, fmt::format("the mail server does not take it: {}", why));
    inside_->may_be_sent = rest.begun;
    return fail(Fault::away, fmt::format("the mail server cannot be used: {}", why),
                "look at the settings ask.smtp..., and send the others again");
}

bool Post::may_be_sent() const { return inside_->may_be_sent; }

namespace {

void must(const Result<void>& done) {
    if (!done) throw done.error();
}

}  // namespace

std::vector<std::string> send_letters(Post& post, Archive& archive, const LettersPlan& plan,
                                      bool reminders, std::string_view by) {
    std::vector<std::string> failures;
    bool stopped = false;
    for (const Letter& letter : plan.letters) {
        if (stopped) {
            failures.emplace_back("not tried, since the mail server cannot be used");
            continue;
        }
        must(archive.link_letters({letter}, by));
        const auto sent = post.send(plan.from, letter.address, letter.eml);
        failures.push_back(sent ? "" : sent.error().message);
        if (sent)
            must(archive.letters_written({letter}, reminders, by));
        else if (!post.may_be_sent())
            must(archive.unlink_letters({letter}));
        stopped = !sent && sent.error().fault == Fault::away;
    }
    return failures;
}

}  // namespace solander
