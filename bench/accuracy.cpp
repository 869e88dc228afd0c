// SPDX-License-Identifier: GPL-3.0-or-later
// accuracy: what `solander --json explain` understood of a pile, against the truth beside it.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "bench/accuracy/score.h"
#include "bench/accuracy/texts.h"

namespace {

using nlohmann::json;
using namespace solander::accuracy;

constexpr std::string_view kUsage =
    "usage: accuracy TRUTH EXPLAINED [--wrong FIELD] [--limit N] [--family A|B] [--at-least F1]\n"
    "\n"
    "TRUTH      JSON Lines of make_pile --truth, or tests/golden/samples.truth.jsonl\n"
    "EXPLAINED  output of: solander --json explain DIR; with --text, and --with-text in the "
    "truth,\n"
    "           every word of the texts is compared as well\n"
    "  --wrong FIELD   list the files where FIELD is not as it should be; also words, text, bare\n"
    "  --limit N       at most so many of them (default 20)\n"
    "  --family A|B    only files of that family of dialects\n"
    "  --at-least F1   exit 1 when the F1 of all header fields together is lower\n"
    "  --ends-at-least PART    exit 1 when fewer texts begin and end with the right words\n"
    "  --false-at-most PART    exit 1 when more stories without a header had one read\n";

struct Arguments {
    std::string truth, explained, wrong, family;
    std::size_t limit = 20;
    double at_least = 0, ends_at_least = 0, false_at_most = 1;
};

Arguments parse(int argc, char** argv) {
    Arguments a;
    for (int i = 1; i < argc; ++i) {
        const std::string_view arg = argv[i];
        const auto value = [&]() -> std::string {
            if (++i < argc) return argv[i];
            fmt::print(stderr, "accuracy: {} needs a value\n", arg);
            std::exit(2);
        };
        if (arg == "--help") {
            fmt::print("{}", kUsage);
            std::exit(0);
        } else if (arg == "--wrong")
            a.wrong = value();
        else if (arg == "--limit")
            a.limit = std::stoul(value());
        else if (arg == "--family")
            a.family = value();
        else if (arg == "--at-least")
            a.at_least = std::stod(value());
        else if (arg == "--ends-at-least")
            a.ends_at_least = std::stod(value());
        else if (arg == "--false-at-most")
            a.false_at_most = std::stod(value());
        else if (a.truth.empty())
            a.truth = arg;
        else if (a.explained.empty())
            a.explained = arg;
    }
    if (a.explained.empty()) {
        fmt::print(stderr, "{}", kUsage);
        std::exit(2);
    }
    return a;
}

/// One line a story; texts nobody compares are dropped at once, 10,000 stories have long claims.
std::vector<json> read_lines(const std::string& path) {
    std::ifstream in(path);
    if (!in) throw std::runtime_error("cannot read " + path);
    std::vector<json> lines;
    for (std::string line; std::getline(in, line);) {
        if (line.empty()) continue;
        json object = json::parse(line);
        object.erase("claims");
        object.erase("findings");
        object.erase("originals");
        lines.push_back(std::move(object));
    }
    return lines;
}

std::string text(const json& object, const char* key) { return object.value(key, std::string()); }

/// Files under any root: the longest tail of the explained path that the truth knows.
class Explained {
  public:
    Explained(const std::vector<json>& truth, std::vector<json> lines) : lines_(std::move(lines)) {
        std::map<std::string, bool> known;
        for (const json& t : truth) known[text(t, "file")] = true;
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            const std::string path = text(lines_[i], "file");
            for (std::size_t at = 0; at < path.size();) {
                if (known.contains(path.substr(at))) {
                    places_[path.substr(at) + '!' + text(lines_[i], "path")].push_back(i);
                    break;
                }
                const std::size_t slash = path.find('/', at);
                at = slash == std::string::npos ? path.size() : slash + 1;
            }
        }
    }
    const json& story(const json& truth) const {
        static const json none;
        const auto it = places_.find(text(truth, "file") + '!' + text(truth, "path"));
        const std::size_t which = truth.value("which", std::size_t{1}) - 1;
        return it == places_.end() || which >= it->second.size() ? none : lines_[it->second[which]];
    }
    std::size_t count(const json& truth) const {
        const auto it = places_.find(text(truth, "file") + '!' + text(truth, "path"));
        return it == places_.end() ? 0 : it->second.size();
    }

  private:
    std::vector<json> lines_;
    std::map<std::string, std::vector<std::size_t>> places_;
};

struct WordCounts {
    std::uint64_t stories = 0, exact = 0, close = 0, lost = 0, gained = 0;
    std::int64_t in = 0, out = 0;
    void add(const Words& words) {
        if (words.expected < 0) return;
        const std::int64_t got = std::max<std::int64_t>(words.got, 0);
        const std::int64_t off = got - words.expected;
        ++stories;
        in += words.expected;
        out += got;
        // Chapter titles and end marks may be counted as text: half a per cent and ten words.
        const std::int64_t slack = 10 + words.expected / 200;
        if (off == 0)
            ++exact;
        else if (off >= -slack && off <= slack)
            ++close;
        else
            ++(off < 0 ? lost : gained);
    }
};

void print_tally(std::string_view name, const Tally& t) {
    fmt::print("  {:<24}{:>9.4f}{:>9.4f}{:>9.4f}{:>9}{:>9}{:>9}\n", name, t.precision(), t.recall(),
               t.f1(), t.right, t.wrong, t.missing);
}

void print_texts(std::string_view name, const TextTally& t) {
    fmt::print(
        "  {:<24} {} compared; first words right {:.4f}, last words right {:.4f}, same words "
        "{:.4f}; words lost {}, gained {}\n",
        name, t.stories, t.part(t.begins), t.part(t.ends), t.part(t.same), t.lost, t.gained);
}

}  // namespace

int main(int argc, char** argv) try {
    const Arguments arguments = parse(argc, argv);
    const std::vector<json> truth = read_lines(arguments.truth);
    const Explained explained(truth, read_lines(arguments.explained));

    std::map<std::string, Tally> fields;
    std::map<std::string, std::map<std::string, Tally>> factors;
    std::map<std::string, std::map<std::string, WordCounts>> factor_words;
    WordCounts words;
    TextTally texts;
    std::map<std::string, std::map<std::string, TextTally>> factor_texts;
    std::uint64_t bare = 0, false_blocks = 0;
    Tally all;
    std::uint64_t stories = 0, rounded_up = 0, unread = 0, split = 0;
    std::size_t listed = 0;
    for (const json& t : truth) {
        const json factor = t.value("factors", json::object());
        if (!arguments.family.empty() && text(factor, "family") != arguments.family) continue;
        if (t["class"].is_null()) continue;
        const json& got = explained.story(t);
        ++stories;
        unread += got.is_null();
        split += !t.contains("which") && explained.count(t) > 1;
        if (t.contains("text") && got.contains("text")) {
            const TextTally here = compare_texts(text(t, "text"), text(got, "text"));
            texts.add(here);
            for (const auto& [name, value] : factor.items()) factor_texts[name][value].add(here);
            if (arguments.wrong == "text" && here.same < 1 && listed++ < arguments.limit)
                fmt::print("{}: {}\n", text(t, "file"), here.first_difference);
        }
        if (t.value("bare", false)) {  // no header: whatever was read of one is false
            ++bare;
            const std::string block = false_block(got);
            false_blocks += block.empty() ? 0 : 1;
            if (!block.empty() && arguments.wrong == "bare" && listed++ < arguments.limit)
                fmt::print("{}: {} ({})\n", text(t, "file"), block, text(factor, "traps"));
            continue;
        }
        if (!t.contains("permission")) {  // not a story: only its class is known
            const std::string expected = text(t, "class");
            const std::string what = got.is_null() ? "other" : text(got, "class");
            Tally& tally = fields["class"];
            ++(expected == what ? tally.right : tally.wrong);
            if (expected != what && arguments.wrong == "class")
                fmt::print("{}: class is {}, not {}\n", text(t, "file"), expected, what);
            continue;
        }
        const Score score = compare(t, got);
        Tally header;
        for (const auto& [name, tally] : score.fields) {
            fields[name].add(tally);
            if (name != "class" && name != "chapters" && name != "scenes" && name != "language")
                header.add(tally);
        }
        all.add(header);
        words.add(score.words);
        rounded_up += score.rounded_up;
        for (const auto& [name, value] : factor.items()) {
            factors[name][value].add(header);
            factor_words[name][value].add(score.words);
        }
        if (arguments.wrong.empty() || listed >= arguments.limit) continue;
        const std::string where =
            text(t, "file") + (t.contains("path") ? '!' + text(t, "path") : "");
        for (const Difference& d : score.differences)
            if (d.field == arguments.wrong && listed++ < arguments.limit)
                fmt::print("{}\n  is   {}\n  read {}\n", where, d.expected, d.got);
        if (arguments.wrong == "words" && score.words.expected != score.words.got && ++listed)
            fmt::print("{}: {} words, read {}\n", where, score.words.expected, score.words.got);
        if (arguments.wrong == "permission" && score.rounded_up)
            fmt::print("  ROUNDED UP: {}\n", where);
    }

    fmt::print("{} stories; {} not read at all; {} read as several\n", stories, unread, split);
    if (bare > 0) fmt::print("without a header: {}; false blocks: {}\n", bare, false_blocks);
    if (texts.stories > 0) print_texts("texts", texts);
    fmt::print("\n");
    fmt::print("  {:<24}{:>9}{:>9}{:>9}{:>9}{:>9}{:>9}\n", "field", "precis.", "recall", "F1",
               "right", "wrong", "missing");
    for (const auto& [name, tally] : fields) print_tally(name, tally);
    print_tally("ALL HEADER FIELDS", all);
    fmt::print("\n  permissions rounded up: {}\n", rounded_up);
    fmt::print(
        "  words: {} in, {} out; stories exact {}, close {}, words lost {}, words gained {}\n",
        words.in, words.out, words.exact, words.close, words.lost, words.gained);
    for (const auto& [factor, values] : factors) {
        fmt::print("\n  by {:<21}{:>9}{:>9}{:>9}{:>9}{:>9}{:>9}\n", factor, "precis.", "recall",
                   "F1", "stories", "lost", "gained");
        for (const auto& [value, tally] : values) {
            const WordCounts& w = factor_words[factor][value];
            fmt::print("  {:<24}{:>9.4f}{:>9.4f}{:>9.4f}{:>9}{:>9}{:>9}\n", value,
                       tally.precision(), tally.recall(), tally.f1(), w.stories, w.lost, w.gained);
        }
    }
    for (const auto& [factor, values] : factor_texts) {
        fmt::print("\n  texts by {}\n", factor);
        for (const auto& [value, tally] : values) print_texts(value, tally);
    }
    const bool ends = texts.part(std::min(texts.begins, texts.ends)) >= arguments.ends_at_least;
    const bool blocks =
        static_cast<double>(false_blocks) <= arguments.false_at_most * static_cast<double>(bare);
    return all.f1() >= arguments.at_least && ends && blocks ? 0 : 1;
} catch (const std::exception& e) {
    fmt::print(stderr, "accuracy: {}\n", e.what());
    return 1;
}
