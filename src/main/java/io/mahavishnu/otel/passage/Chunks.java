package io.mahavishnu.otel.passage;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.mahavishnu.otel.passage.Token.Pause;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a statement into passages of about equal size, none larger than a model reads,
 * where possible at the end of a sentence or else of a clause. Telemetry repeats itself,
 * so short statements are remembered with their parts. Thread-safe.
 */
final class Chunks {

	/**
	 * A part of a statement.
	 *
	 * @param passage as it is embedded, masked
	 * @param words in the trace's own words
	 */
	record Chunk(Passage passage, String words) {

	}

	/** Longer statements are rarely said twice. */
	private static final int KNOWN_LENGTH_MAX = 1_000;

	/** A statement with no text but its header's takes room, too. */
	private static final int WEIGHT_MIN = 100;

	/** What all remembered statements have, in characters: a few megabytes. */
	private static final long KNOWN_CHARACTERS_MAX = 1_000_000;

	private final Cache<Statement, List<Chunk>> known = Caffeine.newBuilder()
		.maximumWeight(KNOWN_CHARACTERS_MAX)
		.weigher((Statement statement, List<Chunk> _) -> WEIGHT_MIN + statement.length())
		.build();

	private final int wordPiecesMax;

	Chunks(int wordPiecesMax) {
		this.wordPiecesMax = wordPiecesMax;
	}

	/** The parts of a statement in order; none when it says nothing. */
	List<Chunk> of(Statement statement) {
		return (statement.length() <= KNOWN_LENGTH_MAX) ? this.known.get(statement, this::cut) : cut(statement);
	}

	private List<Chunk> cut(Statement statement) {
		List<Token> body = Wording.of(statement.body(), "");
		List<Token> header = headerOf(statement, body.isEmpty() ? "" : ":");
		int room = this.wordPiecesMax - pieces(header);
		List<Chunk> chunks = new ArrayList<>();
		if (body.isEmpty()) {
			add(chunks, header, body);
		}
		int left = pieces(body);
		int start = 0;
		while (start < body.size()) {
			int end = endOf(body, start, room, left);
			List<Token> part = body.subList(start, end);
			add(chunks, header, part);
			left -= pieces(part);
			start = end;
		}
		return List.copyOf(chunks);
	}

	/**
	 * The beginning of a statement, as much of it as one part holds; null for nothing.
	 */
	@Nullable Chunk beginningOf(List<Fragment> fragments) {
		List<Token> tokens = Wording.of(fragments, "");
		List<Chunk> chunks = new ArrayList<>(1);
		add(chunks, tokens.subList(0, fit(tokens, this.wordPiecesMax)), List.of());
		return chunks.isEmpty() ? null : chunks.getFirst();
	}

	/** A header takes no more than a third of the room; what is more is cut. */
	private List<Token> headerOf(Statement statement, String mark) {
		List<Token> header = Wording.of(statement.header(), mark);
		int room = mark.isEmpty() ? this.wordPiecesMax : this.wordPiecesMax / 3;
		return header.subList(0, fit(header, room));
	}

	/** How many of the first tokens fit into a room. */
	private static int fit(List<Token> tokens, int room) {
		int left = room;
		int end = 0;
		while (end < tokens.size() && tokens.get(end).pieces() <= left) {
			left -= tokens.get(end).pieces();
			end++;
		}
		return end;
	}

	/**
	 * Where the part that begins at {@code start} ends: behind the strongest pause
	 * between half the room and the room, the one next to an even share if there are
	 * several.
	 */
	private static int endOf(List<Token> tokens, int start, int room, int left) {
		int parts = (left + room - 1) / room;
		int share = (parts <= 1) ? room : left / parts;
		int best = -1;
		Pause bestPause = Pause.NONE;
		int bestDistance = Integer.MAX_VALUE;
		int used = 0;
		int i = start;
		while (i < tokens.size() && (used + tokens.get(i).pieces() <= room || i == start)) {
			used += tokens.get(i).pieces();
			Pause pause = tokens.get(i).pause();
			int distance = Math.abs(used - share);
			boolean better = pause.compareTo(bestPause) > 0 || (pause == bestPause && distance < bestDistance);
			if (used >= room / 2 && better || best < 0) {
				best = i + 1;
				bestPause = (used >= room / 2) ? pause : Pause.NONE;
				bestDistance = distance;
			}
			i++;
		}
		return (i == tokens.size()) ? i : best;
	}

	private static void add(List<Chunk> chunks, List<Token> header, List<Token> part) {
		String text = join(header, part, true);
		if (text.chars().anyMatch(Character::isLetterOrDigit)) {
			chunks.add(new Chunk(Passage.of(text), join(header, part, false)));
		}
	}

	private static String join(List<Token> header, List<Token> part, boolean said) {
		return Stream.concat(header.stream(), part.stream())
			.map((token) -> said ? token.said() : token.raw())
			.filter((word) -> !word.isEmpty())
			.collect(Collectors.joining(" "));
	}

	private static int pieces(List<Token> tokens) {
		return tokens.stream().mapToInt(Token::pieces).sum();
	}

}
