// SPDX-License-Identifier: GPL-3.0-or-later
// Field by field. Texts are compared folded: quotes, dashes, case and spacing do not count.
#include "bench/accuracy/score.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace solander::accuracy {
namespace {

using nlohmann::json;

constexpr std::string_view kScalars[] = {
    "class",      "title",    "rating", "rating_as_given", "summary",   "notes",    "end_notes",
    "disclaimer", "feedback", "beta",   "spoilers",        "published", "language", "complete"};
constexpr std::string_view kLists[] = {"fandoms",    "relationships", "characters",
                                       "categories", "warnings",      "tags"};

/// From the author's plain no to her plain yes. Equal steps: neither is a rounding up of the other.
int leave(std::string_view permission) {
    if (permission == "none") return 0;
    if (permission == "link_only") return 1;
    if (permission == "any_notify") return 3;
    if (permission == "any") return 4;
    return 2;  // ask, unclear, unstated
}

std::string said(const json& object, std::string_view key) {
    const auto it = object.find(key);
    if (it == object.end() || it->is_null()) return {};
    return it->is_string() ? it->get<std::string>() : it->dump();
}

std::vector<std::string> items(const json& object, std::string_view key) {
    std::vector<std::string> out;
    if (const auto it = object.find(key); it != object.end() && it->is_array())
        for (const json& item : *it)
            out.push_back(item.is_string() ? item.get<std::string>() : item.dump());
    return out;
}

std::vector<std::string> objects_as_items(const json& object, std::string_view list,
                                          std::string_view first, std::string_view second) {
    std::vector<std::string> out;
    if (const auto it = object.find(list); it != object.end() && it->is_array())
        for (const json& item : *it) {
            std::string text = said(item, first);
            if (!second.empty()) text += " = " + said(item, second);
            out.push_back(std::move(text));
        }
    return out;
}

std::string joined(const std::vector<std::string>& list) {
    std::string out;
    for (const std::string& item : list) (out += out.empty() ? "" : "; ") += item;
    return out;
}

class Comparison {
  public:
    Comparison(const json& truth, const json& got) : truth_(truth), got_(got) {}

    Score run() {
        for (const std::string_view field : kScalars)
            scalar(field, said(truth_, field), said(got_, field));
        for (const std::string_view field : kLists)
            list(field, items(truth_, field), items(got_, field));
        list("creators", objects_as_items(truth_, "creators", "name", ""),
             objects_as_items(got_, "creators", "name", ""));
        list("series", objects_as_items(truth_, "series", "name", "position"),
             objects_as_items(got_, "series", "name", "position"));
        scalar("parts", part(truth_), part(got_));
        permission();
        if (const auto it = truth_.find("words"); it != truth_.end()) score_.words.expected = *it;
        if (const auto it = got_.find("words"); it != got_.end()) score_.words.got = *it;
        for (const std::string_view field : {"chapters", "scenes"})
            if (truth_.contains(field)) scalar(field, said(truth_, field), said(got_, field));
        return std::move(score_);
    }

  private:
    /// An archive's article is no part of its name: "The Lamp Room" is "Lamp Room".
    static std::vector<std::string> archives(const json& statement) {
        std::vector<std::string> out = objects_as_items(statement, "listed", "who", "grant");
        for (std::string& name : out)
            if (starts_with_ignoring_ascii_case(name, "the ")) name.erase(0, 4);
        return out;
    }

    static std::string part(const json& object) {
        const auto it = object.find("parts");
        if (it == object.end() || !it->is_object()) return {};
        return said(*it, "number") + '/' + said(*it, "of");
    }

    void scalar(std::string_view field, const std::string& expected, std::string got) {
        if (field == "rating" && got == "unknown") got.clear();
        Tally& tally = score_.fields[std::string(field)];
        if (expected.empty() && got.empty()) return;
        if (fold(expected) == fold(got)) {
            ++tally.right;
            return;
        }
        if (!expected.empty()) ++tally.missing;
        if (!got.empty()) ++tally.wrong;
        score_.differences.push_back({std::string(field), expected, got});
    }

    void list(std::string_view field, const std::vector<std::string>& expected,
              const std::vector<std::string>& got) {
        Tally& tally = score_.fields[std::string(field)];
        std::vector<std::string> left;
        for (const std::string& item : got) left.push_back(fold(item));
        Tally here;
        for (const std::string& item : expected) {
            const auto it = std::find(left.begin(), left.end(), fold(item));
            if (it == left.end()) {
                ++here.missing;
            } else {
                ++here.right;
                left.erase(it);
            }
        }
        here.wrong = left.size();
        tally.add(here);
        if (here.missing + here.wrong > 0)
            score_.differences.push_back({std::string(field), joined(expected), joined(got)});
    }

    void permission() {
        static const json none = json::object();
        const json& expected = truth_.contains("permission") ? truth_["permission"] : none;
        if (&expected == &none) return;
        const json& got = got_.contains("permission") ? got_["permission"] : none;
        std::string level = said(got, "default");
        if (level.empty()) level = "unstated";
        const std::string true_level = said(expected, "default");
        scalar("permission", true_level, level);
        score_.rounded_up = leave(level) > leave(true_level);
        list("permission.listed", archives(expected), archives(got));
        list("permission.conditions", items(expected, "conditions"), items(got, "conditions"));
        const bool embargo = !said(expected, "embargo").empty();
        scalar("permission.embargo", embargo ? "yes" : "",
               said(got, "embargo").empty() ? "" : "yes");
    }

    const json& truth_;
    const json& got_;
    Score score_;
};

double ratio(std::uint64_t part, std::uint64_t whole) {
    return whole == 0 ? 1.0 : static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

void Tally::add(const Tally& other) {
    right += other.right;
    wrong += other.wrong;
    missing += other.missing;
}
double Tally::precision() const { return ratio(right, right + wrong); }
double Tally::recall() const { return ratio(right, right + missing); }
double Tally::f1() const { return ratio(2 * right, 2 * right + wrong + missing); }

Score compare(const json& truth, const json& got) {
    static const json nothing = json::object();
    return Comparison(truth, got.is_object() ? got : nothing).run();
}

}  // namespace solander::accuracy
