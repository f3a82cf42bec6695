"""The pages of the candidates, and those of the jurors who hear them."""
