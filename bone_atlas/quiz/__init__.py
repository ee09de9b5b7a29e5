"""Questions made from the tables: none is written by hand, and none whose answer the evidence leaves open."""
