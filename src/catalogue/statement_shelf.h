// SPDX-License-Identifier: GPL-3.0-or-later
// A connection's prepared statements by their text: found again without preparing.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace solander {

/// `Statement` has a public `bool in_use`. One text may be in use several times at once: then it
/// has several statements.
template <class Statement>
class StatementShelf {
  public:
    /// A statement of that text that is not in use; `make(sql)` gives another one when all are.
    template <class Make>
    Statement& take(std::string_view sql, const Make& make) {
        auto& statements = of(sql);
        for (const auto& statement : statements.all) {
            if (statement->in_use) continue;
            statement->in_use = true;
            return *statement;
        }
        statements.all.push_back(make(std::string_view(statements.sql)));
        statements.all.back()->in_use = true;
        return *statements.all.back();
    }

  private:
    struct Texts {
        std::string sql;
        std::vector<std::unique_ptr<Statement>> all;
    };

    // Statements are constants, so the address nearly always answers; the text is compared to be
    // sure.
    Texts& of(std::string_view sql) {
        const auto known = by_address_.find(sql.data());
        if (known != by_address_.end() && known->second->sql == sql) return *known->second;
        auto& texts = by_text_[std::string(sql)];
        if (!texts) texts = std::make_unique<Texts>(Texts{std::string(sql), {}});
        by_address_[sql.data()] = texts.get();
        return *texts;
    }

    std::unordered_map<std::string, std::unique_ptr<Texts>> by_text_;
    std::unordered_map<const char*, Texts*> by_address_;
};

}  // namespace solander
