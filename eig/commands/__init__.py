"""`./run` and `./test`.

Everything here runs on a bare Python, before any dependency is installed: only the standard library is
imported, except in `prepare`, which runs inside the environment that the others made.
"""
