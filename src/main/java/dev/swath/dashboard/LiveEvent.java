package dev.swath.dashboard;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An event sent to open pages.
 *
 * @param name opened, progress, image or closed
 * @param data content of the event
 */
record LiveEvent(String name, ObjectNode data) {

    /** The event in the format of server-sent events, as the HTML standard defines it. */
    String text() {
        return "event: " + name + "\ndata: " + data + "\n\n";
    }
}
