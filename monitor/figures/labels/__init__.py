"""From a token in its sentence to a figure: what it counts, its hedge, its role, when it holds, and who says so.

The rooms, each built on those before it: `text` (words, sentences, quotations), `time` (when), `syntax` (clauses and
phrases), `attribution` (who says so), `roles` (what the number does), `counted` (what it counts). `prose` and
`table_cells` put them together for a block, `labelling` for a text.
"""
