#!/bin/sh
# A write into a real PostGIS that fails, or is ended, leaves nothing behind: no table, no row, and rows
# that it was to replace as they were. What fails is told in one sentence, exit 4.
. "$(dirname "$0")/support.sh"

# state: all tables and all rows, of every schema
state() {
    query "SELECT schemaname, tablename FROM pg_tables WHERE schemaname !~ '^(pg_|information_schema)' ORDER BY 1, 2"
    query "SELECT c.oid::regclass, c.relkind FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE
        n.nspname IN ('public', 'full') ORDER BY c.relname"
    rows public
    rows full
}

# fails LABEL SENTENCE COMMAND...: the command fails with exit 4 and one line that says so; the state is that
# of the file `before`
fails() {
    label=$1
    sentence=$2
    shift 2
    "$@"
    expect "$label: the exit code" "$?" 4
    case $(cat "$scratch/message") in
    "territory: "*"$sentence"*) check "$label" 0 ;;
    *) check "$label: $(cat "$scratch/message")" 1 ;;
    esac
    expect "$label: one line" "$(wc -l <"$scratch/message")" 1
    unchanged "$label"
}

# unchanged LABEL: nothing has changed since `before`, and nobody is writing any more
unchanged() {
    until [ "$(query "SELECT count(*) FROM pg_stat_activity WHERE datname = 'maps' AND pid <> pg_backend_pid()")" -eq 0 ]; do
        sleep 0.1
    done
    state >after
    cmp before after
    check "$1: nothing is left behind" $?
}

# asleep: waits until a writer sleeps in the trigger below
asleep() {
    until [ "$(query "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'")" -eq 1 ]; do
        sleep 0.1
    done
}

# The same day again, whose rows are to be replaced; and a day that is not there yet.
again() { write "PG:dbname=maps active_schema=full" "$@"; }
another() { write "PG:dbname=maps active_schema=full" --to 2025-06-20 "$@"; }

query 'CREATE SCHEMA "full"'
again
check "a day is written: $(cat "$scratch/message")" $?

# ---- no table can be made, or not all of them ----

state >before
[ "$(wc -l <before)" -gt 8 ]
check "there is something that could change" $?
fails "no leave to make tables" "permission denied for schema public" write "PG:user=desk"
query "CREATE FUNCTION refuse() RETURNS event_trigger LANGUAGE plpgsql AS \$\$ BEGIN
    IF to_regclass('public.held') IS NOT NULL THEN RAISE EXCEPTION 'no third table'; END IF; END \$\$"
query 'CREATE EVENT TRIGGER refuse ON ddl_command_end WHEN TAG IN ('"'CREATE TABLE'"') EXECUTE FUNCTION refuse()'
fails "the third table is refused" "no third table" write "PG:"
query 'DROP EVENT TRIGGER refuse'

# ---- rows are refused ----

query "CREATE FUNCTION refuse_row() RETURNS trigger LANGUAGE plpgsql AS \$\$ BEGIN
    RAISE EXCEPTION 'no more
rows'; END \$\$"
query 'CREATE TRIGGER refuse BEFORE INSERT ON "full".unchanged FOR EACH ROW EXECUTE FUNCTION refuse_row()'
state >before
fails "the last row of a day that is there" "no more" again
fails "the last row of another day" "no more" another
query 'DROP TRIGGER refuse ON "full".unchanged'
query 'CREATE TRIGGER refuse AFTER INSERT ON "full".gained FOR EACH ROW EXECUTE FUNCTION refuse_row()'
fails "the first row" "no more" again
query 'DROP TRIGGER refuse ON "full".gained'
query 'CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON "full".held DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION refuse_row()'
fails "what is refused only at the end" "no more" again
query 'DROP TRIGGER refuse ON "full".held'
query 'ALTER TABLE "full".held ADD CONSTRAINT small CHECK (area_km2 < 1) NOT VALID'
fails "a constraint" 'new row for relation "held" violates check constraint "small"' another
query 'ALTER TABLE "full".held DROP CONSTRAINT small'
query 'GRANT USAGE ON SCHEMA "full" TO desk; GRANT SELECT, INSERT, DELETE ON "full".gained, "full".lost TO desk;
    GRANT SELECT, INSERT ON "full".held, "full".unchanged TO desk'
state >before
fails "no leave to replace rows" "permission denied for table held" \
    write "PG:dbname=maps user=desk active_schema=full"
query "ALTER ROLE desk SET default_transaction_read_only = on"
fails "a user who may only read" "read-only transaction" write "PG:dbname=maps user=desk active_schema=full"

# ---- the write is ended while it goes on ----

query "CREATE FUNCTION fall_asleep() RETURNS trigger LANGUAGE plpgsql AS \$\$ BEGIN
    PERFORM pg_sleep(600); RETURN NEW; END \$\$"
query 'CREATE TRIGGER sleeps BEFORE INSERT ON "full".unchanged FOR EACH ROW EXECUTE FUNCTION fall_asleep()'
state >before
fails "it takes too long" "canceling statement due to statement timeout" \
    write "PG:dbname=maps active_schema=full options='-c statement_timeout=300'"

another &
writer=$!
asleep
query "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'PgSleep'" >/dev/null
wait "$writer"
expect "the connection is ended by the server: the exit code" "$?" 4
grep -q "^territory: PG:dbname=maps active_schema=full: " "$scratch/message"
check "the connection is ended by the server: $(cat "$scratch/message")" $?
unchanged "the connection is ended by the server"

for signal in KILL TERM; do
    "$command" change -q -o "PG:dbname=maps active_schema=full" "$root/testdata/front" 2>/dev/null &
    writer=$!
    asleep
    kill -s "$signal" "$writer"
    wait "$writer" 2>/dev/null
    [ "$?" -gt 128 ]
    check "the program is ended by $signal" $?
    unchanged "the program is ended by $signal"
done

another &
writer=$!
asleep
stop_server
wait "$writer"
expect "the server falls: the exit code" "$?" 4
start_server
unchanged "the server falls"

# ---- there is no room ----

# As on a full disk, but of this server alone: no file of it may grow beyond 24 MiB, and that of one table has
# no room left, for large rows or for small ones. (ulimit counts in 512 or 1024 bytes.)
query 'DROP TRIGGER sleeps ON "full".unchanged; CREATE SCHEMA packed'
write "PG:dbname=maps active_schema=packed"
stop_server
(ulimit -f $((24 * 2048)) && start_server)
running=yes
for size in 1700 400 50 1; do
    query "DO \$\$ BEGIN LOOP INSERT INTO packed.held (change, zone, from_snapshot, to_snapshot, area_km2, source, run,
        provenance, geom) SELECT '', repeat('x', $size), '', '', 0, '', $size || clock_timestamp()::text || i, '{}',
        'SRID=4326;MULTIPOLYGON EMPTY' FROM generate_series(1, 10) i; COMMIT; END LOOP; END \$\$" 2>filled
    grep -q 'could not extend file' filled
    check "the table is full: $(cat filled)" $?
done
for day in 2025-06-20 2025-06-28; do
    before=$(query "SELECT (SELECT count(*) FROM packed.held), (SELECT string_agg(run, ' ') FROM packed.lost),
        (SELECT string_agg(run, ' ') FROM packed.gained), (SELECT count(*) FROM packed.held WHERE area_km2 > 0)")
    write "PG:dbname=maps active_schema=packed" --to "$day"
    expect "no room: the exit code" "$?" 4
    grep -q 'could not extend file' "$scratch/message"
    check "no room: $(cat "$scratch/message")" $?
    expect "no room: nothing is left behind" "$(query "SELECT (SELECT count(*) FROM packed.held), (SELECT
        string_agg(run, ' ') FROM packed.lost), (SELECT string_agg(run, ' ') FROM packed.gained), (SELECT count(*)
        FROM packed.held WHERE area_km2 > 0)")" "$before"
done
stop_server
start_server

# ---- and after all that ----

another
check "what failed is written when nothing is in the way: $(cat "$scratch/message")" $?
expect "its rows are there" "$(query "SELECT count(*) FROM \"full\".held")" 2

# ---- tables of others ----

query 'CREATE SCHEMA theirs; CREATE TABLE theirs.lost (id int, item text)'
write "PG:dbname=maps active_schema=theirs"
expect "a table of somebody else is left alone: the exit code" "$?" 4
grep -q "table theirs.lost is not one that was made here: it has no column change text," "$scratch/message"
check "a table of somebody else is left alone: $(cat "$scratch/message")" $?
expect "and no other is made" "$(query "SELECT count(*) FROM pg_tables WHERE schemaname = 'theirs'")" 1
query 'ALTER TABLE "full".held ADD seen boolean'
another
check "a column more is nobody's business: $(cat "$scratch/message")" $?
finish
