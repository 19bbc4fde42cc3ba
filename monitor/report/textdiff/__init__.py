"""What changed in the text of a page between two snapshots, in five formats; reports embed the same drawing.

`arranging` decides what is shown, `summing` says it in words, each format has a file, and `rendering` names them.
"""
