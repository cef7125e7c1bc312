// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.signing;

import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.catalog.files.Sha256;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the lines of a manifest. For one manifest and one thread. */
public final class ManifestReader {

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");
    private static final Pattern FILE = Pattern.compile("([0-9a-f]{64}) (0|[1-9][0-9]{0,17}) (.+)");

    private final String[] lines;
    private int next;

    private ManifestReader(String text) {
        this.lines = text.split("\n", -1);
    }

    /**
     * Reads what {@link Manifest#text} writes, and nothing else.
     *
     * @throws UntrustedException at the first line that is not as expected
     */
    static Manifest read(String text) {
        Manifest manifest = new ManifestReader(text).manifest();
        if (!manifest.text().equals(text)) {
            throw new UntrustedException("the manifest is not written as expected");
        }
        return manifest;
    }

    private Manifest manifest() {
        try {
            return parsed();
        } catch (DateTimeException | IllegalArgumentException e) {
            throw refused(String.valueOf(e.getMessage()));
        }
    }

    private Manifest parsed() {
        value(Manifest.FORMAT);
        long version = Long.parseLong(
                matched(NUMBER, value(Manifest.VERSION), "a version above 0").group());
        Instant expires = Instant.parse(value(Manifest.EXPIRES));
        List<SignedFile> files = new ArrayList<>();
        while (next < lines.length - 1) {
            files.add(file(value(Manifest.FILE)));
        }
        return new Manifest(version, expires, files);
    }

    private SignedFile file(String value) {
        MatchResult parts = matched(FILE, value, "the SHA-256, the size and the name of a file");
        return new SignedFile(parts.group(3), Long.parseLong(parts.group(2)), new Sha256(parts.group(1)));
    }

    private String value(String key) {
        String line = next < lines.length ? lines[next] : "";
        next++;
        if (!line.startsWith(key)) {
            throw refused("expected " + LogSafeText.quote(key.strip()) + " at the beginning of the line");
        }
        return line.substring(key.length());
    }

    private MatchResult matched(Pattern pattern, String value, String expected) {
        Matcher matcher = pattern.matcher(value);
        if (!matcher.matches()) {
            throw refused("expected " + expected);
        }
        return matcher;
    }

    private UntrustedException refused(String expected) {
        return new UntrustedException("line " + next + " of the manifest cannot be used: " + expected);
    }
}
