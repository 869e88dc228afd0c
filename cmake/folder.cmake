# SPDX-License-Identifier: GPL-3.0-or-later
# solander_library(NAME [LINK our folders...] [LIBRARIES libraries from outside...])
#
# Makes the static library solander_NAME of every .cpp in the current folder (main.cpp left out).
# LINK names the folders whose headers it may include; see the table in src/README.md.
# A folder without .cpp yet becomes an INTERFACE library, so that others can already link it.
function(solander_library name)
  cmake_parse_arguments(arg "" "" "LINK;LIBRARIES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
  list(TRANSFORM arg_LINK PREPEND solander_)

  if(sources)
    set(scope PUBLIC)
    add_library(solander_${name} STATIC ${sources})
    precompile(solander_${name})
  else()
    set(scope INTERFACE)
    add_library(solander_${name} INTERFACE)
  endif()
  target_include_directories(solander_${name} ${scope} ${PROJECT_SOURCE_DIR}/src)
  target_link_libraries(solander_${name} ${scope} ${arg_LINK} ${arg_LIBRARIES})
endfunction()
