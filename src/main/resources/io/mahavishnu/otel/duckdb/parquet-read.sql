SELECT file_row_number AS seq, * EXCLUDE (file_row_number)
FROM read_parquet(:file, file_row_number = true)
WHERE file_row_number >= :first AND file_row_number < :end
ORDER BY file_row_number
