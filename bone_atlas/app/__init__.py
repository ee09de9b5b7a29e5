"""The page: Streamlit, the figure component and the shared panels."""
