// SPDX-License-Identifier: GPL-3.0-or-later
// Every statement of the program, as it stands in src/, is run on both engines over the same
// catalogue and must give the same: no statement grows up knowing only one of them.
#include "catalogue/accounts.h"
#include "catalogue/api_tokens.h"
#include "catalogue/invitations.h"
#include "catalogue/reading_history.h"
#include "catalogue/tables.h"
#include "tests/catalogue/catalogue_fixture.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

namespace solander {
namespace {

namespace fs = std::filesystem;

bool starts(std::string_view text, std::string_view with) {
    return text.substr(0, with.size()) == with;
}

bool is_statement(std::string_view text) {
    return starts(text, "select ") || starts(text, "insert into ") || starts(text, "update ")
           || starts(text, "delete from ");
}

/// Reads C++ just well enough: literals that stand side by side are one text, macros of literals
/// included.
class Literals {
  public:
    explicit Literals(std::string source) : s_(std::move(source)) { find_macros(); }

    std::vector<std::string> statements() {
        std::vector<std::string> found;
        std::string joined;
        for (at_ = 0; at_ < s_.size();) {
            if (s_[at_] == '"') {
                joined += literal();
            } else if (std::isspace(static_cast<unsigned char>(s_[at_])) != 0) {
                ++at_;
            } else if (s_.compare(at_, 2, "//") == 0) {
                at_ = std::min(s_.find('\n', at_), s_.size());
            } else if (s_.compare(at_, 3, "'\"'") == 0) {
                at_ += 3;
            } else {
                const std::string word = identifier();
                if (const auto macro = macros_.find(word); macro != macros_.end()) {
                    joined += macro->second;
                    continue;
                }
                if (is_statement(joined)) found.push_back(joined);
                joined.clear();
                if (word.empty()) ++at_;
            }
        }
        return found;
    }

  private:
    std::string identifier() {
        const std::size_t from = at_;
        while (at_ < s_.size()
               && (std::isalnum(static_cast<unsigned char>(s_[at_])) != 0 || s_[at_] == '_'))
            ++at_;
        return s_.substr(from, at_ - from);
    }
    std::string literal() {
        std::string text;
        for (++at_; at_ < s_.size() && s_[at_] != '"'; ++at_) {
            if (s_[at_] == '\\') ++at_;
            text += s_[at_];
        }
        ++at_;
        return text;
    }
    void find_macros() {
        constexpr std::string_view kDefine = "#define ";
        for (std::size_t define = 0; (define = s_.find(kDefine, define)) != std::string::npos;) {
            at_ = define + kDefine.size();
            const std::string name = identifier();
            std::string text;
            while (at_ < s_.size() && s_[at_] != '\n') {
                if (s_[at_] == '"')
                    text += literal();
                else
                    at_ += s_[at_] == '\\' ? 2U : 1U;
            }
            if (!text.empty()) macros_[name] = text;
            s_.erase(define, at_ - define);
        }
    }
    std::string s_;
    std::size_t at_ = 0;
    std::map<std::string, std::string> macros_;
};

/// What only one engine is asked: the driver's own statements, and those of the words files.
bool is_ours(const fs::path& file, const std::string& sql) {
    if (starts(file.filename().string(), "postgres_") || starts(file.stem().string(), "db_"))
        return false;
    if (sql.find('?') != std::string::npos) return false;
    // Put together at run time: see below for those of catalogue/tables.
    if (sql.back() == ' ' || sql.find('{') != std::string::npos) return false;
    static const std::set<std::string> kOfWords = {"words", "doc", "dead", "form", "about"};
    std::istringstream text(sql);
    for (std::string word, before; text >> word; before = word) {
        const bool names =
            before == "from" || before == "into" || before == "join" || before == "update";
        if (names && kOfWords.count(word.substr(0, word.find_first_of("(,;"))) != 0) return false;
    }
    return true;
}

std::vector<std::string> all_statements() {
    std::set<std::string> all;
    for (const auto& entry : fs::recursive_directory_iterator(SOLANDER_SOURCE_DIR "/src")) {
        if (entry.path().extension() != ".cpp") continue;
        std::ostringstream source;
        source << std::ifstream(entry.path()).rdbuf();
        for (std::string& sql : Literals(source.str()).statements())
            if (is_ours(entry.path(), sql)) all.insert(std::move(sql));
    }
    for (const Table& table : catalogue_tables()) {
        all.insert(select_all(table));
        all.insert(insert_one(table));
    }
    return {all.begin(), all.end()};
}

/// Rows of what people and twins say of the three works.
constexpr const char* kMore =
    "insert into posting(version, number, sub, total, first, stands, story) "
    "values(1, 1, '', 2, 1, 1, 3), (2, -1, '', 0, 1, 1, 3), (3, 2, '', 2, 1, 1, 2);"
    "insert into twin(work, other, kind, alike, held, compared) "
    "values(1, 2, 'revised', 0.5, 0.75, 9), (2, 3, 'inside', 0.25, 1, 9);"
    "insert into verdict(work, other, verdict, made_by, made_at) "
    "values(1, 2, 'joined', 'Wren', '2020'), (2, 3, 'apart', 'Wren', '2020');"
    "insert into wrangling(batch, list, subject, act, other, value, made_by, made_at) "
    "values(1, 'tag', 2, 'synonym', 1, null, 'Wren', '2020'),"
    "      (2, 'tag', 1, 'canonical', null, null, 'Wren', '2020'),"
    "      (3, 'creator', 1, 'note', null, 'of two', 'Wren', '2020');"
    "insert into cut(original, path, at_byte, ordinal, made_by, made_at) "
    "values(1, 'tag', 1, 1, 'Wren', '2020'), (1, '', 2, 2, 'Wren', '2020');"
    "insert into tombstone(work, original, place, words, exact, sketch, reason, made_by, made_at) "
    "select work, original, 'fandom', 60, 77, sketch, 'asked', 'Wren', '2020' "
    "from version where id = 3;"
    "insert into original_piece(original, place, bytes) select id, 0, digest from original;"
    "insert into claim_link(digest, creator, address, made_by, made_at, until) "
    "select digest, 1, digest, 'Wren', '2020', '9020' from original;"
    "insert into claim_act(batch, creator, work, what, ledger, edit, made_at) "
    "values(1, 1, 1, 'granted', 2, 1, '2020'), (2, 1, 2, 'removed', 3, null, '2020');"
    "insert into no_mail(digest, made_by, made_at) select digest, 'Wren', '2020' from original;"
    "insert into owner(account, creator, made_at) values(1, 1, '2020');"
    "update finding set kind = 'missing-parts' where id = 1;";

std::unique_ptr<Connection> filled(Database& database) {
    auto connection = database.connect();
    Connection& c = *connection;
    create_schema(c);
    WriteTransaction transaction(c);
    const auto accession = begin_accession(c, "Wren", kNow);
    DigestBytes digest{};
    digest.fill(7);
    const auto original = add_original(c, digest, 5, accession, "letter.txt", "story");
    save_receipt(c, "/pile/letter.txt", {original, 5, 6, 7}, accession);
    for (const std::string name : {"a", "b", "c"}) {
        WorkRecord record = full_record();
        record.title = "Snow " + name;
        record.tags.push_back("only " + name);
        const WorkId id =
            save_work(c, prepared(record, {name + " one", name + " two"}, name), original, kNow);
        add_edit(c, id, "title", "Edited " + name, "Wren", kNow);
        add_to_ledger(c,
                      {{id, {}, {"stated", std::string(kNow), "author", "ask"}},
                       {{}, 1, {"granted", std::string(kNow), "Wren", "yes"}}},
                      kNow);
        add_finding(c, {"odd", "odd " + name, {1, 2}}, accession, original, name, std::nullopt);
    }
    const auto account =
        add_account(c, {0, "Harbour Lights", Role::reader, "", false, std::string(kNow)});
    add_session(c, {std::string(32, '\7'), account.value(), 1, 1});
    save_choice(c, account.value(), {"rating=explicit", true});
    save_place(c, account.value(), {1, 2, false, std::string(kNow)});
    add_api_token(c, {0, std::string(32, '\7'), account.value(), "Reader", "read", 1, 0, 0});
    add_invitation(c, {std::string(32, '\7'), Role::reader, "Wren", 5000});
    save_accession(c, accession, {}, kNow);
    c.execute_script(kMore);
    transaction.commit();
    return connection;
}

/// One value, bound to every parameter of its type.
struct Values {
    std::int64_t integer;
    std::string text, blob;
};

void bind_all(Query& q, const std::vector<std::string>& types, const Values& v) {
    for (const std::string& type : types) {
        if (type == "bigint" || type == "integer")
            q.bind(v.integer);
        else if (type == "double precision")
            q.bind(0.5);
        else if (type == "bytea")
            q.bind(Blob{v.blob});
        else
            q.bind(v.text);
    }
}

using Rows = std::vector<std::vector<std::string>>;
enum class Kind : std::uint8_t { unknown, integer, real, text, blob };

std::string cell(const Query& q, int column, Kind kind) {
    if (q.null(column)) return "null";
    switch (kind) {
    case Kind::integer:
        return std::to_string(q.integer(column));
    case Kind::real:
        return std::to_string(q.real(column));
    case Kind::text:
        return "'" + std::string(q.text(column));
    case Kind::blob:
        return "b" + std::string(q.blob(column));
    case Kind::unknown:
        break;
    }
    return {};
}

/// The kinds of the columns, as far as rows have values; PostgreSQL refuses to read a column as
/// what it is not.
void learn_kinds(const Query& q, std::vector<Kind>& kinds) {
    for (std::size_t i = 0;; ++i) {
        const int column = static_cast<int>(i);
        try {
            (void)q.null(column);
            if (i == kinds.size()) kinds.push_back(Kind::unknown);
        } catch (const Error&) {
            return;  // behind the last
        }
        if (kinds[i] != Kind::unknown || q.null(column)) continue;
        for (const Kind kind : {Kind::integer, Kind::real, Kind::text, Kind::blob}) {
            try {
                (void)cell(q, column, kind);
                kinds[i] = kind;
                break;
            } catch (const Error&) {
                continue;
            }
        }
    }
}

struct Outcome {
    Rows rows;
    std::optional<Fault> fault;
};

/// Runs it in a transaction that is not kept. PostgreSQL tells the `kinds` of the
/// columns, SQLite is told them.
Outcome outcome(Connection& c, const std::string& sql, const std::vector<std::string>& types,
                const Values& values, std::vector<Kind>& kinds) {
    Outcome result;
    try {
        const WriteTransaction transaction(c);
        {
            Query q = c.query(sql);
            bind_all(q, types, values);
            while (q.step()) {
                if (c.engine() == "postgres") learn_kinds(q, kinds);
                std::vector<std::string> row;
                for (std::size_t i = 0; i < kinds.size(); ++i)
                    row.push_back(cell(q, static_cast<int>(i), kinds[i]));
                result.rows.push_back(std::move(row));
            }
        }
        c.query("select count(*) from work").run();  // what was only sent is answered
    } catch (const Error& e) {
        result.fault = e.fault;
    }
    if (sql.find(" order by ") == std::string::npos)
        std::sort(result.rows.begin(), result.rows.end());
    return result;
}

std::vector<std::string> parameter_types(Connection& postgres, const std::string& sql) {
    postgres.execute_script("prepare looked_at as " + sql);
    Query q = postgres.query("select array_to_string(parameter_types, ';') from "
                             "pg_prepared_statements where name = 'looked_at'");
    std::vector<std::string> types;
    if (q.step()) {
        std::istringstream list{std::string(q.text(0))};
        for (std::string type; std::getline(list, type, ';');) types.push_back(type);
    }
    postgres.execute_script("deallocate looked_at");
    return types;
}

class Statements : public testing::Test {
  protected:
    void SetUp() override {
        if (postgres_for_tests().empty()) GTEST_SKIP() << "no PostgreSQL in SOLANDER_TEST_POSTGRES";
    }
};

TEST_F(Statements, give_the_same_on_both_engines) {
    const auto statements = all_statements();
    ASSERT_GT(statements.size(), 90U) << "the reader of the sources finds too few";
    TestDatabase file("sqlite"), server("postgres");
    const auto lite = file.open(), pg = server.open();
    const auto small = filled(*lite), big = filled(*pg);
    std::size_t selects = 0, with_rows = 0;
    for (const std::string& sql : statements) {
        SCOPED_TRACE(sql);
        selects += starts(sql, "select ") ? 1 : 0;
        std::vector<std::string> types;
        ASSERT_NO_THROW(types = parameter_types(*big, sql));
        bool any = false;
        for (const Values& values :
             {Values{1, "fandom", std::string(32, '\7')}, Values{2, "tag", "/pile/letter.txt"},
              Values{1, "harbour lights", "/pile/"}, Values{3, "schema", ""},
              Values{999, "\u00E4", "x"}}) {
            std::vector<Kind> kinds;
            const Outcome theirs = outcome(*big, sql, types, values, kinds);
            const Outcome ours = outcome(*small, sql, types, values, kinds);
            EXPECT_EQ(theirs.fault, ours.fault) << "with " << values.integer;
            if (starts(sql, "select ")) {
                EXPECT_EQ(ours.fault, std::nullopt);
            }
            if (starts(sql, "insert ")) {  // new ids are each engine's own
                EXPECT_EQ(theirs.rows.size(), ours.rows.size());
            } else {
                EXPECT_EQ(theirs.rows, ours.rows) << "with " << values.integer;
            }
            any |= !theirs.rows.empty();
        }
        with_rows += any ? 1 : 0;
    }
    EXPECT_GT(with_rows, selects * 3 / 4) << "values are tried that find something";
}

/// The plan that is made once for all values, one node or condition a line, when everything but
/// looking up by an index is dear.
std::vector<std::string> plan_of(Connection& postgres, const std::string& sql,
                                 std::size_t parameters) {
    std::string nulls;
    for (std::size_t i = 0; i < parameters; ++i) nulls += i == 0 ? "(null" : ", null";
    if (parameters > 0) nulls += ")";
    postgres.execute_script("prepare looked_at as " + sql);
    std::vector<std::string> lines;
    {
        const std::string explain = "explain (costs off) execute looked_at" + nulls;
        for (Query q = postgres.query(explain); q.step();) lines.emplace_back(q.text(0));
    }
    postgres.execute_script("deallocate looked_at");
    return lines;
}

/// The tables of which a plan reads every row: without an index, or all of an index.
std::set<std::string> read_whole(const std::vector<std::string>& plan) {
    std::set<std::string> tables;
    for (std::size_t i = 0; i < plan.size(); ++i) {
        const std::size_t scan = plan[i].find("Scan"), on = plan[i].find(" on ");
        if (scan == std::string::npos || on == std::string::npos) continue;
        bool by_key = false;
        for (std::size_t j = i + 1; j < plan.size() && plan[j].find("->") == std::string::npos; ++j)
            by_key |= plan[j].find("Index Cond") != std::string::npos
                      || plan[j].find("Recheck Cond") != std::string::npos;
        if (by_key || plan[i].find("Bitmap Index Scan") != std::string::npos) continue;
        tables.insert(plan[i].substr(on + 4, plan[i].find(' ', on + 4) - on - 4));
    }
    return tables;
}

/// About a whole archive by their nature, the first of a long list, or hardly ever asked.
bool may_read_all(const std::string& sql) {
    static constexpr std::string_view kSuch[] = {
        "select distinct v.original, w.id from work w",  // what `reread` is to read
        "where f.settled is null and f.kind ",           // the oldest and the newest findings
        "where f.settled is not null and f.kind ",       // those that a person settled last
        "from verdict order by id desc limit",           // what a person said last
        "where f.kind = 'no-story' union all",           // what holds no story
        "from wrangling group by",                       // made by hand
        "delete from finding where original",            // of a container whose reading was stopped
        "select path from receipt where original",  // of what is damaged, and with lists of sites
        "delete from receipt where original",       // of what is taken down
        "select 1 from finding where original",     // the same
    };
    return std::any_of(std::begin(kSuch), std::end(kSuch),
                       [&](std::string_view such) { return sql.find(such) != std::string::npos; });
}

// A millisecond for ten thousand works is ten for a hundred thousand.
TEST_F(Statements, that_name_a_key_read_no_whole_table_on_postgres) {
    TestDatabase server("postgres");
    const auto pg = server.open();
    const auto big = filled(*pg);
    big->execute_script("set enable_seqscan = off; set enable_hashjoin = off;"
                        " set enable_mergejoin = off");
    for (const std::string& sql : all_statements()) {
        const auto types = parameter_types(*big, sql);
        if (types.empty() || may_read_all(sql)) continue;
        const auto plan = plan_of(*big, sql, types.size());
        std::string text;
        for (const std::string& line : plan) text += line + "\n";
        for (const std::string& table : read_whole(plan))
            ADD_FAILURE() << table << " is read whole by: " << sql << "\n" << text;
    }
}

TEST(StatementsInSource, are_found_whole) {
    const auto found = Literals("#define X \\\n    \"select a \" \\\n    \"from b \"\n"
                                "f(\"select 1\"  // one\n  \" , 2\"); g(X \"where c\", \"no\");")
                           .statements();
    EXPECT_EQ(found, (std::vector<std::string>{"select 1 , 2", "select a from b where c"}));
}

}  // namespace
}  // namespace solander
