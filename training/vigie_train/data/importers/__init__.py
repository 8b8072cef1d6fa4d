"""Labelled sets of other tools, read into the one form that training knows.

Each form has a module with `read(folder, ...)` that gives imported pictures; `split` decides what training never sees; `write` puts
pictures and labels where `load_set` finds them. Used from the command line: `python3 -m vigie_train.data.importers`.
"""
