// SPDX-License-Identifier: GPL-3.0-or-later
// Taking down. In this order, so that a kill at any moment shows no more than before: what is to be
// sealed is encrypted and on the disk; then one transaction empties the rows, notes the removal and
// marks the originals; then the bytes go, and what is left of the rows in files and words. The last
// is done again by `check`, and words by every server that follows the change log.
#include "archive/taken_down.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "archive/archive.h"
#include "archive/clock.h"
#include "archive/inside.h"
#include "archive/kept_beside.h"
#include "archive/kept_stories.h"
#include "archive/permit.h"
#include "archive/sidecars.h"
#include "archive/standing.h"
#include "base/file.h"
#include "base/text.h"
#include "catalogue/buried_rows.h"
#include "catalogue/name_groups.h"
#include "catalogue/original_pieces.h"
#include "catalogue/twins.h"
#include "original/digest.h"
#include "vocabulary/nobody.h"

namespace solander {
namespace {

namespace fs = std::filesystem;

/// Shorter texts may be the same by chance: a line that says that there is none.
constexpr std::uint64_t kTellingWords = 50;
/// Of the 4-word shingles of both: a story that was put into another frame, or mended here and
/// there. Two stories of one author have none to speak of.
constexpr double kSameStory = 0.7;

constexpr std::string_view kOriginal =
    "select digest, name, class, sealed_at from original where id = $1";
constexpr std::string_view kAnyChapterFile =
    "select 1 from original o where o.class = 'chapter' or exists (select 1 from finding f where"
    " f.original = o.id and f.kind = 'no-story' and f.text = 'chapter') limit 1";
constexpr std::string_view kSealed =
    "select id, digest from original where sealed_at is not null order by id";

struct OriginalOf {
    std::int64_t id;
    Digest digest;
    std::string name;
    bool sealed;
};

OriginalOf original_row(Connection& connection, std::int64_t id) {
    Query query = connection.query(kOriginal);
    query.bind(id);
    const auto digest = query.step() ? Digest::from_raw(query.blob(0)) : std::nullopt;
    if (!digest) throw Error(Fault::storage, "an original has no digest", "run `solander check`");
    return {id, *digest, std::string(query.text(1)), !query.null(3)};
}

/// The work, those that are versions of it, and the one that it is a version of.
std::set<WorkId> with_versions(Connection& connection, WorkId work) {
    const WorkId into = joined_into(connection, work);
    const WorkId head = into == 0 ? work : into;
    std::set<WorkId> works{head};
    for (const WorkId other : joined_to(connection, head)) works.insert(other);
    return works;
}

std::set<WorkId> named(Connection& connection, const Takedown& wish) {
    if (wish.work) return with_versions(connection, *wish.work);
    std::set<WorkId> works;
    for (const std::int64_t name : name_group(connection, NameList::creator, *wish.author)) {
        for (const WorkId work : works_with_part_of(connection, name, Parts::spoken_of))
            works.merge(with_versions(connection, work));
        for (const NameUse& use : uses_of(connection, NameList::creator, name))
            if (has_a_say({.name = {}, .role = use.role}))
                works.merge(with_versions(connection, use.work));
    }
    return works;
}

Result<void> may_be_taken_down(Connection& connection, const Takedown& wish) {
    if (wish.reason.empty())
        return fail(Fault::usage, "a takedown needs a reason", "--reason \"the author's letter\"");
    if (wish.work) {
        const auto gate = load_gate(connection, *wish.work);
        if (!gate)
            return fail(Fault::not_found, fmt::format("no work {} to take down", *wish.work));
        if (gate->visibility == Visibility::removed)
            return fail(Fault::conflict, fmt::format("work {} was taken down already", *wish.work));
        return {};
    }
    const auto name =
        wish.author ? listed_name(connection, NameList::creator, *wish.author) : std::nullopt;
    if (!name) return fail(Fault::not_found, "there is no such person");
    if (names_nobody(*name))
        return fail(Fault::usage, fmt::format("\"{}\" names nobody, so many people", *name));
    return {};
}

std::vector<TakenDown::Work> works_to_take(Connection& connection, const Takedown& wish) {
    const std::set<WorkId> asked = named(connection, wish);
    std::set<WorkId> all = asked;
    for (const WorkId work : asked)
        for (const WorkId copy : copies_of(connection, work, kTellingWords))
            all.merge(with_versions(connection, copy));
    std::vector<TakenDown::Work> works;
    for (const WorkId work : all)
        if (const auto record = load_record(connection, work);
            record && record->visibility != Visibility::removed)
            works.push_back({work, record->title, asked.count(work) == 0});
    return works;
}

/// Hashes of every four words of ASCII letters and digits, without tags and named characters:
/// enough to say whether a file, in whatever charset, is a part of a text.
std::set<std::size_t> four_words_of(std::string_view text) {
    std::set<std::size_t> hashes;
    std::vector<std::string> words;
    std::string word;
    bool in_tag = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '&')  // "caf&eacute;" is "caf", as it is in any charset
            if (const std::size_t end = text.substr(at, 10).find(';');
                end != std::string_view::npos)
                at += end;
        const char c = text[at];
        if (!in_tag && (is_ascii_alpha(c) || is_ascii_digit(c))) {
            word += static_cast<char>(c | 0x20);
            continue;
        }
        if (!word.empty()) {
            words.push_back(std::move(word));
            word.clear();
            if (words.size() > 4) words.erase(words.begin());
            if (words.size() == 4)
                hashes.insert(std::hash<std::string>{}(words[0] + " " + words[1] + " " + words[2]
                                                       + " " + words[3]));
        }
        in_tag = c == '<' || (in_tag && c != '>');
    }
    return hashes;
}

/// Whether most of the file stands in the work; yes when too little of it is ASCII to tell.
bool is_part_of(std::string_view file, const std::set<std::size_t>& work) {
    constexpr std::size_t kTelling = 8;
    const std::set<std::size_t> own = four_words_of(file);
    if (own.size() < kTelling) return true;
    const auto there = std::count_if(own.begin(), own.end(),
                                     [&](std::size_t one) { return work.count(one) != 0; });
    return static_cast<std::size_t>(there) * 4 > own.size() * 3;
}

/// Files of a site that a work's text was put together of: originals of their own, beside the one
/// its rows name. They are looked for among those that are read with that one.
std::set<std::int64_t> beside_originals(const Archive::Inside& inside, Connection& connection,
                                        WorkId work) {
    std::set<std::int64_t> found;
    if (Query any = connection.query(kAnyChapterFile); !any.step()) return found;
    std::string text;
    for (const Chapter& chapter : load_chapters(connection, work)) text += chapter.text.text + "\n";
    const std::set<std::size_t> words = four_words_of(text);
    const Sidecars lists = kept_sidecars(inside, connection);
    std::set<std::int64_t> read;
    for (const Place& place : places_of_work(connection, work)) {
        if (!read.insert(place.original).second) continue;
        const auto original = read_kept(inside, connection, place.original);
        if (!original) continue;
        std::set<Digest> used;
        KeptContext context = context_of(inside, connection, lists, place.original);
        context.beside = kept_beside(inside, connection, place.original, &used);
        Places here{place};
        read_places(
            {inside.limits, *original, context, [](const Place&, PreparedStory&&) { return true; }},
            here);
        for (const Digest& digest : used) {
            const auto row = find_original(connection, digest.bytes);
            if (!row || row->sealed) continue;
            const auto bytes = inside.originals.map(connection, digest);
            // A container of chapters is not looked into: it is sealed, and read from all the same.
            if (bytes && (row->file_class == "container" || is_part_of(bytes->bytes(), words)))
                found.insert(row->id);
        }
    }
    return found;
}

/// Another work that was read from it could come back.
bool is_needed_to_undo(Connection& connection, std::int64_t original, WorkId but) {
    const std::vector<Tombstone> stones = load_tombstones(connection);
    return std::any_of(stones.begin(), stones.end(), [&](const Tombstone& stone) {
        return stone.original == original && stone.work != but && !stone.kept.empty();
    });
}

/// Removed from the file system, and the folder made durable. False: it was not there.
bool remove_file(const fs::path& file) {
    std::error_code problem;
    if (!fs::remove(file, problem)) {
        if (problem)
            throw Error(Fault::storage, "cannot remove " + file.string() + ": " + problem.message(),
                        "remove it yourself: it was taken down");
        return false;
    }
    fsync_folder(file.parent_path());
    return true;
}

}  // namespace

const Tombstone* Tombstones::find(const PreparedStory& story, std::int64_t original) const {
    if (stones_.empty()) return nullptr;
    std::uint64_t words = 0;
    for (const std::uint64_t some : story.chapter_words) words += some;
    const std::string place = place_in(story.path, story.ordinal);
    for (const Tombstone& stone : stones_) {
        if (original != 0 && stone.original == original && stone.place == place) return &stone;
        if (stone.likeness.exact == 0 || stone.words < kTellingWords) continue;
        if (stone.likeness.exact == story.likeness.exact) return &stone;
        if (words >= 2 * kTellingWords && stone.words >= 2 * kTellingWords
            && agreement(stone.likeness, story.likeness) >= kSameStory)
            return &stone;
    }
    return nullptr;
}

Become become_of_originals(const Archive::Inside& inside) {
    return inside.settings.text("takedown.originals") == "destroy" ? Become::destroyed
                                                                   : Become::sealed;
}

std::vector<TakenOriginal> seal_originals(Archive::Inside& inside, Connection& connection,
                                          const std::vector<std::int64_t>& originals,
                                          std::string_view now, Become become, Shared held) {
    std::vector<TakenOriginal> taken;
    const bool destroy = become == Become::destroyed;
    for (const std::int64_t id : originals) {
        const OriginalOf original = original_row(connection, id);
        TakenOriginal one{original.digest.text(), original.name, TakenOriginal::What::sealed,
                          works_in(connection, id)};
        // Other people's work is never lost with it: nor letters and chapters, which are no works.
        const bool shared =
            held == Shared::yes || !one.others.empty() || holds_other_parts(connection, id);
        if (destroy && !shared) {
            inside.sealed.destroy(original.digest);
            one.what = TakenOriginal::What::destroyed;
        } else if (!inside.sealed.holds(original.digest)) {
            if (const auto bytes = inside.originals.map(connection, original.digest))
                inside.sealed.seal(original.digest, bytes->bytes());
            else
                one.what = TakenOriginal::What::missing;
        }
        set_sealed(connection, id, now, !shared);
        remove_pieces(connection, id);
        taken.push_back(std::move(one));
    }
    return taken;
}

void remove_unnamed_seals(const Archive::Inside& inside, Connection& connection) {
    if (inside.sealed.empty()) return;
    const WriteTransaction nobody_else(connection);
    inside.sealed.drop_unfinished();
    std::set<Digest> named;
    for (Query query = connection.query(kSealed); query.step();)
        if (const auto digest = Digest::from_raw(query.blob(1))) named.insert(*digest);
    for (const Tombstone& stone : load_tombstones(connection))
        if (const auto rows = Digest::from_raw(stone.kept)) named.insert(*rows);
    for (const Digest& digest : inside.sealed.all())
        if (named.count(digest) == 0) inside.sealed.destroy(digest);
}

std::vector<std::string> remove_sealed_files(const Archive::Inside& inside,
                                             Connection& connection) {
    std::vector<Digest> digests;
    for (Query query = connection.query(kSealed); query.step();)
        if (const auto digest = Digest::from_raw(query.blob(1))) digests.push_back(*digest);
    std::vector<std::string> removed;
    for (const Digest& digest : digests)
        if (remove_file(inside.originals.folder().path_of(digest)))
            removed.push_back(digest.text());
    return removed;
}

Result<TakenDown> Archive::take_down(const Takedown& wish, bool dry_run) {
    auto connection = inside_->writers->borrow();
    if (auto may = may_be_taken_down(*connection, wish); !may)
        return tl::unexpected<Error>(may.error());
    const std::string now = now_text();
    const Become become = wish.may_be_undone ? Become::sealed : become_of_originals(*inside_);
    TakenDown done;
    {
        WriteTransaction transaction(*connection);
        done.works = works_to_take(*connection, wish);
        std::vector<LedgerEntry> entries;
        const LedgerEvent event{"removed", now, wish.by, wish.reason};
        if (wish.author) {
            LedgerEvent of_all = event;
            of_all.name =
                listed_name(*connection, NameList::creator, *wish.author).value_or(std::string());
            entries.push_back({{}, wish.author, std::move(of_all)});
        }
        for (const TakenDown::Work& work : done.works) entries.push_back({work.id, {}, event});
        add_to_ledger(*connection, {entries.front()}, now);
        const std::int64_t act = last_ledger_row(*connection);
        add_to_ledger(*connection, {entries.begin() + 1, entries.end()}, now);
        std::set<std::int64_t> originals, beside;
        for (const TakenDown::Work& work : done.works)
            beside.merge(beside_originals(*inside_, *connection, work.id));
        for (const TakenDown::Work& work : done.works) {
            std::optional<Digest> kept;
            if (become == Become::sealed && !dry_run) {
                const std::string rows = rows_of_work(*connection, work.id);
                kept = digest_of(rows);
                inside_->sealed.seal(*kept, rows);
            }
            for (const std::int64_t original :
                 bury_work(*connection, work.id, wish.reason, wish.by, now, act,
                           kept ? kept->raw() : std::string_view()))
                originals.insert(original);
        }
        for (const std::int64_t original : originals) beside.erase(original);
        if (dry_run) {
            for (const std::int64_t id : originals) {
                const OriginalOf original = original_row(*connection, id);
                done.originals.push_back({original.digest.text(), original.name,
                                          TakenOriginal::What::sealed, works_in(*connection, id)});
            }
            return done;  // rolled back
        }
        done.originals = seal_originals(*inside_, *connection, {originals.begin(), originals.end()},
                                        now, become);
        for (TakenOriginal& one : seal_originals(
                 *inside_, *connection, {beside.begin(), beside.end()}, now, become, Shared::yes))
            done.originals.push_back(std::move(one));
        transaction.commit();
    }
    remove_sealed_files(*inside_, *connection);
    inside_->search().catch_up();
    connection->forget_deleted();
    return done;
}

void destroy_sealed_of(Archive::Inside& inside, Connection& connection, WorkId work) {
    std::set<std::int64_t> originals;
    for (const Tombstone& stone : load_tombstones(connection)) {
        if (stone.work != work) continue;
        originals.insert(stone.original);
        if (const auto rows = Digest::from_raw(stone.kept)) inside.sealed.destroy(*rows);
    }
    forget_kept(connection, work);
    for (const std::int64_t id : originals)
        if (works_in(connection, id).empty() && !holds_other_parts(connection, id)
            && !is_needed_to_undo(connection, id, work))
            inside.sealed.destroy(original_row(connection, id).digest);
}

Result<void> Archive::destroy_sealed(WorkId work) {
    auto connection = inside_->writers->borrow();
    WriteTransaction transaction(*connection);
    std::set<std::int64_t> originals;
    for (const Tombstone& stone : load_tombstones(*connection))
        if (stone.work == work) originals.insert(stone.original);
    if (originals.empty())
        return fail(Fault::not_found, fmt::format("work {} was not taken down", work));
    for (const std::int64_t id : originals)
        if (const auto others = works_in(*connection, id); !others.empty())
            return fail(Fault::conflict,
                        fmt::format("the sealed original of work {} holds work {} too", work,
                                    others.front()),
                        "its key is destroyed when nothing is left that needs it");
    destroy_sealed_of(*inside_, *connection, work);
    for (const std::int64_t id : originals)
        inside_->sealed.destroy(original_row(*connection, id).digest);
    transaction.commit();
    return {};
}

Result<std::string> Archive::open_sealed(WorkId work) const {
    auto connection = inside_->readers->borrow();
    for (const Tombstone& stone : load_tombstones(*connection))
        if (stone.work == work)
            return inside_->sealed.open(original_row(*connection, stone.original).digest);
    return fail(Fault::not_found, fmt::format("work {} was not taken down", work));
}

}  // namespace solander
