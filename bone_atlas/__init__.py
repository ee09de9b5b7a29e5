"""The Bone Metastasis Atlas: where breast cancer spreads in the skeleton, and how sure anyone can be of it."""
