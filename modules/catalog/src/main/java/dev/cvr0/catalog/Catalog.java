// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.UnknownClientMode;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.Verdict.UnknownClient;
import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.catalog.Explanation.DeterminingRule;
import dev.cvr0.catalog.diff.CatalogDiff;
import dev.cvr0.catalog.error.SourceLocation;
import dev.cvr0.catalog.error.ValidationError;
import dev.cvr0.catalog.listing.CatalogListing;
import dev.cvr0.catalog.model.CatalogModel;
import dev.cvr0.catalog.model.RolloutFallbacks;
import dev.cvr0.catalog.model.RuleTrace;
import dev.cvr0.catalog.model.Trace;
import dev.cvr0.catalog.reader.CatalogReader;
import dev.cvr0.catalog.signing.Emergency;
import dev.cvr0.catalog.source.CatalogFile;
import dev.cvr0.catalog.source.Snapshot;
import dev.cvr0.catalog.table.AnswerTable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A valid catalog: the known clients and the rules for their answers. Immutable and thread-safe.
 *
 * <p>The first rule whose conditions all hold determines the answer. If no rule matches, {@code otherwise} applies. Then
 * a floor can require an earlier version first, and a block turns the recommendation into a requirement.
 *
 * @since 0.1
 */
public final class Catalog {

    private static final String UNREADABLE_REFUSED =
            "unknown-clients: does not apply to versions that cannot be parsed, such as b.0.0328, while "
                    + CatalogBeans.UNKNOWN_CLIENTS
                    + " is strict: they get 420 before the catalog is consulted; set it to"
                    + " echo or lenient to accept them";

    private final String source;
    private final String contentId;
    private final List<CatalogFile> files;
    private final CatalogModel model;
    private final RuleHits hits;

    private Catalog(String source, String contentId, List<CatalogFile> files, CatalogModel model, RuleHits hits) {
        this.source = source;
        this.contentId = contentId;
        this.files = files;
        this.model = model;
        this.hits = hits;
    }

    static Catalog of(Snapshot snapshot) {
        return new Catalog(
                snapshot.source(),
                snapshot.contentId(),
                snapshot.files(),
                CatalogReader.read(snapshot),
                new RuleHits());
    }

    /**
     * Decides for one client.
     *
     * @param client the client
     * @param at the time by which rules are evaluated
     * @return the advice, with the name of the rule in its reason. For a client that is not listed under
     *     {@code releases}: the verdict of {@code unknown-clients}, or {@link UnknownClient} if no rule there matches.
     *     {@link Verdict.Refused} for a blocked version without a later recommended one
     */
    public Verdict decide(ClientProfile client, Instant at) {
        return model.decide(client, at, Trace.NONE);
    }

    /**
     * Decides for one client and explains the decision.
     *
     * @param client the client
     * @param at the time by which rules are evaluated
     * @return the verdict of {@link #decide} and the considered rules
     */
    public Explanation explain(ClientProfile client, Instant at) {
        ExplanationTrace trace = new ExplanationTrace();
        Verdict verdict = model.decide(client, at, trace);
        return new Explanation(verdict, trace.rule().map(DeterminingRule::of), trace.steps());
    }

    /**
     * Returns the rule that determines the verdict for one client, without a list of the rules that do not match.
     *
     * @param client the client
     * @param at the time by which rules are evaluated
     * @return the rule of {@link #explain}
     */
    public Optional<DeterminingRule> determiningRule(ClientProfile client, Instant at) {
        RuleTrace trace = new RuleTrace();
        Verdict unused = model.decide(client, at, trace);
        return trace.rule().map(DeterminingRule::of);
    }

    /** Returns the same catalog with the emergency that applies to it. */
    Catalog with(Optional<Emergency> inForce) {
        return new Catalog(source, contentId, files, model.with(inForce), hits);
    }

    /** Decides for one client, and counts the rule. */
    Verdict decideCounted(ClientProfile client, Instant at) {
        return model.decide(client, at, hits);
    }

    /** Tells whether a rule, {@code otherwise} or {@code blocked} has a name. */
    boolean hasRule(String name) {
        return Stream.concat(Stream.of(model.otherwise()), model.allRules())
                .anyMatch(rule -> rule.name().equals(name));
    }

    /** Returns the rule that determines the verdict, if the verdict has the given reason. Reasons contain rule names. */
    Optional<DeterminingRule> rule(ClientProfile client, String reason, Instant at) {
        RuleTrace trace = new RuleTrace();
        Verdict verdict = model.decide(client, at, trace);
        return verdict.reason().equals(reason) ? trace.rule().map(DeterminingRule::of) : Optional.empty();
    }

    /**
     * Compares this catalog with a changed one.
     *
     * @param after the changed catalog
     * @return the comparison
     */
    public CatalogDiff diff(Catalog after) {
        return new CatalogDiff(model, after.model);
    }

    /**
     * Returns the answers for every release, system and locale that this catalog distinguishes.
     *
     * @param at the time by which rules are evaluated
     * @return the table
     */
    public AnswerTable table(Instant at) {
        return new AnswerTable(model, at);
    }

    /**
     * Returns the rules of the catalog as text.
     *
     * @return the listing
     */
    public CatalogListing listing() {
        return new CatalogListing(model);
    }

    /**
     * Returns the number of decisions that each rule has determined while this catalog was served.
     *
     * @return the numbers by the location of the rule; empty if {@link CatalogPolicy} does not serve this catalog
     */
    public Map<SourceLocation, Long> hits() {
        return hits.counts();
    }

    /**
     * Returns the digest of the content.
     *
     * @return the content ID, see {@link CatalogStatus#contentId}
     */
    public String contentId() {
        return contentId;
    }

    /**
     * Returns the source of the catalog.
     *
     * @return the file or folder as named by the operator, or the name of the bundled catalog
     */
    public String source() {
        return source;
    }

    /**
     * Returns the files of which the catalog consists.
     *
     * @return the content of each file in UTF-8 by its name, in the order of the names
     */
    public SortedMap<String, byte[]> files() {
        SortedMap<String, byte[]> content = new TreeMap<>();
        files.forEach(file -> content.put(file.name(), file.bytes().clone()));
        return content;
    }

    /**
     * Tells whether a library is listed under {@code releases}.
     *
     * @param library the library, as a client sends it
     * @return true if the catalog lists a version of it
     */
    public boolean listsLibrary(String library) {
        return !model.releases().versions(library).isEmpty();
    }

    /**
     * Returns the known releases.
     *
     * @return the versions of each library in ascending order. Unmodifiable
     */
    public Map<String, List<ClientVersion>> releases() {
        return model.releases().sortedByLibrary();
    }

    /**
     * Returns the number of rules.
     *
     * @return the number, without {@code otherwise}
     */
    public int ruleCount() {
        return model.rules().rules().size();
    }

    /**
     * Returns the number of known releases.
     *
     * @return the number of versions, over all libraries
     */
    public int releaseCount() {
        return model.releases().size();
    }

    /**
     * Returns possible mistakes, such as a release without a rule between two releases with rules.
     *
     * @return the warnings in the order of the file
     */
    public List<ValidationError> warnings() {
        return model.warnings();
    }

    /**
     * Returns for each rule with a percentage rollout which answer the clients outside the percentage get.
     *
     * @return the notices of at most 100 rules, in the order of the rules
     */
    public List<ValidationError> rolloutNotices() {
        return RolloutFallbacks.notices(model);
    }

    /**
     * Returns notices about rules whose effect depends on a setting: rules that accept unknown clients do not apply to
     * unreadable versions while {@code cvr0.policy.unknown-clients} is {@code strict}.
     *
     * @return the notices; empty if no rule accepts unknown clients
     */
    public List<ValidationError> notices() {
        return model.unknownClients().rules().stream()
                .filter(rule -> rule.outcome() != UnknownClientMode.STRICT)
                .limit(1)
                .map(rule -> new ValidationError(rule.location(), UNREADABLE_REFUSED))
                .toList();
    }
}
