# SPDX-License-Identifier: GPL-3.0-or-later
# Language level, warnings and sanitizers, the same for every target.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")

add_compile_options(-Wall -Wextra -Wpedantic -Wconversion -Wshadow)

if(SOLANDER_DEV)
  # -UNDEBUG: assert() stays alive in RelWithDebInfo too.
  add_compile_options(-Werror -UNDEBUG -D_GLIBCXX_ASSERTIONS)
endif()

if(SOLANDER_SANITIZE)
  # Not vptr: to look at an object it opens a pipe, and when descriptors have run out, as a test of
  # the server makes them, it takes every object for a wrong one.
  add_compile_options(-fsanitize=${SOLANDER_SANITIZE} -fno-sanitize=vptr -fno-omit-frame-pointer
                      -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${SOLANDER_SANITIZE})
endif()

if(SOLANDER_FUZZ)
  if(NOT CMAKE_CXX_COMPILER_ID STREQUAL Clang)
    message(FATAL_ERROR "fuzz targets need clang: use the preset `asan`")
  endif()
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
