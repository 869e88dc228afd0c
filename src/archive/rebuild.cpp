// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/rebuild.h"

#include <fmt/format.h>

#include <atomic>

#include "archive/archive.h"
#include "archive/clock.h"
#include "archive/lock.h"
#include "archive/prepare.h"
#include "original/digest.h"
#include "source/peel.h"
#include "work/edit.h"
#include "work/record_json.h"

namespace solander {
namespace {

constexpr std::string_view kCurrent = "select v.id, v.path, v.ordinal, v.name, o.digest, v.reading "
                                      "from version v join original o on o.id = v.original "
                                      "where v.id = (select current from work where id = $1)";
constexpr std::string_view kWorks = "select w.id, v.reading from work w join version v on v.id = "
                                    "w.current where w.id > $1 order by w.id limit 200";

struct Current {
    std::int64_t version;
    std::string path, name;
    int ordinal;
    Digest digest;
};

std::optional<Current> current_of(Connection& connection, WorkId id) {
    Query query = connection.query(kCurrent);
    query.bind(id);
    if (!query.step()) return std::nullopt;
    const auto digest = Digest::from_raw(query.blob(4));
    if (!digest) return std::nullopt;
    return Current{query.integer(0), std::string(query.text(1)), std::string(query.text(3)),
                   static_cast<int>(query.integer(2)), *digest};
}

/// The story at that place of the original, as today's rules read it.
std::optional<PreparedStory> prepared_again(Archive::Inside& inside, const Current& current,
                                            std::string_view bytes) {
    std::optional<PreparedStory> found;
    std::atomic<bool> enough = false;
    PeelOptions options;
    options.limits = inside.limits;
    options.cancel = &enough;
    const ReadingRules rules{today_date()};
    peel(current.name, bytes, options, [&](Part&& part) {
        if (enough || part.path != current.path) return;
        std::string part_class;
        std::vector<PartFinding> findings;
        std::vector<PreparedStory> stories = prepare_part(part, rules, part_class, findings);
        for (std::size_t i = 0; i < stories.size(); ++i) {
            if (stories[i].ordinal != current.ordinal) continue;
            found = std::move(stories[i]);
            for (PartFinding& finding : findings)
                if (finding.story == static_cast<int>(i))
                    found->story.findings.push_back(std::move(finding.finding));
        }
        enough = true;
    });
    return found;
}

}  // namespace

Result<bool> read_again(Archive::Inside& inside, Connection& connection, WorkId id) {
    const auto current = current_of(connection, id);
    if (!current)
        return fail(Fault::not_found, fmt::format("work {} has no text to read again", id));
    auto bytes = inside.originals.read(current->digest);
    if (!bytes) return tl::unexpected<Error>(bytes.error());
    auto story = prepared_again(inside, *current, *bytes);
    if (!story) return false;  // today's rules see no story there; what is catalogued stays
    const auto before = load_record(connection, id);
    const std::vector<Edit> edits = list_edits(connection, id);
    WorkRecord& record = story->story.record;
    record.id = id;
    WorkRecord edited = record;
    for (const Edit& edit : edits)
        if (edit.undone_at.empty()) (void)apply_edit(edited, edit.field, edit.value);
    edited.visibility = standing(edited.permission, ledger_of(connection, id), inside.policy);
    record.visibility = edited.visibility;
    replace_reading(connection, current->version, *story);
    edited.id = id;
    save_record(connection, edited);
    const auto after = load_record(connection, id);
    JsonWriter was, is;
    was.object();
    is.object();
    write_work_members(was, *before);
    write_work_members(is, *after);
    return was.take() != is.take();
}

RereadResult Archive::reread(Progress& progress, bool all) {
    RereadResult result;
    const ArchiveLock lock(inside_->lock_file(), progress.cancel);
    const auto connection = inside_->database->connect();
    progress.files_total = static_cast<std::uint64_t>(counts().works);
    for (WorkId last = 0; !progress.cancel;) {
        std::vector<std::pair<WorkId, bool>> works;
        {
            Query query = connection->query(kWorks);
            query.bind(last);
            while (query.step())
                works.emplace_back(query.integer(0), all || query.integer(1) < kReadingVersion);
        }
        if (works.empty()) break;
        WriteTransaction transaction(*connection);
        for (const auto& [id, wanted] : works) {
            last = id;
            ++progress.files_done;
            if (!wanted) continue;
            const auto changed = read_again(*inside_, *connection, id);
            if (!changed) throw changed.error();
            ++result.read;
            result.changed += *changed ? 1 : 0;
        }
        transaction.commit();
    }
    inside_->search().catch_up();
    return result;
}

}  // namespace solander
