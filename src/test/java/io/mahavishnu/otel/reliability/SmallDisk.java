package io.mahavishnu.otel.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;

/**
 * A file system of a few megabytes that only processes started {@link #wrapper() behind
 * it} see at its place: a tmpfs in a mount namespace that a sleeping process holds. Needs
 * Linux and the right to make namespaces.
 */
final class SmallDisk implements AutoCloseable {

	private static final String MOUNTED = "mounted";

	private final Process holder;

	private final Path place;

	private SmallDisk(Process holder, Path place) {
		this.holder = holder;
		this.place = place;
	}

	/** Whether such file systems can be made here. */
	static boolean isPossible() {
		try {
			Process trial = new ProcessBuilder("unshare", "-rm", "sh", "-c",
					"mount -t tmpfs -o size=1m none /mnt && nsenter --version")
				.redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start();
			return trial.waitFor(10, TimeUnit.SECONDS) && trial.exitValue() == 0;
		}
		catch (IOException _) {
			return false;
		}
		catch (InterruptedException interrupted) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	static SmallDisk make(Path place, int megabytes) throws IOException {
		Files.createDirectories(place);
		Process holder = new ProcessBuilder("unshare", "-rm", "sh", "-c", "mount -t tmpfs -o size=" + megabytes
				+ "m none \"$0\" && touch \"$0/" + MOUNTED + "\" && exec sleep 3600", place.toString())
			.redirectErrorStream(true)
			.start();
		SmallDisk disk = new SmallDisk(holder, place);
		Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> Files.exists(disk.file(MOUNTED)));
		return disk;
	}

	/** The command that lets another command see the file system. */
	String[] wrapper() {
		return new String[] { "nsenter", "--target", Long.toString(this.holder.pid()), "--user", "--mount",
				"--preserve-credentials", "--wd=/" };
	}

	/** A file on it, as it is seen from outside. */
	Path file(String name) {
		return Path.of("/proc/" + this.holder.pid() + "/root")
			.resolve(this.place.toString().substring(1))
			.resolve(name);
	}

	/** Fills it until nothing more fits. */
	void fill() throws IOException {
		byte[] block = new byte[4096];
		try (var filler = Files.newOutputStream(file("filler"))) {
			while (true) {
				filler.write(block);
			}
		}
		catch (IOException full) {
			if (!String.valueOf(full.getMessage()).contains("No space")) {
				throw full;
			}
		}
	}

	/** Gives the space back. */
	void empty() throws IOException {
		Files.delete(file("filler"));
	}

	/** Lets nothing more be written. */
	void makeReadOnly() throws IOException, InterruptedException {
		Process remount = new ProcessBuilder("nsenter", "--target", Long.toString(this.holder.pid()), "--user",
				"--mount", "--preserve-credentials", "mount", "-o", "remount,ro", this.place.toString())
			.redirectErrorStream(true)
			.start();
		if (remount.waitFor() != 0) {
			throw new IOException("the disk cannot be made read-only: exit code " + remount.exitValue());
		}
	}

	@Override
	public void close() {
		this.holder.destroyForcibly();
	}

}
