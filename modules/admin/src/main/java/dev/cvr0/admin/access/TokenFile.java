// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.access;

import dev.cvr0.admin.operation.Role;
import dev.cvr0.admin.operation.User;
import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.catalog.files.AtomicFile;
import dev.cvr0.settings.InvalidSettingsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The file of the users of the HTTP API and the hashes of their tokens. Each line is {@code NAME ROLE SHA256}, with several
 * roles separated by commas; empty lines and lines that begin with {@code #} are ignored.
 *
 * <p>A token contains 256 random bits. It cannot be guessed from its hash, so the hash needs neither salt nor many rounds.
 *
 * @param path the location
 * @since 0.1
 */
public record TokenFile(Path path) {

    /** The beginning of each token, so that programs that search for leaked secrets can recognize it. */
    public static final String PREFIX = "cvr0_";

    private static final int MAX_BYTES = 256 * 1024;
    private static final int TOKEN_BYTES = 32;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._@-]{1,64}");
    private static final Pattern LINE = Pattern.compile("(\\S+)\\s+(\\S+)\\s+([0-9A-Fa-f]{64})");

    /** A user with the hash of the token, as read. */
    record Entry(User user, ByteBuffer hash) {}

    /**
     * Adds a user. Replaces the file, and keeps its other lines; creates it if it does not exist.
     *
     * @param name the name: up to 64 letters, digits and {@code . _ @ -}
     * @param roles the roles; not empty
     * @return the token
     * @throws InvalidSettingsException if the name is invalid or already in the file, or the file cannot be read or written
     */
    public String add(String name, Set<Role> roles) {
        if (!NAME.matcher(name).matches()) {
            throw invalid(LogSafeText.quote(name) + " is not a name; use up to 64 letters, digits and . _ @ -");
        }
        List<String> lines = new ArrayList<>(Files.exists(path) ? lines() : List.of());
        if (parse(lines).stream().anyMatch(entry -> entry.user().name().equals(name))) {
            throw invalid(name + " has a token already; revoke it with 'cvr0 token " + name + " --revoke --file " + path
                    + "', or choose another name");
        }
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        String token = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        lines.add(name + " " + roles.stream().sorted().map(Role::keyword).collect(Collectors.joining(",")) + " "
                + HexFormat.of().formatHex(hash(token)));
        write(lines);
        return token;
    }

    /**
     * Removes a user.
     *
     * @param name the name
     * @throws InvalidSettingsException if the file does not contain the name, or cannot be read or written
     */
    public void revoke(String name) {
        List<String> lines = lines();
        parse(lines);
        List<String> others = lines.stream()
                .filter(line -> !line.strip().split("\\s", 2)[0].equals(name))
                .toList();
        if (others.size() == lines.size()) {
            throw invalid("there is no token of " + LogSafeText.quote(name) + "; see the names in the file");
        }
        write(others);
    }

    /**
     * Reads the file.
     *
     * @throws InvalidSettingsException if it cannot be read, or a line is invalid
     */
    List<Entry> read() {
        return parse(lines());
    }

    /** Returns the hash of a token. */
    static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }

    private List<Entry> parse(List<String> lines) {
        List<Entry> entries = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                Entry entry = parse(line, i + 1);
                if (!names.add(entry.user().name())) {
                    throw invalid((i + 1), entry.user().name() + " has a line already; remove one");
                }
                entries.add(entry);
            }
        }
        return List.copyOf(entries);
    }

    private Entry parse(String line, int number) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches() || !NAME.matcher(parts.group(1)).matches()) {
            throw invalid(
                    number, "is not NAME ROLE SHA256; write it with 'cvr0 token NAME --role ROLE --file " + path + "'");
        }
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String role : parts.group(2).split(",", -1)) {
            roles.add(Role.tryParse(role)
                    .orElseThrow(() -> invalid(
                            number,
                            LogSafeText.quote(role) + " is not a role; use "
                                    + Arrays.stream(Role.values())
                                            .map(Role::keyword)
                                            .collect(Collectors.joining(", ")))));
        }
        return new Entry(
                new User(parts.group(1), roles), ByteBuffer.wrap(HexFormat.of().parseHex(parts.group(3))));
    }

    private List<String> lines() {
        try {
            byte[] bytes = new AtomicFile(path).read(MAX_BYTES);
            if (bytes.length > MAX_BYTES) {
                throw invalid("has more than " + MAX_BYTES + " bytes; remove users");
            }
            return new String(bytes, StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw invalid("cannot be read: " + AtomicFile.ioErrorMessage(e)
                    + "; create it with 'cvr0 token NAME --role ROLE --file " + path
                    + "', as the account of the server");
        }
    }

    // Only the owner can read the file. Its owner stays, because it is the account of the server.
    private void write(List<String> lines) {
        Path whole = path.toAbsolutePath();
        Path temporary = whole.resolveSibling("." + whole.getFileName() + ".new");
        try {
            Files.deleteIfExists(temporary);
            Files.createFile(temporary, AuditFile.ownerOnly(temporary));
            Files.write(temporary, lines);
            if (Files.exists(whole)) {
                Files.setOwner(temporary, Files.getOwner(whole));
            }
            Files.move(temporary, whole, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw invalid("cannot be written: " + AtomicFile.ioErrorMessage(e)
                    + "; use an existing folder in which you can write");
        }
    }

    private InvalidSettingsException invalid(int line, String problem) {
        return new InvalidSettingsException(List.of(path + ":" + line + ": " + problem));
    }

    private InvalidSettingsException invalid(String problem) {
        return new InvalidSettingsException(List.of(path + ": " + problem));
    }
}
