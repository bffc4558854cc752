package io.mahavishnu.otel.embed;

import java.util.Optional;

/** What a model is loaded for: which vectors it has to make, and what goes without it. */
sealed interface ModelRole {

	/** The model that the settings name. */
	ModelRole CONFIGURED = new Configured();

	/** Why a model is of no use that makes the vectors of an id; empty when it is. */
	Optional<String> refusal(String id);

	/** What goes on without the model, and the remedy, in sentences for the log. */
	String absence();

	/** The model that the settings name, whatever its vectors. */
	record Configured() implements ModelRole {

		@Override
		public Optional<String> refusal(String made) {
			return Optional.empty();
		}

		@Override
		public String absence() {
			return "Traces are taken, but search by meaning waits. Mend the model's files, or set "
					+ "mahavishnu.otel-ingester.embedding-model to a model that exists";
		}

	}

	/**
	 * The model before, which is of use only where its vectors are those that the index
	 * holds.
	 *
	 * @param id the id of these vectors
	 */
	record Previous(String id) implements ModelRole {

		@Override
		public Optional<String> refusal(String made) {
			return this.id.equals(made) ? Optional.empty() : Optional
				.of("it makes the vectors " + made + " and the index holds " + this.id
						+ ": its files were changed, or the index does not say how they were used, as it does once the "
						+ "service has run with the settings before");
		}

		@Override
		public String absence() {
			return "Until every passage has a vector of the new model, search goes by words. To search by meaning "
					+ "meanwhile, put the files of the model before back as they were";
		}

	}

}
