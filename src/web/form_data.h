// SPDX-License-Identifier: GPL-3.0-or-later
// What a form with a file sends: multipart/form-data (RFC 7578).
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "web/http.h"

namespace solander {

/// Names and contents of the parts, files too, in order. A body that is not one of these, or is cut
/// off, gives what came before. Linear.
std::vector<std::pair<std::string, std::string>> parse_form_data(std::string_view content_type,
                                                                 std::string_view body);
/// The fields of a form, in whichever way it was sent.
std::vector<std::pair<std::string, std::string>> form_of(const Request&);

}  // namespace solander
