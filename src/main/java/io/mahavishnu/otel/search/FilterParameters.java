package io.mahavishnu.otel.search;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;

/** Documents the parameters that say which traces count, and how many of them. */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Parameter(in = ParameterIn.QUERY, name = "limit", description = "The most results of a page",
		schema = @Schema(type = "integer", minimum = "1", maximum = "1000", defaultValue = "10"))
@Parameter(in = ParameterIn.QUERY, name = "system_id", description = "The trace's system",
		schema = @Schema(type = "string"))
@Parameter(in = ParameterIn.QUERY, name = "service", description = "The service of a span",
		schema = @Schema(type = "string"))
@Parameter(in = ParameterIn.QUERY, name = "operation", description = "The name of a span",
		schema = @Schema(type = "string"))
@Parameter(in = ParameterIn.QUERY, name = "attribute",
		description = "key=value: a span has the attribute with that value. Service, operation and attributes hold "
				+ "together on one span.",
		array = @ArraySchema(schema = @Schema(type = "string")))
@Parameter(in = ParameterIn.QUERY, name = "from",
		description = "The earliest start of the trace: RFC 3339, or a Unix number in any unit",
		schema = @Schema(type = "string"))
@Parameter(in = ParameterIn.QUERY, name = "to",
		description = "The latest start of the trace: RFC 3339, or a Unix number in any unit",
		schema = @Schema(type = "string"))
@Parameter(in = ParameterIn.QUERY, name = "min_duration_ms", description = "The least duration of the trace",
		schema = @Schema(type = "number", minimum = "0"))
@Parameter(in = ParameterIn.QUERY, name = "max_duration_ms", description = "The greatest duration of the trace",
		schema = @Schema(type = "number", minimum = "0"))
@Parameter(in = ParameterIn.QUERY, name = "status", description = "error: a span failed; ok: none did",
		schema = @Schema(type = "string", allowableValues = { "error", "ok" }))
@Parameter(in = ParameterIn.QUERY, name = "filter", description = FilterParameters.FILTER,
		example = SearchExamples.FILTER, array = @ArraySchema(schema = @Schema(type = "string")))
@Parameter(in = ParameterIn.QUERY, name = "cursor", description = "next_cursor of the page before",
		schema = @Schema(type = "string"))
@interface FilterParameters {

	String FILTER = """
			Conditions in a small part of TraceQL; given several times, all must hold. What stands in one pair of \
			braces holds together on one span; what stands outside is about the trace.

			```
			filter    = any ;
			any       = every , { "||" , every } ;
			every     = operand , { "&&" , operand } ;
			operand   = "!" , operand | "(" , any , ")" | condition ;
			condition = "{" , [ any ] , "}" | trace , operator , value        (* outside braces *)
			          | span , operator , ( value | "nil" ) ;                 (* inside braces *)
			trace     = "trace:duration" | "trace:start" | "trace:system_id" | "trace:status" | "trace:span_count" ;
			span      = "name" | "service" | "kind" | "status" | "duration"
			          | ( "." | "span." | "resource." ) , ( key | text ) ;    (* an attribute *)
			operator  = "=" | "!=" | "<" | "<=" | ">" | ">=" | "^=" ;         (* ^= starts with *)
			value     = text | number | "true" | "false" | duration | word ;
			```""";

}
