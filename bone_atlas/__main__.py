"""The command `bone-atlas`, which is ``python -m bone_atlas`` too.

Thin on purpose: the commands take a second to import, in which Ctrl-C ends them as quietly as later on.
"""

import sys


def run() -> None:
    """Run the command that is asked for."""
    try:
        from bone_atlas.cli import main  # noqa: PLC0415 -- what takes long is what may be interrupted

        main()
    except KeyboardInterrupt:
        # As Click says it of a command that runs.
        print("Aborted!", file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    run()
