// SPDX-License-Identifier: GPL-3.0-or-later
// A new catalogue in a temporary folder, and stories to put into it.
#pragma once
#include <gtest/gtest.h>

#include "base/compress.h"
#include "catalogue/ledger.h"
#include "catalogue/records.h"
#include "catalogue/schema.h"
#include "catalogue/stories.h"
#include "document/walk.h"
#include "tests/support/test_database.h"

#include <memory>
#include <string>

namespace solander {

inline constexpr std::string_view kNow = "2026-01-02T03:04:05Z";

inline Document one_paragraph(const std::string& text) {
    Document d;
    d.text = text + "\n";
    Block block;
    block.to = static_cast<std::uint32_t>(text.size());
    d.blocks.push_back(block);
    return d;
}

/// Every member filled, most with something awkward.
inline WorkRecord full_record() {
    WorkRecord r;
    r.title = "The \"Last\" Léttér; or, 100% Proof_";
    r.creators = {{"Ann O'Neill", "author", 0}, {"Béa", "translator", 0}};
    r.fandoms = {"Harbour Lights", "The Tin Star"};
    r.relationships = {"Mara/Tobin", "Tobin & Wren"};
    r.characters = {"Mara", "Tobin", "Wren"};
    r.categories = {"F/M", "Gen"};
    r.warnings = {"Major Character Death"};
    r.tags = {"angst", "snow", "a tag, with a comma; and more"};
    r.rating = Rating::mature;
    r.rating_as_given = "R (for language)";
    r.summary = "Two letters cross.\n\nOne is never read.";
    r.notes = "For W.";
    r.end_notes = "Thanks for reading";
    r.disclaimer = "Not mine.";
    r.permission.by_default = Permission::ask;
    r.permission.listed = {{"Gossip Tree", "yes"}, {"SELF", "already"}};
    r.permission.conditions = {"keep_headers", "un\\altered\nlines"};
    r.permission.embargo = "two weeks";
    r.permission.as_given = "Gossip Tree yes, others ask";
    r.permission.said_in = "field";
    r.permission.rule = "listed-then-ask";
    r.permission.confidence = 0.85;
    r.visibility = Visibility::kept;
    r.language = "en";
    r.words = 1234;
    r.chapters = 2;
    r.scenes = 5;
    r.part = PartPlace{1.5, 3};
    r.complete = false;
    r.published = PartialDate{2003, 2, 0};
    r.updated = PartialDate{2004, 11, 30};
    r.series = {{"Winter Cycle", 2.5, 0}, {"Letters", std::nullopt, 0}};
    r.spoilers = "Season 2";
    r.beta = "Wren";
    r.feedback = "Yes please";
    r.extra = {{"Song", "none"}, {"Song", "another"}, {"", "no label"}};
    return r;
}

inline PreparedStory prepared(WorkRecord record, const std::vector<std::string>& chapters,
                              const std::string& path = {}) {
    PreparedStory p;
    p.story.record = std::move(record);
    p.story.file_class = "story";
    std::vector<const Document*> documents;
    for (const std::string& text : chapters)
        p.story.chapters.push_back({"Chapter of " + text.substr(0, 4), one_paragraph(text)});
    for (const Chapter& chapter : p.story.chapters) {
        documents.push_back(&chapter.text);
        p.bodies.push_back(compress(to_stored(chapter.text)));
        p.chapter_words.push_back(word_count(chapter.text));
    }
    p.likeness = likeness_of(documents);
    Claim title{"title", "Title", "Snow-\nfall", "Snowfall", {7, 16}, "label-line", 0.97, "text"};
    Claim rating{"rating", "", "R", "R", {20, 21}, "title-line", 0.5, "file-name"};
    p.story.claims = {title, rating};
    p.story.findings = {{"date-doubt", "a date after today: 2093", {30, 34}}};
    p.name = "letter.txt";
    p.path = path;
    p.encoding = "windows-1252";
    p.bytes = 4321;
    p.reading = 1;
    return p;
}

class CatalogueTest : public EngineTest {
  protected:
    void start() override {
        place = std::make_unique<TestDatabase>(GetParam());
        database = place->open();
        connection = database->connect();
        create_schema(*connection);
        WriteTransaction transaction(c());
        accession = begin_accession(c(), "Wren", kNow);
        original = new_original(1);
        transaction.commit();
    }

    Connection& c() { return *connection; }

    std::int64_t new_original(unsigned char seed) {
        DigestBytes digest{};
        digest.fill(seed);
        return add_original(c(), digest, 4321, accession, "letter.txt", "story");
    }

    /// Saved and committed.
    WorkId saved(const PreparedStory& p) {
        WriteTransaction transaction(c());
        const WorkId id = save_work(c(), p, original, kNow);
        transaction.commit();
        return id;
    }

    std::unique_ptr<TestDatabase> place;
    std::unique_ptr<Database> database;
    std::unique_ptr<Connection> connection;
    std::int64_t accession = 0, original = 0;
};

}  // namespace solander
