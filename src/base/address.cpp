// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/address.h"

#include <algorithm>

#include "base/text.h"

namespace solander {
namespace {

constexpr std::size_t kLongest = 128;  ///< bytes of a name or a host; what is longer is no address

// Endings a host may have where the dots are not the only evidence; two letters are a country.
constexpr std::string_view kEndings[] = {"com", "net",  "org",  "edu",    "gov",  "mil",    "info",
                                         "biz", "name", "coop", "museum", "aero", "example"};
// Hosts people wrote without their ending.
constexpr std::string_view kBareHosts[] = {"aol", "hotmail", "yahoo", "juno", "msn"};
// "posted at host dot com" says where, not to whom.
constexpr std::string_view kNotNames[] = {
    "also",   "and",     "archived", "are",   "available", "be",     "fic",  "found",   "here",
    "hosted", "housed",  "is",       "it",    "live",      "lives",  "look", "me",      "not",
    "only",   "or",      "page",     "pages", "place",     "posted", "read", "seen",    "site",
    "story",  "stories", "stuff",    "them",  "this",      "up",     "us",   "website", "works"};

template <std::size_t n>
bool one_of(std::string_view word, const std::string_view (&words)[n]) {
    return std::any_of(std::begin(words), std::end(words),
                       [&](std::string_view w) { return equals_ignoring_ascii_case(word, w); });
}

bool among(char c, std::string_view set) { return set.find(c) != std::string_view::npos; }

bool plain_char(char c) {
    return is_ascii_alpha(c) || is_ascii_digit(c) || static_cast<unsigned char>(c) >= 0x80;
}
/// A byte inside a UTF-8 character, not its first.
bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }
bool name_char(char c) { return plain_char(c) || among(c, "._%+-=~!#$&*^{}|"); }
bool host_char(char c) { return plain_char(c) || c == '-' || c == '_'; }

std::size_t skip_blanks(std::string_view t, std::size_t at) {
    for (int most = 3; most > 0 && at < t.size() && (t[at] == ' ' || t[at] == '\t'); --most) ++at;
    return at;
}

/// How an "at" or a "dot" is written at a place: its whole extent with brackets and blanks around
/// it.
struct Sign {
    std::size_t from = 0, to = 0;
    bool plain = false;    ///< the character itself, not spelled
    bool certain = false;  ///< the character, or spelled in brackets or capitals
    bool found() const { return to > from; }
};

constexpr std::string_view kOpen = "([{<-_*", kClose = ")]}>-_*";

// The sign in brackets whose opening one is at `at`: "(at)", "[ dot ]", "(@)".
Sign bracketed(std::string_view t, std::size_t from, std::size_t at, std::string_view word,
               char sign) {
    const char close = kClose[kOpen.find(t[at])];
    at = skip_blanks(t, at + 1);
    if (at < t.size() && t[at] == sign)
        ++at;
    else if (starts_with_ignoring_ascii_case(t.substr(at), word))
        at += word.size();
    else
        return {};
    at = skip_blanks(t, at);
    if (at >= t.size() || t[at] != close) return {};
    return {from, skip_blanks(t, at + 1), false, true};
}

// `word` is "at" or "dot", `sign` the character it stands for.
Sign read_sign(std::string_view t, std::size_t from, std::string_view word, char sign) {
    std::size_t at = skip_blanks(t, from);
    if (at >= t.size()) return {};
    // "host.com" has no blanks at its dot; "host . com" is spam-proofed, and read as a spelled one.
    if (t[at] == sign && sign == '.' && at == from) return {from, at + 1, true, true};
    if (t[at] == sign) return {from, skip_blanks(t, at + 1), sign == '@', true};
    if (among(t[at], kOpen)) return bracketed(t, from, at, word, sign);
    if (at == from || !starts_with_ignoring_ascii_case(t.substr(at), word)) return {};
    const bool capitals = is_ascii_upper(t[at]) && is_ascii_upper(t[at + 1]);
    at += word.size();
    const std::size_t after = skip_blanks(t, at);
    return after == at ? Sign{} : Sign{from, after, false, capitals};
}

struct Host {
    std::size_t to = 0;  ///< end; 0 when there is none
    bool spelled_dot = false, known_ending = false, dotted = false;
};

std::size_t label_end(std::string_view t, std::size_t from) {
    const std::size_t limit = std::min(t.size(), from + kLongest);
    std::size_t at = from;
    while (at < limit && host_char(t[at])) ++at;
    while (at > from && at < t.size() && continues(t[at])) --at;
    while (at > from && (t[at - 1] == '-' || t[at - 1] == '_'))
        --at;  // a bracket of a sign, or a dash
    return at;
}

bool is_ending(std::string_view label) {
    return label.size() >= 2 && label.size() <= 7
           && std::all_of(label.begin(), label.end(), is_ascii_alpha);
}

// label (dot label)+ up to the last label that is letters only; one label alone is not dotted.
Host read_host(std::string_view t, std::size_t from) {
    Host host;
    std::size_t at = label_end(t, from);
    if (at == from) return host;
    host.to = at;
    bool spelled = false;
    while (at - from < kLongest) {
        const Sign dot = read_sign(t, at, "dot", '.');
        const std::size_t next = dot.found() ? label_end(t, dot.to) : dot.to;
        if (next <= dot.to) break;
        const std::string_view label = t.substr(dot.to, next - dot.to);
        const bool blanks = t[dot.from] == ' ' && t[skip_blanks(t, dot.from)] == '.';
        if (blanks && !one_of(label, kEndings)) break;  // the end of a sentence
        spelled = spelled || !dot.plain;
        const bool known = label.size() == 2 || one_of(label, kEndings);
        // A dot in words after a whole host is prose, unless what follows is an ending too.
        if (is_ending(label) && (known || dot.plain || !host.known_ending)) {
            host.to = next;
            host.dotted = true;
            host.spelled_dot = spelled;
            host.known_ending = known;
        }
        at = next;
    }
    return host;
}

// Where the name before an at-sign begins; `at` when there is none.
std::size_t name_start(std::string_view t, std::size_t done, std::size_t at) {
    const std::size_t limit = std::max(done, at > kLongest ? at - kLongest : std::size_t{0});
    std::size_t from = at;
    while (from > limit && name_char(t[from - 1])) --from;
    while (from < at && continues(t[from])) ++from;  // the limit lay inside a character
    // Marks of emphasis and of sentences are not the name's.
    while (from < at && among(t[from], ".*=~!#$&^{}|+%-_")) ++from;
    return from;
}

// End of the address whose name is [from, sign.from); 0 when it is none.
std::size_t address_end(std::string_view t, std::size_t from, Sign sign) {
    const bool joined = sign.plain && sign.to == sign.from + 1;
    for (const std::string_view cut_off : {"...", "…"}) {
        if (joined && t.substr(sign.to, cut_off.size()) == cut_off) return sign.to + cut_off.size();
    }
    const Host host = read_host(t, sign.to);
    if (host.to == 0) return 0;
    const std::string_view name = t.substr(from, sign.from - from);
    const std::string_view rest = t.substr(sign.to, host.to - sign.to);
    if (joined && host.dotted) return host.to;
    if (joined)  // "M@ry", "h@t": too short to be a name and a host
        return one_of(rest, kBareHosts) || (name.size() >= 3 && rest.size() >= 3) ? host.to : 0;
    if (!host.dotted) return 0;
    if (!sign.certain)
        return host.spelled_dot && host.known_ending && !one_of(name, kNotNames) ? host.to : 0;
    return host.known_ending || (host.spelled_dot && !sign.plain) ? host.to : 0;
}

// The next '@', or 't' of a word "at", at or after `at`.
std::size_t next_candidate(std::string_view t, std::size_t at) {
    for (; at < t.size(); ++at) {
        if (t[at] == '@') return at;
        if ((t[at] == 't' || t[at] == 'T') && at > 0 && (t[at - 1] == 'a' || t[at - 1] == 'A')
            && at + 1 < t.size() && !is_ascii_alpha(t[at + 1])
            && (at < 2 || !is_ascii_alpha(t[at - 2])))
            return at;
    }
    return std::string_view::npos;
}

// The sign around a candidate, with brackets and blanks on its left.
Sign sign_around(std::string_view t, std::size_t done, std::size_t candidate) {
    const auto before_blanks = [&](std::size_t at) {
        for (int most = 3; most > 0 && at > done && (t[at - 1] == ' ' || t[at - 1] == '\t'); --most)
            --at;
        return at;
    };
    const std::size_t from = before_blanks(t[candidate] == '@' ? candidate : candidate - 1);
    if (from > done && among(t[from - 1], kOpen)) {
        const Sign sign = read_sign(t, before_blanks(from - 1), "at", '@');
        if (sign.found() && sign.to > candidate) return sign;
    }
    return read_sign(t, from, "at", '@');
}

}  // namespace

std::vector<AddressRange> find_addresses(std::string_view text) {
    std::vector<AddressRange> found;
    std::size_t done = 0;
    for (std::size_t at = next_candidate(text, 0); at != std::string_view::npos;
         at = next_candidate(text, std::max(at + 1, done))) {
        const Sign sign = sign_around(text, done, at);
        if (!sign.found()) continue;
        const std::size_t from = name_start(text, done, sign.from);
        if (from == sign.from) continue;
        const std::size_t to = address_end(text, from, sign);
        if (to == 0) continue;
        found.push_back({from, to});
        done = to;
    }
    return found;
}

std::string without_addresses(std::string_view text) {
    std::string out;
    std::size_t done = 0;
    for (const AddressRange& range : find_addresses(text)) {
        out += text.substr(done, range.from - done);
        out += "[address]";
        done = range.to;
    }
    out += text.substr(done);
    return out;
}

}  // namespace solander
