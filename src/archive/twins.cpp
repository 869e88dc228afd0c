// SPDX-License-Identifier: GPL-3.0-or-later
// Works that may be one story: found and shown here, joined and parted by a person alone.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "archive/archive.h"
#include "archive/clock.h"
#include "archive/inside.h"
#include "archive/standing.h"
#include "catalogue/cuts.h"
#include "document/walk.h"

namespace solander {
namespace {

std::vector<std::uint64_t> shingles_of_work(Connection& connection, WorkId work) {
    const std::vector<Chapter> chapters = load_chapters(connection, work);
    std::vector<const Document*> documents;
    documents.reserve(chapters.size());
    for (const Chapter& chapter : chapters) documents.push_back(&chapter.text);
    return shingles_of(documents);
}

/// Stands for two texts: another once either changes.
std::int64_t compared_texts(const Likeness& a, const Likeness& b) {
    return static_cast<std::int64_t>(a.exact * 0x9E3779B97F4A7C15 + b.exact);
}

/// Texts are opened in the order of the pairs, whose first work stays the same for a while.
class Comparing {
  public:
    explicit Comparing(Connection& connection) : connection_(connection) {}
    Overlap operator()(const WorkPair& works) {
        if (first_ != works.a) {
            first_ = works.a;
            shingles_ = shingles_of_work(connection_, works.a);
        }
        return overlap(shingles_, shingles_of_work(connection_, works.b));
    }

  private:
    Connection& connection_;
    WorkId first_ = 0;
    std::vector<std::uint64_t> shingles_;
};

std::string plain(Connection& connection, WorkId work) {
    std::string text;
    for (const Chapter& chapter : load_chapters(connection, work)) {
        if (!text.empty()) text += "\n\n";
        text += plain_text(chapter.text);
    }
    return text;
}

std::optional<VerdictRow> verdict_on(Connection& connection, WorkId a, WorkId b) {
    for (VerdictRow& row : verdicts(connection, a))
        if (row.work == b || row.other == b) return std::move(row);
    return std::nullopt;
}

/// Pairs that a person told apart.
std::set<WorkPair> kept_apart(Connection& connection, std::optional<WorkId> work) {
    std::set<WorkPair> parted;
    for (const VerdictRow& row : verdicts(connection, work))
        if (row.verdict == Verdict::apart)
            parted.insert({std::min(row.work, row.other), std::max(row.work, row.other)});
    return parted;
}

std::vector<TwinRow> rows_for(Connection& connection, Viewer viewer, std::optional<WorkId> work) {
    std::vector<TwinRow> rows = load_twins(connection, work);
    std::erase_if(rows, [viewer](const TwinRow& row) {
        return !may(viewer, Act::list, row.first) || !may(viewer, Act::list, row.second);
    });
    return rows;
}

Result<void> both_there(Connection& connection, WorkId work, WorkId other) {
    if (work == other)
        return fail(Fault::usage, fmt::format("work {} and itself are no two works", work));
    for (const WorkId id : {work, other})
        if (!load_gate(connection, id))
            return fail(Fault::not_found, fmt::format("no work {} in this archive", id));
    return {};
}

std::string named(WorkId work, const std::string& title) {
    return title.empty() ? fmt::format("work {}", work) : fmt::format("“{}” ({})", title, work);
}

}  // namespace

std::string in_words(const TwinWord& word) {
    const std::string one = named(word.work, word.title),
                      other = named(word.other, word.other_title);
    if (word.piece) return fmt::format("{} was split off {}, and is part of it again", other, one);
    return word.joined ? fmt::format("{} is a version of {}", other, one)
                       : fmt::format("{} and {} are two works", one, other);
}

TwinsLook Archive::look_for_twins(Progress& progress) {
    TwinsLook look;
    auto connection = inside_->writers->borrow();
    std::vector<TextPrint> prints;
    std::map<WorkPair, TwinRow> known;
    {
        const ReadTransaction moment(*connection);
        prints = load_prints(*connection);
        for (const TwinRow& row : load_twins(*connection)) known.emplace(row.works, row);
    }
    look.works = prints.size();
    std::unordered_map<WorkId, const Likeness*> likeness;
    for (const TextPrint& print : prints) likeness.emplace(print.work, &print.likeness);
    const std::vector<TwinCandidate> candidates = twin_candidates(prints);
    progress.files_total = candidates.size();
    std::vector<TwinRow> found;
    Comparing compare(*connection);
    for (const TwinCandidate& pair : candidates) {
        if (progress.cancel) throw Error(Fault::cancelled, "stopped; what was known stays");
        TwinRow row{pair.works,
                    TwinKind::same_text,
                    {1, 1},
                    compared_texts(*likeness.at(pair.works.a), *likeness.at(pair.works.b))};
        if (!pair.same_words) {
            const auto before = known.find(pair.works);
            if (before != known.end() && before->second.compared == row.compared) {
                row.shared = before->second.shared;
            } else {
                row.shared = compare(pair.works);
                ++look.compared;
            }
        }
        if (const auto kind = judge(pair, row.shared)) {
            row.kind = *kind;
            found.push_back(row);
        }
        ++progress.files_done;
    }
    look.pairs = found.size();
    WriteTransaction transaction(*connection);
    // Works that went away meanwhile.
    std::erase_if(found, [&](const TwinRow& row) {
        return !load_gate(*connection, row.works.a) || !load_gate(*connection, row.works.b);
    });
    save_twins(*connection, found);
    transaction.commit();
    return look;
}

TwinList Archive::twins(Viewer viewer, std::optional<WorkId> work, bool apart,
                        std::size_t most) const {
    if (!is_keeper(viewer)) return {};
    auto connection = inside_->readers->borrow();
    const ReadTransaction moment(*connection);
    const std::set<WorkPair> parted = kept_apart(*connection, work);
    std::vector<TwinRow> rows = rows_for(*connection, viewer, work);
    if (!apart) std::erase_if(rows, [&](const TwinRow& row) { return parted.contains(row.works); });
    TwinList list;
    list.all = rows.size();
    if (most != 0 && rows.size() > most) rows.resize(most);
    std::set<WorkId> wanted;
    for (const TwinRow& row : rows) wanted.insert({row.works.a, row.works.b});
    std::map<WorkId, WorkRecord> records;
    for (WorkRecord& record : load_blurbs(*connection, {wanted.begin(), wanted.end()}))
        records.emplace(record.id, std::move(record));
    for (const TwinRow& row : rows) {
        const auto a = records.find(row.works.a), b = records.find(row.works.b);
        if (a == records.end() || b == records.end()) continue;
        list.pairs.push_back(
            {a->second, b->second, row.kind, row.shared, parted.contains(row.works)});
    }
    return list;
}

std::size_t Archive::count_twins(Viewer viewer) const {
    if (!is_keeper(viewer)) return 0;
    auto connection = inside_->readers->borrow();
    const ReadTransaction moment(*connection);
    const std::set<WorkPair> parted = kept_apart(*connection, {});
    const std::vector<TwinRow> rows = rows_for(*connection, viewer, {});
    return static_cast<std::size_t>(std::count_if(
        rows.begin(), rows.end(), [&](const TwinRow& row) { return !parted.contains(row.works); }));
}

std::optional<TwinComparison> Archive::compare(Viewer viewer, WorkId a, WorkId b) const {
    if (!is_keeper(viewer)) return std::nullopt;
    auto connection = inside_->readers->borrow();
    const ReadTransaction moment(*connection);
    if (!inside_->allows(*connection, viewer, Act::read, a)
        || !inside_->allows(*connection, viewer, Act::read, b))
        return std::nullopt;
    TwinComparison comparison;
    comparison.shared = overlap(shingles_of_work(*connection, a), shingles_of_work(*connection, b));
    comparison.text = plain(*connection, a);
    comparison.other = plain(*connection, b);
    comparison.runs = word_diff(comparison.text, comparison.other);
    const bool same = std::all_of(comparison.runs.begin(), comparison.runs.end(),
                                  [](const DiffRun& run) { return run.same; });
    comparison.kind = judge({{a, b}, same, false}, comparison.shared);
    return comparison;
}

Result<void> Archive::join(WorkId work, WorkId other, std::string_view by) {
    auto connection = inside_->writers->borrow();
    WriteTransaction transaction(*connection);
    if (auto there = both_there(*connection, work, other); !there) return there;
    for (const WorkId id : {work, other})
        if (const WorkId into = solander::joined_into(*connection, id))
            return fail(Fault::conflict,
                        fmt::format("work {} is a version of work {} already", id, into),
                        fmt::format("solander twins undo {} {} parts them again", into, id));
    const std::string now = now_text();
    if (const auto before = verdict_on(*connection, work, other))
        undo_verdict(*connection, before->id, now);
    // What was joined to the other goes with it.
    for (const VerdictRow& row : verdicts(*connection, other)) {
        if (row.verdict != Verdict::joined || row.work != other) continue;
        undo_verdict(*connection, row.id, now);
        add_verdict(*connection, {0, work, row.other, Verdict::joined, std::string(by), now, {}});
    }
    add_verdict(*connection, {0, work, other, Verdict::joined, std::string(by), now, {}});
    settle_visibility(*connection, other);
    settle_visibility(*connection, work);
    transaction.commit();
    inside_->search().catch_up();
    return {};
}

Result<void> Archive::keep_apart(WorkId work, WorkId other, std::string_view by) {
    auto connection = inside_->writers->borrow();
    WriteTransaction transaction(*connection);
    if (auto there = both_there(*connection, work, other); !there) return there;
    const std::string now = now_text();
    const auto before = verdict_on(*connection, work, other);
    if (before) undo_verdict(*connection, before->id, now);
    add_verdict(*connection, {0, work, other, Verdict::apart, std::string(by), now, {}});
    if (before && before->verdict == Verdict::joined) {
        settle_visibility(*connection, before->other);
        settle_visibility(*connection, before->work);
    }
    transaction.commit();
    inside_->search().catch_up();
    return {};
}

std::vector<TwinWord> Archive::twin_words(Viewer viewer, std::optional<WorkId> work,
                                          int most) const {
    if (!is_keeper(viewer)) return {};
    auto connection = inside_->readers->borrow();
    const ReadTransaction moment(*connection);
    std::map<WorkId, std::string> titles;
    const auto title = [&](WorkId id) {
        const auto [at, added] = titles.try_emplace(id);
        if (added)
            if (const auto record = load_record(*connection, id)) at->second = record->title;
        return at->second;
    };
    std::vector<TwinWord> words;
    for (VerdictRow& row : verdict_history(*connection, work, most)) {
        TwinWord word{row.work, row.other, title(row.work), title(row.other), {}, {}, {}, {}, {}};
        word.joined = row.verdict == Verdict::joined;
        word.piece = word.joined && row.undone_at.empty() && is_put_back(*connection, row.other);
        word.made_by = std::move(row.made_by);
        word.made_at = std::move(row.made_at);
        word.undone_at = std::move(row.undone_at);
        words.push_back(std::move(word));
    }
    return words;
}

Result<void> Archive::undo_twins(WorkId work, WorkId other) {
    auto connection = inside_->writers->borrow();
    WriteTransaction transaction(*connection);
    const auto before = verdict_on(*connection, work, other);
    if (!before)
        return fail(
            Fault::not_found,
            fmt::format("nobody has said of {} and {} that they are one work or two", work, other));
    if (before->verdict == Verdict::joined && is_put_back(*connection, before->other))
        return fail(Fault::conflict,
                    fmt::format("work {} is a piece of work {} that was split off and put back",
                                before->other, before->work),
                    "split it there again: solander findings --split-line LINE WORK");
    undo_verdict(*connection, before->id, now_text());
    if (before->verdict == Verdict::joined) {
        settle_visibility(*connection, before->other);
        settle_visibility(*connection, before->work);
    }
    transaction.commit();
    inside_->search().catch_up();
    return {};
}

std::optional<WorkId> Archive::joined_into(Viewer viewer, WorkId id) const {
    auto connection = inside_->readers->borrow();
    const WorkId into = solander::joined_into(*connection, id);
    if (into == 0 || !inside_->allows(*connection, viewer, Act::list, into)) return std::nullopt;
    return into;
}

}  // namespace solander
