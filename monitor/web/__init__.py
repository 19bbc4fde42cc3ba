"""The review page: what was found is seen, judged and corrected in a browser on one's own machine, and pages are added.

A view is a module with a blueprint called ``views``, its templates, and a line in `app.VIEWS`. Nothing is shown to who
has not signed in but the pages of `guard.OPEN`; nothing is changed but by POST. Pages work without scripts.
"""
