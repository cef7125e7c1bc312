// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.reader;

import dev.cvr0.api.policy.UnknownClientMode;
import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.catalog.condition.During;
import dev.cvr0.catalog.model.Answer;
import dev.cvr0.catalog.model.Block;
import dev.cvr0.catalog.model.CatalogModel;
import dev.cvr0.catalog.model.Floor;
import dev.cvr0.catalog.model.Languages;
import dev.cvr0.catalog.model.Releases;
import dev.cvr0.catalog.model.Rule;
import dev.cvr0.catalog.model.RuleIndex;
import dev.cvr0.catalog.model.UnknownClientRules;
import dev.cvr0.catalog.yaml.ErrorCollector;
import dev.cvr0.catalog.yaml.YamlMapping;
import dev.cvr0.catalog.yaml.YamlValue;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the keys of a catalog and checks them against each other. */
final class ModelReader {

    private static final String MODE = "mode";

    private final YamlMapping file;
    private final ErrorCollector problems;
    private final Releases releases;
    private final TimeReader times;
    private final UrlReader urls;
    private final AnswerReader answers;

    ModelReader(YamlMapping file, ErrorCollector problems) {
        this.file = file;
        this.problems = problems;
        this.releases = file.require("releases").map(ModelReader::releases).orElseGet(() -> new Releases(Map.of()));
        this.times = TimeReader.in(file.get("zone"));
        Languages languages =
                file.get("languages").map(new LocaleReader()::languages).orElseGet(() -> new Languages(List.of()));
        this.urls = UrlReader.with(file.get("base-url"), languages);
        this.answers = new AnswerReader(releases, urls, times);
    }

    /** Returns the content; empty if {@code otherwise} is missing or invalid. */
    Optional<CatalogModel> read() {
        RuleIndex<Answer> rules = new RuleIndex<>(rules());
        RuleIndex<Block> blocks = new RuleIndex<>(blocks());
        List<Floor> floors =
                file.get("floors").map(new FloorReader(releases, urls)::read).orElse(List.of());
        RuleIndex<UnknownClientMode> unknown = new RuleIndex<>(unknownClients());
        check(rules, blocks, floors, unknown);
        During freeze = file.get("freeze").map(this::freeze).orElse(During.NEVER);
        boolean emergency = file.get("emergency").map(ModelReader::isEcho).orElse(false);
        return file.require("otherwise")
                .map(value -> YamlMapping.of(value, AnswerReader.KEYS))
                .flatMap(section -> answers.read("otherwise", section))
                .map(otherwise -> new CatalogModel(
                        releases,
                        rules,
                        otherwise,
                        new UnknownClientRules(unknown, otherwise),
                        floors,
                        blocks,
                        freeze,
                        emergency,
                        new CoverageGaps(releases, rules.rules()).notices()));
    }

    private static Releases releases(YamlValue value) {
        Map<String, Set<ClientVersion>> versions = new HashMap<>();
        for (YamlValue.Entry entry : value.entries()) {
            entry.key()
                    .token()
                    .ifPresent(library ->
                            versions.put(library, Set.copyOf(entry.value().all(YamlValue::version))));
        }
        return new Releases(versions);
    }

    private void check(
            RuleIndex<Answer> rules,
            RuleIndex<Block> blocks,
            List<Floor> floors,
            RuleIndex<UnknownClientMode> unknown) {
        RuleChecks order = new RuleChecks(problems);
        order.order(rules);
        order.releases(rules, releases);
        order.order(blocks);
        order.releases(blocks, releases);
        order.order(unknown);
        BlockChecks targets = new BlockChecks(problems, releases, blocks.rules());
        rules.rules().forEach(targets::rule);
        floors.forEach(targets::floor);
    }

    private List<Rule<Answer>> rules() {
        ConditionReader known = conditions(ProgramReader.known(releases));
        RuleReader<Answer> reader = new RuleReader<>(known, times, AnswerReader.KEYS, answers::read);
        return file.require("rules").map(reader::read).orElse(List.of());
    }

    private List<Rule<Block>> blocks() {
        return file.get("blocked").map(new BlockReader(releases, times)::read).orElse(List.of());
    }

    // A single word is a rule for all unknown clients.
    private List<Rule<UnknownClientMode>> unknownClients() {
        Optional<YamlValue> value = file.get("unknown-clients");
        if (value.isPresent() && value.get().isText()) {
            return mode(value.get())
                    .map(mode -> new Rule<>("unknown-clients", value.get().location(), List.of(), mode))
                    .map(List::of)
                    .orElse(List.of());
        }
        ConditionReader conditions = conditions(ProgramReader.unknown());
        return value.map(new RuleReader<>(
                        conditions,
                        times,
                        List.of(MODE),
                        (name, section) -> section.require(MODE).flatMap(ModelReader::mode))::read)
                .orElse(List.of());
    }

    private ConditionReader conditions(ProgramReader programs) {
        ConditionReader reader = new ConditionReader(programs);
        return file.get("groups").map(reader::withGroups).orElse(reader);
    }

    private During freeze(YamlValue value) {
        YamlMapping section = YamlMapping.of(value, TimeReader.KEYS);
        During period = times.during(section);
        section.require("from");
        return period;
    }

    private static boolean isEcho(YamlValue value) {
        boolean echo = value.is("echo");
        if (!echo) {
            value.reject("must be 'echo' (or omit the key)");
        }
        return echo;
    }

    private static Optional<UnknownClientMode> mode(YamlValue value) {
        Optional<String> text = value.text();
        Optional<UnknownClientMode> mode = text.flatMap(word -> Stream.of(UnknownClientMode.values())
                .filter(one -> word(one).equals(word))
                .findFirst());
        if (text.isPresent() && mode.isEmpty()) {
            value.reject("is " + LogSafeText.quote(text.get()) + ", expected one of "
                    + Stream.of(UnknownClientMode.values())
                            .map(ModelReader::word)
                            .collect(Collectors.joining(", ")));
        }
        return mode;
    }

    private static String word(UnknownClientMode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }
}
