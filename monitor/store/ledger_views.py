"""The views of the ledger: what people ask of it in SQL, and we too; one text, which every database understands."""

from __future__ import annotations

from typing import Final

from monitor.store import compact_rows

LATEST_FIGURES: Final = """
    SELECT f.page_id, p.title AS page_title, p.url, f.series, coalesce(s.name, f.counts) AS what, f.value,
           f.value_number, f.low, f.high, f.unit, f.quantifier, f.role, f.time_phrase, f.attribution, f.agent,
           f.sentence, f.stands_in, f.headers, f.in_main, v.captured_at AS since, v.file
    FROM figures f JOIN pages p ON p.id = f.page_id JOIN snapshots v ON v.id = f.snapshot_id
    LEFT JOIN series_words s ON s.page_id = f.page_id AND s.series = f.series
    WHERE f.until_id IS NULL AND p.retired_at IS NULL"""
FIGURE_HISTORY: Final = """
    SELECT f.page_id, coalesce(s.merged_into, f.series) AS series, coalesce(s.name, f.counts) AS what, f.value,
           f.value_number, f.low, f.high, f.unit, f.quantifier, f.role, f.time_phrase, f.attribution,
           v.captured_at AS stated_from, u.captured_at AS stated_until, f.sentence, v.file, v.digest
    FROM figures f JOIN snapshots v ON v.id = f.snapshot_id LEFT JOIN snapshots u ON u.id = f.until_id
    LEFT JOIN series_words s ON s.page_id = f.page_id AND s.series = f.series"""
INDICATOR_STATEMENTS: Final = """
    SELECT i.id AS indicator, i.name, s.speaker, f.value, f.value_number, f.low, f.high, f.unit, f.quantifier,
           f.role, f.counts, s.said_on, s.captured_at, u.captured_at AS withdrawn_at,
           row_number() OVER (PARTITION BY s.indicator, s.speaker_key
           ORDER BY s.day DESC, s.captured_at DESC, s.id DESC) = 1 AS latest,
           s.page_id, p.title AS page_title, p.url, s.series, f.sentence, v.file, v.digest, s.id AS statement_id
    FROM statements s JOIN indicators i ON i.id = s.indicator JOIN figures f ON f.id = s.figure_id
    JOIN pages p ON p.id = s.page_id JOIN snapshots v ON v.id = s.snapshot_id
    LEFT JOIN snapshots u ON u.id = s.until_id"""
DISAGREEMENT_HISTORY: Final = """
    WITH speakers AS (SELECT DISTINCT indicator, speaker_key FROM statements), events AS (
        SELECT a.indicator, a.speaker_key, b.speaker_key AS other_speaker_key, s.captured_at AS since,
               s.day || s.captured_at || substr(CAST(1000000000000 + s.id AS TEXT), 2) AS at,
               s.speaker_key = a.speaker_key AS mine
        FROM speakers a JOIN speakers b ON a.indicator = b.indicator AND a.speaker_key < b.speaker_key
        JOIN statements s ON s.indicator = a.indicator AND s.speaker_key IN (a.speaker_key, b.speaker_key)),
    steps AS (
        SELECT *, max(CASE WHEN mine THEN at END) OVER so_far AS one_at,
               max(CASE WHEN NOT mine THEN at END) OVER so_far AS other_at, lead(at) OVER so_far IS NULL AS now
        FROM events WINDOW so_far AS (PARTITION BY indicator, speaker_key, other_speaker_key ORDER BY at))
    SELECT e.indicator, a.speaker, f.value, b.speaker AS other_speaker, g.value AS other_value,
           abs(f.value_number - g.value_number) AS gap,
           abs(f.value_number - g.value_number) > max(a.rounding, b.rounding) AS differs, e.since, e.at, e.now,
           a.id AS statement_id, b.id AS other_statement_id, e.speaker_key, e.other_speaker_key
    FROM steps e JOIN statements a ON a.id = CAST(substr(e.one_at, length(e.one_at) - 11) AS BIGINT)
    JOIN statements b ON b.id = CAST(substr(e.other_at, length(e.other_at) - 11) AS BIGINT)
    JOIN figures f ON f.id = a.figure_id JOIN figures g ON g.id = b.figure_id
    WHERE f.value IS NOT NULL AND g.value IS NOT NULL AND f.unit IS NOT DISTINCT FROM g.unit AND (f.role = g.role
    OR f.role IN ('TOTAL', 'SUBSET') AND g.role IN ('TOTAL', 'SUBSET'))"""
DISAGREEMENTS: Final = """
    WITH meetings AS MATERIALIZED (SELECT * FROM disagreement_history), agreed AS (
        SELECT indicator, speaker_key, other_speaker_key, max(at) AS at FROM meetings WHERE NOT differs
        GROUP BY 1, 2, 3), apart AS (
        SELECT m.indicator, m.speaker_key, m.other_speaker_key, min(m.since) AS since
        FROM meetings m LEFT JOIN agreed a USING (indicator, speaker_key, other_speaker_key)
        WHERE m.at > coalesce(a.at, '') GROUP BY 1, 2, 3)
    SELECT m.indicator, m.speaker, m.value, m.other_speaker, m.other_value, m.gap, a.since, m.statement_id,
           m.other_statement_id
    FROM meetings m JOIN apart a USING (indicator, speaker_key, other_speaker_key) WHERE m.now AND m.differs"""
FINDINGS: Final = """
    SELECT c.page_id, p.title AS page_title, p.url, c.kind, c.counts, c.old_value, c.new_value, c.difference,
           c.relative, c.silent, c.within_rounding, c.redefined, json_extract(c.old, '$.sentence') AS old_sentence,
           json_extract(c.new, '$.sentence') AS new_sentence, json_extract(c.old, '$.quantifier') AS old_quantifier,
           json_extract(c.new, '$.quantifier') AS new_quantifier,
           json_extract(coalesce(c.new, c.old), '$.attribution') AS attribution, a.captured_at AS found_at,
           b.file AS old_file, a.file AS new_file, c.rule, c.id AS change_id
    FROM changes c JOIN pages p ON p.id = c.page_id LEFT JOIN snapshots b ON b.id = c.before_id
    JOIN snapshots a ON a.id = c.after_id WHERE c.told = 1 AND c.technical = 0"""
TROUBLES: Final = """
    WITH numbered AS (
        SELECT *, count(*) FILTER (WHERE outcome NOT IN ('failed', 'blocked', 'suspect'))
               OVER (PARTITION BY page_id ORDER BY id) AS run
        FROM checks), spells AS (
        SELECT page_id, min(first_at) AS since, max(last_at) AS last_at, CAST(sum(count) AS BIGINT) AS checks,
               max(id) AS last_id, min(id) AS first_id
        FROM numbered WHERE outcome IN ('failed', 'blocked', 'suspect') GROUP BY page_id, run)
    SELECT s.page_id, c.outcome, c.reason, c.detail, s.since, s.last_at, (
               SELECT g.first_at FROM checks g WHERE g.page_id = s.page_id AND g.id > s.last_id ORDER BY g.id LIMIT 1)
           AS ended_at, s.checks, s.first_id AS first_check
    FROM spells s JOIN checks c ON c.id = s.last_id"""
REVIEWED_FINDINGS: Final = """
    SELECT f.*, coalesce(r.standing, 'open') AS standing, r.person AS reviewed_by, r.said_at AS reviewed_at, r.reason,
           (SELECT group_concat(label, ', ') FROM (SELECT label FROM finding_labels l WHERE l.change_id = f.change_id
            ORDER BY label) l) AS labels, (
           SELECT group_concat(text, '\n') FROM (SELECT a.text FROM action_findings s JOIN actions a
               ON a.id = s.action_id WHERE s.change_id = f.change_id AND a.verb = 'note' AND a.undone_by IS NULL
               ORDER BY a.id) n) AS notes
    FROM findings f LEFT JOIN reviews r ON r.change_id = f.change_id"""
INDICATORS: Final = {
    "indicator_statements": INDICATOR_STATEMENTS, "disagreement_history": DISAGREEMENT_HISTORY,
    "disagreements": DISAGREEMENTS,
}  # fmt: skip
"""Of what is stated of indicators."""
VIEWS: Final = {
    "figures": compact_rows.FIGURES, "changes": compact_rows.CHANGES, "series": compact_rows.SERIES,
    "latest_figures": LATEST_FIGURES, "figure_history": FIGURE_HISTORY, **INDICATORS, "findings": FINDINGS,
    "troubles": TROUBLES, "reviewed_findings": REVIEWED_FINDINGS,
}  # fmt: skip
"""All of them as they are today, each after those that it asks."""
