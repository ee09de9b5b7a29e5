"""Scenes: one registry of what can be shown, a file for each kind.

`bone_atlas.scenes.registry.SCENES` lists them. A scene says which parts of a state it uses, what of it can be
hidden, what is wrong with a state, what it is called, where its numbers come from, where it is seen on the
pages, how the view on a page becomes a state, and which figures show it on a slide. Lessons, the editor,
links and exports ask it. A new one is its file, a line in the registry and its id in `scenes.state`.
"""
