# Shared by the scripts beside it: where the project is, which JDK runs it, and that it is built.
# shellcheck shell=bash
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
network_jar=besu-network/target/vote-registry-network.jar
plugin_jar=besu-plugin/target/plugins/vote-registry-besu-plugin.jar
backend_jar=backend/target/vote-registry-backend.jar
client_jar=client/target/vote-registry-client.jar
bench_jar=bench/target/vote-registry-bench.jar

# The feature version of the JDK in this directory, or 0.
jdk_version() {
  [ -x "$1/bin/java" ] || { echo 0; return; }
  local version
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null || true)
  echo "${version:-0}"
}

# Sets JAVA_HOME to a JDK of version 21 or newer: JAVA_HOME, then /usr/lib/jvm, then java on PATH.
find_jdk() {
  local candidates=() home java
  [ -n "${JAVA_HOME:-}" ] && candidates+=("$JAVA_HOME")
  for home in /usr/lib/jvm/*; do candidates+=("$home"); done
  java=$(command -v java || true)
  [ -n "$java" ] && candidates+=("$(dirname "$(dirname "$(readlink -f "$java")")")")
  for home in "${candidates[@]}"; do
    if [ "$(jdk_version "$home")" -ge 21 ]; then
      export JAVA_HOME=$home
      return
    fi
  done
  echo "vote-registry needs JDK 21 or newer: install one, or set JAVA_HOME to it." >&2
  exit 1
}

# Whether a jar is missing or older than one of its sources.
stale() {
  local jar=$1
  shift
  [ ! -f "$jar" ] || [ -n "$(find "$@" -newer "$jar" -type f \
    -not -path '*/target/*' -not -path '*/node_modules/*' -not -path '*/src/test/*' -print -quit)" ]
}

# Builds those of the named modules whose jar is stale, without running tests.
build() {
  local names=() jars=() name jar sources module modules
  for name in "$@"; do
    case $name in
      besu-network) jar=$root/$network_jar sources=("$root/genesis") ;;
      besu-plugin) jar=$root/$plugin_jar sources=("$root/proofs" "$root/contracts/deployment.json") ;;
      backend | client | bench)
        jar=${name}_jar
        jar=$root/${!jar} sources=()
        modules=(contracts proofs ballot)
        [ "$name" = bench ] && modules+=(client besu-network)
        for module in "${modules[@]}"; do
          [ -d "$root/$module" ] && sources+=("$root/$module")
        done
        ;;
    esac
    if stale "$jar" "$root/pom.xml" "$root/$name" "${sources[@]}"; then
      names+=("$name") jars+=("$jar")
    fi
  done
  [ ${#names[@]} -eq 0 ] && return
  for tool in mvn npm; do
    command -v "$tool" >/dev/null || {
      echo "Building needs JDK 21 or newer, Maven and Node with npm; $tool is not on PATH." >&2
      exit 1
    }
  done
  echo "Building ${names[*]} ..." >&2
  (cd "$root" && mvn -q -DskipTests -Djacoco.skip=true -pl "$(IFS=,; echo "${names[*]}")" -am package)
  # a jar whose content did not change keeps its old time otherwise
  touch "${jars[@]}"
}

# Becomes the launcher. It does little, so it starts quickest with a small heap and the first compiler alone.
launcher() {
  cd "$root"
  exec "$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xmx96m -XX:TieredStopAtLevel=1 -jar "$root/$network_jar" "$@"
}
