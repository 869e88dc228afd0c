// SPDX-License-Identifier: GPL-3.0-or-later
// An array of flat JSON objects, event by event: no tree, no depth.
#include <nlohmann/json.hpp>

#include "source/sidecar_cells.h"

namespace solander {
namespace {

using Json = nlohmann::json;

class ListReader : public Json::json_sax_t {
  public:
    explicit ListReader(const SidecarSink& take) : take_(take) {}
    bool null() override { return true; }
    bool boolean(bool said) override { return say(said ? "yes" : "no"); }
    bool number_integer(number_integer_t n) override { return say(std::to_string(n)); }
    bool number_unsigned(number_unsigned_t n) override { return say(std::to_string(n)); }
    bool number_float(number_float_t, const string_t& text) override { return say(text); }
    bool string(string_t& text) override { return say(text); }
    bool binary(binary_t&) override { return true; }
    bool key(string_t& name) override {
        if (depth_ == 2 && !in_list_) key_ = name;
        return true;
    }
    bool start_object(std::size_t) override {
        if (++depth_ == 2) cells_.clear();
        return true;
    }
    bool end_object() override {
        if (depth_-- == 2) take_(cells_);
        return true;
    }
    bool start_array(std::size_t) override {
        ++depth_;
        in_list_ = depth_ == 3;
        return true;
    }
    bool end_array() override {
        --depth_;
        in_list_ = false;
        return true;
    }
    bool parse_error(std::size_t, const std::string&, const Json::exception&) override {
        return false;
    }

  private:
    bool say(std::string text) {
        constexpr std::size_t kMostCells = 256;
        if ((depth_ == 2 || (depth_ == 3 && in_list_)) && cells_.size() < kMostCells)
            cells_.emplace_back(key_, std::move(text));
        return true;
    }
    const SidecarSink& take_;
    SidecarCells cells_;
    std::string key_;
    std::size_t depth_ = 0;
    bool in_list_ = false;
};

}  // namespace

bool read_json_list(std::string_view text, const SidecarSink& take) {
    ListReader reader(take);
    return Json::sax_parse(text.begin(), text.end(), &reader);
}

}  // namespace solander
