"""A text as labelling sees it: words and their forms, where sentences and quotations end, which blocks stand around."""
