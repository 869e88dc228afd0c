// SPDX-License-Identifier: GPL-3.0-or-later
// solander find: search with the whole query language; snippets with the words marked.
#include <fmt/format.h>

#include "archive/archive.h"
#include "base/markup.h"
#include "cli/blurb.h"
#include "cli/command.h"
#include "cli/terminal.h"
#include "work/record_json.h"

namespace solander {
namespace {

class FindCommand final : public Command {
    std::vector<std::string> words_;
    std::string sort_ = "best";
    std::uint32_t limit_ = 20, offset_ = 0;
    bool facets_ = false;

    void setup(Options& options) override {
        options
            .arguments(
                "QUERY", words_,
                "words, \"phrases\", prefix*, AND OR NOT ( ), field:value; nothing = all works",
                false)
            .option("--sort", sort_,
                    "best, date, added, words, title, creator; with - in front the other way round",
                    "ORDER")
            .option("--limit", limit_, "works shown (default 20; 0 = all)")
            .option("--offset", offset_, "works passed over first")
            .flag("--facets", facets_, "count the hits by fandom, rating, tag ...")
            .examples("  solander find 'clark lex funeral'\n"
                      "  solander find '\"long way home\" words>5000 -rating:explicit'\n"
                      "  solander find --sort date --facets fandom:harbour\n");
    }

    int run(const Context& context) override {
        std::string text;
        for (const std::string& word : words_) text += (text.empty() ? "" : " ") + word;
        SearchRequest request;
        auto query = parse_query(text);
        if (!query) throw query.error();
        auto sort = sort_from_name(sort_);
        if (!sort) throw sort.error();
        request.query = std::move(*query);
        request.sort = *sort;
        request.limit = limit_ == 0 ? 0xFFFFFFFFU : limit_;
        request.offset = offset_;
        request.facets = facets_;
        Archive archive(context.archive());
        try {
            archive.catch_up();  // nothing to do, unless words were lost or an add was killed
        } catch (const Error& error) {
            fmt::print(stderr, "solander: the words are behind: {}\n", error.message);
        }
        const SearchPage page = archive.find(Viewer::owner, request);
        std::vector<WorkId> ids;
        for (const Hit& hit : page.hits) ids.push_back(hit.work);
        const std::vector<WorkRecord> works = archive.blurbs(Viewer::owner, ids);
        std::size_t at = 0;
        for (const Hit& hit : page.hits) {
            while (at < works.size() && works[at].id != hit.work) ++at;
            if (at == works.size()) break;
            context.json ? print_json(works[at], hit) : print_text(works[at], hit);
        }
        if (facets_) context.json ? print_facets_json(page) : print_facets(page);
        if (!context.json) conclude(page);
        return 0;
    }

    static std::string marked(const Snippet& snippet, std::string_view before,
                              std::string_view after) {
        std::string out;
        std::size_t at = 0;
        for (const auto& [from, to] : snippet.marked) {
            out.append(snippet.text, at, from - at);
            out += before;
            out.append(snippet.text, from, to - from);
            out += after;
            at = to;
        }
        return out.append(snippet.text, at, std::string::npos);
    }

    static void print_json(const WorkRecord& work, const Hit& hit) {
        JsonWriter json;
        json.object();
        write_work_members(json, work);
        if (!hit.snippet.text.empty()) json.key("snippet").string(marked(hit.snippet, "**", "**"));
        json.end();
        fmt::print("{}\n", json.take());
    }

    static void print_text(const WorkRecord& work, const Hit& hit) {
        std::string out = blurb(work, terminal_width());
        if (!hit.snippet.text.empty()) {
            const bool colour = bold("x") != "x";
            out += wrapped("> "
                               + marked(hit.snippet, colour ? "\x1b[1m" : "**",
                                        colour ? "\x1b[0m" : "**"),
                           8, terminal_width())
                   + "\n";
        }
        fmt::print("{}\n", out);
    }

    static void print_facets_json(const SearchPage& page) {
        JsonWriter json;
        json.object().key("facets").object();
        for (const Facet& facet : page.facets) {
            json.key(facet.field).object();
            for (const FacetValue& value : facet.values)
                json.key(value.value).number(static_cast<std::int64_t>(value.count));
            json.end();
        }
        json.end().key("total").number(static_cast<std::int64_t>(page.total)).end();
        fmt::print("{}\n", json.take());
    }

    static void print_facets(const SearchPage& page) {
        for (const Facet& facet : page.facets) {
            if (facet.values.empty()) continue;
            fmt::print("{}\n", bold(facet.field));
            for (const FacetValue& value : facet.values)
                fmt::print("{:>8}  {}\n", with_separators(value.count), value.value);
        }
    }

    void conclude(const SearchPage& page) const {
        for (const std::string& hint : page.hints) fmt::print(stderr, "hint: {}\n", hint);
        const std::size_t shown = page.hits.size();
        if (page.total == 0)
            fmt::print(stderr,
                       "Nothing found. Fewer words find more; word* finds what begins so.\n");
        else if (shown < page.total)
            fmt::print(stderr, "{} of {} works shown; --limit and --offset show others.\n",
                       with_separators(shown), with_separators(page.total));
        else
            fmt::print(stderr, "{}.\n", counted(page.total, "work"));
    }
};

}  // namespace

std::unique_ptr<Command> make_find() { return std::make_unique<FindCommand>(); }

}  // namespace solander
