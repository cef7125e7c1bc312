// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.policy;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;

/** Returns the components of a record as a list, so that they can be compared individually. */
final class RecordComponents {

    private RecordComponents() {}

    static List<Object> of(Record value) {
        List<Object> components = new ArrayList<>();
        try {
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                components.add(component.getAccessor().invoke(value));
            }
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
        return components;
    }
}
