"""The form editor at /admin/: the configuration of Decap CMS, made from the schemas, and the bundle it runs."""
