"""What `monitor doctor` looks at, a subject a module: each yields observations, and none of them changes anything.

`environment` needs nothing but Python; all else is `examination`, which needs all packages.
"""
