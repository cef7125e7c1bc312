// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.reader;

import dev.cvr0.api.policy.UnknownClientMode;
import dev.cvr0.catalog.condition.TimeRange;
import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.model.Answer;
import dev.cvr0.catalog.model.Block;
import dev.cvr0.catalog.model.CatalogModel;
import dev.cvr0.catalog.model.Floor;
import dev.cvr0.catalog.model.Languages;
import dev.cvr0.catalog.model.Releases;
import dev.cvr0.catalog.model.Rule;
import dev.cvr0.catalog.model.RuleIndex;
import dev.cvr0.catalog.model.Traits;
import dev.cvr0.catalog.source.CatalogFile;
import dev.cvr0.catalog.source.Snapshot;
import dev.cvr0.catalog.yaml.ErrorCollector;
import dev.cvr0.catalog.yaml.YamlDocument;
import dev.cvr0.catalog.yaml.YamlLimits;
import dev.cvr0.catalog.yaml.YamlMapping;
import dev.cvr0.catalog.yaml.YamlValue;
import dev.cvr0.settings.Setting;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a catalog and reports all of its errors together. */
public final class CatalogReader {

    private static final String FORMAT = "format";
    private static final String KNOWN_FORMAT = "1";
    private static final String UNKNOWN_CLIENTS = "unknown-clients";
    private static final String OTHERWISE = "otherwise";
    private static final String MODE = "mode";
    private static final List<String> KEYS = List.of(
            FORMAT,
            "zone",
            "base-url",
            "download-hosts",
            "languages",
            "emergency",
            "freeze",
            "releases",
            "groups",
            UNKNOWN_CLIENTS,
            "blocked",
            "floors",
            "rules",
            OTHERWISE);
    private static final String MODES =
            Stream.of(UnknownClientMode.values()).map(Setting::keyword).collect(Collectors.joining(", "));

    private final YamlMapping file;
    private final Releases releases;
    private final Traits traits;
    private final Languages languages;
    private final TimeReader times;
    private final UrlReader urls;
    private final AnswerReader answers;
    private final ConditionReader conditions;
    private final ConditionReader conditionsOnAnyClient;

    private CatalogReader(YamlMapping file) {
        this.file = file;
        TraitReader traitReader = new TraitReader();
        ReleaseReader releaseReader = new ReleaseReader(traitReader);
        this.releases = file.require("releases", releaseReader::read).orElse(Releases.NOT_GIVEN);
        this.times = new TimeReader(file.get("zone"));
        this.languages = file.get("languages").map(LocaleReader::languages).orElseGet(() -> new Languages(List.of()));
        this.urls = new UrlReader(file.get("base-url"), languages, file.get("download-hosts"));
        this.answers = new AnswerReader(releases, urls, times);
        Optional<YamlValue> groups = file.get("groups");
        this.conditions = new ConditionReader(Optional.of(releases).filter(Releases::areGiven), groups, traitReader);
        this.conditionsOnAnyClient = new ConditionReader(Optional.empty(), groups, traitReader);
        this.traits = new Traits(releases, releaseReader.traits(), conditionsOnAnyClient.groupsWithTraits());
    }

    /**
     * Reads the files of a catalog.
     *
     * @throws CatalogException if there are errors, with all of them
     */
    public static CatalogModel read(Snapshot snapshot) {
        ErrorCollector errors = new ErrorCollector(snapshot.source());
        YamlMapping file = YamlMapping.of(YamlValue.root(root(snapshot), errors), KEYS);
        file.require(
                FORMAT,
                value -> value.parse(
                        text -> Optional.of(text).filter(KNOWN_FORMAT::equals),
                        "is not a supported format; use " + KNOWN_FORMAT));
        Optional<CatalogModel> model = new CatalogReader(file).model();
        errors.throwIfAny();
        return model.orElseThrow();
    }

    private static Node root(Snapshot snapshot) {
        if (snapshot.files().size() > 1) {
            return new MergedFiles(snapshot.source()).root(snapshot.files());
        }
        CatalogFile only = snapshot.files().get(0);
        return YamlDocument.parse(only.source(), only.bytes(), new YamlLimits());
    }

    /** Returns the content; empty if {@code otherwise} is missing or invalid. */
    private Optional<CatalogModel> model() {
        LimitsReader limits = new LimitsReader(releases, conditions, urls, times);
        RuleIndex<Answer> rules = new RuleIndex<>(rules());
        RuleIndex<Block> blocks =
                new RuleIndex<>(file.get("blocked").map(limits::blocks).orElse(List.of()));
        List<Floor> floors = file.get("floors").map(limits::floors).orElse(List.of());
        RuleIndex<UnknownClientMode> unknown = new RuleIndex<>(unknownClients());
        RuleValidator validator = new RuleValidator(file.self().errors(), releases);
        Stream.of(rules, blocks, unknown).forEach(validator::validateOrder);
        if (releases.areGiven()) {
            Stream.of(rules, blocks).forEach(validator::validateReleases);
        }
        validator.validateBlocks(blocks.rules(), rules.rules(), floors);
        TimeRange freeze = file.get("freeze").map(this::freeze).orElse(TimeRange.NEVER);
        boolean emergency = file.get("emergency")
                .map(value -> value.check(value.isText("echo"), "must be 'echo' (or omit the key)"))
                .orElse(false);
        return file.require(OTHERWISE, this::otherwise)
                .map(otherwise -> new CatalogModel(
                        releases,
                        traits,
                        languages,
                        rules,
                        otherwise,
                        unknown,
                        floors,
                        blocks,
                        freeze,
                        emergency,
                        Optional.empty(),
                        validator.warnings(rules.rules(), otherwise, blocks.rules())));
    }

    private Optional<Rule<Answer>> otherwise(YamlValue value) {
        return answers.read(OTHERWISE, YamlMapping.of(value, AnswerReader.KEYS))
                .map(answer -> new Rule<>(OTHERWISE, value.location(), List.of(), answer));
    }

    private List<Rule<Answer>> rules() {
        RuleReader<Answer> reader = new RuleReader<>(conditions, times, AnswerReader.KEYS, answers::read);
        return file.require("rules", value -> Optional.of(reader.read(value))).orElse(List.of());
    }

    // A single mode is a rule for all unknown clients.
    private List<Rule<UnknownClientMode>> unknownClients() {
        Optional<YamlValue> value = file.get(UNKNOWN_CLIENTS);
        if (value.isPresent() && value.get().isText()) {
            return mode(value.get())
                    .map(mode -> List.of(new Rule<>(UNKNOWN_CLIENTS, value.get().location(), List.of(), mode)))
                    .orElse(List.of());
        }
        RuleReader<UnknownClientMode> reader = new RuleReader<>(
                conditionsOnAnyClient,
                times,
                List.of(MODE),
                (name, section) -> section.require(MODE, CatalogReader::mode));
        return value.map(reader::read).orElse(List.of());
    }

    private TimeRange freeze(YamlValue value) {
        YamlMapping section = YamlMapping.of(value, TimeReader.KEYS);
        section.require(TimeReader.FROM, Optional::of);
        return times.during(section);
    }

    private static Optional<UnknownClientMode> mode(YamlValue value) {
        return value.parse(
                text -> Stream.of(UnknownClientMode.values())
                        .filter(mode -> Setting.keyword(mode).equals(text))
                        .findFirst(),
                "is not a mode; use one of " + MODES);
    }
}
