// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.management;

import dev.cvr0.admin.operation.Problem;
import dev.cvr0.admin.operation.ProblemException;
import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.catalog.Catalog;
import dev.cvr0.catalog.CatalogLoader;
import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.files.Sha256;
import dev.cvr0.catalog.publication.PublicationException;
import dev.cvr0.catalog.publication.PublicationStore;
import dev.cvr0.catalog.publication.SourceUnavailableException;
import dev.cvr0.catalog.signing.SignedRevision;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The catalogs that can be viewed: the served one, drafts and published versions. The last ones are kept parsed. Thread-safe.
 *
 * @since 0.1
 */
public final class Catalogs {

    /** The served catalog. */
    public static final String SERVED = "served";

    private static final Pattern OTHER = Pattern.compile("(draft|version):(.{1,40})");
    private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,17}");
    private static final int MAX_PARSED = 4;
    private static final int MAX_MESSAGE = 2000;

    private final Management management;
    private final Stores stores;
    private final Drafts drafts;
    private final CatalogLoader loader = new CatalogLoader();
    private final Map<String, Catalog> parsed = new LinkedHashMap<>(MAX_PARSED, 1, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Catalog> eldest) {
            return size() > MAX_PARSED;
        }
    };

    /**
     * Creates access to the catalogs of a server.
     *
     * @param management the parts of the server
     * @param stores its store
     */
    public Catalogs(Management management, Stores stores) {
        this.management = management;
        this.stores = stores;
        this.drafts = new Drafts(management);
    }

    /**
     * A catalog that was found.
     *
     * @param of its name: {@code served}, {@code draft:NAME} or {@code version:N}
     * @param version its signed version; empty for a draft or an unsigned catalog
     * @param catalog the catalog
     */
    public record Found(String of, Optional<Long> version, Catalog catalog) {

        /** {@return whether it is the served catalog} */
        public boolean isServed() {
            return of.equals(SERVED);
        }
    }

    /**
     * Finds a catalog. May block, except for the served one.
     *
     * @param of {@code served}, {@code draft:NAME} or {@code version:N}
     * @return the catalog
     * @throws ProblemException 400 for another text, 404 if there is none, 409 if it has errors, 503 if the store cannot be
     *     reached
     */
    public Found find(String of) {
        try {
            return load(of);
        } catch (CatalogException e) {
            throw unusable(of, e);
        }
    }

    /**
     * Validates a catalog. May block.
     *
     * @param of {@code served}, {@code draft:NAME} or {@code version:N}
     * @return the result, with the errors of a draft
     * @throws ProblemException like {@link #find}, but not for errors of the catalog
     */
    public CatalogCheck check(String of) {
        try {
            return CatalogCheck.of(load(of).catalog());
        } catch (SourceUnavailableException e) {
            throw unusable(of, e);
        } catch (CatalogException e) {
            return new CatalogCheck(e.errors(), List.of(), List.of());
        }
    }

    private Found load(String of) {
        if (of.equals(SERVED)) {
            SignedRevision revision = management.policy().status().revision();
            return new Found(
                    of,
                    Optional.of(revision.version()).filter(version -> revision.isSigned()),
                    management.policy().catalog());
        }
        Matcher matcher = OTHER.matcher(of);
        if (!matcher.matches()) {
            throw new ProblemException(Problem.badRequest(
                    LogSafeText.quote(of) + " does not name a catalog; use served, draft:NAME or version:NUMBER"));
        }
        String name = matcher.group(2);
        try {
            return matcher.group(1).equals("draft")
                    ? new Found(of, Optional.empty(), draft(of, name))
                    : new Found(of, Optional.of(number(name)), version(number(name)));
        } catch (PublicationException e) {
            throw new ProblemException(Problem.notFound(String.valueOf(e.getMessage())));
        }
    }

    private static ProblemException unusable(String of, CatalogException reason) {
        return new ProblemException(
                Problem.conflict("the catalog " + of + " cannot be used; correct it, or use another: "
                        + LogSafeText.escape(String.valueOf(reason.getMessage()), MAX_MESSAGE)));
    }

    private static long number(String text) {
        if (!VERSION.matcher(text).matches()) {
            throw new ProblemException(Problem.badRequest(
                    LogSafeText.quote(text) + " is not a version; use a number of GET /v1/publications"));
        }
        return Long.parseLong(text);
    }

    private Catalog draft(String of, String name) {
        Drafts.Entry entry = drafts.find(name)
                .orElseThrow(() -> new ProblemException(Problem.notFound(
                        "there is no draft " + LogSafeText.quote(name) + "; GET /v1/drafts lists the drafts")));
        return parsed(
                of + " " + entry.tag(), () -> loader.read(of, entry.draft().contents()));
    }

    private Catalog version(long version) {
        if (!management.settings().requiresSignature()) {
            throw new ProblemException(
                    Problem.notFound("this server has no published versions, because its catalog is not"
                            + " signed; set cvr0.catalog.public-key"));
        }
        return stores.query(store -> version(store, version))
                .orElseThrow(() -> new ProblemException(
                        Problem.notFound("this server has no store of publications; set cvr0.http.store")));
    }

    private Catalog version(PublicationStore store, long version) {
        String digest = Sha256.of(store.manifest(version)).hex();
        return parsed(
                digest,
                () -> loader.load(store, version, management.settings().trustedKeys())
                        .catalog());
    }

    private Catalog parsed(String key, Supplier<Catalog> parser) {
        synchronized (parsed) {
            Catalog known = parsed.get(key);
            if (known != null) {
                return known;
            }
        }
        Catalog catalog = parser.get();
        synchronized (parsed) {
            parsed.put(key, catalog);
        }
        return catalog;
    }
}
