// SPDX-License-Identifier: GPL-3.0-or-later
// solander export: works carried away, each in a file of its own, or several in one book.
#include <fmt/format.h>
#include <unistd.h>

#include <set>

#include "archive/archive.h"
#include "base/file.h"
#include "base/markup.h"
#include "cli/command.h"
#include "cli/old_addresses.h"
#include "cli/terminal.h"
#include "cli/work_id.h"

namespace solander {
namespace {

namespace fs = std::filesystem;

class ExportCommand final : public Command {
    std::vector<std::string> what_;
    std::string to_ = "epub", out_ = ".", title_;
    bool one_book_ = false, force_ = false;

    void setup(Options& options) override {
        options
            .arguments("QUERY-or-ID", what_,
                       "a work's number, several numbers, or a query as for find")
            .choice("--to", to_, {"epub", "html", "txt", "json", "addresses"},
                    "format (default epub); addresses: a table of old addresses, for redirects")
            .option("-o,--output", out_,
                    "a folder, a file name, or - for stdout (default: the current folder)", "PATH")
            .flag("--one-book", one_book_, "several works in one EPUB")
            .option("--title", title_, "title of that book")
            .flag("--force", force_, "write over files that are there")
            .examples("  solander export 12 --to epub -o .\n"
                      "  solander export 'fandom:harbour complete:yes' --one-book --title Harbour "
                      "-o harbour.epub\n"
                      "  solander export '' --to addresses -o old.txt\n");
    }

    int run(const Context& context) override {
        Archive archive(context.archive());
        archive.catch_up();
        if (to_ == "addresses") return put_addresses(archive);
        const std::vector<WorkId> ids = works(archive, Viewer::owner);
        if (ids.empty())
            throw Error(Fault::not_found, "no work answers to " + what_.front(),
                        "try it with solander find");
        const ExportFormat format = to_ == "epub"   ? ExportFormat::epub
                                    : to_ == "html" ? ExportFormat::html
                                    : to_ == "txt"  ? ExportFormat::txt
                                                    : ExportFormat::json;
        if (one_book_ && format != ExportFormat::epub)
            throw Error(Fault::usage, "--one-book makes EPUB only", "leave --to away");
        if (one_book_) {
            const auto bytes = archive.exported(Viewer::owner, ids, format,
                                                title_.empty() ? "Collected works" : title_);
            WorkRecord book;
            book.title = title_.empty() ? "Collected works" : title_;
            put(context, book, 0, bytes, true);
            return 0;
        }
        if (ids.size() > 1 && out_ != "-" && !fs::is_directory(out_)) {
            if (fs::exists(out_))
                throw Error(Fault::usage,
                            out_ + " is a file, and there are " + std::to_string(ids.size())
                                + " works",
                            "name a folder, or say --one-book");
            fs::create_directories(out_);
        }
        for (const WorkId id : ids) {
            const auto work = archive.work(Viewer::owner, id);
            const auto bytes = archive.exported(Viewer::owner, id, format);
            if (!work || !bytes) throw no_such_work(std::to_string(id));
            put(context, *work, id, bytes, ids.size() == 1);
        }
        if (out_ != "-")
            fmt::print(stderr, "{} {} written.\n", with_separators(ids.size()),
                       ids.size() == 1 ? "file" : "files");
        return 0;
    }

    /// Of works that readers may see: a redirect would tell of the others.
    int put_addresses(const Archive& archive) {
        OldAddresses table;
        for (const WorkId id : works(archive, Viewer::adult))
            if (const auto work = archive.work(Viewer::owner, id)) table.add(id, *work);
        std::optional<std::string> bytes = table.text();
        if (out_ == "-") {
            std::fwrite(bytes->data(), 1, bytes->size(), stdout);
        } else {
            if (fs::is_directory(out_)) out_ = (fs::path(out_) / "addresses.txt").string();
            if (fs::exists(out_) && !force_)
                throw Error(Fault::conflict, out_ + " is there already", "--force writes over it");
            write_file(out_, *bytes, false);
        }
        fmt::print(stderr, "{} {} of works that readers may see.\n", with_separators(table.size()),
                   table.size() == 1 ? "address" : "addresses");
        if (table.doubled() > 0)
            fmt::print(stderr, "{} times an address led to a second work; it leads to the first.\n",
                       with_separators(table.doubled()));
        return 0;
    }

    std::vector<WorkId> works(const Archive& archive, Viewer viewer) const {
        std::vector<WorkId> ids;
        for (const std::string& word : what_) {
            const WorkId id = work_id_or_zero(word);
            if (id == 0) {
                ids.clear();
                break;
            }
            if (!archive.work(viewer, id)) throw no_such_work(word);
            ids.push_back(id);
        }
        if (!ids.empty()) return ids;
        std::string text;
        for (const std::string& word : what_) text += (text.empty() ? "" : " ") + word;
        auto query = parse_query(text);
        if (!query) throw query.error();
        SearchRequest request;
        request.query = std::move(*query);
        request.sort.by = Sort::title;
        request.limit = 0xFFFFFFFFU;
        request.snippets = false;
        for (const Hit& hit : archive.find(viewer, request).hits) ids.push_back(hit.work);
        return ids;
    }

    std::set<std::string> used_;

    void put(const Context& context, const WorkRecord& work, WorkId id,
             const std::optional<std::string>& bytes, bool single) {
        if (!bytes) throw no_such_work(std::to_string(id));
        if (out_ == "-") {
            if (to_ == "epub" && stdout_is_terminal())
                throw Error(Fault::usage, "an EPUB is not for a terminal",
                            "say -o FILE, or pipe it on");
            std::fwrite(bytes->data(), 1, bytes->size(), stdout);
            return;
        }
        fs::path to = out_;
        if (fs::is_directory(to)) {
            std::string name = file_name_for(work, to_);
            if (!used_.insert(ascii_key(name)).second) {
                name.insert(name.size() - to_.size() - 1, " (" + std::to_string(id) + ")");
                used_.insert(ascii_key(name));
            }
            to /= name;
        } else if (!single) {
            throw Error(Fault::usage, out_ + " is no folder", "name a folder for several works");
        }
        if (fs::exists(to) && !force_)
            throw Error(Fault::conflict, to.string() + " is there already",
                        "--force writes over it");
        write_file(to, *bytes,
                   false);  // a copy: it can be made again, and a disk waits long for each
        if (context.json) {
            JsonWriter json;
            json.object()
                .key("file")
                .string(to.string())
                .key("bytes")
                .number(static_cast<std::int64_t>(bytes->size()));
            if (id != 0) json.key("id").number(id);
            fmt::print("{}\n", json.end().take());
        } else {
            fmt::print("{}\n", to.string());
        }
    }

    /// Names that differ by case only are one file on some systems.
    static std::string ascii_key(std::string name) {
        for (char& c : name)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
        return name;
    }
};

}  // namespace

std::unique_ptr<Command> make_export() { return std::make_unique<ExportCommand>(); }

}  // namespace solander
