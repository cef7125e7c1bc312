// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.protocol.Dialect;
import dev.cvr0.api.protocol.Excerpt;
import dev.cvr0.catalog.condition.AddressBlock;
import dev.cvr0.catalog.condition.Condition;
import dev.cvr0.catalog.condition.Facet;
import dev.cvr0.catalog.condition.FromAddress;
import dev.cvr0.catalog.condition.FromUser;
import dev.cvr0.catalog.condition.Offering;
import dev.cvr0.catalog.condition.OneOf;
import dev.cvr0.catalog.condition.WithinVersions;
import dev.cvr0.catalog.condition.WithinVersions.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the conditions on what a client says of itself, in the order in which that stands on the wire. */
final class WhenReader {

    private final VersionSpanReader spans = new VersionSpanReader();
    private final Map<String, BiFunction<String, Value, Condition>> readers = new LinkedHashMap<>();

    WhenReader(ProgramReader programs) {
        readers.put("locale", new LocaleReader()::condition);
        readers.put("system-type", (key, value) -> oneOf(key, Facet.SYSTEM_TYPE, value, Value::token));
        readers.put(Field.SYSTEM_VERSION.key(), (key, value) -> systemVersions(value));
        readers.put("architecture", (key, value) -> oneOf(key, Facet.ARCHITECTURE, value, Value::token));
        readers.put("library", (key, value) -> oneOf(key, Facet.LIBRARY, value, programs::library));
        readers.put(Field.CLIENT_VERSION.key(), (key, value) -> programs.versions(value.all(spans::read)));
        readers.put("codebase", (key, value) -> oneOf(key, Facet.CODEBASE, value, WhenReader::codebase));
        readers.put("user-handle", (key, value) -> users(value));
        readers.put("offered-dialect", (key, value) -> new Offering(Set.copyOf(value.all(WhenReader::dialect))));
        readers.put("remote-address", (key, value) -> new FromAddress(value.all(WhenReader::block)));
    }

    /** What a condition can be on. */
    List<String> keys() {
        return List.copyOf(readers.keySet());
    }

    List<Condition> read(Section when) {
        List<Condition> conditions = new ArrayList<>();
        readers.forEach((key, reader) ->
                when.find(key).map(value -> reader.apply(key, value)).ifPresent(conditions::add));
        return conditions;
    }

    private Condition systemVersions(Value value) {
        return new WithinVersions(Field.SYSTEM_VERSION, value.all(spans::read));
    }

    private static Condition oneOf(String key, Facet facet, Value value, Function<Value, Optional<String>> read) {
        List<String> texts = value.all(read);
        String wanted =
                texts.stream().map(text -> text.isEmpty() ? "nothing" : text).collect(Collectors.joining(" or "));
        return new OneOf(key, facet, Set.copyOf(texts), wanted);
    }

    // A client that did not say has an empty codebase, and a rule may want just that.
    private static Optional<String> codebase(Value value) {
        return value.is("") ? value.text() : value.token();
    }

    private static Condition users(Value value) {
        Map<Boolean, Set<String>> users = value.all(WhenReader::user).stream()
                .collect(Collectors.partitioningBy(user -> user.startsWith("@"), Collectors.toSet()));
        Set<String> domains =
                users.get(true).stream().map(domain -> domain.substring(1)).collect(Collectors.toSet());
        return new FromUser(users.get(false), domains);
    }

    private static Optional<String> user(Value value) {
        Optional<String> text = codebase(value).map(FromUser::canonical);
        text.filter("@"::equals)
                .ifPresent(at -> value.reject("is '@', expected a handle, a domain such as @example.com, or '' for"
                        + " clients that have not said"));
        return text;
    }

    private static Optional<Dialect> dialect(Value value) {
        Optional<String> text = value.text();
        Optional<Dialect> dialect = text.flatMap(Dialect::find);
        if (text.isPresent() && dialect.isEmpty()) {
            value.reject("is " + Excerpt.quote(text.get()) + ", expected the name of a dialect such as MSNP8");
        }
        return dialect;
    }

    private static Optional<AddressBlock> block(Value value) {
        Optional<String> text = value.text();
        Optional<AddressBlock> block = text.flatMap(AddressBlock::find).filter(AddressBlock::isCanonical);
        if (text.isPresent() && block.isEmpty()) {
            value.reject(
                    "is " + Excerpt.quote(text.get()) + ", expected an address such as 192.0.2.7, or the first of a"
                            + " block and how many bits the block has in common, such as 192.0.2.0/24 or 2001:db8::/32");
        }
        return block;
    }
}
