#!/usr/bin/env bash
# A private PostgreSQL for tests: started on a free port in a temporary folder, stopped by its own pid.
#   .ci/postgres.sh start          prints DATABASE_URL=... and POSTGRES_FOLDER=..., one a line
#   .ci/postgres.sh stop <folder>  stops that one and removes its folder
set -euo pipefail

say() { echo "postgres.sh: $*" >&2; exit 1; }

programs() {
  local newest
  newest=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1 || true)
  if [ -n "$newest" ]; then echo "$newest"; return; fi
  command -v initdb >/dev/null || say "no PostgreSQL found; install the package postgresql"
  dirname "$(command -v initdb)"
}

# PostgreSQL refuses to run as root.
as_owner() {
  if [ "$(id -u)" != 0 ]; then "$@"; return; fi
  local owner=nobody
  getent passwd postgres >/dev/null && owner=postgres
  setpriv --reuid="$owner" --regid="$(id -g "$owner")" --clear-groups -- "$@"
}

free_port() {
  local port
  for _ in $(seq 1 50); do
    # Below the ports that the system gives to everyone else.
    port=$((20000 + RANDOM % 12000))
    if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then echo "$port"; return; fi
  done
  say "no free port found"
}

start() {
  local bin folder port
  bin=$(programs)
  folder=$(mktemp -d "${TMPDIR:-/tmp}/vigie-postgres.XXXXXX")
  if [ "$(id -u)" = 0 ]; then
    chown "$(as_owner id -u)":"$(as_owner id -g)" "$folder"
  fi
  chmod 711 "$folder"
  cd "$folder"
  as_owner "$bin/initdb" -D "$folder/data" -U vigie --auth=trust --encoding=UTF8 --no-sync >"$folder/initdb.log" 2>&1 || {
    cat "$folder/initdb.log" >&2
    say "initdb failed"
  }
  for _ in $(seq 1 5); do
    port=$(free_port)
    as_owner "$bin/postgres" -D "$folder/data" -p "$port" -h 127.0.0.1 -k "$folder" -c max_connections=60 \
      >>"$folder/server.log" 2>&1 </dev/null &
    # Asked in its own folder: another server on that port answers elsewhere. One that lost the port to it ends, and takes the next.
    for _ in $(seq 1 300); do
      if "$bin/pg_isready" -q -h "$folder" -p "$port"; then
        echo "DATABASE_URL=postgresql://vigie@127.0.0.1:$port/postgres"
        echo "POSTGRES_FOLDER=$folder"
        return
      fi
      kill -0 $! 2>/dev/null || break
      sleep 0.2
    done
  done
  cat "$folder/server.log" >&2
  say "the server did not start"
}

stop() {
  local folder=${1:?folder} pid
  case $(basename "$folder") in vigie-postgres.*) ;; *) say "$folder was not made by this script" ;; esac
  if [ -f "$folder/data/postmaster.pid" ]; then
    pid=$(head -n 1 "$folder/data/postmaster.pid")
    kill -INT "$pid" 2>/dev/null || true
    for _ in $(seq 1 100); do
      kill -0 "$pid" 2>/dev/null || break
      sleep 0.1
    done
    ! kill -0 "$pid" 2>/dev/null || say "process $pid does not end"
  fi
  rm -rf "$folder"
}

case ${1:-} in
  start) start ;;
  stop) stop "${2:-}" ;;
  *) say "say start, or stop <folder>" ;;
esac
