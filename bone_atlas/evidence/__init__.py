"""What follows from several sources: comparisons, agreement, the soil, the article's claims with verdicts."""
