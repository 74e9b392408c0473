"""What others may subscribe to: files that programs read, made from the same records as the pages."""
