// SPDX-License-Identifier: GPL-3.0-or-later
// make_pile: N invented stories in the shapes of real piles, with the truth beside them.
#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "bench/make_pile/bare.h"
#include "bench/make_pile/hostile.h"
#include "bench/make_pile/plan.h"
#include "bench/make_pile/prose.h"
#include "bench/make_pile/render.h"
#include "bench/make_pile/truth.h"

namespace {

namespace fs = std::filesystem;
using namespace solander::pile;

constexpr std::string_view kUsage =
    "usage: make_pile N DIR [--seed S] [--dialects a|b|all] [--html PERCENT] [--damage PERCENT]\n"
    "                 [--median WORDS] [--bare] [--truth FILE [--with-text]]\n"
    "       make_pile --hostile DIR [--line-megabytes M]\n"
    "\n"
    "Writes N invented stories below DIR, the same on every machine for the same options.\n"
    "  --seed S             another pile (default 1)\n"
    "  --dialects a|b|all   family of header dialects; tune rules on a, measure on b (default "
    "all)\n"
    "  --html PERCENT       share of HTML files (default 20)\n"
    "  --damage PERCENT     share of damaged files (default 0)\n"
    "  --median WORDS       median length; the mean is 1.75 times as much (default 4000)\n"
    "  --bare               stories without headers, with letters, forms and logs in them that are "
    "none\n"
    "  --truth FILE         what is in each file, as JSON Lines\n"
    "  --with-text          every word of the story in it as well\n"
    "  --hostile DIR        the zoo of bad input instead of stories\n"
    "  --line-megabytes M   size of the zoo's one-line file (default 64)\n";

constexpr std::uint64_t kTrapStream = 40;

struct Arguments {
    Options options;
    fs::path folder, truth;
    bool hostile = false, with_text = false;
    std::uint64_t line_megabytes = 64;
};

[[noreturn]] void wrong(std::string_view what) {
    fmt::print(stderr, "make_pile: {}\nhint: make_pile --help\n", what);
    std::exit(2);
}

std::uint64_t number(std::string_view text) {
    std::uint64_t n = 0;
    if (text.empty()) wrong("a number is missing");
    for (const char c : text) {
        if (c < '0' || c > '9') wrong(fmt::format("not a number: {}", text));
        n = n * 10 + static_cast<std::uint64_t>(c - '0');
    }
    return n;
}

Arguments parse(int argc, char** argv) {
    Arguments a;
    int place = 0;
    for (int i = 1; i < argc; ++i) {
        const std::string_view arg = argv[i];
        const auto value = [&]() -> std::string_view {
            if (++i >= argc) wrong(fmt::format("{} needs a value", arg));
            return argv[i];
        };
        if (arg == "--help") {
            fmt::print("{}", kUsage);
            std::exit(0);
        } else if (arg == "--seed") {
            a.options.seed = number(value());
        } else if (arg == "--html") {
            a.options.html_percent = static_cast<int>(number(value()));
        } else if (arg == "--damage") {
            a.options.damage_percent = static_cast<int>(number(value()));
        } else if (arg == "--median") {
            a.options.median_words = number(value());
        } else if (arg == "--truth") {
            a.truth = value();
        } else if (arg == "--with-text") {
            a.with_text = true;
        } else if (arg == "--bare") {
            a.options.bare = true;
        } else if (arg == "--line-megabytes") {
            a.line_megabytes = number(value());
        } else if (arg == "--hostile") {
            a.hostile = true;
            a.folder = value();
        } else if (arg == "--dialects") {
            const std::string_view which = value();
            if (which != "a" && which != "b" && which != "all") wrong("--dialects is a, b or all");
            a.options.family = which == "a" ? kA : which == "b" ? kB : kBoth;
        } else if (arg.starts_with("--")) {
            wrong(fmt::format("unknown option {}", arg));
        } else if (place == 0) {
            a.options.stories = number(arg);
            ++place;
        } else if (place == 1) {
            a.folder = arg;
            ++place;
        } else {
            wrong("too many arguments");
        }
    }
    if (!a.hostile && place != 2) wrong("N and DIR are needed");
    return a;
}

void write_whole(const fs::path& path, std::string_view bytes) {
    const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    bool ok = fd >= 0;
    while (ok && !bytes.empty()) {
        const ssize_t n = ::write(fd, bytes.data(), bytes.size());
        ok = n > 0;
        if (ok) bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    if (fd >= 0) ok = ::close(fd) == 0 && ok;
    if (!ok) {
        std::perror(path.c_str());
        std::exit(1);
    }
}

void make_stories(const Arguments& a) {
    const World world(a.options.seed, a.options.stories);
    std::set<std::string> folders;
    std::string truth;
    std::uint64_t bytes = 0, words = 0;
    for (std::uint64_t i = 0; i < a.options.stories; ++i) {
        const Plan plan = make_plan(world, a.options, i);
        Prose prose =
            a.options.bare ? make_bare_prose(a.options, plan) : make_prose(world, a.options, plan);
        Random trap_random(a.options.seed, plan.source, kTrapStream);
        const std::string traps =
            a.options.bare ? set_traps(prose, plan, trap_random) : std::string();
        const std::string file = render_file(plan, prose, a.options);
        const fs::path path = a.folder / plan.path;
        if (folders.insert(path.parent_path()).second) fs::create_directories(path.parent_path());
        write_whole(path, file);
        bytes += file.size();
        words += prose.words;
        if (a.truth.empty()) continue;
        const std::string source =
            plan.twin == Twin::none ? std::string() : make_plan(world, a.options, plan.source).path;
        truth += a.options.bare ? bare_truth_line(plan, prose, traps)
                                : truth_line(plan, prose, source, a.with_text);
        truth += '\n';
    }
    if (!a.truth.empty()) write_whole(a.truth, truth);
    fmt::print(stderr, "{} stories, {} words, {} bytes\n", a.options.stories, words, bytes);
}

}  // namespace

int main(int argc, char** argv) {
    const Arguments arguments = parse(argc, argv);
    try {
        fs::create_directories(arguments.folder);
        if (arguments.hostile)
            make_hostile(arguments.folder, arguments.line_megabytes);
        else
            make_stories(arguments);
    } catch (const std::exception& e) {
        fmt::print(stderr, "make_pile: {}\n", e.what());
        return 1;
    }
    return 0;
}
