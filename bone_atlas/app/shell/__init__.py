"""What every page uses: the figure component, what the view shows, links, controls, errors."""
