// SPDX-License-Identifier: GPL-3.0-or-later
// make_efiction: an invented eFiction site, its tables as a dump and its chapter files, with the
// truth beside them. The same for the same options on every machine.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "base/markup.h"
#include "bench/make_pile/random.h"
#include "bench/make_pile/words.h"

namespace {

namespace fs = std::filesystem;
using namespace solander;
using namespace solander::pile;

constexpr std::string_view kUsage =
    "usage: make_efiction STORIES DIR [--seed S] [--version 1.1|2.0|3.0|3.5] [--prefix P]\n"
    "           [--style mysqldump|backup] [--texts table|files|both]\n"
    "           [--charset utf-8|latin1|double] [--words WORDS] [--truth FILE]\n"
    "\n"
    "Writes DIR/site.sql and, unless all texts are in the table, DIR/stories/AUTHOR/CHAPTER.txt.\n"
    "One story of 16 was never published; one chapter of 64 has no text, one file of 64 no row.\n";

struct Options {
    std::uint64_t stories = 0, seed = 1, words = 1500;
    fs::path folder, truth;
    std::string version = "3.5", prefix = "lamp_", style = "mysqldump", texts = "table",
                charset = "utf-8";
};

[[noreturn]] void wrong(std::string_view what) {
    fmt::print(stderr, "make_efiction: {}\nhint: make_efiction --help\n", what);
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
        const std::string value = argv[i];
        if (arg == "--seed")
            o.seed = std::strtoull(value.c_str(), nullptr, 10);
        else if (arg == "--words")
            o.words = std::strtoull(value.c_str(), nullptr, 10);
        else if (arg == "--version")
            o.version = value;
        else if (arg == "--prefix")
            o.prefix = value;
        else if (arg == "--style")
            o.style = value;
        else if (arg == "--texts")
            o.texts = value;
        else if (arg == "--charset")
            o.charset = value;
        else if (arg == "--truth")
            o.truth = value;
        else
            wrong("unknown option " + arg);
    }
    if (places.size() != 2) wrong("STORIES and DIR are needed");
    o.stories = std::strtoull(places[0].c_str(), nullptr, 10);
    o.folder = places[1];
    return o;
}

/// Characters an older program would have typed; only such as windows-1252 has.
struct Accent {
    std::string_view utf8;
    char latin1;
};
constexpr Accent kAccents[] = {
    {"\xC3\xA9", '\xE9'}, {"\xE2\x80\x99", '\x92'}, {"\xC3\xBC", '\xFC'}, {"\xE2\x80\x94", '\x97'}};

class Site {
  public:
    explicit Site(const Options& options) : o_(options), dump_(o_.folder / "site.sql") {
        if (!o_.truth.empty()) truth_.open(o_.truth);
    }

    void make() {
        if (o_.style == "mysqldump")
            dump_ << "-- MySQL dump 10.13  Distrib 5.1.73\n--\n/*!40101 SET NAMES latin1 */;\n";
        authors();
        small_tables();
        for (std::uint64_t sid = 1; sid <= o_.stories; ++sid) story(sid);
        end_insert();
        for (const auto& [table, values] : later_) row(table, values);
        end_insert();
        fmt::print(stderr, "{} stories, {} chapters, {} bytes of dump\n", o_.stories, chapid_,
                   static_cast<std::uint64_t>(dump_.tellp()));
    }

  private:
    using Row = std::vector<std::string>;
    bool old() const { return o_.version == "1.1"; }

    std::string encoded(std::string_view text) const {
        if (o_.charset == "utf-8") return std::string(text);
        std::string out;
        for (std::size_t i = 0; i < text.size(); ++i) {
            std::string_view rest = text.substr(i);
            const Accent* found = nullptr;
            for (const Accent& accent : kAccents)
                if (rest.starts_with(accent.utf8)) found = &accent;
            if (found != nullptr && o_.charset == "latin1") {
                out += found->latin1;
                i += found->utf8.size() - 1;
            } else if (static_cast<unsigned char>(text[i]) < 0x80) {
                out += text[i];
            } else {  // each byte taken for a windows-1252 character and written as UTF-8
                constexpr std::pair<char, std::string_view> kHigh[] = {
                    {'\x80', "\xE2\x82\xAC"}, {'\x99', "\xE2\x84\xA2"}, {'\x94', "\xE2\x80\x9D"}};
                std::string_view meant;
                for (const auto& [byte, utf8] : kHigh)
                    if (byte == text[i]) meant = utf8;
                const auto byte = static_cast<unsigned char>(text[i]);
                if (!meant.empty())
                    out += meant;
                else
                    (out += static_cast<char>(0xC0 | (byte >> 6))) +=
                        static_cast<char>(0x80 | (byte & 0x3F));
            }
        }
        return out;
    }

    void row(std::string_view table, const Row& values) {
        const bool backup = o_.style == "backup";
        const char quote = backup ? '"' : '\'';
        std::string line;
        constexpr std::size_t kMostInOne = 512 << 10;
        if (backup || table != open_ || in_insert_ > kMostInOne) {
            end_insert();
            const char* tick = backup ? "" : "`";
            line = fmt::format("INSERT INTO {}{}fanfiction_{}{} VALUES{}", tick, o_.prefix, table,
                               tick, backup ? "" : " ");
            open_ = table;
        } else {
            line = ",";
        }
        line += '(';
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (i > 0) line += ',';
            line += quote;
            for (const char c : values[i]) {
                if (c == quote || c == '\\') line += '\\';
                if (c == '\n')
                    line += "\\n";
                else
                    line += c;
            }
            line += quote;
        }
        line += ')';
        in_insert_ += line.size();
        dump_ << line;
        if (backup) end_insert();
    }
    void end_insert() {
        if (!open_.empty()) dump_ << (o_.style == "backup" ? ";\r\n" : ";\n");
        open_.clear();
        in_insert_ = 0;
    }

    std::string name(Random& random, int words) {
        std::string out;
        for (int i = 0; i < words; ++i)
            out += (i > 0 ? " " : "") + capitalised(vocabulary_.topical(random));
        return out;
    }
    std::string author(std::uint64_t uid) {
        Random random(o_.seed, uid, 1);
        return name(random, random.percent(30) ? 2 : 1);
    }
    static std::string character(std::uint64_t id) {
        Random random(7, id, 2);
        return capitalised(invented_word(random, 2));
    }
    std::uint64_t author_count() const { return o_.stories / 8 + 2; }

    void authors() {
        for (std::uint64_t uid = 1; uid <= author_count(); ++uid)
            row("authors", {fmt::format("{}", uid), encoded(author(uid)), "",
                            fmt::format("author{}@site.example", uid), "", "", "",
                            "2003-01-01 00:00:00", "0", "5f4dcc3b5aa765d61d8327deb882cf99"});
    }
    void small_tables() {
        row("categories", {"1", "-1", "Books", "", "", "0", "0", "1", "0"});
        row("categories", {"2", "1", "Lamp Street", "", "", "0", "1", "1", "0"});
        for (std::uint64_t id = 1; id <= 20; ++id)
            row("characters", {fmt::format("{}", id), "2", character(id), "", ""});
        if (!old()) {
            row("classtypes", {"1", "genres", "Genres"});
            row("classes", {"1", "1", "Humor"});
            row("classes", {"2", "1", "Mystery"});
        }
        row("ratings", {"1", "PG-13", "0", ""});
        row("ratings", {"2", "NC-17", "3", "Grown ups only."});
        if (old()) return;
        row("series", {"1", "Lamps", "", "1", "0", "2", "0", "", "", "0", "0"});
        row("settings",
            {"key", "Lamp Street", "", "http://lamp.example", "a@lamp.example", o_.prefix, "", "",
             "en", "0", "stories", o_.texts == "files" ? "files" : "mysql"});
    }

    struct Text {
        std::string html, first;
        std::uint64_t words = 0;
    };
    Text prose(Random& random, std::uint64_t words) {
        Text text;
        while (text.words < words) {
            text.html += "<p>";
            const std::uint64_t most =
                std::min<std::uint64_t>(words - text.words, 20 + random.below(80));
            for (std::uint64_t i = 0; i < most; ++i) {
                std::string word(vocabulary_.draw(random));
                if (text.words < 6) text.first += (text.words > 0 ? " " : "") + word;
                if (i == 0) word = capitalised(word);
                if (text.words > 6 && random.percent(1)) word += random.pick(kAccents).utf8;
                text.html += (i > 0 ? " " : "") + word + (i % 14 == 13 && i + 1 < most ? "," : "");
                ++text.words;
            }
            text.html += ".</p>\n";
        }
        return text;
    }

    void story(std::uint64_t sid) {
        Random random(o_.seed, sid, 3);
        const std::uint64_t uid = 1 + random.below(author_count());
        const std::string title = name(random, 2 + static_cast<int>(random.below(3)));
        const bool hidden = sid % 16 == 5;
        const auto chapters = old() ? 1 : 1 + random.favoured(6);
        const bool explicit_ = random.percent(20), complete = random.percent(70);
        const std::uint64_t who = 1 + random.below(20), co = 1 + random.below(author_count());
        const bool together = !old() && random.percent(10) && co != uid;
        std::uint64_t words = 0, without = 0;
        std::string first;
        for (std::uint32_t i = 1; i <= chapters; ++i) {
            Text text =
                prose(random, std::max<std::uint64_t>(30, random.lognormal(o_.words) / chapters));
            ++chapid_;
            const bool gone = !old() && chapters > 1 && random.percent(2);
            if (gone) {
                text = {};
                ++without;
            }
            if (first.empty()) first = text.first;
            words += text.words;
            const bool file = o_.texts == "files" || (o_.texts == "both" && chapid_ % 2 == 0);
            const std::string body = encoded(text.html);
            if (file && !gone) chapter_file(uid, old() ? sid : chapid_, body);
            const std::string in_table = file ? "" : body;
            if (old()) {
                row("stories", {fmt::format("{}", sid),
                                fmt::format("{}", sid),
                                title,
                                "One",
                                "A summary.",
                                "2",
                                "Humor",
                                character(who),
                                "",
                                explicit_ ? "NC-17" : "PG-13",
                                "2003-02-03 00:00:00",
                                "2003-02-04 00:00:00",
                                fmt::format("{}", uid),
                                "0",
                                "3",
                                hidden ? "0" : "1",
                                "1",
                                in_table,
                                complete ? "1" : "0",
                                "0",
                                "0",
                                "0"});
                continue;
            }
            Row values = {fmt::format("{}", chapid_), fmt::format("Chapter {}", i),
                          fmt::format("{}", i), i == 1 ? "With thanks." : "", in_table};
            if (o_.version != "2.0") values.emplace_back();
            for (const std::string& v :
                 {std::string(hidden ? "0" : "1"), std::string("0"), std::string("0"),
                  std::string("0"), fmt::format("{}", sid), fmt::format("{}", uid)})
                values.push_back(v);
            if (o_.version != "2.0") values.emplace_back("5");
            row("chapters", values);
        }
        if (!old()) {
            const std::string date = o_.version == "3.5" ? "1136073600" : "2006-01-01 00:00:00";
            Row values = {fmt::format("{}", sid), encoded(title), "A summary, <i>short</i>."};
            if (o_.version != "2.0") values.emplace_back("A note on all of it.");
            values.emplace_back("2");
            values.emplace_back(o_.version == "2.0" ? "Humor" : "1");
            values.push_back(o_.version == "2.0" ? character(who) : fmt::format("{}", who));
            if (o_.version == "2.0") values.emplace_back();
            values.emplace_back(o_.version == "2.0" ? (explicit_ ? "NC-17" : "PG-13")
                                : explicit_         ? "2"
                                                    : "1");
            for (const std::string& v : {date, date, fmt::format("{}", uid)}) values.push_back(v);
            if (o_.version != "2.0") values.emplace_back(together ? "1" : "0");
            for (const char* v :
                 {"0", hidden ? "0" : "1", complete ? "1" : "0", "0", "0", "0", "0"})
                values.emplace_back(v);
            if (o_.version != "2.0") values.insert(values.end(), {"9", ""});
            later_.emplace_back("stories", values);
            if (together && o_.version != "2.0")
                later_.emplace_back("coauthors",
                                    Row{fmt::format("{}", sid), fmt::format("{}", co)});
        }
        if (chapid_ % 64 == 0 && o_.texts != "table")
            chapter_file(uid, 1'000'000 + sid, "Nobody's.");
        tell(sid, title, uid, together && o_.version != "2.0" ? co : 0, explicit_, complete, hidden,
             words, chapters, without, first);
    }

    void chapter_file(std::uint64_t uid, std::uint64_t chapter, const std::string& body) {
        const fs::path folder = o_.folder / "stories" / fmt::format("{}", uid);
        fs::create_directories(folder);
        std::ofstream(folder / fmt::format("{}.txt", chapter), std::ios::binary) << body;
    }

    void tell(std::uint64_t sid, const std::string& title, std::uint64_t uid, std::uint64_t co,
              bool explicit_, bool complete, bool hidden, std::uint64_t words,
              std::uint32_t chapters, std::uint64_t without, const std::string& first) {
        if (!truth_.is_open()) return;
        JsonWriter json;
        json.object().key("path").string(fmt::format("viewstory.php?sid={}", sid));
        json.key("title").string(title).key("creators").array().string(author(uid));
        if (co != 0) json.string(author(co));
        json.end().key("rating").string(explicit_ ? "explicit" : "teen");
        json.key("complete").boolean(complete).key("hidden").boolean(hidden);
        json.key("words").number(static_cast<std::int64_t>(words));
        json.key("chapters").number(static_cast<std::int64_t>(chapters));
        json.key("without_text").number(static_cast<std::int64_t>(without));
        json.key("first_words").string(first).end();
        truth_ << json.take() << "\n";
    }

    const Options& o_;
    const Vocabulary vocabulary_;
    std::ofstream dump_, truth_;
    std::string open_;
    std::size_t in_insert_ = 0;
    std::uint64_t chapid_ = 0;
    std::vector<std::pair<std::string, Row>> later_;  ///< tables that stand behind the chapters
};

}  // namespace

int main(int argc, char** argv) {
    const Options options = parse(argc, argv);
    try {
        fs::create_directories(options.folder);
        Site(options).make();
    } catch (const std::exception& e) {
        fmt::print(stderr, "make_efiction: {}\n", e.what());
        return 1;
    }
    return 0;
}
