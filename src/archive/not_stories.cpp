// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/not_stories.h"

namespace solander {
namespace {

struct ClassWords {
    std::string_view name, words;
};
constexpr ClassWords kClasses[] = {
    {"empty", "an empty file"},
    {"image", "an image"},
    {"program", "a program"},
    {"style", "a style sheet"},
    {"container", "a container, or a file in one, that could not be opened"},
    {"binary", "a file that is no text we can read"},
    {"index", "an index of other texts"},
    {"reply", "a reply to something"},
    {"other", "a text that is no story"},
    {"list", "a list that says what other files are"},
    {"chapter", "a chapter of a story whose site's tables are here"},
    {"story", "a story"},
    {"part", "a part of a story"},
    {"multi-story", "several stories in one file"},
    {"poem", "a poem"},
    {"script", "a story written as a script"},
    {"mst", "a story with mocking comments between its lines"},
};

}  // namespace

std::string_view no_story_class(Media media, std::string_view file_class) {
    switch (media) {
    case Media::empty:
        return "empty";
    case Media::image:
        return "image";
    case Media::program:
        return "program";
    case Media::style:
        return "style";
    case Media::container:
        return "container";
    case Media::binary:
        return "binary";
    case Media::text:
    case Media::html:
        break;
    }
    return file_class;
}

std::string_view described_class(std::string_view name) {
    for (const ClassWords& row : kClasses)
        if (row.name == name) return row.words;
    return "a text";
}

}  // namespace solander
