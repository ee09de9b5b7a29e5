"""What topics and levels of the quiz are called."""

from __future__ import annotations

TOPICS = {
    "all": "Everything",
    "bones": "Bones",
    "frequency": "How often",
    "ways": "Routes to bone",
    "claims": "What the article says",
}
LEVELS = {"easy": "Easy", "medium": "Medium", "hard": "Hard"}
