"""What helps an editor write, made from the models and the rules: schemas, pages of reference, an editor's settings."""
