// SPDX-License-Identifier: GPL-3.0-or-later
// A YAML list of flat records, event by event: no tree, no alias followed, no recursion.
#include <yaml.h>

#include <vector>

#include "source/sidecar_cells.h"

namespace solander {
namespace {

class YamlList {
  public:
    YamlList(std::string_view text, const SidecarSink& take) : take_(take) {
        made_ = yaml_parser_initialize(&parser_) != 0;
        if (!made_) return;
        yaml_parser_set_encoding(&parser_, YAML_UTF8_ENCODING);
        yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(text.data()),
                                     text.size());
    }
    ~YamlList() {
        if (made_) yaml_parser_delete(&parser_);
    }
    YamlList(const YamlList&) = delete;
    YamlList& operator=(const YamlList&) = delete;

    /// False where it stops being YAML; `line` is then the one, from 1.
    bool read(std::size_t& line) {
        for (bool more = made_; more;) {
            yaml_event_t event;
            if (yaml_parser_parse(&parser_, &event) == 0) {
                line = parser_.problem_mark.line + 1;
                return false;
            }
            more = event.type != YAML_STREAM_END_EVENT;
            see(event);
            line = event.start_mark.line + 1;
            yaml_event_delete(&event);
            if (open_.size() > kDeepest) return false;
        }
        return made_;
    }

  private:
    /// The library takes longer for each token the deeper it stands; no list of stories is nested.
    static constexpr std::size_t kDeepest = 64;

    /// A map or list that is open.
    struct Level {
        bool map = false, at_key = true;
        std::string key;
        SidecarCells cells;
    };

    void see(const yaml_event_t& event) {
        switch (event.type) {
        case YAML_MAPPING_START_EVENT:
        case YAML_SEQUENCE_START_EVENT:
            open_.emplace_back();
            open_.back().map = event.type == YAML_MAPPING_START_EVENT;
            break;
        case YAML_MAPPING_END_EVENT:
        case YAML_SEQUENCE_END_EVENT:
            close();
            break;
        case YAML_SCALAR_EVENT:
            scalar(
                {reinterpret_cast<const char*>(event.data.scalar.value), event.data.scalar.length});
            break;
        case YAML_ALIAS_EVENT:
            scalar({});
            break;
        default:
            break;
        }
    }

    /// A map in a list, or a whole document, is a record; one that is a value is left out.
    void close() {
        if (open_.empty()) return;
        const Level level = std::move(open_.back());
        open_.pop_back();
        const bool value = !open_.empty() && open_.back().map;
        if (level.map && !value && !level.cells.empty()) take_(level.cells);
        if (value) open_.back().at_key = true;
    }

    void scalar(std::string_view text) {
        if (open_.empty()) return;
        Level& level = open_.back();
        if (level.map) {
            if (level.at_key)
                level.key = text;
            else
                add(level, text);
            level.at_key = !level.at_key;
        } else if (open_.size() > 1 && open_[open_.size() - 2].map) {  // tags: [rain, lamps]
            add(open_[open_.size() - 2], text);
        }
    }

    static void add(Level& level, std::string_view text) {
        constexpr std::size_t kMostCells = 256;
        if (level.cells.size() < kMostCells) level.cells.emplace_back(level.key, text);
    }

    const SidecarSink& take_;
    yaml_parser_t parser_{};
    bool made_ = false;
    std::vector<Level> open_;
};

}  // namespace

bool read_yaml_list(std::string_view text, const SidecarSink& take, std::size_t& line) {
    return YamlList(text, take).read(line);
}

}  // namespace solander
