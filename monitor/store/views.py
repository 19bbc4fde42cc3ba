"""The ledger's views: each reads like the sentence that it records, and needs no other table to be understood."""

from __future__ import annotations

from typing import Final

VIEWS: Final[dict[str, str]] = {
    "figure_history": """
        SELECT figures.page_id, pages.title AS page_title, pages.url,
            coalesce(series.merged_into, figures.series) AS series,
            coalesce(kept.name, series.name, kept.label, series.label, figures.counts) AS label,
            figures.quantifier, figures.value, figures.low, figures.high, figures.value_number, figures.surface,
            figures.unit, figures.counts, figures.role, figures.direction, figures.time_phrase,
            coalesce(figures.attribution, pages.publisher) AS speaker, figures.agent, figures.sentence,
            figures.stands_in, figures.headers, figures.in_main,
            snapshots.captured_at AS stated_from, later.captured_at AS stated_until,
            snapshots.number AS snapshot, snapshots.file, snapshots.digest, figures.check_id, figures.id AS figure_id
        FROM figures
        JOIN pages ON pages.id = figures.page_id
        JOIN snapshots ON snapshots.id = figures.since_snapshot
        LEFT JOIN snapshots AS later ON later.id = figures.until_snapshot
        LEFT JOIN series ON series.page_id = figures.page_id AND series.number = figures.series
        LEFT JOIN series AS kept ON kept.page_id = series.page_id AND kept.number = series.merged_into
        """,
    "latest_figures": """
        SELECT figures.page_id, pages.title AS page_title, pages.url, figures.series,
            coalesce(series.name, series.label, figures.counts) AS label,
            figures.quantifier, figures.value, figures.low, figures.high, figures.value_number, figures.surface,
            figures.unit, figures.counts, figures.role, figures.direction, figures.time_phrase,
            coalesce(figures.attribution, pages.publisher) AS speaker, figures.agent, figures.sentence,
            figures.stands_in, figures.headers, figures.in_main, snapshots.captured_at AS stated_from,
            pages.last_ok_at AS last_seen_at, snapshots.file, snapshots.digest, figures.id AS figure_id
        FROM figures
        JOIN pages ON pages.id = figures.page_id AND pages.retired_at IS NULL
        JOIN snapshots ON snapshots.id = figures.since_snapshot
        LEFT JOIN series ON series.page_id = figures.page_id AND series.number = figures.series
        WHERE figures.until_snapshot IS NULL
        """,
    "told_changes": """
        SELECT changes.found_at, changes.page_id, pages.title AS page_title, pages.url, changes.series, changes.counts,
            changes.kind, json_extract(changes.old, '$.surface') AS old_surface,
            json_extract(changes.new, '$.surface') AS new_surface, changes.old_value, changes.new_value,
            changes.difference, changes.relative, changes.silent, changes.rule,
            json_extract(changes.old, '$.sentence') AS old_sentence,
            json_extract(changes.new, '$.sentence') AS new_sentence,
            before.captured_at AS old_captured_at, after.captured_at AS new_captured_at,
            before.file AS old_file, after.file AS new_file, before.digest AS old_digest, after.digest AS new_digest,
            changes.check_id, changes.id AS change_id
        FROM changes
        JOIN pages ON pages.id = changes.page_id
        LEFT JOIN snapshots AS before ON before.id = changes.before_snapshot
        LEFT JOIN snapshots AS after ON after.id = changes.after_snapshot
        WHERE changes.told = 1 AND changes.technical = 0
        """,
    "indicator_statements": """
        SELECT indicator_series.indicator, coalesce(figures.attribution, pages.publisher) AS speaker,
            figures.quantifier, figures.value, figures.low, figures.high, figures.value_number, figures.surface,
            figures.unit, figures.counts, figures.sentence,
            coalesce(figures.day_to, substr(readings.updated, 1, 10), substr(readings.published, 1, 10)) AS said_on,
            snapshots.captured_at, figures.until_snapshot IS NULL AS standing, figures.page_id,
            pages.title AS page_title, pages.url, indicator_series.series, figures.check_id, figures.id AS figure_id
        FROM indicator_series
        JOIN pages ON pages.id = indicator_series.page_id
        JOIN figures ON figures.page_id = indicator_series.page_id
        LEFT JOIN series ON series.page_id = figures.page_id AND series.number = figures.series
        JOIN snapshots ON snapshots.id = figures.since_snapshot
        LEFT JOIN readings ON readings.snapshot_id = figures.since_snapshot
        WHERE coalesce(series.merged_into, figures.series) = indicator_series.series
        """,
    "disagreements": """
        WITH ranked AS (
            SELECT *, row_number() OVER (
                PARTITION BY indicator, speaker
                ORDER BY coalesce(said_on, substr(captured_at, 1, 10)) DESC, captured_at DESC, figure_id
            ) AS place
            FROM indicator_statements
        )
        SELECT one.indicator, one.speaker, one.value, one.surface, one.sentence, one.said_on, one.page_id,
            other.speaker AS other_speaker, other.value AS other_value, other.surface AS other_surface,
            other.sentence AS other_sentence, other.said_on AS other_said_on, other.page_id AS other_page_id,
            one.value_number - other.value_number AS gap
        FROM ranked AS one
        JOIN ranked AS other ON other.indicator = one.indicator AND other.place = 1
        WHERE one.place = 1 AND one.value_number > other.value_number
        """,
}
