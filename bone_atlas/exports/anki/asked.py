"""What is asked of the rules of the atlas: each stands in `bone_atlas.facts.conventions`."""

from __future__ import annotations

#: By the name of the convention.
OF_CONVENTIONS = {
    "not_reported": "How does the atlas draw a site that a study does not list, and how a zero?",
    "units": "May shares of patients, of lesions and of autopsies stand on one scale?",
    "several_sites": "May the shares of one study add up to more than the whole?",
    "per_patient": "What counts as found per patient, and what per vertebra or per lesion?",
    "groups": "Do the rows of the atlas tell of single persons?",
    "interval": "What does the 95 % interval of a share tell?",
    "difference": "What does the 95 % interval of a difference between two studies tell?",
    "paired": "Two sites of one study: how wide is the interval of their difference, and why?",
    "settled": "When does the atlas call the order of two sites settled?",
    "lesions_hang_together": "Why are intervals too narrow where lesions are counted one by one?",
    "i2": "What is I²?",
    "mean": "Pooled studies: what is the confidence interval the interval of?",
    "prediction": "Pooled studies: what is the prediction interval?",
    "pooling": "When does the atlas pool studies?",
    "verdicts": "What do the verdicts on the statements of the article mean?",
    "judging": "How does the atlas judge a statement of the article?",
    "drawing": "What do red, blue and violet vessels mean, and on whose body are they drawn?",
    "pictures": "What do the pictures of detection draw?",
    "status": "How sure is a route from the breast to a bone?",
    "reach": "When does the atlas say that veins reach a bone?",
    "marrow": "Lesions against marrow: what does a ratio of 1 mean?",
    "gathered": "What does “no source found” mean in the atlas?",
}
