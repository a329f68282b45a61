"""The pure, frozen types of a review: no input, no output, one definition of each thing."""
