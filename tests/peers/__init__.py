"""The generators a municipality might take instead, each with a project as its informed user would set it up."""
