"""A lesson as a package for learning platforms: SCORM 1.2, one page that reports a score."""

from bone_atlas.exports.scorm.package import LEFT_OUT, PAGE, Course, package

__all__ = ["LEFT_OUT", "PAGE", "Course", "package"]
