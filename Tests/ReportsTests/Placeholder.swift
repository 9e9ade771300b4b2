// Replaced by the tests of Reports when they are merged.
