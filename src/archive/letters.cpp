// SPDX-License-Identifier: GPL-3.0-or-later
// Asking for leave. Who was asked is not asked again, who answered is left in peace; nothing is
// sent from here.
#include "archive/letters.h"

#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <map>
#include <set>

#include "account/secret.h"
#include "archive/archive.h"
#include "archive/claim_secrets.h"
#include "archive/clock.h"
#include "archive/inside.h"
#include "archive/standing.h"
#include "base/address.h"
#include "base/embedded.h"
#include "base/text.h"
#include "catalogue/name_groups.h"
#include "vocabulary/nobody.h"

namespace solander {
namespace {

constexpr std::int64_t kMonth = 30 * 86400;  // seconds

constexpr std::string_view kWaiting =
    "select w.id, x.creator from work w join work_creator x on x.work = w.id"
    " where w.visibility = 'kept' and w.permission in ('ask', 'unclear', 'unstated')"
    " and x.role = 'author' order by x.creator, w.id";
constexpr std::string_view kSaid =
    "select c.raw from claim c join version v on v.id = c.version where v.work = $1"
    " and c.field in ('creators', 'email', 'feedback') order by c.version, c.place";
constexpr std::string_view kAuthorsOf =
    "select count(*) from work_creator where work = $1 and role = 'author'";

bool is_one_of(std::string_view what, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), what) != words.end();
}

/// Letters are sent to nothing that had to be guessed: "kat AT host DOT com" is for a person to
/// read.
bool is_plain(std::string_view address) {
    const std::size_t at = address.find('@');
    if (at == std::string_view::npos || at == 0 || address.size() > 200) return false;
    const std::string_view host = address.substr(at + 1);
    const auto ok = [](char c, std::string_view more) {
        return is_ascii_alpha(c) || is_ascii_digit(c) || more.find(c) != std::string_view::npos;
    };
    return host.find('.') != std::string_view::npos && host.front() != '.' && host.back() != '.'
           && host.find("..") == std::string_view::npos
           && host.find("NOSPAM") == std::string_view::npos
           && std::all_of(address.begin(), address.begin() + static_cast<std::ptrdiff_t>(at),
                          [&](char c) { return ok(c, "._%+-"); })
           && std::all_of(host.begin(), host.end(), [&](char c) { return ok(c, ".-"); });
}

/// One line, nothing that ends a header.
std::string header_text(std::string_view text) {
    std::string line = squeeze(text);
    std::erase_if(line, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
    return line;
}

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// Nothing of a letter is put in lines that are much longer than people write; at 998 bytes servers
/// may refuse or cut them (RFC 5321, section 4.5.3.1.6).
constexpr std::size_t kLongLine = 500;
bool has_long_lines(std::string_view text) {
    for (const std::string_view line : split(text, '\n'))
        if (line.size() > kLongLine) return true;
    return false;
}

std::string base64(std::string_view bytes) {
    constexpr std::string_view kDigits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::uint32_t three = 0;
        for (std::size_t k = 0; k < 3; ++k)
            three =
                three << 8 | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U);
        for (std::size_t k = 0; k < 4; ++k)
            out += i + k <= bytes.size() ? kDigits[three >> (18 - 6 * k) & 63] : '=';
    }
    return out;
}

/// RFC 2047, a word for every few characters.
std::string encoded(std::string_view text) {
    std::string line = header_text(text);
    if (line.size() < kLongLine && is_ascii(line)) return line;
    constexpr std::size_t kMost = 42;  // bytes, 56 of base64
    std::string out, some;
    const auto put = [&] {
        if (!some.empty())
            out += (out.empty() ? "=?UTF-8?B?" : "\r\n =?UTF-8?B?") + base64(some) + "?=";
        some.clear();
    };
    for (std::string_view rest = line; !rest.empty();) {
        std::size_t length = 1;
        (void)first_code_point(rest, length);
        if (some.size() + length > kMost) put();
        some += rest.substr(0, length);
        rest.remove_prefix(length);
    }
    put();
    return out;
}

/// RFC 2045: what is not ASCII as =XX, lines no longer than mail has them.
std::string quoted_printable(std::string_view text) {
    constexpr std::size_t kMost = 72;
    std::string out;
    std::size_t width = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c == '\r' || c == '\n') {
            out += text[i];
            width = 0;
            continue;
        }
        const bool at_end = i + 1 == text.size() || text[i + 1] == '\r';
        const bool plain = c < 0x7F && c >= 0x20 && c != '=' && (c != ' ' || !at_end);
        if (width + (plain ? 1 : 3) > kMost) {
            out += "=\r\n";
            width = 0;
        }
        out += plain ? std::string(1, text[i]) : fmt::format("={:02X}", c);
        width += plain ? 1 : 3;
    }
    return out;
}

/// "Wren <wren@lamp.example>" as a header has it.
std::string mailbox(std::string_view text) {
    const std::vector<AddressRange> found = find_addresses(text);
    if (found.empty()) return header_text(text);
    std::string address(text.substr(found[0].from, found[0].to - found[0].from));
    std::string name = header_text(text.substr(0, found[0].from));
    std::erase_if(name, [](char c) { return c == '<' || c == '"' || c == '\\'; });
    name = trim(name);
    if (name.empty()) return address;
    const bool words = std::all_of(name.begin(), name.end(), [](char c) {
        return is_ascii_alpha(c) || is_ascii_digit(c) || c == ' ';
    });
    const std::string shown = encoded(name);
    return fmt::format("{} <{}>", words || shown != name ? shown : "\"" + name + "\"", address);
}

std::string mail_date() {
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&now, &parts);
    constexpr const char* kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} +0000", kDays[parts.tm_wday],
                       parts.tm_mday, kMonths[parts.tm_mon], parts.tm_year + 1900, parts.tm_hour,
                       parts.tm_min, parts.tm_sec);
}

/// At the host of who asks, so that it is nobody else's.
std::string message_id(std::string_view from) {
    const std::vector<AddressRange> found = find_addresses(from);
    const std::string_view address =
        found.empty() ? "" : from.substr(found[0].from, found[0].to - found[0].from);
    return fmt::format("<{}@{}>", new_secret(), address.substr(address.find('@') + 1));
}

/// Without the paragraphs that hold a placeholder of which nothing is known.
std::string without_paragraphs_of(std::string_view placeholder, std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const std::size_t gap = std::min(text.find("\n\n"), text.size());
        const std::size_t end = std::min(text.find_first_not_of('\n', gap), text.size());
        if (text.substr(0, gap).find(placeholder) == std::string_view::npos)
            out += text.substr(0, end);
        text.remove_prefix(end);
    }
    return out;
}

/// Lines end as mail has them; placeholders that a value brings are not filled in again.
std::string filled(std::string_view text, const std::map<std::string_view, std::string>& values) {
    std::string out;
    while (!text.empty()) {
        if (text.front() == '{')
            if (const std::size_t end = text.find('}'); end != std::string_view::npos)
                if (const auto at = values.find(text.substr(1, end - 1)); at != values.end()) {
                    out += at->second;
                    text.remove_prefix(end + 1);
                    continue;
                }
        out += text.front();
        text.remove_prefix(1);
    }
    std::string mail;
    for (const char c : out) {
        if (c == '\r') continue;
        mail += c == '\n' ? "\r\n" : std::string(1, c);
    }
    return mail;
}

/// Works of a person, under all names that were joined.
class Asking {
  public:
    Asking(const Archive::Inside& inside, Connection& connection, const LetterWish& wish,
           std::string from)
        : inside_(inside), connection_(connection), wish_(wish), from_(std::move(from)) {}

    LettersPlan plan() {
        std::map<std::int64_t, std::set<WorkId>> waiting;  // by the name that stands for others
        std::vector<std::pair<WorkId, std::int64_t>> rows;
        for (Query query = connection_.query(kWaiting); query.step();)
            rows.emplace_back(query.integer(0), query.integer(1));
        for (const auto& [work, creator] : rows)
            waiting[name_group(connection_, NameList::creator, creator).front()].insert(work);
        LettersPlan plan;
        for (const auto& [author, works] : waiting) {
            Letter letter;
            letter.author = author;
            letter.name = listed_name(connection_, NameList::creator, author).value_or("");
            if (names_nobody(letter.name) || !is_asked_for(author)) continue;
            const auto leave_out = [&](std::string why) {
                plan.left_out.push_back({letter.author, letter.name, std::move(why)});
            };
            if (std::string why = why_not(author); !why.empty()) {
                leave_out(std::move(why));
                continue;
            }
            for (const WorkId work : works)
                if (!was_answered(said_of(work, author))) letter.works.push_back(work);
            if (letter.works.empty()) {
                leave_out("answered for each of them");
                continue;
            }
            letter.address = address_of(letter.works);
            if (letter.address.empty()) {
                plan.without_address.push_back(std::move(letter));
                continue;
            }
            if (is_no_mail(connection_, digest_of_address(letter.address))) {
                leave_out("no letters are wanted at that address");
                continue;
            }
            if (!inside_.settings.text("archive.address").empty()) letter.secret = new_secret();
            letter.eml = written(letter);
            plan.letters.push_back(std::move(letter));
        }
        const auto by_name = [](const Letter& a, const Letter& b) { return a.name < b.name; };
        std::sort(plan.letters.begin(), plan.letters.end(), by_name);
        std::sort(plan.without_address.begin(), plan.without_address.end(), by_name);
        std::sort(plan.left_out.begin(), plan.left_out.end(),
                  [](const PassedOver& a, const PassedOver& b) { return a.name < b.name; });
        return plan;
    }

  private:
    bool is_asked_for(std::int64_t author) const {
        if (wish_.author.empty()) return true;
        const auto wanted = name_with_key(connection_, NameList::creator, wish_.author);
        return wanted && name_group(connection_, NameList::creator, *wanted).front() == author;
    }
    /// Of the work as a whole, and of her part in it.
    std::vector<LedgerEvent> said_of(WorkId work, std::int64_t author) const {
        const auto names = name_group(connection_, NameList::creator, author);
        std::vector<LedgerEvent> said;
        for (LedgerEntry& row : ledger_rows(connection_, work))
            if (!row.creator || std::find(names.begin(), names.end(), *row.creator) != names.end())
                said.push_back(std::move(row.event));
        return said;
    }
    static bool was_answered(const std::vector<LedgerEvent>& all) {
        const std::vector<LedgerEvent> events = events_that_hold(all);
        return std::any_of(events.begin(), events.end(), [](const LedgerEvent& event) {
            return is_one_of(event.what, {"granted", "members", "refused", "conditions",
                                          "withdrawn", "claimed", "orphaned", "removed"});
        });
    }
    /// Why no letter goes to her; empty: one does.
    std::string why_not(std::int64_t author) const {
        std::string asked, reminded;
        for (const std::int64_t name : name_group(connection_, NameList::creator, author)) {
            const std::vector<LedgerEvent> events =
                events_that_hold(ledger_of_creator(connection_, name));
            for (const LedgerEvent& event : events) {
                if (event.what == "no-mail") return "wants no letters";
                if (event.what == "reminded") reminded = std::max(reminded, event.when);
                if (event.what == "asked") asked = std::max(asked, event.when);
            }
            if (was_answered(events)) return "answered";
        }
        const std::string day = asked.substr(0, 10);
        if (!reminded.empty()) return fmt::format("was reminded {}", reminded.substr(0, 10));
        if (!wish_.remind) return asked.empty() ? "" : fmt::format("was asked {}", day);
        if (asked.empty()) return "was not asked yet";
        if (asked >= time_text(-kMonth)) return fmt::format("was asked {}, lately", day);
        return {};
    }
    /// The one that stands on most of her works; of works by two nobody knows whose it is.
    std::string address_of(const std::vector<WorkId>& works) const {
        std::map<std::string, std::size_t> seen;
        for (const WorkId work : works) {
            {
                Query query = connection_.query(kAuthorsOf);
                if (!query.bind(work).step() || query.integer(0) != 1) continue;
            }
            std::set<std::string> here;
            Query query = connection_.query(kSaid);
            for (query.bind(work); query.step();) {
                const std::string_view raw = query.text(0);
                for (const AddressRange& range : find_addresses(raw))
                    if (const std::string_view one = raw.substr(range.from, range.to - range.from);
                        is_plain(one))
                        here.emplace(one);
            }
            for (const std::string& one : here) ++seen[one];
        }
        const auto most =
            std::max_element(seen.begin(), seen.end(),
                             [](const auto& a, const auto& b) { return a.second < b.second; });
        return most == seen.end() ? std::string() : most->first;
    }
    std::string written(const Letter& letter) const {
        std::string works, first;
        for (const WorkRecord& work : load_blurbs(connection_, letter.works)) {
            if (first.empty()) first = work.title;
            works += fmt::format("{}  {}, {} words", works.empty() ? "" : "\n",
                                 without_addresses(work.title), work.words);
            if (!work.fandoms.empty()) works += " (" + work.fandoms.front() + ")";
        }
        const std::string& archive = inside_.settings.text("archive.name");
        const std::string what = letter.works.size() == 1
                                     ? "\"" + without_addresses(first) + "\""
                                     : fmt::format("{} stories", letter.works.size());
        std::string text(wish_.text.empty() ? embedded("share/letter.txt")
                                            : std::string_view(wish_.text));
        std::erase(text, '\r');
        if (letter.secret.empty()) text = without_paragraphs_of("{link}", text);
        const std::string body =
            filled(text, {{"name", header_text(letter.name)},
                          {"what", what},
                          {"works", works},
                          {"archive", archive},
                          {"link", letter.secret.empty() ? "" : claim_url(inside_, letter.secret)},
                          {"from", header_text(from_)}});
        const bool as_it_is = is_ascii(body) && !has_long_lines(body);
        return fmt::format("From: {}\r\nTo: <{}>\r\nSubject: {}\r\nDate: {}\r\nMessage-ID: {}\r\n"
                           "MIME-Version: 1.0\r\n"
                           "Content-Type: text/plain; charset=utf-8\r\n"
                           "Content-Transfer-Encoding: {}\r\nX-Unsent: 1\r\n\r\n{}",
                           mailbox(from_), letter.address,
                           encoded((wish_.remind ? "Once more: " : "") + what + ", and " + archive),
                           mail_date(), message_id(from_), as_it_is ? "7bit" : "quoted-printable",
                           as_it_is ? body : quoted_printable(body));
    }

    const Archive::Inside& inside_;
    Connection& connection_;
    const LetterWish& wish_;
    const std::string from_;
};

}  // namespace

Result<LettersPlan> Archive::letters(const LetterWish& wish) const {
    const std::string from(
        trim(wish.from.empty() ? inside_->settings.text("ask.from") : std::string_view(wish.from)));
    const std::vector<AddressRange> found = find_addresses(from);
    if (found.size() != 1
        || !is_plain(std::string_view(from).substr(found[0].from, found[0].to - found[0].from)))
        return fail(Fault::usage, "say who asks, with one address to answer to",
                    "--from \"Wren <wren@lamp.example>\", or the setting ask.from");
    auto connection = inside_->readers->borrow();
    const ReadTransaction moment(*connection);
    LettersPlan plan = Asking(*inside_, *connection, wish, from).plan();
    plan.from = from.substr(found[0].from, found[0].to - found[0].from);
    return plan;
}

Result<void> Archive::link_letters(const std::vector<Letter>& letters, std::string_view by) {
    auto connection = inside_->writers->borrow();
    WriteTransaction transaction(*connection);
    for (const Letter& letter : letters)
        if (!letter.secret.empty())
            add_claim_link(*connection, new_claim_link(*inside_, letter.secret, letter.author,
                                                       letter.address, by));
    transaction.commit();
    return {};
}

Result<void> Archive::unlink_letters(const std::vector<Letter>& letters) {
    auto connection = inside_->writers->borrow();
    WriteTransaction transaction(*connection);
    for (const Letter& letter : letters)
        if (!letter.secret.empty()) forget_claim_link(*connection, digest_of_secret(letter.secret));
    transaction.commit();
    return {};
}

Result<void> Archive::letters_written(const std::vector<Letter>& letters, bool reminders,
                                      std::string_view by) {
    const std::string now = now_text();
    std::vector<LedgerEntry> entries;
    auto connection = inside_->writers->borrow();
    WriteTransaction transaction(*connection);
    for (const Letter& letter : letters) {
        LedgerEvent event{reminders ? "reminded" : "asked", now, std::string(by),
                          fmt::format("a letter about {}", fmt::join(letter.works, ", "))};
        if (!letter.secret.empty())
            if (const auto link = find_claim_link(*connection, digest_of_secret(letter.secret)))
                event.evidence += fmt::format(", with claim link {}", link->id);
        event.name = letter.name;
        entries.push_back({{}, letter.author, std::move(event)});
    }
    add_to_ledger(*connection, entries, now);
    transaction.commit();
    return {};
}

}  // namespace solander
