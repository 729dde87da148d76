#!/bin/sh
# The image of PostgreSQL runs it once, on an empty volume: the API's role owns its schema, and nothing else.
psql --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" --dbname="$POSTGRES_DB" --set=password="$TWOFOLD_PASSWORD" <<'SQL'
CREATE ROLE twofold LOGIN PASSWORD :'password';
CREATE SCHEMA twofold AUTHORIZATION twofold;
-- Nobody is the superuser but inside of the container, where no password is asked for.
ALTER ROLE postgres PASSWORD NULL;
SQL
