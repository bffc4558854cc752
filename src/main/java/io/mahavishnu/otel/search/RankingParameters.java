package io.mahavishnu.otel.search;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;

/** Documents the parameters that say how near results must be and what they stand for. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@FilterParameters
@Parameter(in = ParameterIn.QUERY, name = "threshold", description = "The least cosine of a hit",
		schema = @Schema(type = "number", minimum = "-1", maximum = "1"))
@Parameter(in = ParameterIn.QUERY, name = "group", description = "shape: one result for each shape of traces",
		schema = @Schema(type = "string", allowableValues = { "none", "shape" }, defaultValue = "none"))
@interface RankingParameters {

}
