# Finds the JDKs of this machine. Sourced by ./weft and ./test; plain POSIX shell without a single
# fork, since ./weft does this at every start.

# Prints "MAJOR HOME" for every JDK that is found, in the order of preference among equals.
jdks() {
  for home in \
    "${JAVA_HOME:-}" \
    /usr/lib/jvm/* \
    /usr/java/* \
    /opt/java/* /opt/jdk* \
    "${HOME:-/}"/.sdkman/candidates/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    jdk_line "$home"
  done
  jdk_on_path
}

# A JDK in an unusual place is still found where its javac is on the PATH.
jdk_on_path() {
  compiler=$(command -v javac) || return 0
  compiler=$(readlink -f "$compiler" 2>/dev/null) || return 0
  jdk_line "${compiler%/bin/javac}"
}

# Prints "MAJOR HOME" when HOME holds a JDK whose release file says its version.
jdk_line() {
  [ -n "$1" ] && [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
  while IFS='=' read -r key value; do
    if [ "$key" = JAVA_VERSION ]; then
      value=${value#\"}
      value=${value%%[!0-9]*}
      [ -n "$value" ] && echo "$value $1"
      return 0
    fi
  done <"$1/release"
  return 0
}

# Prints the home of the newest JDK from MIN to MAX (either may be left out); nothing when there is
# none. The first of equals wins, so that JAVA_HOME decides between two of the same version.
newest_jdk() {
  best=0
  best_home=
  while read -r major home; do
    if [ -n "$major" ] && [ "$major" -ge "${1:-17}" ] && [ "$major" -le "${2:-999}" ] && [ "$major" -gt "$best" ]; then
      best=$major
      best_home=$home
    fi
  done <<JDKS
$(jdks)
JDKS
  echo "$best_home"
}
