"""The pages: widgets and calls; they compute nothing themselves."""
