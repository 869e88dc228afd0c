// SPDX-License-Identifier: GPL-3.0-or-later
// Invented syllables, and Vose's alias method in integers.
#include "bench/make_pile/words.h"

#include <algorithm>
#include <unordered_set>

namespace solander::pile {
namespace {

constexpr std::uint32_t kInvented = 400000;
/// Rank from which frequencies fall as rank^-2.5 instead of rank^-1.
constexpr std::uint64_t kBend = 3800;
/// Mandelbrot's shift: without it the first invented word would be as common as "the".
constexpr std::uint64_t kShift = 30;
/// Share of function words among all: their weights are scaled to this many parts of 100.
constexpr std::uint64_t kFunctionShare = 58;

struct Counted {
    std::string_view word;
    std::uint32_t per_million;
};

constexpr Counted kFunctionWords[] = {
    {"the", 52000},    {"and", 28500},   {"to", 26500},      {"a", 22500},       {"of", 19000},
    {"he", 15500},     {"was", 13800},   {"his", 12500},     {"in", 13200},      {"it", 12000},
    {"that", 10500},   {"you", 10200},   {"she", 10000},     {"had", 9600},      {"her", 9800},
    {"with", 7400},    {"at", 6700},     {"on", 7300},       {"for", 6900},      {"him", 6800},
    {"as", 6900},      {"not", 5600},    {"but", 5800},      {"be", 5000},       {"they", 4800},
    {"from", 4300},    {"his", 1200},    {"have", 3900},     {"is", 4700},       {"were", 3900},
    {"out", 3600},     {"up", 3800},     {"what", 3500},     {"this", 3500},     {"all", 3400},
    {"one", 3300},     {"there", 3000},  {"been", 2900},     {"so", 3100},       {"could", 3000},
    {"would", 2900},   {"into", 2700},   {"them", 2700},     {"their", 2500},    {"if", 2700},
    {"when", 2600},    {"do", 2500},     {"like", 2500},     {"back", 2500},     {"no", 2600},
    {"down", 2100},    {"about", 2100},  {"just", 2200},     {"then", 2200},     {"know", 2000},
    {"we", 2400},      {"me", 2300},     {"my", 2400},       {"your", 2100},     {"who", 1900},
    {"by", 2300},      {"an", 1900},     {"over", 1800},     {"or", 1900},       {"are", 1900},
    {"did", 1800},     {"more", 1500},   {"time", 1500},     {"didn't", 1500},   {"don't", 1500},
    {"before", 1300},  {"eyes", 1400},   {"now", 1500},      {"which", 1200},    {"get", 1300},
    {"looked", 1300},  {"only", 1300},   {"how", 1300},      {"some", 1300},     {"will", 1200},
    {"can", 1300},     {"than", 1200},   {"other", 1100},    {"off", 1200},      {"little", 1000},
    {"way", 1100},     {"head", 1000},   {"even", 1100},     {"around", 1000},   {"where", 1000},
    {"two", 950},      {"still", 1000},  {"see", 950},       {"again", 1000},    {"go", 950},
    {"here", 950},     {"too", 900},     {"hand", 950},      {"away", 900},      {"after", 900},
    {"through", 900},  {"man", 850},     {"never", 850},     {"it's", 900},      {"any", 750},
    {"think", 800},    {"because", 750}, {"face", 800},      {"well", 750},      {"good", 700},
    {"right", 700},    {"long", 650},    {"door", 700},      {"much", 650},      {"made", 650},
    {"turned", 650},   {"room", 650},    {"thought", 700},   {"come", 650},      {"its", 700},
    {"first", 600},    {"last", 500},    {"came", 550},      {"went", 500},      {"took", 480},
    {"day", 480},      {"night", 520},   {"own", 420},       {"our", 600},       {"us", 500},
    {"very", 420},     {"old", 450},     {"something", 700}, {"nothing", 450},   {"anything", 350},
    {"every", 380},    {"such", 280},    {"should", 520},    {"might", 420},     {"must", 330},
    {"may", 160},      {"shall", 60},    {"while", 420},     {"until", 330},     {"though", 330},
    {"under", 330},    {"against", 350}, {"between", 300},   {"without", 330},   {"once", 330},
    {"those", 300},    {"these", 280},   {"each", 260},      {"another", 330},   {"always", 330},
    {"ever", 330},     {"almost", 260},  {"enough", 300},    {"quite", 220},     {"rather", 180},
    {"perhaps", 150},  {"yes", 260},     {"oh", 220},        {"couldn't", 330},  {"wasn't", 330},
    {"wouldn't", 220}, {"can't", 330},   {"I'm", 520},       {"I", 9500},        {"I'd", 220},
    {"I'll", 260},     {"you're", 330},  {"that's", 330},    {"he'd", 420},      {"she'd", 330},
    {"himself", 330},  {"herself", 220}, {"himself", 60},    {"themselves", 80}, {"really", 350},
    {"people", 280},   {"house", 260},   {"hands", 420},     {"voice", 480},     {"let", 420},
    {"left", 450},     {"side", 350},    {"same", 330},      {"next", 330},      {"three", 300},
    {"four", 120},     {"five", 130},    {"ten", 90},        {"hundred", 70},    {"few", 330},
    {"many", 160},     {"most", 220},    {"both", 260},      {"half", 200},      {"why", 420},
    {"also", 150},     {"yet", 180},     {"soon", 150},      {"already", 220},   {"far", 180},
    {"near", 120},     {"above", 130},   {"below", 80},      {"behind", 260},    {"beside", 150},
    {"toward", 200},   {"across", 220},  {"along", 180},     {"inside", 180},    {"outside", 150},
    {"moment", 420},   {"years", 250},   {"things", 260},    {"place", 220},     {"light", 240},
    {"water", 150},    {"table", 150},   {"window", 160},    {"street", 90},     {"letter", 60},
    {"small", 220},    {"open", 200},    {"cold", 150},      {"dark", 180},      {"white", 120},
    {"black", 130},    {"red", 110},     {"asked", 620},     {"told", 320},      {"knew", 420},
    {"saw", 280},      {"felt", 460},    {"heard", 220},     {"got", 420},       {"going", 420},
    {"want", 380},     {"say", 350},     {"tell", 300},      {"make", 320},      {"give", 210},
    {"find", 210},     {"keep", 180},    {"leave", 160},     {"stood", 280},     {"sat", 230},
    {"gave", 220},     {"put", 260},     {"let's", 60},      {"there's", 140},   {"what's", 110},
};

constexpr std::string_view kOnset[] = {"b",  "d", "h",  "k",  "l",  "m",  "n",  "p",  "r",  "t",
                                       "v",  "w", "br", "cl", "dr", "gl", "gr", "pl", "st", "tr",
                                       "th", "j", "c",  "sm", "sn", "fl", "y",  "sw"};
constexpr std::string_view kVowel[] = {"a", "e",  "i",  "o",  "u",  "a", "e",
                                       "o", "ai", "ea", "ou", "oo", "ei"};
constexpr std::string_view kCoda[] = {"",   "",   "",   "n",  "r",  "l",  "m", "nd",
                                      "lt", "rn", "th", "sk", "st", "rm", "ll"};
constexpr std::string_view kEnding[] = {"ing", "ed", "ly", "er", "en", "ow", "ness", "ish", "able"};

}  // namespace

std::string invented_word(Random& random, int syllables) {
    std::string out;
    for (int i = 0; i < syllables; ++i) {
        out += random.pick(kOnset);
        out += random.pick(kVowel);
        if (i + 1 == syllables || random.percent(25)) out += random.pick(kCoda);
    }
    return out;
}

std::string capitalised(std::string_view word) {
    std::string out(word);
    if (!out.empty() && out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 32);
    return out;
}

Vocabulary::Vocabulary() {
    std::vector<std::uint64_t> weights;
    std::uint64_t function_total = 0, invented_total = 0;
    std::unordered_set<std::string> seen;
    for (const Counted& f : kFunctionWords) {
        starts_.push_back(static_cast<std::uint32_t>(pool_.size()));
        pool_ += f.word;
        seen.emplace(f.word);
        weights.push_back(f.per_million);
        function_total += f.per_million;
    }
    functions_ = static_cast<std::uint32_t>(weights.size());

    Random random(0x501A7DE5U, 0, 0);  // a constant: the language is not part of the pile's seed
    for (std::uint32_t rank = 1; rank <= kInvented; ++rank) {
        std::string word;
        do {
            int syllables = rank < 500 ? 1 : rank < 6000 ? 1 + random.between(0, 1) : 2;
            if (rank > 20000 && random.percent(40)) ++syllables;
            word = invented_word(random, syllables);
            if (rank > 300 && random.percent(28)) word += random.pick(kEnding);
        } while (!seen.insert(word).second);
        starts_.push_back(static_cast<std::uint32_t>(pool_.size()));
        pool_ += word;
        // 1/rank, then rank^-2.5 = (bend/rank)^2 * sqrt(bend/rank) / bend, all in 40-bit fractions.
        std::uint64_t weight = (std::uint64_t{1} << 40) / (rank + kShift);
        if (rank > kBend) {
            const std::uint64_t ratio = (kBend << 20) / rank;    // 20 bits
            const std::uint64_t square = (ratio * ratio) >> 20;  // 20 bits
            std::uint64_t root = 0;                              // sqrt(ratio), 20 bits
            for (std::uint64_t bit = std::uint64_t{1} << 20; bit != 0; bit >>= 1)
                if ((root | bit) * (root | bit) <= (ratio << 20)) root |= bit;
            weight = ((((std::uint64_t{1} << 40) / kBend) >> 20) * ((square * root) >> 10)) >> 10;
            if (weight == 0) weight = 1;
        }
        weights.push_back(weight);
        invented_total += weight;
    }
    starts_.push_back(static_cast<std::uint32_t>(pool_.size()));

    // Both groups to one scale: 2^40 parts for the two together.
    const std::uint64_t hundredth = (std::uint64_t{1} << 40) / 100;
    const std::uint64_t function_factor = hundredth * kFunctionShare / function_total;
    const std::uint64_t invented_factor =
        hundredth * (100 - kFunctionShare) / (invented_total >> 20);
    for (std::uint32_t i = 0; i < weights.size(); ++i)
        weights[i] =
            i < functions_ ? weights[i] * function_factor : (weights[i] * invented_factor) >> 20;
    build_alias(weights);
}

void Vocabulary::build_alias(const std::vector<std::uint64_t>& weights) {
    const std::uint64_t n = weights.size();
    std::uint64_t total = 0;
    for (const std::uint64_t w : weights) total += w;
    slots_.resize(n);
    std::vector<std::uint64_t> scaled(n);
    std::vector<std::uint32_t> small, large;
    for (std::uint32_t i = 0; i < n; ++i) {
        scaled[i] = weights[i] * n;  // 40 + 19 bits
        (scaled[i] < total ? small : large).push_back(i);
    }
    const auto fill = [&](std::uint32_t i, std::uint32_t alias) {
        constexpr std::uint64_t all = 0xFFFFFFFFU;
        const std::uint64_t share =
            scaled[i] >= total ? all : std::min(all, (scaled[i] << 12) / (total >> 20));
        slots_[i] = {static_cast<std::uint32_t>(share), i, alias};
    };
    while (!small.empty() && !large.empty()) {
        const std::uint32_t s = small.back(), l = large.back();
        small.pop_back();
        fill(s, l);
        scaled[l] -= total - scaled[s];
        if (scaled[l] < total) {
            large.pop_back();
            small.push_back(l);
        }
    }
    for (const std::uint32_t i : large) fill(i, i);
    for (const std::uint32_t i : small) fill(i, i);
}

}  // namespace solander::pile
