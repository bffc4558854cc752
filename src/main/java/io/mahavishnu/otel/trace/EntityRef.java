package io.mahavishnu.otel.trace;

import java.util.List;

/**
 * Which of a resource's attributes describe one entity, such as a service or a host.
 *
 * @param schemaUrl the schema of the entity; empty when not given
 * @param type the entity's type
 * @param idKeys the keys of the attributes that identify it
 * @param descriptionKeys the keys of the attributes that describe it
 */
public record EntityRef(String schemaUrl, String type, List<String> idKeys, List<String> descriptionKeys) {

	public EntityRef {
		idKeys = List.copyOf(idKeys);
		descriptionKeys = List.copyOf(descriptionKeys);
	}

}
