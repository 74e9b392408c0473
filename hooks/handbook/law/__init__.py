"""The law engine: a citation as people write it → act, sections, address at Lovdata and verdict."""
