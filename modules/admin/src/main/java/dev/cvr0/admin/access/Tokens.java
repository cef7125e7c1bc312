// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.access;

import dev.cvr0.admin.operation.ApiRequest;
import dev.cvr0.admin.operation.Problem;
import dev.cvr0.admin.operation.ProblemException;
import dev.cvr0.admin.operation.User;
import dev.cvr0.settings.InvalidSettingsException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/** Finds users by their bearer tokens. A changed file is read again; if it is invalid, the previous tokens stay valid. */
final class Tokens implements Authenticator {

    private static final String SCHEME = "Bearer";
    private static final int MAX_LENGTH = 128;

    private final TokenFile file;
    private final AccessLog log;
    private volatile List<TokenFile.Entry> entries;
    private String lastProblem = "";

    /**
     * Reads the file.
     *
     * @throws InvalidSettingsException if it is invalid
     */
    Tokens(Path file, AccessLog log) {
        this.file = new TokenFile(file);
        this.log = log;
        this.entries = this.file.read();
    }

    @Override
    public User authenticate(ApiRequest request) {
        return request.header("Authorization")
                .filter(header -> header.regionMatches(true, 0, SCHEME + " ", 0, SCHEME.length() + 1))
                .map(header -> header.substring(SCHEME.length() + 1).strip())
                .flatMap(this::find)
                .orElseThrow(() -> new ProblemException(Problem.unauthorized(
                        SCHEME, "there is no valid token; send the header Authorization: Bearer TOKEN")));
    }

    // Compares with every hash, so that the time tells nothing about them.
    private Optional<User> find(String token) {
        Optional<User> found = Optional.empty();
        if (token.length() <= MAX_LENGTH) {
            byte[] hash = TokenFile.hash(token);
            for (TokenFile.Entry entry : entries) {
                if (MessageDigest.isEqual(entry.hash().array(), hash)) {
                    found = Optional.of(entry.user());
                }
            }
        }
        return found;
    }

    @Override
    public boolean isValid(User user) {
        return entries.stream().anyMatch(entry -> entry.user().equals(user));
    }

    @Override
    public void refresh() {
        try {
            List<TokenFile.Entry> read = file.read();
            if (!read.equals(entries)) {
                entries = read;
                log.tokensRead(read.size());
            }
            lastProblem = "";
        } catch (InvalidSettingsException e) {
            String problem = String.valueOf(e.getMessage());
            if (!problem.equals(lastProblem)) {
                lastProblem = problem;
                log.invalidTokens(problem);
            }
        }
    }
}
