"""The Bone Metastasis Atlas: where breast cancer spreads in the skeleton, and how sure one can be of it."""
