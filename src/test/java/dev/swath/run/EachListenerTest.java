package dev.swath.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class EachListenerTest {

    private final List<String> notified = new ArrayList<>();

    @Test
    void every_event_reaches_every_listener_in_their_order() throws Exception {
        RunListener both = RunListener.all(List.of(noting("first"), noting("second")));
        List<Method> events = Arrays.stream(RunListener.class.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .toList();
        assertThat(events).hasSizeGreaterThan(10);

        for (Method event : events) {
            notified.clear();
            event.invoke(both, sample(event));
            assertThat(notified).containsExactly("first " + event.getName(), "second " + event.getName());
        }
    }

    @Test
    void the_failure_of_a_listener_arrives_as_it_was_thrown() {
        RunListener failing = new RunListener() {
            @Override
            public void abandoned(Run run) {
                throw new IllegalStateException("full");
            }
        };
        RunListener both = RunListener.all(List.of(failing, noting("second")));

        assertThatThrownBy(() -> both.abandoned(null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("full");
        assertThat(notified).isEmpty();
    }

    @Test
    void is_equal_only_to_itself_and_names_its_listeners() {
        RunListener none = RunListener.all(List.of());

        assertThat(none)
                .isEqualTo(none)
                .isNotEqualTo(RunListener.all(List.of()))
                .hasToString("[]");
        assertThat(none.hashCode()).isEqualTo(none.hashCode());
    }

    /** Notes the name of each event. */
    private RunListener noting(String name) {
        return (RunListener) Proxy.newProxyInstance(
                RunListener.class.getClassLoader(),
                new Class<?>[] {RunListener.class},
                (proxy, method, arguments) -> notified.add(name + " " + method.getName()) ? null : null);
    }

    private static Object[] sample(Method event) {
        return Arrays.stream(event.getParameterTypes())
                .map(type -> type == int.class ? (Object) 1 : type == boolean.class ? true : null)
                .toArray();
    }
}
