"""What every HTTP service of ours is made of: one error envelope, limits, headers, figures, a description."""
