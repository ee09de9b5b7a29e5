"""The Streamlit entry: ``streamlit run dashboard.py``.

The server imports this file for `app`; every rerun executes it as the main script.
"""

from bone_atlas.app import main

if __name__ == "__main__":
    main.run()
else:
    import streamlit as st

    app = st.App(__file__, **main.server_options())
