// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.reader;

import dev.cvr0.api.protocol.Dialect;
import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.catalog.condition.AddressBlock;
import dev.cvr0.catalog.condition.ClientAttribute;
import dev.cvr0.catalog.condition.Condition;
import dev.cvr0.catalog.condition.FromAddress;
import dev.cvr0.catalog.condition.FromUser;
import dev.cvr0.catalog.condition.Offering;
import dev.cvr0.catalog.condition.OneOf;
import dev.cvr0.catalog.condition.WithinVersions;
import dev.cvr0.catalog.condition.WithinVersions.Field;
import dev.cvr0.catalog.yaml.YamlMapping;
import dev.cvr0.catalog.yaml.YamlValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the conditions on a client, in the order of the parameters on the wire. */
final class WhenReader {

    private final VersionRangeReader spans = new VersionRangeReader();
    private final Map<String, BiFunction<String, YamlValue, Condition>> readers = new LinkedHashMap<>();

    WhenReader(ProgramReader programs) {
        readers.put("locale", new LocaleReader()::condition);
        readers.put("system-type", (key, value) -> oneOf(key, ClientAttribute.SYSTEM_TYPE, value, YamlValue::token));
        readers.put(Field.SYSTEM_VERSION.key(), (key, value) -> systemVersions(value));
        readers.put("architecture", (key, value) -> oneOf(key, ClientAttribute.ARCHITECTURE, value, YamlValue::token));
        readers.put("library", (key, value) -> oneOf(key, ClientAttribute.LIBRARY, value, programs::library));
        readers.put(Field.CLIENT_VERSION.key(), (key, value) -> programs.versions(value.all(spans::read)));
        readers.put("codebase", (key, value) -> oneOf(key, ClientAttribute.CODEBASE, value, WhenReader::codebase));
        readers.put("user-handle", (key, value) -> users(value));
        readers.put("offered-dialect", (key, value) -> new Offering(Set.copyOf(value.all(WhenReader::dialect))));
        readers.put("remote-address", (key, value) -> new FromAddress(value.all(WhenReader::block)));
    }

    /** Returns the keys of the conditions. */
    List<String> keys() {
        return List.copyOf(readers.keySet());
    }

    List<Condition> read(YamlMapping when) {
        List<Condition> conditions = new ArrayList<>();
        readers.forEach((key, reader) ->
                when.get(key).map(value -> reader.apply(key, value)).ifPresent(conditions::add));
        return conditions;
    }

    private Condition systemVersions(YamlValue value) {
        return new WithinVersions(Field.SYSTEM_VERSION, value.all(spans::read));
    }

    private static Condition oneOf(
            String key, ClientAttribute facet, YamlValue value, Function<YamlValue, Optional<String>> read) {
        List<String> texts = value.all(read);
        String wanted =
                texts.stream().map(text -> text.isEmpty() ? "nothing" : text).collect(Collectors.joining(" or "));
        return new OneOf(key, facet, Set.copyOf(texts), wanted);
    }

    // A client that did not say has an empty codebase, and a rule may want just that.
    private static Optional<String> codebase(YamlValue value) {
        return value.is("") ? value.text() : value.token();
    }

    private static Condition users(YamlValue value) {
        Map<Boolean, Set<String>> users = value.all(WhenReader::user).stream()
                .collect(Collectors.partitioningBy(user -> user.startsWith("@"), Collectors.toSet()));
        Set<String> domains =
                users.get(true).stream().map(domain -> domain.substring(1)).collect(Collectors.toSet());
        return new FromUser(users.get(false), domains);
    }

    private static Optional<String> user(YamlValue value) {
        Optional<String> text = codebase(value).map(ClientAttribute::normalizeHandle);
        text.filter("@"::equals)
                .ifPresent(at -> value.reject("is '@', expected a handle, a domain such as @example.com, or '' for"
                        + " clients that have not said"));
        return text;
    }

    private static Optional<Dialect> dialect(YamlValue value) {
        Optional<String> text = value.text();
        Optional<Dialect> dialect = text.flatMap(Dialect::tryParse);
        if (text.isPresent() && dialect.isEmpty()) {
            value.reject("is " + LogSafeText.quote(text.get()) + ", expected the name of a dialect such as MSNP8");
        }
        return dialect;
    }

    private static Optional<AddressBlock> block(YamlValue value) {
        Optional<String> text = value.text();
        Optional<AddressBlock> block = text.flatMap(AddressBlock::tryParse).filter(AddressBlock::isCanonical);
        if (text.isPresent() && block.isEmpty()) {
            value.reject(
                    "is " + LogSafeText.quote(text.get()) + ", expected an address such as 192.0.2.7, or the first of a"
                            + " block and how many bits the block has in common, such as 192.0.2.0/24 or 2001:db8::/32");
        }
        return block;
    }
}
