ALTER TABLE spans ADD COLUMN rewritten VARCHAR DEFAULT '';
UPDATE spans SET rewritten = name;
