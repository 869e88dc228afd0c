// SPDX-License-Identifier: GPL-3.0-or-later
// What a site holds beside its stories: reviews, news, its own pages. Kept as documents, no works.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "source/efiction_site.h"
#include "source/efiction_text.h"
#include "source/part.h"

namespace solander {

/// A review with what its author answered: eFiction writes "<br><br><i>Author's Response: ...</i>"
/// into the review itself, in the site's language.
struct EfictionResponse {
    std::string review, response;  ///< HTML; response empty when there is none
};
EfictionResponse split_response(std::string_view html);

/// Reviews of one story or series, oldest first.
Part efiction_reviews(std::string_view dump, const EfictionText& text,
                      const EfictionReview* reviews, std::size_t count);
/// A row of news, or of messages; `path` is set to the page's old address.
Part efiction_news(std::string_view dump, const EfictionText& text, const EfictionPlace& place);
Part efiction_page(std::string_view dump, const EfictionText& text, const EfictionPlace& place);

}  // namespace solander
