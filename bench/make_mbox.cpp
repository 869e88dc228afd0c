// SPDX-License-Identifier: GPL-3.0-or-later
// make_mbox: an invented mailing list as one mbox. The same for the same options on every machine.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "bench/make_pile/random.h"
#include "bench/make_pile/words.h"

namespace {

using namespace solander::pile;

constexpr std::string_view kUsage =
    "usage: make_mbox MESSAGES FILE [--seed S] [--words WORDS]\n"
    "\n"
    "Of ten messages about three are parts of stories in several parts (some parts are missing, "
    "out\n"
    "of order or posted again), two are whole stories, four are replies and one is chatter. Some "
    "are\n"
    "quoted-printable, some have an HTML alternative, some carry the story as an attachment.\n"
    "  --words WORDS   of a story message, in the mean (default 1300: 5 KB a message over all)\n";

struct Options {
    std::uint64_t messages = 0, seed = 1, words = 1300;
    std::string file;
};

[[noreturn]] void wrong(std::string_view what) {
    fmt::print(stderr, "make_mbox: {}\nhint: make_mbox --help\n", what);
    std::exit(2);
}

Options parse(int argc, char** argv) {
    Options o;
    std::vector<std::string> places;
    for (int i = 1; i < argc; ++i) {
        const std::string arg = argv[i];
        if (arg == "--help") {
            fmt::print("{}", kUsage);
            std::exit(0);
        }
        if (!arg.starts_with("--")) {
            places.push_back(arg);
            continue;
        }
        if (++i >= argc) wrong(arg + " needs a value");
        const std::uint64_t value = std::strtoull(argv[i], nullptr, 10);
        if (arg == "--seed")
            o.seed = value;
        else if (arg == "--words")
            o.words = value;
        else
            wrong("unknown option " + arg);
    }
    if (places.size() != 2) wrong("MESSAGES and FILE are needed");
    o.messages = std::strtoull(places[0].c_str(), nullptr, 10);
    o.file = places[1];
    return o;
}

/// A story that is being posted part by part.
struct Serial {
    std::string title, author;
    int next = 1, of = 2;
};

class List {
  public:
    explicit List(const Options& o) : o_(o) {
        Random random(o.seed, 0, 1);
        for (int i = 0; i < 200; ++i) {
            const std::string name = capitalised(invented_word(random, 2));
            authors_.push_back(fmt::format("{} {} <{}{}@post.example.com>", name,
                                           capitalised(invented_word(random, 3)), name, i));
        }
    }

    bool write() {
        std::FILE* file = std::fopen(o_.file.c_str(), "wb");
        if (file == nullptr) return false;
        bool ok = true;
        for (std::uint64_t i = 1; i <= o_.messages && ok; ++i) {
            const std::string message = make(i);
            ok = std::fwrite(message.data(), 1, message.size(), file) == message.size();
        }
        return std::fclose(file) == 0 && ok;
    }

  private:
    std::string make(std::uint64_t number) {
        Random random(o_.seed, number, 2);
        const std::uint32_t kind = random.below(10);
        if (kind < 3) return part(random, number);
        const std::string& who = authors_[random.below(authors_.size())];
        const std::string title = title_of(random);
        if (kind < 5)
            return post(random, number, who, fmt::format("FIC: {} (1/1) [PG]", title),
                        header(random, title, who, "1/1") + prose(random, o_.words));
        if (kind < 9)
            return post(random, number, who, fmt::format("Re: FIC: {} (1/1) [PG]", title),
                        fmt::format("{} wrote:\n\n{}\n{}", authors_[random.below(200)],
                                    quoted(prose(random, 120)), prose(random, 60)),
                        true);
        return post(random, number, who, title, prose(random, 80));
    }

    std::string part(Random& random, std::uint64_t number) {
        if (serials_.size() < 40 || random.below(6) == 0) {
            Serial serial;
            serial.title = title_of(random);
            serial.author = authors_[random.below(authors_.size())];
            serial.of = 2 + static_cast<int>(random.below(8));
            serials_.push_back(std::move(serial));
        }
        const std::size_t which = random.below(serials_.size());
        Serial& serial = serials_[which];
        if (random.below(40) == 0 && serial.next < serial.of) ++serial.next;  // never arrives
        const std::string at = fmt::format("{}/{}", serial.next, serial.of);
        std::string message =
            post(random, number, serial.author, fmt::format("FIC: {} ({}) [PG]", serial.title, at),
                 header(random, serial.title, serial.author, at) + prose(random, o_.words));
        if (random.below(50) != 0) ++serial.next;  // else it is posted again
        if (serial.next > serial.of)
            serials_.erase(serials_.begin() + static_cast<std::ptrdiff_t>(which));
        return message;
    }

    std::string title_of(Random& random) const {
        std::string title = "The";
        const std::uint32_t words = 1 + random.below(3);
        for (std::uint32_t i = 0; i <= words; ++i)
            title += " " + capitalised(vocabulary_.topical(random));
        return title;
    }

    static std::string header(Random& random, std::string_view title, std::string_view who,
                              std::string_view part) {
        constexpr std::string_view kArchive[] = {"anywhere", "ask first", "list archive only",
                                                 "yes, just tell me"};
        return fmt::format(
            "Title: {}\nAuthor: {}\nFandom: Lamp Street\nRating: PG\nPart: {}\nArchive: {}\n"
            "Disclaimer: Not mine, and no money is made.\n\n",
            title, who.substr(0, who.find(" <")), part, kArchive[random.below(4)]);
    }

    std::string prose(Random& random, std::uint64_t words) const {
        std::string out, line;
        std::uint64_t count = words / 2 + random.below(words + 1);
        while (count > 0) {
            std::uint64_t sentence = 5 + random.below(18);
            const std::uint64_t sentences = 1 + random.below(6);
            for (std::uint64_t s = 0; s < sentences && count > 0; ++s) {
                for (std::uint64_t w = 0; w < sentence && count > 0; ++w, --count) {
                    std::string word(vocabulary_.draw(random));
                    if (w == 0) word = capitalised(word);
                    if (w + 1 == sentence || count == 1) word += '.';
                    if (line.size() + word.size() > 70) {
                        out += line + "\n";
                        line.clear();
                    }
                    line += line.empty() ? word : " " + word;
                }
                sentence = 5 + random.below(18);
            }
            out += line + "\n\n";
            line.clear();
        }
        return out;
    }

    static std::string quoted(std::string_view text) {
        std::string out = "> ";
        for (const char c : text) {
            out += c;
            if (c == '\n') out += "> ";
        }
        return out + "\n";
    }

    static std::string quoted_printable(std::string_view text) {
        std::string out;
        std::size_t column = 0;
        for (const char c : text) {
            if (c == '\n') {
                out += c;
                column = 0;
                continue;
            }
            const bool coded = c == '=' || static_cast<unsigned char>(c) > 0x7E;
            if (column > 70) {
                out += "=\n";
                column = 0;
            }
            if (coded)
                out += fmt::format("={:02X}", static_cast<unsigned char>(c));
            else
                out += c;
            column += coded ? 3 : 1;
        }
        return out;
    }

    static std::string base64(std::string_view text) {
        constexpr std::string_view kLetters =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        std::string out;
        for (std::size_t i = 0; i < text.size(); i += 3) {
            std::uint32_t bits = 0;
            for (std::size_t k = 0; k < 3; ++k)
                bits = bits << 8
                       | (i + k < text.size() ? static_cast<unsigned char>(text[i + k]) : 0U);
            for (std::size_t k = 0; k < 4; ++k)
                out += i + k > text.size() ? '=' : kLetters[bits >> (18 - 6 * k) & 63];
            if (i % 57 == 54) out += '\n';
        }
        return out + "\n";
    }

    std::string post(Random& random, std::uint64_t number, std::string_view who,
                     std::string_view subject, const std::string& body, bool answer = false) const {
        const int day = static_cast<int>(1 + number / 100 % 28);
        std::string out = fmt::format(
            "From {} Mon Jan {:2} 0{}:{:02}:00 2001\n"
            "Received: from mail{}.example.net by lists.example.org (8.11.0/8.11.0) with SMTP\n"
            "\tid f0{}A; Mon, {} Jan 2001 00:00:00 GMT\nReceived: (from list@localhost) by "
            "lists.example.org\n\tid {}; Mon, {} Jan 2001 00:00:00 GMT\nMessage-ID: "
            "<{}.lamp@lists.example.org>\nFrom: {}\nTo: lamp-street@lists.example.org\nDate: Mon, "
            "{} Jan 2001 0{}:{:02}:00 +0000\nSubject: [lamp-street] {}\nPrecedence: bulk\n",
            "list@lists.example.org", day, number % 10, number % 60, number % 9, number, day,
            number, day, number, who, day, number % 10, number % 60, subject);
        if (answer) out += fmt::format("In-Reply-To: <{}.lamp@lists.example.org>\n", number / 2);
        constexpr std::string_view kFoot =
            "\n_______________________________________________\nlamp-street mailing "
            "list\nlamp-street@lists.example.org\n";
        out += "MIME-Version: 1.0\n";
        const std::uint32_t form = random.below(20);
        if (form < 5) {
            out += "Content-Type: text/plain; charset=iso-8859-1\n"
                   "Content-Transfer-Encoding: quoted-printable\n\n";
            return out + quoted_printable(body + "\xE9\n") + std::string(kFoot) + "\n";
        }
        if (form < 7) {
            out += "Content-Type: multipart/alternative; boundary=\"--b7\"\n\n----b7\n";
            out += "Content-Type: text/plain\n\n" + body;
            std::string html = "<html><body><p>";
            for (const char c : body) html += c == '\n' ? std::string("\n") : std::string(1, c);
            return out + "\n----b7\nContent-Type: text/html\n\n" + html
                   + "</p></body></html>\n----b7--\n\n";
        }
        if (form == 7) {
            out += "Content-Type: multipart/mixed; boundary=\"--b7\"\n\n----b7\n\nHere it is.\n";
            return out
                   + "----b7\nContent-Type: text/plain; name=\"story.txt\"\n"
                     "Content-Disposition: attachment; filename=\"story.txt\"\n"
                     "Content-Transfer-Encoding: base64\n\n"
                   + base64(body) + "----b7--\n\n";
        }
        out += "Content-Type: text/plain; charset=us-ascii\n\n";
        return out + body + std::string(kFoot) + "\n";
    }

    const Options& o_;
    Vocabulary vocabulary_;
    std::vector<std::string> authors_;
    std::vector<Serial> serials_;
};

}  // namespace

int main(int argc, char** argv) {
    const Options options = parse(argc, argv);
    if (List(options).write()) return 0;
    std::perror(options.file.c_str());
    return 1;
}
