"""The editor of a teacher's own lesson."""
