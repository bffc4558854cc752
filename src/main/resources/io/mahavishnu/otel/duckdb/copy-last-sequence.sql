SELECT greatest(
    (SELECT coalesce(max(seq), 0) FROM mahavishnu_copy.main.spans),
    (SELECT coalesce(max(seq), 0) FROM mahavishnu_copy.main.deletions))
