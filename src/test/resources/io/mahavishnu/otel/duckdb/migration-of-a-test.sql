CREATE TABLE of_a_test (id BIGINT);
