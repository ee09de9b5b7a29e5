"""From centre lines in three dimensions to the drawn vessels of each view."""
