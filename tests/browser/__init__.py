"""Tests in a real Chromium. A package, so that its conftest does not hide the one above."""
