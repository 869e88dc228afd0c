# SPDX-License-Identifier: GPL-3.0-or-later
# With SOLANDER_PCH the headers that most files include are read once a build instead of once a
# file: a third of the time of a build with sanitizers, a fifth of an optimised one's. The presets
# `dev` and `tidy` go without it, so that a file which forgets an #include does not pass.
#
# precompile(TARGET): TARGET uses the headers precompiled for solander_base, which it links.
# precompile_tests(TARGET): the same with GoogleTest's, compiled as tests are, without optimising.
set(precompiled_headers
  <algorithm> <array> <atomic> <charconv> <chrono> <cstdint> <deque> <filesystem> <functional>
  <map> <memory> <mutex> <optional> <set> <span> <string> <string_view> <thread> <unordered_map>
  <unordered_set> <utility> <vector> <fmt/format.h>)

function(precompile target)
  if(SOLANDER_PCH)
    if(target STREQUAL solander_base)
      target_precompile_headers(solander_base PRIVATE ${precompiled_headers})
    else()
      target_precompile_headers(${target} REUSE_FROM solander_base)
    endif()
  endif()
endfunction()

function(precompile_tests target)
  if(SOLANDER_PCH)
    get_property(first GLOBAL PROPERTY precompiled_tests)
    if(first)
      target_precompile_headers(${target} REUSE_FROM ${first})
    else()
      target_precompile_headers(${target} PRIVATE ${precompiled_headers} <gmock/gmock.h>
                                <gtest/gtest.h>)
      set_property(GLOBAL PROPERTY precompiled_tests ${target})
    endif()
  endif()
endfunction()
