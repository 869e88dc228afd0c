// SPDX-License-Identifier: GPL-3.0-or-later
// The one place where tests make archives: on the engine SOLANDER_TEST_ENGINE names, SQLite when it
// names none. `./test` runs these tests once on each.
#pragma once
#include <memory>
#include <vector>

#include "archive/archive.h"
#include "tests/support/test_database.h"

namespace solander {

/// The schemas of the archives, dropped after the last test.
class ArchiveSchemas : public testing::Environment {
  public:
    std::string make() {
        schemas_.push_back(std::make_unique<TestSchema>());
        return schemas_.back()->address();
    }
    void TearDown() override { schemas_.clear(); }

  private:
    std::vector<std::unique_ptr<TestSchema>> schemas_;
};
inline ArchiveSchemas* const archive_schemas = new ArchiveSchemas;  // GoogleTest's from here on
inline testing::Environment* const archive_schemas_end =
    testing::AddGlobalTestEnvironment(archive_schemas);

/// An empty archive in `folder`.
inline void make_archive(const std::filesystem::path& folder) {
    if (engine_for_tests() == "sqlite") return Archive::init(folder);
    Archive::init(folder, archive_schemas->make());
}

/// The catalogue of an archive, for a test that changes it behind the archive's back.
inline std::unique_ptr<Database> catalogue_of(const std::filesystem::path& folder) {
    Settings settings;
    settings.read_file(folder);
    const std::string& address = settings.text("database.address");
    if (!address.empty()) return open_postgres(address);
    return open_sqlite((folder / "catalogue.db").string(), false);
}

}  // namespace solander
