# SPDX-License-Identifier: GPL-3.0-or-later
# The libraries from Debian 12 we build on. docs/dependencies.md says what each is for.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(Boost 1.74 REQUIRED)
find_package(CLI11 REQUIRED)
find_package(fmt REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(roaring REQUIRED)
find_package(tl-expected REQUIRED)

# Makes PkgConfig::NAME for each pair NAME, pkg-config module.
function(solander_pkg name module)
  pkg_check_modules(${name} REQUIRED IMPORTED_TARGET GLOBAL QUIET ${module})
endfunction()

solander_pkg(archive libarchive)
solander_pkg(deflate libdeflate)
solander_pkg(icu_i18n icu-i18n)
solander_pkg(icu_uc icu-uc)
solander_pkg(nettle nettle)
solander_pkg(postgres libpq)
solander_pkg(sodium libsodium)
solander_pkg(sqlite sqlite3)
solander_pkg(toml tomlplusplus)
solander_pkg(uchardet uchardet)
solander_pkg(xml libxml-2.0)
solander_pkg(zlib zlib)
solander_pkg(zstd libzstd)
