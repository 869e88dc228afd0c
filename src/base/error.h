// SPDX-License-Identifier: GPL-3.0-or-later
// The one error type of the program: what kind of fault, on which thing, and what to do next.
#pragma once
#include <tl/expected.hpp>
#include <exception>
#include <string>
#include <utility>

namespace solander {

enum class Fault {
    usage,      ///< the person asked for something that cannot be (exit code 2)
    input,      ///< what was given cannot be read as what it claims to be
    not_found,  ///< no such work, file, archive
    denied,     ///< not allowed: file permission, consent
    conflict,   ///< somebody else is at it, or the state is not what the call needs
    storage,    ///< disk full, database fault, lost file
    away,       ///< a machine that is needed does not answer; it may in a moment
    cancelled,  ///< stopped by the person
    bug,        ///< ours
};

/// Thrown when the machine fails, returned (Result) when the caller can choose. Bad input found
/// inside a pile is never an Error: it is a Finding.
struct Error : std::exception {
    Fault fault;
    std::string message;  ///< names the thing: "cannot open original 3f2a...: Permission denied"
    std::string hint;     ///< the next step for a person; may be empty

    Error(Fault f, std::string m, std::string h = {})
        : fault(f), message(std::move(m)), hint(std::move(h)) {}
    const char* what() const noexcept override { return message.c_str(); }
};

template <class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(Fault fault, std::string message, std::string hint = {}) {
    return tl::unexpected<Error>(Error(fault, std::move(message), std::move(hint)));
}

}  // namespace solander
