"""Rich text: the output tree of a rendering, its finishing passes, one writer per format."""
