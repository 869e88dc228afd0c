# SPDX-License-Identifier: GPL-3.0-or-later
# solander_embed(TARGET GLOBS ROOT:PATTERN...)
#
# Compiles files into TARGET; `embedded("data/labels.tsv")` of base/embedded.h gives their bytes.
# The name is the path below ROOT, a folder of the tree. cmake/embed.cpp writes the C++; it runs
# again when a file changes, appears or goes.
add_executable(solander_embed ${CMAKE_CURRENT_LIST_DIR}/embed.cpp)
set_target_properties(solander_embed PROPERTIES
  RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/tools)
# A tool of the build is not under test.
target_compile_options(solander_embed PRIVATE -fno-sanitize=all)

function(solander_embed target)
  cmake_parse_arguments(arg "" "" "GLOBS" ${ARGN})
  set(pairs)
  set(files)
  foreach(glob IN LISTS arg_GLOBS)
    string(REPLACE ":" ";" glob "${glob}")
    list(GET glob 0 root)
    list(GET glob 1 pattern)
    set(root ${PROJECT_SOURCE_DIR}/${root})
    file(GLOB found CONFIGURE_DEPENDS ${root}/${pattern})
    foreach(file IN LISTS found)
      if(IS_DIRECTORY ${file})
        continue()
      endif()
      file(RELATIVE_PATH name ${root} ${file})
      list(APPEND pairs ${name} ${file})
      list(APPEND files ${file})
    endforeach()
  endforeach()

  # The list of names is an input of its own, so that a removed file rebuilds too.
  set(list ${PROJECT_BINARY_DIR}/generated/embedded.list)
  set(output ${PROJECT_BINARY_DIR}/generated/embedded.cpp)
  list(JOIN pairs "\n" text)
  file(CONFIGURE OUTPUT ${list} CONTENT "${text}\n" @ONLY)
  add_custom_command(
    OUTPUT ${output}
    COMMAND solander_embed ${list} ${output}
    DEPENDS solander_embed ${list} ${files}
    COMMENT "Embedding data, styles and SQL"
    VERBATIM)
  target_sources(${target} PRIVATE ${output})
  # One long literal per file: legal, but beyond the length -Wpedantic promises.
  set_source_files_properties(${output} PROPERTIES COMPILE_OPTIONS -w)
endfunction()
