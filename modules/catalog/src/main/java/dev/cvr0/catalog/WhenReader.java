// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.protocol.Lcid;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the conditions of a rule. */
final class WhenReader {

    private static final List<String> KEYS =
            Stream.of(ProfileField.values()).map(ProfileField::key).toList();

    private final Releases releases;
    private final VersionSpanReader spans = new VersionSpanReader();

    WhenReader(Releases releases) {
        this.releases = releases;
    }

    /** Reads conditions in the order in which a client's fields stand on the wire. */
    List<Condition> read(Value when) {
        Section section = Section.of(when, KEYS);
        List<Condition> conditions = new ArrayList<>();
        for (ProfileField field : ProfileField.values()) {
            section.find(field.key()).map(value -> condition(field, value)).ifPresent(conditions::add);
        }
        return conditions;
    }

    private Condition condition(ProfileField field, Value value) {
        return switch (field) {
            case SYSTEM_VERSION, CLIENT_VERSION -> new WithinVersions(field, all(value, spans::read));
            case LIBRARY -> oneOf(field, value, this::library);
            case CODEBASE -> oneOf(field, value, WhenReader::codebase);
            case LOCALE -> oneOf(field, value, WhenReader::locale);
            case SYSTEM_TYPE, ARCHITECTURE -> oneOf(field, value, Value::token);
        };
    }

    private static Condition oneOf(ProfileField field, Value value, Function<Value, Optional<String>> read) {
        return new OneOf(field, Set.copyOf(all(value, read)));
    }

    private static <T> List<T> all(Value value, Function<Value, Optional<T>> read) {
        return value.oneOrMore().stream().map(read).flatMap(Optional::stream).collect(Collectors.toList());
    }

    private Optional<String> library(Value value) {
        Optional<String> library = value.token();
        library.filter(name -> !releases.hasLibrary(name))
                .ifPresent(name -> value.reject("is " + Quoted.quote(name) + ", which 'releases' does not list"
                        + new Spelling(name)
                                .nearest(releases.libraries())
                                .map(near -> "; did you mean " + Quoted.quote(near) + "?")
                                .orElse("")));
        return library;
    }

    // A client that did not say has an empty codebase, and a rule may want just that.
    private static Optional<String> codebase(Value value) {
        return value.is("") ? value.text() : value.token();
    }

    private static Optional<String> locale(Value value) {
        Optional<String> text = value.text();
        Optional<String> locale = text.flatMap(Lcid::find).map(Lcid::toString);
        if (text.isPresent() && locale.isEmpty()) {
            value.reject("is " + Quoted.quote(text.get()) + ", expected 0x and four hexadecimal digits such as 0x0409");
        }
        return locale;
    }
}
