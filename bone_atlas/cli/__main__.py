"""Lets ``python -m bone_atlas.cli`` do what ``bone-atlas`` does."""

from bone_atlas.cli import main

if __name__ == "__main__":
    main()
