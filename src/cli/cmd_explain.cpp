// SPDX-License-Identifier: GPL-3.0-or-later
// solander explain: which lines were taken for what, by which rule, how sure, and what looked odd.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "archive/explain.h"
#include "archive/not_stories.h"
#include "base/address.h"
#include "base/markup.h"
#include "base/text.h"
#include "cli/blurb.h"
#include "cli/command.h"
#include "cli/terminal.h"
#include "work/record_json.h"
#include "work/taken.h"
#include "work/text_of.h"

namespace solander {
namespace {

constexpr std::size_t kGutterLines = 40;

class ExplainCommand final : public Command {
    std::vector<std::string> files_;
    std::string encoding_;
    bool all_lines_ = false, text_ = false;

    void setup(Options& options) override {
        options.arguments("FILE", files_, "files to look at; a folder means every file in it")
            .option("--encoding", encoding_, "read the text in this charset instead of deciding",
                    "NAME")
            .flag("--all-lines", all_lines_,
                  "show every line with its gutter, not only the first ones")
            .flag("--text", text_,
                  "show the prose as well: no header, headings, scene breaks, furniture")
            .examples("  solander explain odd-file.txt\n  solander --json explain "
                      "odd-file.txt\n\nNeeds no archive and changes nothing. With --archive "
                      "DIR that archive's own words\n(its folder vocabulary/) are listened to.\n");
    }

    int run(const Context& context) override {
        int code = 0;
        Explaining explaining({files_.begin(), files_.end()}, encoding_, own_archive(context));
        for (const std::string& name : files_) {
            for (const std::filesystem::path& path : files_below(name)) {
                try {
                    for (const Explained& one : explaining.read(path)) {
                        if (context.json) {
                            print_json(one);
                            continue;
                        }
                        print_text(one);
                        if (text_) fmt::print("{}\n", prose_of(one.story));
                    }
                } catch (const Error& error) {
                    if (error.fault == Fault::usage) throw;
                    fmt::print(stderr, "solander: {}\n", error.message);
                    code = 1;
                }
            }
        }
        for (const ExplainedWork& work : explaining.together())
            context.json ? print_json(work) : print_text(work);
        return code;
    }

    /// Whose own words are listened to: the archive named, else the one we are in.
    static std::filesystem::path own_archive(const Context& context) {
        if (context.archive_option.empty() && !Archive::is_archive(".")) return {};
        return context.archive();
    }

    static std::vector<std::filesystem::path> files_below(const std::string& name) {
        std::error_code ignored;
        if (!std::filesystem::is_directory(name, ignored)) return {name};
        std::vector<std::filesystem::path> paths;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(name))
            if (entry.is_regular_file(ignored)) paths.push_back(entry.path());
        std::sort(paths.begin(), paths.end());
        return paths;
    }

    static void print_json(const ExplainedWork& work) {
        JsonWriter json;
        json.object().key("class").string("together").key("texts").array();
        for (const std::string& text : work.texts) json.string(text);
        json.end();
        write_work_members(json, work.record);
        write_findings(json, work.findings);
        json.end();
        fmt::print("{}\n", json.take());
    }

    static void print_text(const ExplainedWork& work) {
        fmt::print("{}\n", bold(fmt::format("One work: {}", work.record.title)));
        if (work.texts.size() > 1)
            fmt::print("  {} in {}, put together of\n", counted(work.record.words, "word"),
                       counted(static_cast<std::uint64_t>(work.record.chapters), "chapter"));
        for (const std::string& text : work.texts) fmt::print("    {}\n", text);
        for (const Finding& finding : work.findings)
            fmt::print("  {} ({})\n", finding.text, finding.kind);
        fmt::print("\n");
    }

    void print_json(const Explained& one) const {
        JsonWriter json;
        json.object().key("file").string(one.file);
        if (!one.path.empty()) json.key("path").string(one.path);
        json.key("class").string(one.story.file_class);
        write_work_members(json, one.story.record);
        write_claims(json, one.story.claims);
        write_findings(json, one.findings);
        if (text_) json.key("text").string(prose_of(one.story));
        json.end();
        fmt::print("{}\n", json.take());
    }

    void print_text(const Explained& one) const {
        const Story& story = one.story;
        fmt::print("{}{}{}\n", bold(one.file), one.path.empty() ? "" : "!", one.path);
        if (one.text.empty()) return print_no_text(one);
        fmt::print("  {}, charset {} ({}), {} in {}, {}\n\n", described_class(one.class_name),
                   one.encoding, one.encoding_why, counted(story.record.words, "word"),
                   counted(static_cast<std::uint64_t>(story.record.chapters), "chapter"),
                   counted(static_cast<std::uint64_t>(story.record.scenes), "scene"));
        if (one.html && blocks_of(one.story) > lines_of(one.text))
            print_blocks(one);
        else
            print_gutter(one);
        if (!story.claims.empty()) fmt::print("{}\n", bold("What was understood"));
        for (const Claim& claim : story.claims) {
            const std::string value =
                claim.value.empty() ? "nothing taken from it" : without_addresses(claim.value);
            fmt::print("  {:<14} {}\n", claim.field, first_line(value));
            fmt::print(
                "  {:<14} {}\n", "",
                quiet(fmt::format("from {}{}, rule {}, {:.0f} % sure",
                                  claim.label.empty() ? "" : fmt::format("\"{}\" ", claim.label),
                                  place(claim), claim.rule, claim.confidence * 100)));
        }
        if (!story.record.permission.as_given.empty())
            fmt::print("  {:<14} {}: \"{}\"\n", "so archiving",
                       name_of(story.record.permission.by_default),
                       without_addresses(story.record.permission.as_given));
        fmt::print("\n");
        print_findings(one, "Nothing looked odd.");
    }

    static void print_no_text(const Explained& one) {
        fmt::print("  {}: it is kept, and there is no story in it\n\n",
                   described_class(one.class_name));
        print_findings(one, {});
    }

    static void print_findings(const Explained& one, std::string_view none) {
        if (one.findings.empty() && none.empty()) return;
        fmt::print("{}\n", bold(one.findings.empty() ? none : "What looked odd"));
        for (const Finding& finding : one.findings)
            fmt::print("  {} ({}{})\n", finding.text, finding.kind,
                       finding.where.empty()
                           ? ""
                           : fmt::format(", bytes {}-{}", finding.where.from, finding.where.to));
        fmt::print("\n");
    }

    static std::size_t lines_of(std::string_view text) {
        return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1;
    }

    static std::size_t blocks_of(const Story& story) {
        std::size_t blocks = 0;
        for (const Chapter& chapter : story.chapters)
            for (const Block& block : chapter.text.blocks) blocks += block.from < block.to ? 1 : 0;
        return blocks;
    }

    /// HTML with several blocks a line, where a gutter says nothing: block by block instead.
    void print_blocks(const Explained& one) const {
        std::size_t number = 0;
        std::string_view last;
        for (const Chapter& chapter : one.story.chapters) {
            for (const Block& block : chapter.text.blocks) {
                if (block.from == block.to) continue;
                if (number == kGutterLines && !all_lines_) {
                    fmt::print("{:>5} {:>14} | {}\n\n", "", "",
                               quiet("(--all-lines shows the rest)"));
                    return;
                }
                const std::string_view what = name_of_block(block);
                fmt::print("{:>5} {:>14} | {}\n", ++number, what == last ? "\"" : what,
                           first_line(without_addresses(chapter.text.text_of(block))));
                last = what;
            }
        }
        fmt::print("\n");
    }

    static std::string place(const Claim& claim) {
        if (claim.source == "file-name") return "the file's name";
        if (claim.where.empty())
            return claim.source == "container" ? "what surrounds the text" : "the text as a whole";
        return fmt::format("bytes {}-{}", claim.where.from, claim.where.to);
    }

    static std::string first_line(std::string_view text) {
        constexpr std::size_t kMost = 100;  // bytes: a line of a wide terminal
        return shortened(text.substr(0, text.find('\n')), kMost);
    }

    /// Each line of the text with what it was taken for at the left.
    void print_gutter(const Explained& one) const {
        const std::string_view text = one.text;
        std::size_t at = 0, number = 0, taken = 0;
        std::string_view last;
        while (at < text.size()) {
            const std::size_t end = std::min(text.find('\n', at), text.size());
            const std::string_view line = text.substr(at, end - at);
            ++number;
            const Span where = one.to_bytes.to_in(Span{at, std::max(end, at + 1)});
            while (taken < one.story.taken.size() && one.story.taken[taken].where.to <= where.from)
                ++taken;
            std::string_view what;
            if (taken < one.story.taken.size() && one.story.taken[taken].where.from < where.to
                && !trim(line).empty())
                what = one.story.taken[taken].what;
            fmt::print("{:>5} {:>14} | {}\n", number, what == last && !what.empty() ? "\"" : what,
                       first_line(without_addresses(line)));
            if (!what.empty()) last = what;
            at = end + 1;
            if (number == kGutterLines && !all_lines_ && at < text.size()) {
                fmt::print("{:>5} {:>14} | {}\n", "", "", quiet("(--all-lines shows the rest)"));
                break;
            }
        }
        fmt::print("\n");
    }
};

}  // namespace

std::unique_ptr<Command> make_explain() { return std::make_unique<ExplainCommand>(); }

}  // namespace solander
