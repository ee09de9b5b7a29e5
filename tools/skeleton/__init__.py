"""The skeleton drawings: from the meshes of a public body model to polygons and shading per view."""
