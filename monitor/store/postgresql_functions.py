"""What SQLite has and PostgreSQL lacks, as functions of the same names in the ledger's schema.

So subjects say their SQL once. Each function does what SQLite's does as far as the ledger asks it, and no more: a path
into JSON has one step, `strftime` knows the one format in which the ledger writes times. No text of PostgreSQL has the
character NUL: whoever asks for one asks for a character that stands for what is none.
"""

from __future__ import annotations

from typing import Final

SCRIPT: Final = r"""
CREATE FUNCTION min(one text, other text) RETURNS text LANGUAGE sql
IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT text_smaller(one, other) $$;
CREATE FUNCTION max(one text, other text) RETURNS text LANGUAGE sql
IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT text_larger(one, other) $$;
CREATE FUNCTION min(one bigint, other bigint) RETURNS bigint LANGUAGE sql
IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT int8smaller(one, other) $$;
CREATE FUNCTION max(one bigint, other bigint) RETURNS bigint LANGUAGE sql
IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT int8larger(one, other) $$;
CREATE FUNCTION min(one integer, other integer) RETURNS integer LANGUAGE sql
IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT int4smaller(one, other) $$;
CREATE FUNCTION max(one integer, other integer) RETURNS integer LANGUAGE sql
IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT int4larger(one, other) $$;
CREATE FUNCTION min(one double precision, other double precision) RETURNS double precision LANGUAGE sql
IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT float8smaller(one, other) $$;
CREATE FUNCTION max(one double precision, other double precision) RETURNS double precision LANGUAGE sql
IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT float8larger(one, other) $$;

CREATE FUNCTION instr(whole text, part text) RETURNS integer LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$ SELECT strpos(whole, part) $$;
CREATE FUNCTION lower(written text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$ SELECT pg_catalog.lower(written COLLATE "C") $$;
CREATE FUNCTION casefold(written text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$ SELECT replace(translate(pg_catalog.lower(written COLLATE "und-x-icu"), 'ς', 'σ'), 'ß', 'ss') $$;
CREATE FUNCTION joined(whole text, part text, comma text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT CASE WHEN part IS NULL THEN whole ELSE coalesce(whole || comma, '') || part END $$;
CREATE AGGREGATE group_concat(text, text) (SFUNC = joined, STYPE = text);

CREATE FUNCTION json_extract(json text, path text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$ SELECT CAST(json AS json) ->> substr(path, 3) $$;
CREATE FUNCTION json_each(json text) RETURNS TABLE (value text) LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT e.value FROM json_array_elements_text(CAST(replace(json, '\u0000', '\ufffd') AS json)) e $$;
CREATE FUNCTION json_texts(json text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$ SELECT array(SELECT e.value FROM json_each(json) e) $$;
CREATE FUNCTION json_numbers(json text) RETURNS bigint[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$ SELECT array(SELECT CAST(e.value AS bigint) FROM json_each(json) e) $$;
CREATE FUNCTION json_without_nulls(json json) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$ SELECT CAST(json_strip_nulls(json) AS text) $$;

CREATE FUNCTION julianday(moment text) RETURNS double precision LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$ SELECT CAST(extract(epoch FROM CAST(moment AS timestamp)) AS double precision) / 86400 + 2440587.5 $$;
CREATE FUNCTION strftime(format text, moment text, modifier text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF format <> '%Y-%m-%dT%H:%M:%f' OR split_part(modifier, ' ', 2) <> 'seconds' THEN
    RAISE EXCEPTION 'strftime knows no % of %', modifier, format;
  END IF;
  RETURN to_char(
    date_trunc('milliseconds', CAST(moment AS timestamp) + interval '500 microseconds') + make_interval(
    secs => round(CAST(split_part(modifier, ' ', 1) AS double precision) * 1000) / 1000),
    'YYYY-MM-DD"T"HH24:MI:SS.MS');
END $$;

CREATE FUNCTION written_number(written text, zero numeric) RETURNS double precision
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  number numeric;
BEGIN
  IF written ~ '^-?[0-9]{1,30}(\.[0-9]{1,30})?$' THEN
    RETURN CAST(written AS double precision) + zero;
  END IF;
  BEGIN
    number := CAST(substring(written FROM '^[+-]?[0-9]*\.?[0-9]*(?:[eE][+-]?[0-9]{1,4})?') AS numeric);
    RETURN CASE WHEN abs(number) > 1.7976931348623157e308 THEN sign(number) * 'Infinity'::double precision
                WHEN abs(number) < 1e-300 THEN 0.0 ELSE number END;
  EXCEPTION WHEN data_exception THEN
    RETURN CASE WHEN written ~ '[eE][+]?[0-9]+$' AND written !~ '^[+-]?0*\.?0*[eE]'
                THEN CASE WHEN written LIKE '-%' THEN -1 ELSE 1 END * 'Infinity'::double precision ELSE 0.0 END;
  END;
END $$;
CREATE OPERATOR + (LEFTARG = text, RIGHTARG = numeric, FUNCTION = written_number);

CREATE FUNCTION plain_words(written text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$ SELECT CASE WHEN octet_length(written) = length(written)
    THEN regexp_replace(pg_catalog.lower(written COLLATE "C"), '[^a-z0-9]+', ' ', 'g') COLLATE "C"
    ELSE CAST(regexp_replace(regexp_replace(normalize(pg_catalog.lower(written COLLATE "und-x-icu"), NFD),
        '[\u0300-\u036F]', '', 'g') COLLATE "und-x-icu", '[^[:alnum:]]+', ' ', 'g') AS text) COLLATE "C" END $$;
CREATE FUNCTION indexed_words(sentence text, counts text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT to_tsvector('simple', plain_words(left(coalesce(sentence, ''), 100000))) || CAST('''|'':1' AS tsvector)
       || to_tsvector('simple', plain_words(left(coalesce(counts, ''), 100000))) $$;
CREATE FUNCTION phrase_sought(phrase text, goes_on text) RETURNS tsquery LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$ SELECT CAST(nullif(CAST(phraseto_tsquery('simple', plain_words(phrase)) AS text), '')
               || CASE WHEN goes_on <> '' THEN ':*' ELSE '' END AS tsquery) $$;
CREATE FUNCTION words_sought(phrases text) RETURNS tsquery LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$ SELECT CAST(string_agg(CAST(sought AS text), ' & ') AS tsquery) FROM (
       SELECT phrase_sought(coalesce(found[1], found[2]), found[3]) AS sought
       FROM regexp_matches(phrases, '(?:"((?:[^"]|"")*)"|([^\s"*]+))(\*?)', 'g') AS found) p $$;
"""
"""Statements for a schema that is the first of the search path; they come before the tables, which use them.

A text and 0.0 are the number that the text says, as in SQLite. Words are letters and digits without their accents, in
small letters, as FTS5's own tokenizer has them; a phrase is found in a sentence or in what is counted, never across.
"""
