// SPDX-License-Identifier: GPL-3.0-or-later
// The engine's side of a Query: what a driver implements beside Connection.
#pragma once
#include <cstdint>
#include <string_view>

namespace solander {

/// Parameters count from 1 ($1), columns from 0. Bound bytes must live until the statement has run.
class PreparedStatement {
  public:
    virtual ~PreparedStatement() = default;
    virtual void bind_integer(int parameter, std::int64_t value) = 0;
    virtual void bind_real(int parameter, double value) = 0;
    virtual void bind_text(int parameter, std::string_view value) = 0;
    virtual void bind_blob(int parameter, std::string_view value) = 0;
    virtual void bind_null(int parameter) = 0;

    /// What is bound is complete; step() will follow.
    virtual void send_ahead() {}
    virtual bool step() = 0;
    virtual bool null(int column) const = 0;
    virtual std::int64_t integer(int column) const = 0;
    virtual double real(int column) const = 0;
    virtual std::string_view text(int column) const = 0;
    virtual std::string_view blob(int column) const = 0;

    /// The Query that used it is gone: unbind, and be ready for the next.
    virtual void give_back() noexcept = 0;
};

}  // namespace solander
