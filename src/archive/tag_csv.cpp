// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/tag_csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>

#include "base/csv.h"
#include "base/text.h"

namespace solander {
namespace {

enum ColumnOf : std::size_t {
    original_id,
    original_name,
    original_type,
    original_parent,
    related_fandom,
    recommended_tag,
    recommended_type,
    recommended_category,
    original_description,
    notes,
    used,
    column_count
};
constexpr std::array<std::string_view, column_count> kColumns = {
    "Original Tag ID",      "Original Tag Name",
    "Original Tag Type",    "Original Parent Tag",
    "Related Fandom",       "Recommended AO3 Tag",
    "Recommended AO3 Type", "Recommended AO3 Category",
    "Original Description", "TW Notes",
    "Used in Archive?"};
constexpr std::array kNeeded = {original_name, original_type, recommended_tag, recommended_type};

/// In the order of TagKind.
constexpr std::array<std::string_view, 6> kTypes = {"Fandom",   "Relationship",    "Character",
                                                    "Category", "Archive Warning", "Freeform"};
constexpr std::string_view kIgnored = "Unwrangleable";

struct TypeName {
    std::string_view written;
    TagKind kind;
};
/// Lower case, without blanks, hyphens and a plural's s.
constexpr std::array kTypeNames = std::to_array<TypeName>({{"fandom", TagKind::fandom},
                                                           {"relationship", TagKind::relationship},
                                                           {"pairing", TagKind::relationship},
                                                           {"character", TagKind::character},
                                                           {"category", TagKind::category},
                                                           {"categorie", TagKind::category},
                                                           {"archivewarning", TagKind::warning},
                                                           {"warning", TagKind::warning},
                                                           {"freeform", TagKind::freeform},
                                                           {"additionaltag", TagKind::freeform},
                                                           {"tag", TagKind::freeform},
                                                           {"genre", TagKind::freeform}});

std::string plain_word(std::string_view text) {
    std::string made;
    for (const char c : ascii_lowered(trim(text)))
        if (c != ' ' && c != '-') made += c;
    if (made.size() > 1 && made.back() == 's') made.pop_back();
    return made;
}

std::optional<TagKind> read_type(std::string_view text) {
    const std::string word = plain_word(text);
    for (const TypeName& type : kTypeNames)
        if (type.written == word) return type.kind;
    return std::nullopt;
}

/// Names between semicolons; one inside a name is doubled.
std::string joined(const std::vector<std::string>& names) {
    std::string all;
    for (const std::string& name : names) {
        if (!all.empty()) all += "; ";
        all += replace_all(name, ";", ";;");
    }
    return all;
}

std::vector<std::string> parted(std::string_view cell) {
    std::vector<std::string> names(1);
    for (std::size_t i = 0; i < cell.size(); ++i) {
        if (cell[i] != ';') {
            names.back() += cell[i];
        } else if (i + 1 < cell.size() && cell[i + 1] == ';') {
            names.back() += cell[i++];
        } else {
            names.emplace_back();
        }
    }
    for (std::string& name : names) name = std::string(trim(name));
    std::erase(names, std::string());
    return names;
}

using Cells = std::array<std::string, column_count>;

std::vector<std::string> names_of(const TagBook& book, const std::vector<std::int64_t>& ids) {
    std::vector<std::string> names;
    names.reserve(ids.size());
    for (const std::int64_t id : ids)
        if (const TagName* const tag = book.of(id)) names.push_back(tag->name);
    return names;
}

/// What is said of the tag that is recommended: its type, fandoms and category.
void recommend(Cells& cells, const TagBook& book, const NameGraph& graph, const TagName& tag) {
    const NameFacts& facts = graph.of(tag.id);
    cells[related_fandom] = joined(names_of(book, facts.fandoms));
    cells[recommended_tag] = tag.name;
    cells[recommended_type] = kTypes[static_cast<std::size_t>(tag.kind)];
    cells[recommended_category] = facts.category;
}

void write_cells(std::string& out, const Cells& cells) {
    std::vector<std::string> guarded;
    guarded.reserve(cells.size());
    for (const std::string& cell : cells) guarded.push_back(guarded_cell(cell));
    write_csv_row(out, guarded);
}

/// All rows of one tag, gathered.
struct Gathered {
    std::size_t line = 0;
    bool canonical = false, ignored = false;
    std::vector<std::int64_t> means;
    std::string note, description;
};

class CsvImport {
  public:
    CsvImport(TagBook& book, const NameGraph& graph) : book_(book), graph_(graph) {}

    TagCsv read(std::string_view text) {
        const CsvTable table = read_csv_table(text);
        for (const CsvFault& fault : table.faults)
            made_.faults.push_back(
                {fault.line, fmt::format("column {}", fault.column), fault.what});
        if (!made_.faults.empty()) return std::move(made_);
        if (table.rows.empty() || !read_head(table.rows.front())) {
            if (made_.faults.empty())
                made_.faults.push_back(
                    {1, "", "the table is empty: not even its columns are named"});
            return std::move(made_);
        }
        for (std::size_t i = 1; i < table.rows.size(); ++i) read_row(table.rows[i]);
        say();
        return std::move(made_);
    }

  private:
    static constexpr std::size_t kMostFaults = 50;

    void fault(std::size_t line, std::size_t column, std::string what) {
        if (made_.faults.size() < kMostFaults)
            made_.faults.push_back(
                {line, column < column_count ? std::string(kColumns[column]) : std::string(),
                 std::move(what)});
    }

    bool read_head(const CsvRow& row) {
        place_.assign(row.cells.size(), column_count);
        std::array<bool, column_count> there{};
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            const std::string name = squeeze(row.cells[i]);
            for (std::size_t c = 0; c < column_count; ++c) {
                // "Recommended AO3 Category (for relationships)"
                const bool same = equals_ignoring_ascii_case(name, kColumns[c])
                                  || (c == recommended_category
                                      && starts_with_ignoring_ascii_case(name, kColumns[c]));
                if (!same) continue;
                if (there[c]) fault(row.line, c, "this column is there twice");
                place_[i] = c;
                there[c] = true;
            }
            if (place_[i] == column_count && !name.empty())
                made_.notes.push_back(
                    {row.line, name, "no such column is known; what is in it was left out"});
        }
        for (const ColumnOf c : kNeeded)
            if (!there[c]) fault(row.line, c, "this column is missing");
        return made_.faults.empty();
    }

    void read_row(const CsvRow& row) {
        ++made_.rows;
        Cells cells;
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            if (i < place_.size() && place_[i] < column_count)
                cells[place_[i]] = unguarded_cell(trim(row.cells[i]));
            else if (i >= place_.size() && !trim(row.cells[i]).empty())
                fault(row.line, column_count,
                      fmt::format("{} cells, but {} columns", row.cells.size(), place_.size()));
        }
        const std::int64_t id = tag_of(row.line, cells);
        if (id == 0) return;
        made_.line_of.emplace(id, row.line);
        Gathered& tag = gathered_[id];
        if (tag.line == 0) tag.line = row.line;
        one_word(row.line, notes, tag.note, cells[notes]);
        one_word(row.line, original_description, tag.description, cells[original_description]);
        if (cells[recommended_tag].empty()) {
            const bool ignored = plain_word(cells[recommended_type]) == plain_word(kIgnored);
            tag.ignored = tag.ignored || ignored;
            if (tag.ignored && (tag.canonical || !tag.means.empty()))
                fault(row.line, recommended_type, "the tag is unwrangleable, and something else");
            describe(row.line, id, cells);
            return;
        }
        const std::int64_t means = recommended(row.line, id, cells);
        if (means == 0) return;
        made_.line_of.emplace(means, row.line);
        if (means == id)
            tag.canonical = true;
        else if (std::find(tag.means.begin(), tag.means.end(), means) == tag.means.end())
            tag.means.push_back(means);
        if (tag.ignored || (tag.canonical && !tag.means.empty()))
            fault(row.line, recommended_tag,
                  tag.ignored ? "the tag is unwrangleable, and something else"
                              : "the tag stands for itself, and is a synonym of another");
        describe(row.line, means, cells);
    }

    /// The tag that the row is about; 0: it is not here, which is noted.
    std::int64_t tag_of(std::size_t line, const Cells& cells) {
        const auto kind = read_type(cells[original_type]);
        if (kind)
            if (const std::int64_t id = book_.find(*kind, cells[original_name]); id > 0) return id;
        std::int64_t number = 0;
        const std::string& digits = cells[original_id];
        std::from_chars(digits.data(), digits.data() + digits.size(), number);
        const TagName* const by_number = number > 0 ? book_.of(number) : nullptr;
        std::string what = fmt::format("no {} here is called \"{}\"", kind ? name_of(*kind) : "tag",
                                       cells[original_name]);
        if (by_number != nullptr)
            what += fmt::format("; tag {} is {}", number, in_words(*by_number));
        made_.notes.push_back(
            {line, std::string(kColumns[kind ? original_name : original_type]), std::move(what)});
        return 0;
    }

    /// 0: a fault.
    std::int64_t recommended(std::size_t line, std::int64_t id, const Cells& cells) {
        std::optional<TagKind> kind = book_.of(id)->kind;
        if (!cells[recommended_type].empty()) kind = read_type(cells[recommended_type]);
        if (!kind) {
            fault(line, recommended_type,
                  fmt::format("\"{}\" is no type of tag; one of Fandom, Relationship, Character, "
                              "Category, Archive Warning, Freeform",
                              cells[recommended_type]));
            return 0;
        }
        return book_.find_or_new(*kind, cells[recommended_tag]);
    }

    /// Fandoms and category of the tag that is recommended, or of the original itself.
    void describe(std::size_t line, std::int64_t id, const Cells& cells) {
        one_word(line, recommended_category, categories_[id], cells[recommended_category]);
        const TagKind kind = book_.of(id)->kind;
        for (const std::string& name : parted(cells[related_fandom])) {
            const std::int64_t fandom = book_.find_or_new(TagKind::fandom, name);
            made_.line_of.emplace(fandom, line);
            if (kind == TagKind::fandom) {
                if (fandom != id)
                    fault(line, related_fandom,
                          "a fandom is in no other; solander tags sub says that it is below one");
                continue;
            }
            auto& all = fandoms_[id];
            if (std::find(all.begin(), all.end(), fandom) == all.end()) all.push_back(fandom);
        }
    }

    void one_word(std::size_t line, ColumnOf column, std::string& kept, const std::string& said) {
        if (said.empty() || said == kept) return;
        if (!kept.empty())
            fault(line, column,
                  fmt::format("\"{}\" here, \"{}\" in another row of the same tag", said, kept));
        kept = said;
    }

    std::vector<TagName> tags(const std::vector<std::int64_t>& ids) const {
        std::vector<TagName> all;
        all.reserve(ids.size());
        for (const std::int64_t id : ids) all.push_back(*book_.of(id));
        return all;
    }

    void say() {
        const auto add = [this](std::int64_t id, const char* act,
                                const std::vector<std::int64_t>& others, std::string value) {
            made_.words.push_back({*book_.of(id), act, tags(others), std::move(value)});
        };
        for (const auto& [id, tag] : gathered_) {
            if (!tag.means.empty())
                add(id, "synonym", tag.means, {});
            else if (tag.canonical || tag.ignored)
                add(id, tag.canonical ? "canonical" : "ignored", {}, {});
            if (!tag.note.empty()) add(id, "note", {}, tag.note);
            if (!tag.description.empty()) add(id, "description", {}, tag.description);
        }
        for (const auto& [id, said] : fandoms_) {
            std::vector<std::int64_t> all = graph_.of(id).fandoms;
            const std::size_t before = all.size();
            for (const std::int64_t fandom : said)
                if (std::find(all.begin(), all.end(), fandom) == all.end()) all.push_back(fandom);
            if (all.size() > before) add(id, "parent", all, {});
        }
        for (const auto& [id, category] : categories_)
            if (!category.empty()) add(id, "category", {}, category);
    }

    TagBook& book_;
    const NameGraph& graph_;
    std::vector<std::size_t> place_;  ///< of each cell of a row, its column
    std::map<std::int64_t, Gathered> gathered_;
    std::map<std::int64_t, std::vector<std::int64_t>> fandoms_;
    std::map<std::int64_t, std::string> categories_;
    TagCsv made_;
};

}  // namespace

std::string tags_to_csv(const TagBook& book, const NameGraph& graph,
                        const std::function<bool(std::int64_t)>& used_by_works,
                        const std::unordered_map<std::int64_t, std::int64_t>& parents) {
    std::vector<const TagName*> tags;
    tags.reserve(book.all().size());
    for (const auto& [id, tag] : book.all()) tags.push_back(&tag);
    std::sort(tags.begin(), tags.end(), [](const TagName* a, const TagName* b) {
        return a->kind != b->kind ? a->kind < b->kind : a->id < b->id;
    });
    std::string out;
    write_csv_row(out, {kColumns.begin(), kColumns.end()});
    for (const TagName* tag : tags) {
        const bool borne = used_by_works(tag->id);
        const NameFacts& facts = graph.of(tag->id);
        if (!borne && facts == NameFacts{}) continue;
        Cells cells;
        cells[original_id] = std::to_string(tag->id);
        cells[original_name] = tag->name;
        cells[original_type] = kTypes[static_cast<std::size_t>(tag->kind)];
        if (const auto parent = parents.find(tag->id); parent != parents.end())
            if (const TagName* const fandom = book.of(parent->second))
                cells[original_parent] = fandom->name;
        cells[original_description] = facts.description;
        cells[notes] = facts.note;
        cells[used] = borne ? "Yes" : "No";
        switch (facts.standing) {
        case NameStanding::synonym:
            for (const std::int64_t id : facts.synonym_of) {
                const TagName* const means = book.of(id);
                if (means == nullptr) continue;
                recommend(cells, book, graph, *means);
                write_cells(out, cells);
            }
            continue;
        case NameStanding::canonical:
            recommend(cells, book, graph, *tag);
            break;
        case NameStanding::ignored:
        case NameStanding::unsettled:
            cells[related_fandom] = joined(names_of(book, facts.fandoms));
            cells[recommended_category] = facts.category;
            if (facts.standing == NameStanding::ignored) cells[recommended_type] = kIgnored;
        }
        write_cells(out, cells);
    }
    return out;
}

TagCsv tags_from_csv(std::string_view csv, TagBook& book, const NameGraph& graph) {
    return CsvImport(book, graph).read(csv);
}

}  // namespace solander
