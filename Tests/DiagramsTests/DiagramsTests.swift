// Tests come with the module's first commit.
