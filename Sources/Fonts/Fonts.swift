// The face of this module comes with its first commit.
